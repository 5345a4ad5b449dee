// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/table_builder.h"

#include <algorithm>

#include "base/error.h"

namespace planmerge::ingest {

bool TableBuilder::continues_above(int column, int span) {
  for (auto cell = table.cells.rbegin(); cell != table.cells.rend(); ++cell) {
    if (cell->row + cell->rowspan < table.rows) break;
    if (cell->row + cell->rowspan == table.rows && cell->col == column && cell->colspan == span) {
      ++cell->rowspan;
      return true;
    }
  }
  // Origins far above may still be open: a long merge is not near the end of the list.
  for (plan::Cell& cell : table.cells) {
    if (cell.row + cell.rowspan == table.rows && cell.col == column && cell.colspan == span) {
      ++cell.rowspan;
      return true;
    }
  }
  return false;
}

void TableBuilder::fill(plan::Cell& cell, TextFlow& flow) const {
  if (view == RevisionView::Original) {
    fill_original(cell, flow);
    return;
  }
  cell.paragraphs = flow.final_paragraphs();
  cell.revised = flow.revised();
  cell.revisions = flow.revisions();
  if (cell.revised) cell.original = flow.original_text();
  if (row_.deleted || cell.change == plan::Cell::Change::Deleted) {
    // What is struck out as a whole is still to be read: its text is what it was.
    cell.change = plan::Cell::Change::Deleted;
    cell.original = flow.original_text();
    cell.paragraphs = flow.original_paragraphs();
  } else if (row_.inserted) {
    cell.change = plan::Cell::Change::Inserted;
  }
}

// The document as it was: what was struck out stands as plain text, what was added as a whole is
// marked, so that it can be left out.
void TableBuilder::fill_original(plan::Cell& cell, TextFlow& flow) const {
  const bool added = row_.inserted || cell.change == plan::Cell::Change::Inserted;
  cell.change = added ? plan::Cell::Change::Inserted : plan::Cell::Change::None;
  cell.paragraphs = added ? flow.final_paragraphs() : flow.original_paragraphs();
}

void TableBuilder::add_cell(const CellShape& shape, TextFlow& flow,
                            std::vector<plan::Comment> comments) {
  // A gap or span wider than any table Word can make is a slip or an attack: it holds nothing.
  if (row_cells_.empty() && column_ == 0 && row_.grid_before > 0 && row_.grid_before < kMaxColumns)
    column_ = row_.grid_before;
  const int span = shape.span < 1 || shape.span > kMaxColumns ? 1 : shape.span;
  if (column_ + span > kMaxColumns)
    throw Error(Error::Kind::Limit, "limit", "",
                "a table has over " + std::to_string(kMaxColumns) + " columns");
  const int column = column_;
  column_ += span;
  if (shape.horizontal == CellShape::Merge::Continue && !row_cells_.empty()) {
    table.cells[row_cells_.back()].colspan += span;
    return;
  }
  if (shape.vertical == CellShape::Merge::Continue && continues_above(column, span)) {
    std::string text;
    for (const plan::Paragraph& paragraph : flow.final_paragraphs()) text += paragraph.text;
    if (!text.empty()) {
      plan::Provenance where;
      where.row = table.rows;
      where.col = column;
      covered.push_back({"under-merged-cell", where, text});
    }
    return;
  }
  plan::Cell cell;
  cell.row = table.rows;
  cell.col = column;
  cell.colspan = span;
  if (shape.deleted) cell.change = plan::Cell::Change::Deleted;
  if (shape.inserted) cell.change = plan::Cell::Change::Inserted;
  fill(cell, flow);
  cell.comments = std::move(comments);
  row_cells_.push_back(table.cells.size());
  table.cells.push_back(std::move(cell));
}

void TableBuilder::end_row() {
  // Word marks a row as deleted in w:trPr; other writers strike out every text in it instead.
  bool struck = !row_cells_.empty();
  bool had_text = false;
  for (const std::size_t index : row_cells_) {
    const plan::Cell& cell = table.cells[index];
    struck = struck && cell.blank();
    had_text =
        had_text || (cell.revised && cell.original.find_first_not_of(" \n") != std::string::npos);
  }
  if (struck && had_text && view == RevisionView::Final) {
    for (const std::size_t index : row_cells_) {
      plan::Cell& cell = table.cells[index];
      cell.change = plan::Cell::Change::Deleted;
      cell.paragraphs.clear();
      std::size_t begin = 0;
      while (begin <= cell.original.size()) {
        const std::size_t end = std::min(cell.original.find('\n', begin), cell.original.size());
        cell.paragraphs.emplace_back().text = cell.original.substr(begin, end - begin);
        begin = end + 1;
      }
    }
  }
  headers_only_ = headers_only_ && row_.header;
  if (headers_only_) ++table.header_rows;
  table.columns =
      std::max(table.columns, column_ + std::clamp(row_.grid_after, 0, kMaxColumns - column_));
  ++table.rows;
}

plan::Table TableBuilder::finish() {
  table.columns = std::min(table.columns, kMaxColumns);
  if (table.header_rows == table.rows) table.header_rows = 0;
  for (plan::Cell& cell : table.cells) {
    if (cell.paragraphs.empty()) cell.paragraphs.emplace_back();
  }
  return std::move(table);
}

}  // namespace planmerge::ingest
