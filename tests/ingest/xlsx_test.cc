// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "ingest/rows.h"
#include "ingest/sheet.h"
#include "tests/support/docx_builder.h"
#include "tests/support/xlsx_builder.h"

namespace planmerge::ingest {
namespace {

using testing::number_cell;
using testing::styles_with;
using testing::text_row;
using testing::XlsxBuilder;

const std::vector<std::string> kHeader = {"Need",   "Action",   "Expected outputs",
                                          "Driver", "Timeline", "Funding"};

plan::Document read(const XlsxBuilder& builder) {
  plan::Document document;
  document.source.file = "plan.xlsx";
  const std::string bytes = builder.bytes();
  EXPECT_TRUE(is_xlsx(bytes));
  read_xlsx(bytes, {}, document);
  return document;
}

plan::Document read_rows(const std::string& rows, const std::string& after = "") {
  XlsxBuilder builder;
  builder.add("Actions", rows, after);
  return read(builder);
}

std::string text_at(const plan::Document& document, int row, int col, std::size_t table = 0) {
  for (const plan::Cell& cell : document.tables.at(table).cells) {
    if (cell.row == row && cell.col == col) return cell.text();
  }
  return "(no cell)";
}

bool notes(const plan::Document& document, const std::string& code) {
  for (const plan::Diagnostic& note : document.notes.list()) {
    if (note.code == code) return true;
  }
  return false;
}

std::string left_out(const plan::Document& document, const std::string& reason) {
  std::string all;
  for (const plan::LeftOut& text : document.left_out) {
    if (text.reason == reason) all += "[" + text.where.cell + " " + text.text + "]";
  }
  return all;
}

TEST(ReadXlsx, ReadsActionRowsWithTheirPlaceInTheSheet) {
  plan::Document document = read_rows(
      text_row(2, {"Action plan of the Lakeside Desk"}) + text_row(3, kHeader) +
      text_row(4, {"Clean water", "Sample the lake", "Calendar", "Lakeside Desk", "2027", "own"}));
  find_rows(document);
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_EQ(document.rows[0].action, "Sample the lake");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].headings.at(0).text, "Action plan of the Lakeside Desk");
  const plan::Provenance* where = document.rows[0].source_of(plan::Field::Action);
  ASSERT_NE(where, nullptr);
  EXPECT_EQ(plan::describe(*where), "plan.xlsx, sheet Actions, cell B4");
}

TEST(ReadXlsx, GivesNeedOfAMergedCellToEachRow) {
  plan::Document document =
      read_rows(text_row(1, kHeader) + text_row(2, {"Water", "One", "a", "LD", "2027", "own"}) +
                    text_row(3, {"", "Two", "b", "LD", "2028", "own"}),
                "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>");
  find_rows(document);
  ASSERT_EQ(document.rows.size(), 2U);
  EXPECT_EQ(document.rows[1].need, "Water");
}

TEST(ReadXlsx, KeepsTextUnderAMergedCell) {
  const plan::Document document =
      read_rows(text_row(1, kHeader) + text_row(2, {"Water", "beneath", "x", "y"}),
                "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>");
  EXPECT_EQ(left_out(document, "under-merged-cell"), "[B2 beneath]");
}

TEST(ReadXlsx, ReadsSharedStringsWithoutTheirPhoneticRuns) {
  XlsxBuilder builder;
  builder.strings =
      "<si><r><t>Sample </t></r><r><rPr><b/></rPr><t>the lake</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>sampuru</t></rPh></si><si><t>two_x000a_lines</t></si>";
  builder.add("A",
              "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
              "<c r=\"C1\" t=\"s\"><v>7</v></c></row>");
  const plan::Document document = read(builder);
  EXPECT_EQ(text_at(document, 0, 0), "Sample the lake");
  EXPECT_EQ(text_at(document, 0, 1), "two\nlines");
  EXPECT_TRUE(notes(document, "damaged"));  // there is no text 7
}

TEST(ReadXlsx, PrintsNumbersAndDatesByTheirFormat) {
  XlsxBuilder builder;
  builder.styles = styles_with({"0", "14", "#,##0.00\\ \"EUR\"", "9", "17"});
  builder.add("A", "<row r=\"1\">" + number_cell("A1", "45750", 1) + number_cell("B1", "1500", 2) +
                       number_cell("C1", "0.4", 3) + number_cell("D1", "45750", 4) +
                       number_cell("E1", "12") + "</row>");
  const plan::Document document = read(builder);
  EXPECT_EQ(text_at(document, 0, 0), "2025-04-03");
  EXPECT_EQ(text_at(document, 0, 1), "1,500.00 EUR");
  EXPECT_EQ(text_at(document, 0, 2), "40%");
  EXPECT_EQ(text_at(document, 0, 3), "2025-04");
  EXPECT_EQ(text_at(document, 0, 4), "12");
}

