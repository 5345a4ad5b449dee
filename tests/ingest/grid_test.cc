// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/grid.h"

#include <gtest/gtest.h>

namespace planmerge::ingest {
namespace {

Rule across(double y, double x0, double x1) {
  return {{x0, y - 0.25, x1, y + 0.25}, {}, true};
}
Rule down(double x, double y0, double y1) {
  return {{x - 0.25, y0, x + 0.25, y1}, {}, false};
}

TEST(Grid, ReadsAFullLattice) {
  const auto grids = find_grids({across(10, 0, 200), across(50, 0, 200), across(90, 0, 200),
                                 down(0, 10, 90), down(100, 10, 90), down(200, 10, 90)});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows(), 2);
  EXPECT_EQ(grids[0].columns(), 2);
  EXPECT_EQ(grids[0].cells.size(), 4U);
}

TEST(Grid, MakesSpanningCellsOfMissingWalls) {
  // The first column runs over both rows; the first row's others are one cell.
  const auto grids =
      find_grids({across(10, 0, 300), across(50, 100, 300), across(90, 0, 300), down(0, 10, 90),
                  down(100, 10, 90), down(200, 50, 90), down(300, 10, 90)});
  ASSERT_EQ(grids.size(), 1U);
  const Grid& grid = grids[0];
  ASSERT_EQ(grid.cells.size(), 4U);
  EXPECT_EQ(grid.covering(1, 0)->row, 0);
  EXPECT_EQ(grid.covering(0, 0)->rowspan, 2);
  EXPECT_EQ(grid.covering(0, 1)->colspan, 2);
  EXPECT_EQ(grid.covering(1, 2)->colspan, 1);
}

TEST(Grid, ClosesCellsThatAreOpenToThePagesEdge) {
  // The rest of a row from the page before: no rule above it, but the walls begin there.
  const auto grids = find_grids({across(50, 0, 200), across(90, 0, 200), down(0, 20, 90),
                                 down(100, 20, 90), down(200, 20, 90)});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows(), 2);
  EXPECT_NEAR(grids[0].ys.front(), 20, 0.1);
}

TEST(Grid, ClosesColumnsWithoutABorderAtTheSide) {
  const auto grids =
      find_grids({across(10, 0, 300), across(50, 0, 300), down(100, 10, 50), down(200, 10, 50)});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].columns(), 3);
}

TEST(Grid, TakesOneRuleThatSticksOutForNoColumn) {
  const auto grids = find_grids({across(10, -30, 200), across(50, 0, 200), down(0, 10, 50),
                                 down(100, 10, 50), down(200, 10, 50)});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].columns(), 2);
}

TEST(Grid, JoinsRulesThatNearlyTouch) {
  const auto grids =
      find_grids({across(10, 0, 99), across(10.8, 101, 200), across(50, 0, 98.5),
                  across(50.4, 100, 200), down(0, 11, 49), down(100, 11, 50), down(200, 10, 50)});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows(), 1);
  EXPECT_EQ(grids[0].columns(), 2);
}

TEST(Grid, TakesAFrameAroundTextForNoTable) {
  EXPECT_TRUE(
      find_grids({across(10, 0, 200), across(90, 0, 200), down(0, 10, 90), down(200, 10, 90)})
          .empty());
}

TEST(Grid, KeepsTwoTablesOfAPageApart) {
  const auto grids =
      find_grids({across(10, 0, 200), across(50, 0, 200), down(0, 10, 50), down(100, 10, 50),
                  down(200, 10, 50), across(110, 0, 200), across(150, 0, 200), down(0, 110, 150),
                  down(100, 110, 150), down(200, 110, 150)});
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_LT(grids[0].ys.back(), grids[1].ys.front());
}

TEST(Grid, GivesEveryPlaceToExactlyOneCell) {
  // Walls that leave an L-shaped room: it falls apart rather than overlapping its neighbour.
  const auto grids = find_grids({across(0, 0, 200), across(40, 0, 100), across(80, 0, 200),
                                 down(0, 0, 80), down(100, 0, 40), down(200, 0, 80)});
  ASSERT_EQ(grids.size(), 1U);
  int places = 0;
  for (const GridCell& cell : grids[0].cells) places += cell.rowspan * cell.colspan;
  EXPECT_EQ(places, grids[0].rows() * grids[0].columns());
}

}  // namespace
}  // namespace planmerge::ingest
