// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "ingest/acronyms.h"
#include "ingest/cell_text.h"
#include "ingest/title_number.h"
#include "table_of.h"

namespace planmerge::ingest {
namespace {

using plan::Field;
using ::testing::ElementsAre;

const std::vector<std::string> kHeader = {"Need",   "Action",          "Expected outputs",
                                          "Driver", "Status/Timeline", "Funding"};

plan::Document read(plan::Table table) {
  plan::Document document;
  document.source.file = "plan.docx";
  document.source.sha256 = "abc";
  document.tables.push_back(std::move(table));
  find_rows(document);
  return document;
}

plan::Cell& cell_at(plan::Table& table, int row, int col) {
  for (plan::Cell& cell : table.cells) {
    if (cell.row == row && cell.col == col) return cell;
  }
  throw std::out_of_range("no such cell");
}

// Every non-blank cell must be in a row's sources or left out.
void expect_accounted(const plan::Document& document) {
  std::set<std::pair<int, int>> seen;
  for (const plan::ActionRow& row : document.rows) {
    for (const plan::FieldSource& source : row.source)
      seen.emplace(source.where.row, source.where.col);
  }
  for (const plan::LeftOut& left : document.left_out) seen.emplace(left.where.row, left.where.col);
  for (const plan::Cell& cell : document.tables[0].cells) {
    if (!is_blank(cell)) {
      EXPECT_TRUE(seen.contains({cell.row, cell.col}))
          << cell.row << "," << cell.col << cell.text();
    }
  }
}

TEST(FindRows, SplitsNumbersScopeAndBullets) {
  const plan::Document document =
      read(table_of({kHeader,
                     {"3 Protect rivers", "3.1. Measure water quality",
                      "_North valley\n•Ten stations;\n•A yearly report", "River Board\nZZZ",
                      "Ongoing\n2031-2033", "EUR 20 000"}}));
  ASSERT_EQ(document.rows.size(), 1U);
  const plan::ActionRow& row = document.rows[0];
  EXPECT_EQ(row.need_no, "3");
  EXPECT_EQ(row.need, "Protect rivers");
  EXPECT_EQ(row.action_no, "3.1.");
  EXPECT_EQ(row.action, "Measure water quality");
  EXPECT_EQ(row.scope, "North valley");
  EXPECT_THAT(row.outputs, ElementsAre("Ten stations;", "A yearly report"));
  EXPECT_EQ(row.drivers_raw, "River Board ZZZ");
  EXPECT_EQ(row.status_timeline_raw, "Ongoing 2031-2033");
  ASSERT_NE(row.source_of(Field::Funding), nullptr);
  EXPECT_EQ(row.source_of(Field::Funding)->row, 1);
  EXPECT_EQ(row.source_of(Field::Funding)->col, 5);
  EXPECT_EQ(row.source_of(Field::Funding)->file, "plan.docx");
  expect_accounted(document);
}

TEST(FindRows, CarriesNeedAndActionOverMergedAndBlankCells) {
  plan::Table table = table_of({kHeader,
                                {"1 Roads", "1.1 Repair", "•A", "AAA", "planned", "x"},
                                {"", "", "•B", "BBB", "planned", "x"},
                                {"", "1.2 Build", "•C", "CCC", "planned", "x"},
                                {"2 Rails", "", "•D", "DDD", "planned", "x"}});
  cell_at(table, 1, 0).rowspan = 3;
  std::erase_if(table.cells,
                [](const plan::Cell& c) { return c.col == 0 && (c.row == 2 || c.row == 3); });
  const plan::Document document = read(std::move(table));
  ASSERT_EQ(document.rows.size(), 4U);
  EXPECT_EQ(document.rows[1].need, "Roads");
  EXPECT_EQ(document.rows[1].action, "Repair");
  EXPECT_EQ(document.rows[2].action_no, "1.2");
  EXPECT_EQ(document.rows[2].need, "Roads");
  EXPECT_EQ(document.rows[3].need, "Rails");
  EXPECT_EQ(document.rows[3].action, "") << "a new need does not take the old need's action";
  for (const plan::FieldSource& source : document.rows[1].source) {
    if (source.field == Field::Need) {
      EXPECT_TRUE(source.inherited);
    }
    if (source.field == Field::Drivers) {
      EXPECT_FALSE(source.inherited);
    }
  }
  expect_accounted(document);
}

TEST(FindRows, TakesABannerAsSectionOfTheRowsBelow) {
  plan::Table table = table_of({kHeader,
                                {"Cross-cutting matters", "", "", "", "", ""},
                                {"a) Training", "Teach", "•A", "AAA", "", ""}});
  cell_at(table, 1, 0).colspan = 6;
  std::erase_if(table.cells, [](const plan::Cell& c) { return c.row == 1 && c.col > 0; });
  const plan::Document document = read(std::move(table));
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_EQ(document.rows[0].section, "Cross-cutting matters");
  EXPECT_EQ(document.rows[0].need_no, "a");
  EXPECT_EQ(document.rows[0].need, "Training");
  expect_accounted(document);
}

TEST(FindRows, LeavesOutAHeaderTypedAgain) {
  const plan::Document document = read(table_of({kHeader,
                                                 {"1 A", "1.1 B", "•C", "D", "E", "F"},
                                                 kHeader,
                                                 {"2 G", "2.1 H", "•I", "", "", ""}}));
  ASSERT_EQ(document.rows.size(), 2U);
  int repeated = 0;
  for (const plan::LeftOut& left : document.left_out) repeated += left.reason == "repeated-header";
  EXPECT_EQ(repeated, 6);
  expect_accounted(document);
}

TEST(FindRows, TakesTheActionFromTheHeadingAboveTheTable) {
  plan::Document document;
  plan::Table table = table_of({{"Milestone", "Measurement", "Target date"},
                                {"4.1 Publish the list", "Progress", "May 2031"}});
  table.headings.push_back({"Action 4: Open the archive", "", 2, 3});
  document.tables.push_back(table);
  find_rows(document);
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_EQ(document.rows[0].action_no, "4");
  EXPECT_EQ(document.rows[0].action, "Open the archive");
  EXPECT_THAT(document.rows[0].outputs, ElementsAre("4.1 Publish the list"));
  EXPECT_EQ(document.rows[0].other.at("Measurement"), "Progress");
  expect_accounted(document);
}

TEST(FindRows, ContinuesATableThatHasNoHeader) {
  plan::Document document;
  document.tables.push_back(table_of({kHeader, {"1 A", "1.1 B", "•C", "D", "E", "F"}}));
  document.tables.push_back(table_of({{"", "", "•X", "Y", "planned", ""}}));
  find_rows(document);
  ASSERT_EQ(document.rows.size(), 2U);
  EXPECT_EQ(document.rows[1].need, "A");
  EXPECT_EQ(document.rows[1].action, "B");
  EXPECT_EQ(document.rows[1].drivers_raw, "Y");
}

TEST(FindRows, ContinuesATableThatAStrayParagraphCutInTwo) {
  plan::Document document;
  document.tables.push_back(table_of({kHeader, {"1 A", "1.1 B", "•C", "D", "E", "F"}}));
  document.tables.push_back(table_of({{"", "", "•X", "Y", "planned", ""}}));
  document.tables[0].headings = {{"Part one", "", 1, 0}, {"All actions of the year:", "", 0, 0}};
  document.tables[1].headings = {{"Part one", "", 1, 0}};
  plan::Document apart = document;
  find_rows(document);
  EXPECT_EQ(document.rows.size(), 2U);

  apart.tables[1].headings.push_back({"Contacts:", "", 0, 0});
  find_rows(apart);
  EXPECT_EQ(apart.rows.size(), 1U);
}

TEST(FindRows, TakesNoRowsFromHeadersAndNotes) {
  for (const char* scope : {"header", "footer", "footnote", "endnote"}) {
    plan::Document document;
    document.tables.push_back(table_of({kHeader, {"1 A", "1.1 B", "•C", "D", "E", "F"}}));
    document.tables[0].scope = scope;
    find_rows(document);
    EXPECT_TRUE(document.rows.empty()) << scope;
  }
}

TEST(FindRows, KeepsOriginalAndRevisionsOfAChangedField) {
  plan::Table table = table_of({kHeader, {"1 A", "1.1 B", "•C", "D", "Done 2031", ""}});
  plan::Cell& status = cell_at(table, 1, 4);
  status.revised = true;
  status.original = "Ongoing";
  status.revisions.push_back(
      {plan::Revision::Kind::Insert, "Ana", "2031-02-03T00:00:00Z", "Done 2031", 0});
  status.comments.push_back({"0", "Ana", "", "to be confirmed", false});
  const plan::Document document = read(std::move(table));
  ASSERT_EQ(document.rows.size(), 1U);
  const plan::ActionRow& row = document.rows[0];
  EXPECT_TRUE(row.tracked);
  ASSERT_EQ(row.original.size(), 1U);
  EXPECT_EQ(row.original.at(Field::Status), "Ongoing");
  ASSERT_EQ(row.revisions.size(), 1U);
  EXPECT_EQ(row.revisions[0].first, Field::Status);
  EXPECT_EQ(row.comments[0].second.text, "to be confirmed");
  EXPECT_EQ(row.source_of(Field::Status)->author, "Ana");
}

TEST(FindRows, ListsADeletedRowWithItsOldText) {
  plan::Table table =
      table_of({kHeader, {"1 A", "1.1 B", "", "", "", ""}, {"", "", "", "", "", ""}});
  for (plan::Cell& cell : table.cells) {
    if (cell.row != 2 || cell.col < 2) continue;
    cell.change = plan::Cell::Change::Deleted;
    cell.original = cell.col == 2 ? "C" : "D";
  }
  std::erase_if(table.cells, [](const plan::Cell& c) { return c.row == 2 && c.col < 2; });
  cell_at(table, 1, 0).rowspan = cell_at(table, 1, 1).rowspan = 2;
  const plan::Document document = read(std::move(table));
  const plan::ActionRow& row = document.rows.back();
  EXPECT_EQ(row.change, plan::ActionRow::Change::Deleted);
  EXPECT_THAT(row.outputs, ElementsAre("C"));
  EXPECT_EQ(row.drivers_raw, "D");
}

TEST(FindRows, ReadsTheInvisibleRowId) {
  plan::Table table = table_of({kHeader, {"1 A", "1.1 B", "•C", "D", "", ""}});
  table.row_marks = {{1, "A0012"}};
  const plan::Document document = read(std::move(table));
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_EQ(document.rows[0].row_id, "A0012");
}

TEST(FindRows, FindsAcronymsTitleAndWindow) {
  plan::Document document;
  document.paragraphs.push_back({"River Plan of Action 2031–2033", "", 0, false, true});
  document.tables.push_back(
      table_of({{"Acronym", "Meaning"}, {"RB", "River Board"}, {"ZZZ", "Zone of Zero Zeal"}}));
  find_rows(document);
  EXPECT_EQ(document.title, "River Plan of Action 2031–2033");
  EXPECT_EQ(document.window, "2031/2033");
  EXPECT_EQ(document.acronyms.at("RB"), "River Board");
  EXPECT_FALSE(document.acronyms.contains("Acronym"));
  EXPECT_TRUE(document.rows.empty());
}

struct NumberCase {
  const char* text;
  const char* number;
  const char* title;
};
void PrintTo(const NumberCase& c, std::ostream* out) {
  *out << c.text;
}
class SplitNumber : public ::testing::TestWithParam<NumberCase> {};
TEST_P(SplitNumber, TakesOnlyANumberInFront) {
  const NumberedTitle split = split_number(GetParam().text);
  EXPECT_EQ(split.number, GetParam().number);
  EXPECT_EQ(split.title, GetParam().title);
}
INSTANTIATE_TEST_SUITE_P(
    Titles, SplitNumber,
    ::testing::Values(NumberCase{"1.1 Repair roads", "1.1", "Repair roads"},
                      NumberCase{"11.2. Repair", "11.2.", "Repair"},
                      NumberCase{"1 Repair", "1", "Repair"},
                      NumberCase{"Action 3: Share data", "3", "Share data"},
                      NumberCase{"Cilj 2 – Vode", "2", "Vode"},
                      NumberCase{"c) To work together", "c", "To work together"},
                      NumberCase{"IV. Rails", "IV", "Rails"},
                      NumberCase{"10 workshops for judges", "", "10 workshops for judges"},
                      NumberCase{"2031 review", "", "2031 review"},
                      NumberCase{"3D printing", "", "3D printing"},
                      NumberCase{"A plan for all", "", "A plan for all"},
                      NumberCase{"Action plan for rivers", "", "Action plan for rivers"}));

TEST(OutputsOf, JoinsAParagraphThatGoesOnInMidSentence) {
  const plan::Table table =
      table_of({{"•Ten stations along\nthe river\nA yearly report\n(1) Parts"}});
  EXPECT_THAT(outputs_of(table.cells[0]).outputs,
              ElementsAre("Ten stations along the river", "A yearly report", "(1) Parts"));
}

TEST(IsBlank, NoBreakAndOtherSpacesAreNoText) {
  EXPECT_TRUE(plan::is_blank(""));
  EXPECT_TRUE(plan::is_blank(" \t\n\u00A0\u2003\u3000"));
  EXPECT_FALSE(plan::is_blank("\u00A0–"));
  EXPECT_FALSE(plan::is_blank("\xC2"));
}

TEST(YearsOf, ReadsTheFirstSpan) {
  EXPECT_EQ(years_of("Plan 2031-33"), "2031/2033");
  EXPECT_EQ(years_of("Plan 2031 / 2034"), "2031/2034");
  EXPECT_EQ(years_of("Plan 2031"), "");
  EXPECT_EQ(years_of("Resolution 2031-1"), "");
}

}  // namespace
}  // namespace planmerge::ingest