TEST(ReadXlsx, CountsDaysFrom1904WhereTheWorkbookDoes) {
  XlsxBuilder builder;
  builder.properties = "date1904=\"1\"";
  builder.styles = styles_with({"0", "14"});
  builder.add(
      "A", "<row r=\"1\">" + number_cell("A1", "44288", 1) + number_cell("B1", "1", 0) + "</row>");
  EXPECT_EQ(text_at(read(builder), 0, 0), "2025-04-03");
}

TEST(ReadXlsx, TakesTheStoredResultOfAFormulaAndSaysWhereThereIsNone) {
  const plan::Document document = read_rows(
      "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c>"
      "<c r=\"B1\" t=\"str\"><f>A1&amp;A2</f><v>done</v></c>"
      "<c r=\"C1\" t=\"e\"><f>B9</f><v>#REF!</v></c><c r=\"D1\" t=\"b\"><v>1</v></c></row>"
      "<row r=\"2\"><c r=\"B2\"><f>NOW()</f></c></row>");
  EXPECT_EQ(text_at(document, 0, 0), "2");
  EXPECT_EQ(text_at(document, 0, 1), "done");
  EXPECT_EQ(text_at(document, 0, 2), "#REF!");
  EXPECT_EQ(text_at(document, 0, 3), "TRUE");
  EXPECT_EQ(text_at(document, 1, 1), "(no cell)");
  EXPECT_TRUE(notes(document, "no-value"));
  EXPECT_TRUE(notes(document, "cell-error"));
}

TEST(ReadXlsx, LeavesOutHiddenRowsColumnsAndSheetsAndSaysSo) {
  XlsxBuilder builder;
  builder.add("Actions",
              text_row(1, kHeader) +
                  "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><v>gone</v></c></row>" +
                  text_row(3, {"Water", "Sample", "secret", "LD"}));
  builder.sheets[0].inner =
      "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>" + builder.sheets[0].inner;
  builder.add("Lists", text_row(1, {"one", "two"}));
  builder.sheets[1].state = "veryHidden";
  const plan::Document document = read(builder);
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(text_at(document, 1, 1), "Sample");
  EXPECT_EQ(text_at(document, 1, 2), "LD");
  EXPECT_EQ(left_out(document, "hidden"),
            "[C1 Expected outputs][A2 gone][C3 secret][A1 one][B1 two]");
  EXPECT_TRUE(notes(document, "hidden-text"));
}

TEST(ReadXlsx, MakesParagraphsAndItemsOfLines) {
  const plan::Document document =
      read_rows(text_row(1, {"Outputs:\n• first\n- second", "-5 posts", "x"}));
  const std::vector<plan::Paragraph>& lines = document.tables.at(0).cells.at(0).paragraphs;
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].label, "");
  EXPECT_EQ(lines[1].label, "•");
  EXPECT_EQ(lines[1].text, "first");
  EXPECT_EQ(lines[2].text, "second");
  EXPECT_EQ(text_at(document, 0, 1), "-5 posts");
}

TEST(ReadXlsx, AnchorsNotesAndThreadsToTheirCells) {
  XlsxBuilder builder;
  builder.add("A", text_row(1, {"Water", "Sample", "x"}));
  builder.sheets[0].related = {
      {"comments", "old.xml",
       "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors>"
       "<author>Ada</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><r>"
       "<t>Which lake?</t></r></text></comment><comment ref=\"B1\" authorId=\"0\"><text><t>"
       "[Threaded comment] doubled</t></text></comment></commentList></comments>"},
      {"threadedComment", "new.xml",
       "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/"
       "threadedcomments\"><threadedComment ref=\"B1\" dT=\"2026-03-01T10:00:00\" personId=\"p\" "
       "id=\"{1}\" done=\"1\"><text>When?</text></threadedComment><threadedComment ref=\"B1\" "
       "personId=\"p\" id=\"{2}\" parentId=\"{1}\"><text>In May.</text></threadedComment>"
       "</ThreadedComments>"}};
  const plan::Document document = read(builder);
  const std::vector<plan::Cell>& cells = document.tables.at(0).cells;
  ASSERT_EQ(cells.at(0).comments.size(), 1U);
  EXPECT_EQ(cells[0].comments[0].author, "Ada");
  EXPECT_EQ(cells[0].comments[0].text, "Which lake?");
  ASSERT_EQ(cells.at(1).comments.size(), 2U);
  EXPECT_EQ(cells[1].comments[0].text, "When?");
  EXPECT_EQ(cells[1].comments[0].date, "2026-03-01T10:00:00");
  EXPECT_TRUE(cells[1].comments[1].resolved);
}

TEST(ReadXlsx, PartsTwoTablesByBlankRowsAndColumns) {
  const plan::Document document =
      read_rows(text_row(1, kHeader) + text_row(2, {"Water", "One", "a", "LD", "2027", "own"}) +
                text_row(5, {"", "", "Acronym", "Name", "", "Other", "Table"}) +
                text_row(6, {"", "", "LD", "Lakeside Desk", "", "x", "y"}));
  ASSERT_EQ(document.tables.size(), 3U);
  EXPECT_EQ(text_at(document, 0, 0, 1), "Acronym");
  EXPECT_EQ(text_at(document, 1, 1, 2), "y");
}

