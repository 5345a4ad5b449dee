// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/header_cells.h"

#include <gtest/gtest.h>

namespace planmerge::ingest {
namespace {

plan::Cell cell(int row, int col, int rowspan, std::vector<plan::Paragraph> paragraphs) {
  plan::Cell made;
  made.row = row;
  made.col = col;
  made.rowspan = rowspan;
  made.paragraphs = std::move(paragraphs);
  return made;
}
plan::Paragraph bold(const char* text) {
  return {text, "", 0, false, true};
}
plan::Paragraph plain(const char* text) {
  return {text, "", 0, false, false};
}

plan::Table table(plan::Cell last) {
  plan::Table made;
  made.rows = 2;
  made.columns = 3;
  made.cells = {cell(0, 0, 1, {bold("Milestone")}), cell(0, 1, 1, {bold("Target date")}),
                std::move(last), cell(1, 0, 1, {plain("First survey")}),
                cell(1, 1, 1, {plain("May 2026")})};
  return made;
}

TEST(HeaderCells, ArePartedWhereOnlyTheBoldTextEnds) {
  plan::Table parted = table(cell(0, 2, 2, {bold("Required"), plain("for all ports")}));
  part_header_cells(parted);
  ASSERT_EQ(parted.cells.size(), 6U);
  EXPECT_EQ(parted.cells[2].text(), "Required");
  EXPECT_EQ(parted.cells[2].rowspan, 1);
  EXPECT_EQ(parted.cells[5].text(), "for all ports");
  EXPECT_EQ(parted.cells[5].row, 1);
}

TEST(HeaderCells, StayWholeWhereNothingTellsThemApart) {
  for (const plan::Cell& last :
       {cell(0, 2, 2, {bold("Required of")}), cell(0, 2, 2, {plain("Note"), plain("more")}),
        cell(0, 2, 2, {bold("A"), plain("b"), bold("C")})}) {
    plan::Table whole = table(last);
    const plan::Table before = whole;
    part_header_cells(whole);
    EXPECT_EQ(whole, before);
  }
}

}  // namespace
}  // namespace planmerge::ingest
