// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ingest/docx/text_flow.h"
#include "ingest/docx/tracked_table.h"
#include "ingest/readers.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// A cell of an OpenDocument table as its tags give it.
struct OdfCell {
  bool covered = false;
  int columns = 1, rows = 1, repeated = 1;
  TextFlow flow;
  std::vector<plan::Comment> comments;
};

/// One open table of an OpenDocument text: turns its spans and covered cells into those of
/// TrackedTable, so that both formats put cells on the grid with the same code.
class OdfTable {
 public:
  explicit OdfTable(RevisionView view) : builder_(Presence(), view) {}

  void begin_header_rows() { in_header_ = true; }
  void end_header_rows() { in_header_ = false; }
  void begin_row(int repeated);
  void add_cell(OdfCell cell) { cells_.push_back(std::move(cell)); }
  /// Gives the number of cells that the row made.
  std::size_t end_row();
  /// An invisible row id found in the row.
  void mark_row(std::string id) { row_marks_.push_back(std::move(id)); }
  plan::Table& table() { return builder_.table(); }
  TrackedTable::Finished finish();

 private:
  struct Span {
    int rows_left = 0, columns = 1;
  };
  void emit_row();
  void emit(const CellShape& shape, const OdfCell& cell);
  void emit_cell(OdfCell& cell);
  void emit_covered(OdfCell& cell);
  bool row_is_blank() const;

  TrackedTable builder_;
  std::vector<plan::LeftOut> covered_;  // text under cells that span columns
  std::vector<std::string> row_marks_;
  bool in_header_ = false;
  int repeated_ = 1;
  std::vector<OdfCell> cells_;  // of the open row
  int column_ = 0, to_skip_ = 0;
  std::map<int, Span> spans_, next_spans_;  // by first column
  std::size_t emitted_ = 0;
};

}  // namespace planmerge::ingest
