// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "plan/document.h"

namespace planmerge::ingest {

/// What w:tcPr and w:trPr say of a cell.
struct CellShape {
  enum class Merge { None, Restart, Continue };
  int span = 1;
  Merge vertical = Merge::None;
  Merge horizontal = Merge::None;  // w:hMerge, of old files
};

struct RowShape {
  int grid_before = 0, grid_after = 0;
  bool header = false;
};

/// Puts cells on the grid: spans, vertical merges, gaps at the row's ends.
///
/// Source: ECMA-376 Part 1, 17.4 (gridSpan, vMerge, hMerge, gridBefore). A w:vMerge "continue"
/// merges only under a cell of the same start and width that takes part in a merge in the row
/// directly above; else it starts a cell of its own.
class TableBuilder {
 public:
  static constexpr int kMaxColumns = 1'000;  // legal maximum of Word: 63

  plan::Table table;
  std::vector<plan::LeftOut> covered;  // text under a merge: shown by no reader

  void begin_row(const RowShape& row) {
    row_ = row;
    column_ = 0;
    left_.reset();
  }
  /// @param content  text, changes and comments; its place is found here
  void add_cell(const CellShape& shape, plan::Cell content);
  void end_row();
  plan::Table finish();

 private:
  struct OpenMerge {
    int column, span;
    std::size_t origin;  // index of the cell
  };
  const OpenMerge* continues_above(int column, int span) const;
  void cover(plan::Cell& origin, plan::Cell content, int column);

  RowShape row_;
  int column_ = 0;
  bool headers_only_ = true;
  std::optional<std::size_t> left_;               // index of the cell that covers the place before
  std::vector<OpenMerge> merges_, merges_above_;  // of this row and of the row directly above
};

}  // namespace planmerge::ingest
