// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf/table_state.h"

#include <algorithm>
#include <iterator>

namespace planmerge::ingest {
namespace {

constexpr int kMaxRepeats = 1'000;  // of a row with text; text documents have none

std::string text_of(const TextFlow& flow) {
  std::string text;
  for (const plan::Paragraph& paragraph : flow.view.paragraphs()) text += paragraph.text;
  return text;
}

}  // namespace

void OdfTable::begin_row(int repeated) {
  repeated_ = std::clamp(repeated, 1, kMaxRepeats);
  cells_.clear();
}

bool OdfTable::row_is_blank() const {
  return std::all_of(cells_.begin(), cells_.end(), [](const OdfCell& cell) {
    return !cell.flow.revised() && cell.comments.empty() && text_of(cell.flow).empty();
  });
}

std::size_t OdfTable::end_row() {
  emitted_ = 0;
  // Thousands of blank rows are how a program says "to the end of the sheet".
  if (repeated_ > 1 && spans_.empty() && row_is_blank()) repeated_ = 1;
  for (int i = 0; i < repeated_; ++i) emit_row();
  cells_.clear();
  row_marks_.clear();
  return emitted_;
}

void OdfTable::emit_row() {
  builder_.begin_row();
  for (const std::string& id : row_marks_) builder_.mark_row(id);
  builder_.row().header = in_header_;
  column_ = to_skip_ = 0;
  next_spans_.clear();
  for (OdfCell& cell : cells_) {
    const bool blank = text_of(cell.flow).empty();
    const int room = TableBuilder::kMaxColumns - column_;
    const int count = blank ? std::min(cell.repeated, room) : cell.repeated;
    for (int i = 0; i < std::min(count, TableBuilder::kMaxColumns + 1); ++i) {
      if (cell.covered) {
        emit_covered(cell);
      } else {
        emit_cell(cell);
      }
    }
  }
  builder_.end_row();
  spans_ = next_spans_;
}

void OdfTable::emit(const CellShape& shape, const OdfCell& cell) {
  TextFlow flow = cell.flow;
  plan::Cell content = take_content(flow);
  content.comments = cell.comments;
  builder_.add_cell(shape, Presence(), std::move(content), std::move(flow.original.paragraphs()));
}

void OdfTable::emit_cell(OdfCell& cell) {
  CellShape shape;
  shape.span = std::clamp(cell.columns, 1, TableBuilder::kMaxColumns - std::min(column_, 999));
  if (cell.rows > 1) {
    shape.vertical = CellShape::Merge::Restart;
    next_spans_[column_] = {cell.rows - 1, shape.span};
  }
  emit(shape, cell);
  column_ += shape.span;
  to_skip_ = shape.span - 1;
  ++emitted_;
}

void OdfTable::emit_covered(OdfCell& cell) {
  if (to_skip_ > 0) {
    // Lies under the cell to its left: its column was counted with that cell.
    --to_skip_;
    const std::string text = text_of(cell.flow);
    if (text.empty()) return;
    plan::Provenance where;
    where.row = builder_.table().rows;
    where.col = column_ - 1;
    covered_.push_back({"under-merged-cell", where, text});
    return;
  }
  const auto span = spans_.find(column_);
  if (span == spans_.end()) {
    emit_cell(cell);  // covered by nothing: shown
    return;
  }
  CellShape shape;
  shape.span = span->second.columns;
  shape.vertical = CellShape::Merge::Continue;
  if (span->second.rows_left > 1)
    next_spans_[column_] = {span->second.rows_left - 1, span->second.columns};
  emit(shape, cell);
  column_ += shape.span;
  to_skip_ = shape.span - 1;
}

TrackedTable::Finished OdfTable::finish() {
  TrackedTable::Finished finished = builder_.finish();
  std::move(covered_.begin(), covered_.end(), std::back_inserter(finished.covered));
  return finished;
}

}  // namespace planmerge::ingest
