// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ingest/docx/text_flow.h"
#include "ingest/readers.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// What w:tcPr and w:trPr say of a cell.
struct CellShape {
  enum class Merge { None, Restart, Continue };
  int span = 1;
  Merge vertical = Merge::None;
  Merge horizontal = Merge::None;  // w:hMerge, of old files
  bool inserted = false, deleted = false;
};

struct RowShape {
  int grid_before = 0, grid_after = 0;
  bool header = false, inserted = false, deleted = false;
};

/// Puts cells on the grid: spans, vertical merges, gaps at the row's ends.
///
/// Source: ECMA-376 Part 1, 17.4 (gridSpan, vMerge, hMerge, gridBefore). A w:vMerge "continue"
/// merges only under a cell of the same start and width in the row directly above; else it
/// starts a cell of its own.
class TableBuilder {
 public:
  static constexpr int kMaxColumns = 1'000;  // legal maximum of Word: 63

  plan::Table table;
  RevisionView view = RevisionView::Final;  // which text the cells have
  std::vector<plan::LeftOut> covered;       // text under a vertical merge: shown by no reader

  void begin_row() {
    row_ = {};
    column_ = 0;
    row_cells_.clear();
  }
  RowShape& row() { return row_; }
  void add_cell(const CellShape& shape, TextFlow& flow, std::vector<plan::Comment> comments);
  void end_row();
  plan::Table finish();

 private:
  bool continues_above(int column, int span);
  void fill(plan::Cell& cell, TextFlow& flow) const;
  void fill_original(plan::Cell& cell, TextFlow& flow) const;

  RowShape row_;
  int column_ = 0;
  bool headers_only_ = true;
  std::vector<std::size_t> row_cells_;  // indices of cells that begin in this row
};

}  // namespace planmerge::ingest
