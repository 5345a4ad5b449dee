// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/columns.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

#include "ingest/pdf/aligned.h"
#include "ingest/pdf/row_starts.h"

namespace planmerge::ingest {
namespace {

/// Words at x positions on one baseline; letters 5 points wide, 10 high.
TextLine line_at(double y, const std::vector<std::pair<double, std::string>>& words,
                 bool bold = false) {
  TextLine line;
  line.page = 1;
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
      letter.bold = bold;
      if (c == ' ') letter.x1 = at + 2.8;
      at = letter.x1;
      line.letters.push_back(letter);
    }
  }
  line.box = {line.letters.front().x0, y - 8, line.letters.back().x1, y + 2};
  return line;
}

PageText page_of(std::vector<TextLine> lines) {
  PageText page;
  page.page = 1;
  page.width = 600;
  page.height = 800;
  page.lines = std::move(lines);
  return page;
}

TEST(Columns, FindsABlockOfLinesThatKeepToTheSameRivers) {
  const PageText page = page_of({line_at(100, {{50, "Country"}, {200, "Mean"}, {300, "Total"}}),
                                 line_at(112, {{50, "North land"}, {200, "1.5"}, {300, "12"}}),
                                 line_at(124, {{50, "South"}, {200, "2.25"}, {300, "7"}}),
                                 line_at(136, {{50, "West"}, {200, "3.5"}, {300, "19"}})});
  const auto blocks = find_blocks(page);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].first, 0U);
  EXPECT_EQ(blocks[0].last, 4U);
  EXPECT_EQ(blocks[0].rivers.size(), 2U);
}

TEST(Columns, ReadsAPageOfAThousandLinesInSeconds) {
  // A walk over all lines for each line of each start took minutes.
  std::vector<TextLine> lines;
  lines.reserve(1000);
  for (int i = 0; i < 1000; ++i)
    lines.push_back(line_at(100 + 12 * i, {{50, "w 1"}, {150, "w 2"}, {250, "w 3"}, {350, "w 4"}}));
  const auto start = std::chrono::steady_clock::now();
  const auto blocks = find_blocks(page_of(std::move(lines)));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].last, 1000U);
  EXPECT_EQ(blocks[0].rivers.size(), 3U);
}

TEST(ReadingOrder, TurnsWhatIsReadFromTheRight) {
  const auto read = [](const std::vector<std::string>& letters) {
    TextLine line;
    for (const std::string& text : letters) {
      Letter letter;
      letter.text = text;
      line.letters.push_back(letter);
    }
    return line.text();
  };
  EXPECT_EQ(read({"a", "b", " ", "1", "2"}), "ab 12");
  EXPECT_EQ(read({"ב", "א"}), "אב");
  // A number in a line of such letters, and such a word in a Latin line.
  EXPECT_EQ(read({"2", "5", " ", "ד", "ג", " ", "ב", "א"}), "אב גד 25");
  EXPECT_EQ(read({"a", "b", "c", " ", "ב", "א", " ", "d"}), "abc אב d");
  EXPECT_EQ(read({"é", "à"}), "éà");
}

TEST(Columns, TakesProseForNoTable) {
  const PageText page =
      page_of({line_at(100, {{50, "the funds that were asked for by the members of it"}}),
               line_at(112, {{50, "have been given to all who came to the first round"}}),
               line_at(124, {{50, "of talks and to some of those who did not come yet"}}),
               line_at(136, {{50, "so that each of them can now begin to do its share"}})});
  EXPECT_TRUE(find_blocks(page).empty());
}

TEST(Columns, TakesAListForNoTable) {
  std::vector<TextLine> lines;
  lines.reserve(6);
  for (int i = 0; i < 6; ++i)
    lines.push_back(line_at(100 + 12 * i, {{50, "-"}, {70, "an item of some length"}}));
  EXPECT_TRUE(find_blocks(page_of(std::move(lines))).empty());
}

TEST(Columns, TakesTwoColumnsForATableOnlyBetweenRules) {
  PageText page = page_of({line_at(100, {{50, "Indicator"}, {300, "Weight"}}),
                           line_at(112, {{50, "Employment"}, {300, "40"}}),
                           line_at(124, {{50, "Further studies"}, {300, "15"}})});
  EXPECT_TRUE(find_blocks(page).empty());
  page.rules.push_back({{45, 88, 340, 88.5}, {}, true});
  EXPECT_EQ(find_blocks(page).size(), 1U);
}

