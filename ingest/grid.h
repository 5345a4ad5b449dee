// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ingest/pdf_page.h"

namespace planmerge::ingest {

/// A cell of a lattice: where missing walls join places, one cell spans them.
struct GridCell {
  int row = 0, col = 0, rowspan = 1, colspan = 1;
  Box box;
  bool operator==(const GridCell&) const = default;
};

/// A table's skeleton on one page.
///
/// Shape: rows() x columns() places between the edges ys and xs (points, ascending); every place
///        is in exactly one cell; cells are row-major by their first place.
struct Grid {
  std::vector<double> xs, ys;
  std::vector<GridCell> cells;
  int rows() const { return static_cast<int>(ys.size()) - 1; }
  int columns() const { return static_cast<int>(xs.size()) - 1; }
  Box box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
  /// The cell that covers a point, or nullptr outside.
  const GridCell* at(double x, double y) const;
  const GridCell* covering(int row, int col) const;
};

/// Grids that crossing rules make, top to bottom. Frames around text (one column) are none.
std::vector<Grid> find_grids(const std::vector<Rule>& rules);

}  // namespace planmerge::ingest
