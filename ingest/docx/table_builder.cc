// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/table_builder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/error.h"

namespace planmerge::ingest {

const TableBuilder::OpenMerge* TableBuilder::continues_above(int column, int span) const {
  for (const OpenMerge& merge : merges_above_) {
    if (merge.column == column && merge.span == span) return &merge;
  }
  return nullptr;
}

// A reader of the page sees the origin only; what hangs on the cell below is said there.
void TableBuilder::cover(plan::Cell& origin, plan::Cell content, int column) {
  std::move(content.footnotes.begin(), content.footnotes.end(),
            std::back_inserter(origin.footnotes));
  for (plan::Comment& comment : content.comments) {
    const bool said = std::any_of(origin.comments.begin(), origin.comments.end(),
                                  [&](const auto& other) { return other.id == comment.id; });
    if (!said) origin.comments.push_back(std::move(comment));
  }
  std::string text;
  for (const plan::Paragraph& paragraph : content.paragraphs) text += paragraph.text;
  if (text.empty()) return;
  plan::Provenance where;
  where.row = table.rows;
  where.col = column;
  covered.push_back({"under-merged-cell", where, text});
}

void TableBuilder::add_cell(const CellShape& shape, plan::Cell content) {
  // A gap or span wider than any table Word can make is a slip or an attack: it holds nothing.
  if (column_ == 0 && row_.grid_before > 0 && row_.grid_before < kMaxColumns)
    column_ = row_.grid_before;
  const int span = shape.span < 1 || shape.span > kMaxColumns ? 1 : shape.span;
  if (column_ + span > kMaxColumns)
    throw Error(Error::Kind::Limit, "limit", "",
                "a table has over " + std::to_string(kMaxColumns) + " columns");
  const int column = column_;
  column_ += span;
  if (shape.horizontal == CellShape::Merge::Continue && left_) {
    if (table.cells[*left_].row == table.rows) table.cells[*left_].colspan += span;
    cover(table.cells[*left_], std::move(content), column);
    return;
  }
  const OpenMerge* above =
      shape.vertical == CellShape::Merge::Continue ? continues_above(column, span) : nullptr;
  if (above != nullptr) {
    merges_.push_back(*above);
    left_ = above->origin;
    ++table.cells[above->origin].rowspan;
    cover(table.cells[above->origin], std::move(content), column);
    return;
  }
  if (shape.vertical != CellShape::Merge::None)
    merges_.push_back({column, span, table.cells.size()});
  content.row = table.rows;
  content.col = column;
  content.colspan = span;
  left_ = table.cells.size();
  table.cells.push_back(std::move(content));
}

void TableBuilder::end_row() {
  headers_only_ = headers_only_ && row_.header;
  if (headers_only_) ++table.header_rows;
  table.columns =
      std::max(table.columns, column_ + std::clamp(row_.grid_after, 0, kMaxColumns - column_));
  ++table.rows;
  merges_above_ = std::exchange(merges_, {});
}

plan::Table TableBuilder::finish() {
  table.columns = std::min(table.columns, kMaxColumns);
  for (plan::Cell& cell : table.cells) {
    if (cell.paragraphs.empty()) cell.paragraphs.emplace_back();
  }
  return std::move(table);
}

}  // namespace planmerge::ingest
