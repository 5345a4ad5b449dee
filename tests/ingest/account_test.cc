// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/account.h"

#include <gtest/gtest.h>

namespace planmerge::ingest {
namespace {

SheetTable table_with(const std::string& word) {
  TextLine line;
  for (const char c : word) {
    Letter letter;
    letter.text = std::string(1, c);
    line.letters.push_back(letter);
  }
  SheetCell cell;
  cell.lines.push_back(line);
  SheetTable table;
  table.cells.push_back(cell);
  return table;
}

TEST(Account, IsQuietWhereCellsAndWhatWasLeftOutHoldAllThatWasDrawn) {
  plan::Document document;
  document.left_out.emplace_back().text = "page 3";
  check_letters(10, {table_with("ab cde")}, {}, document);
  EXPECT_TRUE(document.notes.list().empty());
}

TEST(Account, TellsALetterThatIsNowhere) {
  plan::Document document;
  check_letters(6, {table_with("ab cde")}, {}, document);
  ASSERT_EQ(document.notes.list().size(), 1U);
  EXPECT_EQ(document.notes.list()[0].code, "letters-unaccounted");
}

TEST(Account, CountsOnlyGlyphsThatCanBeSeen) {
  Glyph seen;
  seen.text = "a";
  Glyph hidden;
  hidden.text = "b";
  hidden.hidden = Hidden::Clipped;
  EXPECT_EQ(letters_in(std::vector<Glyph>{seen, hidden}), 1U);
}

}  // namespace
}  // namespace planmerge::ingest