TEST(ReadXlsx, GoesOnWithATableAfterABlankRow) {
  plan::Document document =
      read_rows(text_row(1, kHeader) + text_row(2, {"Water", "One", "a", "LD", "2027", "own"}) +
                text_row(4, {"Air", "Two", "", "LD", "2028", "own"}) +
                text_row(5, {"", "Three", "", "LD", "2028", "own"}));
  find_rows(document);
  ASSERT_EQ(document.tables.size(), 1U);
  ASSERT_EQ(document.rows.size(), 3U);
  EXPECT_EQ(document.rows[2].need, "Air");
}

TEST(ReadXlsx, TakesTheNeedFromTheLineAboveATable) {
  plan::Document document = read_rows(
      text_row(1, {"Need 1: Clean water"}) +
      text_row(2, {"Action", "Expected outputs", "Driver", "Timeline"}) +
      text_row(3, {"Sample", "Calendar", "LD", "2027"}) + text_row(5, {"Need 2: Clean air"}) +
      text_row(6, {"Action", "Expected outputs", "Driver", "Timeline"}) +
      text_row(7, {"Filter", "Filters", "LD", "2028"}));
  find_rows(document);
  ASSERT_EQ(document.rows.size(), 2U);
  EXPECT_EQ(document.rows[0].need, "Clean water");
  EXPECT_EQ(document.rows[1].need, "Clean air");
}

TEST(ReadXlsx, ReadsANamedTableByItsRange) {
  XlsxBuilder builder;
  builder.add("A", text_row(1, {"Title", "beside it"}) + text_row(2, kHeader) +
                       text_row(4, {"Water", "One", "a", "LD", "2027", "own"}));
  builder.sheets[0].related = {
      {"table", "t.xml",
       "<table xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
       "ref=\"A2:F4\"/>"}};
  plan::Document document = read(builder);
  find_rows(document);
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_EQ(document.rows[0].action, "One");
}

TEST(ReadXlsx, ReadsStrictWorkbooksUnderAnyName) {
  XlsxBuilder builder;
  builder.strict = true;
  builder.main = "book/content.xml";
  builder.add("A", "<row><c t=\"d\"><v>2025-04-03T00:00:00</v></c><c t=\"str\"><v>x</v></c></row>");
  EXPECT_EQ(text_at(read(builder), 0, 0), "2025-04-03");
}

TEST(ReadXlsx, IsNotFooledByImpossibleAddressesAndRanges) {
  const plan::Document document = read_rows(
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>b</v></c>"
      "<c r=\"ZZZZZZ99\" t=\"str\"><v>far</v></c></row>"
      "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>corner</v></c></row>",
      "<mergeCells><mergeCell ref=\"A2:XFD1048576\"/><mergeCell ref=\"A1:ZZZ9\"/>"
      "<mergeCell ref=\"C3:A1\"/></mergeCells>");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].columns, 2);
  EXPECT_TRUE(notes(document, "damaged"));
  EXPECT_EQ(left_out(document, "damaged"), "[ far]");
  EXPECT_EQ(left_out(document, "under-merged-cell"), "[XFD1048576 corner]");
}

TEST(ReadXlsx, CountsASharedStringEachTimeItIsUsed) {
  XlsxBuilder builder;
  builder.strings = "<si><t>" + std::string(700'000, 'x') + "</t></si>";
  std::string cells;
  for (int i = 1; i <= 120; ++i)
    cells += "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>";
  builder.add("A", cells);
  plan::Document document;
  const std::string bytes = builder.bytes();
  try {
    read_xlsx(bytes, {}, document);
    FAIL() << "160 MB of text from 2 KB were read";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::Limit);
  }
}

TEST(ReadXlsx, IsNoWordDocumentAndTheOtherWayRound) {
  testing::DocxBuilder word;
  word.body = testing::table_xml(testing::row_xml(testing::cell_xml("x")));
  EXPECT_FALSE(is_xlsx(word.bytes()));
  EXPECT_FALSE(is_xlsx("PK\x03\x04 cut off"));
}

TEST(Sheet, NamesCellsAsSpreadsheetsDo) {
  EXPECT_EQ(cell_name(0, 0), "A1");
  EXPECT_EQ(cell_name(6, 27), "AB7");
  EXPECT_EQ(cell_name(1'048'575, 16'383), "XFD1048576");
  EXPECT_EQ(parse_cell_name("$AB$7"), std::pair(6, 27));
  EXPECT_FALSE(parse_cell_name("XFE1"));
  EXPECT_FALSE(parse_cell_name("A0"));
  EXPECT_FALSE(parse_cell_name("7"));
}

}  // namespace
}  // namespace planmerge::ingest
