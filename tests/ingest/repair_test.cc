// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/repair.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace planmerge::ingest {
namespace {

TextLine words_at(double y, const std::vector<std::pair<double, std::string>>& words) {
  TextLine line;
  line.size = 10;
  line.baseline = y;
  for (const auto& [x, word] : words) {
    if (!line.letters.empty()) {
      Letter blank;
      blank.text = " ";
      blank.x0 = line.letters.back().x1;
      blank.x1 = x;
      line.letters.push_back(blank);
    }
    double at = x;
    for (const char c : word) {
      Letter letter;
      letter.text = std::string(1, c);
      letter.x0 = at;
      letter.x1 = at + 5;
      at += 5;
      line.letters.push_back(letter);
    }
  }
  line.box = {line.letters.front().x0, y - 8, line.letters.back().x1, y + 2};
  return line;
}

/// Three columns of 100 points, rows of 20.
SheetTable table_of(int rows) {
  SheetTable table;
  table.rows = rows;
  table.xs = {0, 100, 200, 300};
  return table;
}

SheetCell& add(SheetTable& table, int row, int col, int rowspan, int colspan,
               std::vector<TextLine> lines) {
  SheetCell cell;
  cell.row = row;
  cell.col = col;
  cell.rowspan = rowspan;
  cell.colspan = colspan;
  cell.box = {100.0 * col, 20.0 * row, 100.0 * (col + colspan), 20.0 * (row + rowspan)};
  cell.lines = std::move(lines);
  table.cells.push_back(std::move(cell));
  return table.cells.back();
}

TEST(Repair, SplitsRowsAtTheColumnsThatOnlyTheHeadHasWallsFor) {
  SheetTable table = table_of(4);
  for (int c = 0; c < 3; ++c) add(table, 0, c, 1, 1, {words_at(14, {{100.0 * c + 4, "Head"}})});
  for (int r = 1; r < 4; ++r)
    add(table, r, 0, 1, 3, {words_at(14 + 20 * r, {{4, "North"}, {150, "1.5"}, {250, "12"}})});
  draw_missing_walls(table);
  EXPECT_EQ(table.cells.size(), 12U);
  EXPECT_EQ(table.covering(2, 1)->lines.front().text(), "1.5");
}

TEST(Repair, LeavesATextThatRunsOverColumnsWhole) {
  SheetTable table = table_of(4);
  for (int c = 0; c < 3; ++c) add(table, 0, c, 1, 1, {words_at(14, {{100.0 * c + 4, "Head"}})});
  for (int r = 1; r < 4; ++r)
    add(table, r, 0, 1, 3, {words_at(14 + 20 * r, {{4, "one text that runs on over"}})});
  draw_missing_walls(table);
  EXPECT_EQ(table.cells.size(), 6U);
}

TEST(Repair, SplitsACellWithOneLineBesideEachRow) {
  SheetTable table = table_of(2);
  add(table, 0, 0, 2, 1, {words_at(14, {{4, "Men"}}), words_at(34, {{4, "Women"}})});
  for (int r = 0; r < 2; ++r) add(table, r, 1, 1, 1, {words_at(14 + 20 * r, {{104, "1"}})});
  draw_missing_walls(table);
  EXPECT_EQ(table.covering(0, 0)->rowspan, 1);
  EXPECT_EQ(table.covering(1, 0)->lines.front().text(), "Women");
}

TEST(Repair, SplitsACellBesideRowsThatComeBeforeIt) {
  SheetTable table = table_of(2);
  for (int r = 0; r < 2; ++r) add(table, r, 0, 1, 1, {words_at(14 + 20 * r, {{4, "1"}})});
  add(table, 0, 1, 2, 1, {words_at(14, {{104, "Men"}}), words_at(34, {{104, "Women"}})});
  draw_missing_walls(table);
  ASSERT_EQ(table.cells.size(), 4U);
  EXPECT_EQ(table.covering(0, 0)->lines.size(), 1U);
  EXPECT_EQ(table.covering(1, 1)->lines.front().text(), "Women");
}

TEST(Repair, KeepsALineOnTheEdgeOfARow) {
  SheetTable table = table_of(2);
  add(table, 0, 0, 2, 1,
      {words_at(14, {{4, "Men"}}), words_at(20, {{4, "edge"}}), words_at(34, {{4, "Women"}}),
       words_at(41, {{4, "below"}})});
  for (int r = 0; r < 2; ++r) add(table, r, 1, 1, 1, {words_at(14 + 20 * r, {{104, "1"}})});
  draw_missing_walls(table);
  ASSERT_EQ(table.covering(0, 0)->rowspan, 1);
  ASSERT_EQ(table.covering(0, 0)->lines.size(), 1U);
  ASSERT_EQ(table.covering(1, 0)->lines.size(), 3U);
  EXPECT_EQ(table.covering(1, 0)->lines.front().text(), "edge");
  EXPECT_EQ(table.covering(1, 0)->lines.back().text(), "below");
}

TEST(Repair, LeavesAWrappedTextBesideRowsWhole) {
  SheetTable table = table_of(2);
  add(table, 0, 0, 2, 1, {words_at(14, {{4, "Need that"}}), words_at(26, {{4, "goes on"}})});
  for (int r = 0; r < 2; ++r) add(table, r, 1, 1, 1, {words_at(14 + 20 * r, {{104, "1"}})});
  draw_missing_walls(table);
  EXPECT_EQ(table.covering(0, 0)->rowspan, 2);
}

TEST(Repair, MakesRowsOfFiguresBetweenTwoRules) {
  SheetTable table = table_of(1);
  add(table, 0, 0, 1, 1,
      {words_at(14, {{4, "North"}}), words_at(26, {{4, "South"}}), words_at(38, {{4, "West"}})});
  for (int c = 1; c < 3; ++c) {
    const double x = 100.0 * c + 4;
    add(table, 0, c, 1, 1,
        {words_at(14, {{x, "1.5"}}), words_at(26, {{x, "2.5"}}), words_at(38, {{x, "3"}})});
  }
  draw_missing_walls(table);
  EXPECT_EQ(table.rows, 3);
  EXPECT_EQ(table.covering(2, 0)->lines.front().text(), "West");
}

TEST(Repair, TakesTheGridOfAChartForNoTable) {
  SheetTable chart = table_of(8);
  for (int r = 0; r < 8; ++r) add(chart, r, 0, 1, 3, {});
  chart.cells.back().lines.push_back(words_at(150, {{4, "2004"}}));
  EXPECT_FALSE(holds_table(chart));
  SheetTable form = table_of(8);
  for (int c = 0; c < 3; ++c) add(form, 0, c, 1, 1, {words_at(14, {{100.0 * c + 4, "Head"}})});
  EXPECT_TRUE(holds_table(form));
}

}  // namespace
}  // namespace planmerge::ingest
