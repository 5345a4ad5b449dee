// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/error.h"
#include "ingest/docx.h"
#include "ingest/rows.h"
#include "tests/support/odt_builder.h"

namespace planmerge::ingest {
namespace {

using testing::odt_cell;
using testing::odt_row;
using testing::odt_table;
using testing::OdtBuilder;

plan::Document read(const OdtBuilder& builder, const ReadOptions& options = {}) {
  plan::Document document;
  const std::string bytes = builder.bytes();
  EXPECT_TRUE(is_odf(bytes));
  read_odf(bytes, options, document);
  return document;
}

plan::Document read_body(const std::string& body, const std::string& styles = "") {
  OdtBuilder builder;
  builder.body = body;
  builder.styles = styles;
  return read(builder);
}

plan::Cell cell_at(const plan::Document& document, int row, int col, std::size_t table = 0) {
  for (const plan::Cell& cell : document.tables.at(table).cells) {
    if (cell.row == row && cell.col == col) return cell;
  }
  plan::Cell none;
  none.colspan = 0;
  return none;
}

std::string text_at(const plan::Document& document, int row, int col) {
  const plan::Cell cell = cell_at(document, row, col);
  return cell.colspan == 0 ? "(no cell)" : cell.text();
}

std::string in_cell(const std::string& paragraphs) {
  return odt_table(odt_row("<table:table-cell>" + paragraphs + "</table:table-cell>"));
}

std::string labels(const plan::Cell& cell) {
  std::string all;
  for (const plan::Paragraph& paragraph : cell.paragraphs) all += "[" + paragraph.label + "]";
  return all;
}

TEST(ReadOdt, PutsSpansAndCoveredCellsOnTheGrid) {
  const plan::Document document = read_body(odt_table(
      odt_row(odt_cell("wide", "table:number-columns-spanned=\"2\"") +
              "<table:covered-table-cell/>" + odt_cell("tall", "table:number-rows-spanned=\"2\"")) +
      odt_row(odt_cell("a") + odt_cell("b") + "<table:covered-table-cell/>")));
  const plan::Table& table = document.tables.at(0);
  EXPECT_EQ(table.rows, 2);
  EXPECT_EQ(table.columns, 3);
  EXPECT_EQ(cell_at(document, 0, 0).colspan, 2);
  EXPECT_EQ(cell_at(document, 0, 2).rowspan, 2);
  EXPECT_EQ(text_at(document, 1, 1), "b");
  EXPECT_EQ(cell_at(document, 1, 2).colspan, 0);
}

TEST(ReadOdt, CoversABlockOfRowsAndColumns) {
  const std::string covered = "<table:covered-table-cell/>";
  const plan::Document document = read_body(odt_table(
      odt_row(
          odt_cell("block", "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"") +
          covered + odt_cell("x")) +
      odt_row("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" + odt_cell("y")) +
      odt_row(odt_cell("1") + odt_cell("2") + odt_cell("3"))));
  EXPECT_EQ(cell_at(document, 0, 0).rowspan, 2);
  EXPECT_EQ(text_at(document, 1, 2), "y");
  EXPECT_EQ(text_at(document, 2, 1), "2");
}

TEST(ReadOdt, BoundsRepeatedCellsAndRows) {
  const plan::Document document = read_body(odt_table(
      odt_row(odt_cell("a") + "<table:table-cell table:number-columns-repeated=\"999999999\"/>") +
      "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell/>"
      "</table:table-row>"));
  EXPECT_LE(document.tables.at(0).columns, 1000);
  EXPECT_EQ(document.tables[0].rows, 2);
}

TEST(ReadOdt, CollapsesBlanksAndKeepsThoseThatAreTags) {
  EXPECT_EQ(text_at(read_body(in_cell("<text:p>\n  one <text:span> two</text:span>"
                                      "<text:s text:c=\"2\"/>three<text:tab/>four<text:line-break/>"
                                      "five</text:p>")),
                    0, 0),
            "one two  three four\nfive");
}

constexpr const char* kLists =
    "<text:list-style style:name=\"L\" "
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\">"
    "<text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>"
    "<text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\")\" "
    "text:display-levels=\"2\"/></text:list-style>"
    "<text:list-style style:name=\"B\"><text:list-level-style-bullet text:level=\"1\" "
    "text:bullet-char=\"-\"/></text:list-style>";

TEST(ReadOdt, ComputesListLabels) {
  const plan::Document document = read_body(
      in_cell(
          "<text:list text:style-name=\"L\" xml:id=\"first\"><text:list-item><text:p>one</text:p>"
          "<text:p>more</text:p><text:list><text:list-item><text:p>deep</text:p>"
          "</text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p>"
          "</text:list-item></text:list><text:p>plain</text:p>"
          "<text:list text:style-name=\"L\" text:continue-list=\"first\"><text:list-item>"
          "<text:p>three</text:p></text:list-item></text:list>"
          "<text:list text:style-name=\"L\"><text:list-item text:start-value=\"7\"><text:p>seven"
          "</text:p></text:list-item></text:list>"
          "<text:list text:style-name=\"B\"><text:list-item><text:p>item</text:p>"
          "</text:list-item></text:list>"),
      kLists);
  EXPECT_EQ(labels(cell_at(document, 0, 0)), "[1.][][1.a)][2.][][3.][7.][•]");
}

TEST(ReadOdt, KeepsTrackedChangesWithTheirAuthors) {
  OdtBuilder builder;
  builder.body =
      "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion>"
      "<office:change-info><dc:creator>Ada</dc:creator><dc:date>2026-03-01T10:00:00</dc:date>"
      "</office:change-info><text:p>June</text:p></text:deletion></text:changed-region>"
      "<text:changed-region xml:id=\"c2\"><text:insertion><office:change-info>"
      "<dc:creator>Bo</dc:creator><dc:date>2026-03-02T10:00:00</dc:date></office:change-info>"
      "</text:insertion></text:changed-region></text:tracked-changes>" +
      in_cell(
          "<text:p>until <text:change text:change-id=\"c1\"/>"
          "<text:change-start text:change-id=\"c2\"/>July<text:change-end "
          "text:change-id=\"c2\"/> 2027</text:p>");
  const plan::Document document = read(builder);
  const plan::Cell cell = cell_at(document, 0, 0);
  EXPECT_EQ(cell.text(), "until July 2027");
  EXPECT_EQ(cell.original, "until June 2027");
  ASSERT_EQ(cell.revisions.size(), 2U);
  EXPECT_EQ(cell.revisions[0].kind, plan::Revision::Kind::Delete);
  EXPECT_EQ(cell.revisions[0].author, "Ada");
  EXPECT_EQ(cell.revisions[1].text, "July");
  EXPECT_EQ(cell.revisions[1].date, "2026-03-02T10:00:00");
  ReadOptions original;
  original.revisions = RevisionView::Original;
  EXPECT_EQ(text_at(read(builder, original), 0, 0), "until June 2027");
}

TEST(ReadOdt, JoinsAParagraphWhoseMarkWasDeleted) {
  OdtBuilder builder;
  builder.body =
      "<text:tracked-changes><text:changed-region text:id=\"c\"><text:deletion>"
      "<office:change-info><dc:creator>Ada</dc:creator></office:change-info><text:p> old</text:p>"
      "<text:p>new </text:p></text:deletion></text:changed-region></text:tracked-changes>" +
      in_cell("<text:p>one<text:change text:change-id=\"c\"/>two</text:p>");
  const plan::Cell cell = cell_at(read(builder), 0, 0);
  EXPECT_EQ(cell.text(), "onetwo");
  EXPECT_EQ(cell.original, "one old\nnew two");
}

TEST(ReadOdt, AnchorsAnnotationsToTheirCell) {
  const plan::Document document = read_body(
      in_cell("<text:p>Sample<office:annotation office:name=\"n\" loext:resolved=\"true\">"
              "<dc:creator>Ada</dc:creator><dc:date>2026-03-01</dc:date><text:p>Which</text:p>"
              "<text:p>lake?</text:p></office:annotation> it</text:p>"));
  const plan::Cell cell = cell_at(document, 0, 0);
  EXPECT_EQ(cell.text(), "Sample it");
  ASSERT_EQ(cell.comments.size(), 1U);
  EXPECT_EQ(cell.comments[0].author, "Ada");
  EXPECT_EQ(cell.comments[0].text, "Which\nlake?");
  EXPECT_TRUE(cell.comments[0].resolved);
}

TEST(ReadOdt, LeavesOutHiddenTextAndSaysSo) {
  const plan::Document document = read_body(
      in_cell("<text:p>seen<text:span text:style-name=\"H\">secret</text:span></text:p>") +
          "<text:section text:display=\"none\"><text:p>gone</text:p></text:section>",
      "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties "
      "text:display=\"none\"/></style:style>");
  EXPECT_EQ(text_at(document, 0, 0), "seen");
  ASSERT_EQ(document.left_out.size(), 2U);
  EXPECT_EQ(document.left_out[0].reason, "hidden");
  EXPECT_EQ(document.left_out[0].text, "secret");
  ASSERT_FALSE(document.notes.list().empty());
  EXPECT_EQ(document.notes.list()[0].code, "hidden-text");
}

TEST(ReadOdt, KeepsANoteOutOfTheCellAndItsOwnMarkInIt) {
  const plan::Document document = read_body(
      in_cell("<text:p>Isle<text:note><text:note-citation text:label=\"*\">*</text:note-citation>"
              "<text:note-body><text:p>Without prejudice.</text:p></text:note-body></text:note>"
              " and lake<text:note><text:note-citation>1</text:note-citation><text:note-body>"
              "<text:p>Deep.</text:p></text:note-body></text:note></text:p>"));
  EXPECT_EQ(text_at(document, 0, 0), "Isle* and lake");
  ASSERT_EQ(document.paragraphs.size(), 2U);
  EXPECT_EQ(document.paragraphs[0].text, "Without prejudice.");
}

TEST(ReadOdt, TakesTheNeedFromANumberedHeading) {
  plan::Document document =
      read_body("<text:h text:outline-level=\"1\">Need 2: Clean air</text:h>" +
                odt_table(odt_row(odt_cell("Action") + odt_cell("Expected outputs") +
                                  odt_cell("Driver") + odt_cell("Timeline")) +
                          odt_row(odt_cell("Filter") + odt_cell("Filters") + odt_cell("LD") +
                                  odt_cell("2027"))));
  find_rows(document);
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_EQ(document.rows[0].need, "Clean air");
}

TEST(ReadOdt, ReadsAFlatFileAsItsPackage) {
  OdtBuilder builder;
  builder.meta = "<dc:title>Lake plan</dc:title><meta:initial-creator>Ada</meta:initial-creator>";
  builder.body = in_cell("<text:p>x</text:p>");
  plan::Document flat;
  const std::string bytes = builder.flat();
  ASSERT_TRUE(is_odf(bytes));
  read_odf(bytes, {}, flat);
  EXPECT_TRUE(flat == read(builder));
  EXPECT_EQ(flat.source.title, "Lake plan");
  EXPECT_EQ(flat.source.author, "Ada");
}

TEST(ReadOdt, RefusesAnEncryptedDocumentAndADrawing) {
  const auto kind_of = [](const OdtBuilder& builder) {
    plan::Document document;
    try {
      read_odf(builder.bytes(), {}, document);
    } catch (const Error& error) {
      return error.kind();
    }
    return Error::Kind::Internal;
  };
  OdtBuilder secret;
  secret.manifest =
      "<manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/>"
      "</manifest:file-entry>";
  EXPECT_EQ(kind_of(secret), Error::Kind::Encrypted);
  OdtBuilder drawing;
  drawing.kind = "drawing";
  EXPECT_EQ(kind_of(drawing), Error::Kind::Unsupported);
}

TEST(ReadOds, ReadsSheetsWithDatesRepeatsAndHiddenRows) {
  OdtBuilder builder;
  builder.kind = "spreadsheet";
  builder.body =
      "<table:table table:name=\"Actions\"><table:table-column "
      "table:number-columns-repeated=\"16384\"/>"
      "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row>" +
      odt_row(odt_cell("a") +
              odt_cell("3 April", "office:value-type=\"date\" office:date-value=\"2025-04-03\"") +
              odt_cell("same", "table:number-columns-repeated=\"2\"")) +
      "<table:table-row table:visibility=\"collapse\">" + odt_cell("gone") + odt_cell("too") +
      "</table:table-row>" + odt_row(odt_cell("b") + odt_cell("c")) + "</table:table>";
  const plan::Document document = read(builder);
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].sheet, "Actions");
  EXPECT_EQ(text_at(document, 0, 1), "2025-04-03");
  EXPECT_EQ(text_at(document, 0, 3), "same");
  EXPECT_EQ(text_at(document, 1, 0), "b");
  EXPECT_EQ(cell_at(document, 1, 0).address, "A6");
  EXPECT_EQ(document.left_out.size(), 2U);
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

/// A row by what it says, not by where it stands.
std::string said(const plan::Document& document) {
  std::string all;
  for (const plan::ActionRow& row : document.rows) {
    for (const plan::Field field : plan::kFields) all += row.reading(field) + " | ";
    for (const auto& [field, text] : row.original)
      all += std::string(plan::name_of(field)) + " was " + text + " | ";
    all += "\n";
  }
  return all;
}

class Sample : public ::testing::TestWithParam<const char*> {};

TEST_P(Sample, GivesTheSameRowsAsTheWordDocumentMadeFromIt) {
  const std::string samples = std::string(PLANMERGE_SOURCE_DIR) + "/samples";
  const std::string name = GetParam();
  plan::Document flat;
  read_odf(file_bytes(samples + "/sources/" + name + ".fodt"), {}, flat);
  find_rows(flat);
  plan::Document word;
  const std::string folder = name == "plan" ? "/" : "/contributions/";
  read_docx(file_bytes(samples + folder + name + ".docx"), {}, word);
  find_rows(word);
  EXPECT_FALSE(flat.rows.empty());
  EXPECT_EQ(said(flat), said(word));
}

INSTANTIATE_TEST_SUITE_P(Samples, Sample, ::testing::Values("plan", "lowo", "ont", "asm"));

}  // namespace
}  // namespace planmerge::ingest