TEST(Columns, NarrowsRiversButNeverClosesThem) {
  std::vector<River> rivers = {{100, 200}};
  EXPECT_TRUE(narrow(rivers, line_at(0, {{50, "twelve chars"}, {210, "x"}})));
  EXPECT_GT(rivers[0].x0, 100);
  EXPECT_FALSE(narrow(rivers, line_at(0, {{50, "a line that runs far across the river"}})));
}

TEST(Aligned, EndsATableWhereTheNextOneBegins) {
  // The second stands within the last column of the first, and follows it like wrapped text.
  std::vector<TextLine> lines;
  for (int i = 0; i < 4; ++i)
    lines.push_back(
        line_at(100 + 12 * i, {{50, "North"}, {150, "1.5"}, {250, "a long text up to the right"}}));
  for (int i = 4; i < 8; ++i)
    lines.push_back(line_at(100 + 12 * i, {{255, "aa"}, {310, "bb"}, {360, "cc"}}));
  std::vector<PageText> pages = {page_of(std::move(lines))};
  ASSERT_EQ(find_blocks(pages[0]).size(), 2U);
  std::vector<SheetTable> tables;
  find_aligned(pages, tables);
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].rows, 4);
  EXPECT_EQ(tables[1].rows, 4);
  EXPECT_TRUE(pages[0].lines.empty());
}

std::vector<CutLine> cut(const std::vector<TextLine>& lines, const std::vector<River>& rivers) {
  std::vector<CutLine> out;
  out.reserve(lines.size());
  for (const TextLine& line : lines) out.push_back(cut_line(line, rivers));
  return out;
}

const std::vector<River> kTwo = {{110, 140}, {250, 300}};

TEST(RowStarts, JoinsWrappedLinesAndPartsRowsByWhite) {
  const auto rows = find_row_starts(
      cut({line_at(100, {{50, "1"}, {140, "Train all"}, {300, "2025"}}),
           line_at(112, {{140, "judges"}}), line_at(130, {{50, "2"}, {140, "Buy"}, {300, "2026"}}),
           line_at(142, {{140, "cars"}}), line_at(160, {{50, "3"}, {140, "Sell"}, {300, "2027"}})},
          kTwo));
  EXPECT_EQ(rows.starts, (std::vector<bool>{true, false, true, false, true}));
  EXPECT_EQ(rows.merged, 0U);
}

TEST(RowStarts, TakesFullLinesOfFiguresForRows) {
  const auto rows = find_row_starts(cut({line_at(100, {{50, "North"}, {140, "1.5"}, {300, "12"}}),
                                         line_at(112, {{50, "South"}, {140, "2.5"}, {300, "13"}}),
                                         line_at(124, {{50, "West"}, {140, "3.5"}, {300, "14"}})},
                                        kTwo));
  EXPECT_EQ(rows.starts, (std::vector<bool>{true, true, true}));
}

TEST(RowStarts, LetsATextOfTheFirstColumnRunOverRows) {
  const auto rows = find_row_starts(
      cut({line_at(100, {{50, "Need"}, {140, "1.1"}, {300, "a"}}), line_at(112, {{50, "one"}}),
           line_at(120, {{140, "1.2"}, {300, "b"}}), line_at(124, {{50, "goes on"}}),
           line_at(140, {{140, "1.3"}, {300, "c"}}),
           line_at(160, {{50, "Other"}, {140, "2.1"}, {300, "d"}})},
          kTwo));
  EXPECT_EQ(rows.merged, 1U);
  EXPECT_EQ(rows.starts, (std::vector<bool>{true, false, true, false, true, true}));
}

TEST(RowStarts, MeasuresEachColumnByItsOwnBaselines) {
  // The second line of the left text and the first item stand a point apart and are one line; the
  // item wraps at the common step all the same.
  std::vector<TextLine> lines = {line_at(100, {{50, "Name"}, {140, "Title"}, {300, "Lead"}}),
                                 line_at(111, {{50, "goes on"}, {140, "-"}, {150, "An item"}}),
                                 line_at(123, {{140, "wraps here"}}),
                                 line_at(134, {{140, "and here"}}),
                                 line_at(158, {{50, "Next"}, {140, "Other"}, {300, "Lead"}})};
  for (Letter& letter : lines[1].letters) letter.drop = letter.x0 < 140 ? 0.0F : 1.0F;
  const auto parts = cut(lines, kTwo);
  EXPECT_DOUBLE_EQ(parts[1].parts[0].baseline, 111);
  EXPECT_DOUBLE_EQ(parts[1].parts[1].baseline, 112);
  EXPECT_EQ(find_row_starts(parts).starts, (std::vector<bool>{true, false, false, false, true}));
}

