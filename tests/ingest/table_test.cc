// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/table.h"

#include <gtest/gtest.h>

namespace planmerge::ingest {
namespace {

/// A line of letters 5 points wide, its baseline at y.
TextLine line_of(const std::string& text, double x, double y, int page, double gap_after_dash = 8) {
  TextLine line;
  line.page = page;
  line.size = 10;
  line.baseline = y;
  double at = x;
  for (const char c : text) {
    const bool dash_gap = c == ' ' && line.letters.size() == 1 && line.letters[0].text == "-";
    const double width = dash_gap ? gap_after_dash : 5;
    Letter letter;
    letter.text = std::string(1, c);
    letter.x0 = at;
    letter.x1 = at + width;
    line.letters.push_back(letter);
    at += width;
  }
  line.box = {x, y - 8, at, y + 2};
  return line;
}

/// One row per list of cell texts; columns 100 points wide, rows 20 high, from `top` down.
SheetTable table_of(int page, double top, const std::vector<std::vector<std::string>>& rows) {
  SheetTable table;
  table.page = page;
  table.rows = static_cast<int>(rows.size());
  for (std::size_t c = 0; c <= rows[0].size(); ++c)
    table.xs.push_back(100.0 * static_cast<double>(c));
  for (int r = 0; r < table.rows; ++r) {
    const auto& texts = rows[static_cast<std::size_t>(r)];
    for (int c = 0; c < table.columns(); ++c) {
      SheetCell cell;
      cell.row = r;
      cell.col = c;
      cell.page = page;
      cell.box = {c * 100.0, top + r * 20, c * 100.0 + 100, top + r * 20 + 20};
      const std::string& text = texts[static_cast<std::size_t>(c)];
      if (!text.empty())
        cell.lines.push_back(line_of(text, cell.box.x0 + 4, cell.box.y0 + 14, page));
      table.cells.push_back(cell);
    }
  }
  table.regions.push_back({page, {0, top, table.xs.back(), top + 20 * table.rows}});
  return table;
}

TEST(Table, DropsTheHeaderThatIsRepeatedOverleaf) {
  SheetTable above = table_of(1, 100, {{"Action", "Driver"}, {"Train judges", "ABC"}});
  std::vector<plan::LeftOut> left_out;
  join(above, table_of(2, 50, {{"Action", "Driver"}, {"Buy cars", "DEF"}}), left_out);
  EXPECT_EQ(above.rows, 3);
  EXPECT_EQ(above.header_rows, 1);
  ASSERT_EQ(left_out.size(), 2U);
  EXPECT_EQ(left_out[0].reason, "repeated-header");
  EXPECT_EQ(above.regions.size(), 2U);
}

TEST(Table, SewsARowWhoseSentenceGoesOnOverleaf) {
  SheetTable above = table_of(1, 100, {{"A", "B"}, {"Training for all", "ABC, DEF and the"}});
  std::vector<plan::LeftOut> left_out;
  join(above, table_of(2, 50, {{"", "ministry of justice"}}), left_out);
  EXPECT_EQ(above.rows, 2);
  const plan::Table table = finish_table(above, {});
  EXPECT_EQ(table.cells[3].text(), "ABC, DEF and the ministry of justice");
}

TEST(Table, LeavesANewRowUnderAMergedCellAlone) {
  SheetTable above =
      table_of(1, 100, {{"No", "Out", "Who", "When"}, {"1 Need", "- Courses", "ABC", "2018"}});
  std::vector<plan::LeftOut> left_out;
  join(above, table_of(2, 50, {{"", "- Seminars", "DEF", "2019"}}), left_out);
  EXPECT_EQ(above.rows, 3);
  EXPECT_EQ(above.covering(2, 0)->rowspan, 2) << "the blank cell belongs to the need above";
  EXPECT_EQ(above.covering(2, 2)->rowspan, 1);
}

TEST(Table, DoesNotSewStatusWordsThatBeginSmall) {
  SheetTable above = table_of(1, 100, {{"A", "B", "C"}, {"- Courses", "ABC", "ongoing"}});
  EXPECT_FALSE(row_continues(above, table_of(2, 50, {{"- Seminars", "DEF", "ongoing"}}), 0));
}

TEST(Table, ContinuesOnlyWithTheSameColumnEdges) {
  const SheetTable above = table_of(1, 100, {{"A", "B", "C"}});
  SheetTable below = table_of(2, 50, {{"A", "B", "C"}});
  EXPECT_TRUE(continues(above, below));
  below.xs[1] += 30;
  EXPECT_FALSE(continues(above, below));
}

TEST(Compose, KeepsBulletsAsLabels) {
  TextRules rules;
  const Composed text = compose({line_of("- First item that", 4, 14, 1),
                                 line_of("goes on", 17, 27, 1), line_of("- Second", 4, 40, 1)},
                                0, 100, rules);
  ASSERT_EQ(text.paragraphs.size(), 2U);
  EXPECT_EQ(text.paragraphs[0].text, "First item that goes on");
  EXPECT_EQ(text.paragraphs[0].label, "-");
  EXPECT_EQ(text.paragraphs[1].text, "Second");
}

TEST(Compose, UndoesAHyphenOnlyWhereWordsAreDivided) {
  TextRules rules;
  learn_words({line_of("the cooperation of all", 0, 0, 1)}, rules);
  const auto joined = [&](const std::string& a, const std::string& b) {
    return compose({line_of(a, 0, 14, 1), line_of(b, 0, 27, 1)}, 0, 60, rules)
        .paragraphs.at(0)
        .text;
  };
  EXPECT_EQ(joined("good coop-", "eration now"), "good cooperation now");
  EXPECT_EQ(joined("the cross-", "border one"), "the cross-border one");
  EXPECT_EQ(joined("of commun-", "ity work"), "of commun-ity work");
  EXPECT_EQ(joined("since 2015-", "2019"), "since 2015-2019");
  learn_words({line_of("with coop-", 0, 0, 1), line_of("eration too", 0, 12, 1)}, rules);
  EXPECT_EQ(joined("of commun-", "ity work"), "of community work");
  EXPECT_EQ(joined("the EU-", "wide one"), "the EU-wide one");
}

TEST(Compose, TellsStruckAndInsertedTextApart) {
  TextRules rules;
  const Colour author{200, 100, 0};
  rules.author_colours = {author};
  TextLine line = line_of("due 2018 2019", 4, 14, 1);
  for (std::size_t i = 4; i < 8; ++i) line.letters[i].struck = true;
  for (std::size_t i = 9; i < 13; ++i) {
    line.letters[i].underlined = true;
    line.letters[i].colour = author;
  }
  const Composed text = compose({line}, 0, 200, rules);
  EXPECT_EQ(text.paragraphs.at(0).text, "due 2019");
  EXPECT_EQ(text.original, "due 2018");
  EXPECT_TRUE(text.revised);
  ASSERT_EQ(text.revisions.size(), 2U);
  EXPECT_EQ(text.revisions[0].kind, plan::Revision::Kind::Delete);
  EXPECT_EQ(text.revisions[1].text, "2019");
}

}  // namespace
}  // namespace planmerge::ingest