TEST(RowStarts, BeginsARowBesideALineOfACellThatRunsOverIt) {
  // The second row begins two points below a line of the need that runs over both.
  const auto rows = find_row_starts(
      cut({line_at(100, {{50, "A need"}, {140, "Train"}, {300, "a"}}),
           line_at(112, {{50, "that is"}, {140, "judges"}}), line_at(124, {{50, "long"}}),
           line_at(136, {{50, "in"}}), line_at(138, {{140, "Buy"}, {300, "b"}}),
           line_at(162, {{140, "Sell"}, {300, "c"}}),
           line_at(186, {{50, "Other"}, {140, "Lend"}, {300, "d"}})},
          kTwo));
  EXPECT_EQ(rows.starts, (std::vector<bool>{true, false, false, false, true, true, true}));
}

TEST(RowStarts, TakesLinesThatARulePartsFromTheRowAboveForOneRow) {
  // Cells whose first lines stand a little apart, right below a rule.
  auto lines = cut({line_at(100, {{50, "1"}, {140, "Train"}, {300, "a"}}),
                    line_at(112, {{50, "2"}, {140, "Buy"}}), line_at(114, {{300, "b"}}),
                    line_at(124, {{140, "cars"}})},
                   kTwo);
  lines[1].parted = true;
  EXPECT_EQ(find_row_starts(lines).starts, (std::vector<bool>{true, true, false, false}));
}

TEST(RowStarts, LeavesItemsNumberedByHandInTheirCell) {
  const auto rows = find_row_starts(
      cut({line_at(100, {{50, "1"}, {140, "Parts:"}, {300, "a"}}), line_at(111, {{140, "as set"}}),
           line_at(124, {{140, "(1) Control"}}), line_at(137, {{140, "(2) Laws"}}),
           line_at(160, {{50, "2"}, {140, "Buy"}, {300, "b"}})},
          kTwo));
  EXPECT_EQ(rows.starts, (std::vector<bool>{true, false, false, false, true}));
}

TEST(Aligned, TakesTheRestOfOneCellOverleafUnderTheRepeatedHead) {
  const auto head = [] {
    return line_at(60, {{50, "Need"}, {150, "Action"}, {300, "Lead"}}, true);
  };
  std::vector<PageText> pages = {
      page_of({head(), line_at(84, {{50, "One"}, {150, "Train"}, {300, "a"}}),
               line_at(108, {{50, "Two"}, {150, "Buy"}, {300, "b"}}),
               line_at(132, {{50, "Three"}, {150, "Sell"}, {300, "c"}})}),
      page_of({head(), line_at(84, {{150, "what is left"}})})};
  pages[1].page = 2;
  std::vector<SheetTable> tables;
  find_aligned(pages, tables);
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[1].rows, 2);
  EXPECT_TRUE(pages[1].lines.empty());
}

TEST(RowStarts, KnowsWhetherASpaceWasDrawnAtTheEndOfEachPart) {
  TextLine line = line_at(100, {{50, "follow-"}, {200, "2018-"}, {300, "end"}});
  line.spaced = true;
  bool first = true;
  for (Letter& letter : line.letters) {
    if (letter.text != " ") continue;
    letter.drawn = !first;
    first = false;
  }
  const CutLine parts = cut_line(line, {{150, 200}, {250, 300}});
  EXPECT_FALSE(parts.parts[0].spaced);
  EXPECT_TRUE(parts.parts[1].spaced);
  EXPECT_TRUE(parts.parts[2].spaced);
}

TEST(RowStarts, LeavesListItemsWithWhiteAboveThemInTheirCell) {
  const auto rows =
      find_row_starts(cut({line_at(100, {{50, "A"}, {140, "First"}, {300, "x"}}),
                           line_at(112, {{140, "more"}}), line_at(126, {{140, "-"}, {152, "item"}}),
                           line_at(140, {{50, "B"}, {140, "Second"}, {300, "y"}})},
                          kTwo));
  EXPECT_EQ(rows.starts, (std::vector<bool>{true, false, false, true}));
}

}  // namespace
}  // namespace planmerge::ingest
