// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/zip.h"
#include "ingest/ooxml/package.h"
#include "tests/support/docx_builder.h"

namespace planmerge::ingest {
namespace {

using testing::cell_xml;
using testing::DocxBuilder;
using testing::paragraph_xml;
using testing::row_xml;
using testing::run_xml;
using testing::table_xml;

plan::Document read(const DocxBuilder& builder) {
  plan::Document document;
  const std::string bytes = builder.bytes();
  read_docx(bytes, {}, document);
  return document;
}

plan::Document read_body_of(const std::string& body) {
  DocxBuilder builder;
  builder.body = body;
  return read(builder);
}

// A cell with colspan 0 stands for "no cell begins here".
plan::Cell cell_at(const plan::Table& table, int row, int col) {
  for (const plan::Cell& cell : table.cells) {
    if (cell.row == row && cell.col == col) return cell;
  }
  plan::Cell none;
  none.colspan = 0;
  return none;
}

std::string text_at(const plan::Document& document, int row, int col) {
  const plan::Cell cell = cell_at(document.tables.at(0), row, col);
  return cell.colspan == 0 ? "(no cell)" : cell.text();
}

std::string one_cell(const std::string& paragraphs) {
  return table_xml(row_xml("<w:tc>" + paragraphs + "</w:tc>"));
}

TEST(ReadDocx, PutsSpansOnTheGrid) {
  const plan::Document document =
      read_body_of(table_xml(row_xml(cell_xml("wide", "<w:gridSpan w:val=\"2\"/>") +
                                     cell_xml("tall", "<w:vMerge w:val=\"restart\"/>")) +
                             row_xml(cell_xml("a") + cell_xml("b") + cell_xml("", "<w:vMerge/>"))));
  const plan::Table& table = document.tables.at(0);
  EXPECT_EQ(table.rows, 2);
  EXPECT_EQ(table.columns, 3);
  EXPECT_EQ(cell_at(table, 0, 0).colspan, 2);
  EXPECT_EQ(cell_at(table, 0, 2).rowspan, 2);
  EXPECT_EQ(cell_at(table, 1, 2).colspan, 0);
  EXPECT_EQ(text_at(document, 1, 1), "b");
}

TEST(ReadDocx, StartsACellWhereAMergeHasNothingAbove) {
  const plan::Document document =
      read_body_of(table_xml(row_xml(cell_xml("orphan", "<w:vMerge/>") + cell_xml("x"))));
  EXPECT_EQ(text_at(document, 0, 0), "orphan");
}

TEST(ReadDocx, ShiftsARowByItsGridBefore) {
  const plan::Document document =
      read_body_of(table_xml(row_xml(cell_xml("a") + cell_xml("b")) +
                             row_xml(cell_xml("c"), "<w:gridBefore w:val=\"1\"/>")));
  EXPECT_EQ(text_at(document, 1, 1), "c");
}

TEST(ReadDocx, ListsANestedTableAfterItsOuterOne) {
  const std::string inner = table_xml(row_xml(cell_xml("inner")));
  const plan::Document document = read_body_of(
      table_xml(row_xml("<w:tc>" + paragraph_xml(run_xml("outer")) + inner + "<w:p/></w:tc>")) +
      table_xml(row_xml(cell_xml("last"))));
  ASSERT_EQ(document.tables.size(), 3U);
  EXPECT_EQ(document.tables[0].cells[0].text().find("inner"), std::string::npos);
  EXPECT_EQ(document.tables[1].cells[0].text(), "inner");
  EXPECT_EQ(document.tables[2].cells[0].text(), "last");
}

TEST(ReadDocx, ShowsTheFieldResultOnly) {
  const plan::Document document = read_body_of(one_cell(paragraph_xml(
      run_xml("A ") +
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
      "<w:r><w:instrText>REF x</w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
      run_xml("result") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + run_xml(" B"))));
  EXPECT_EQ(text_at(document, 0, 0), "A result B");
}

TEST(ReadDocx, LosesNothingAfterAFieldThatIsNeverClosed) {
  const plan::Document document =
      read_body_of(one_cell(paragraph_xml("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>") +
                            paragraph_xml(run_xml("later"))));
  EXPECT_NE(text_at(document, 0, 0).find("later"), std::string::npos);
}

TEST(ReadDocx, ShowsAFormCheckBox) {
  const plan::Document document = read_body_of(one_cell(paragraph_xml(
      "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/>"
      "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" +
      run_xml(" yes"))));
  EXPECT_EQ(text_at(document, 0, 0), "☒ yes");
}

TEST(ReadDocx, TakesOneBranchOfAlternateContent) {
  const plan::Document document = read_body_of(one_cell(paragraph_xml(
      "<mc:AlternateContent><mc:Choice Requires=\"wps\">" + run_xml("new") +
      "</mc:Choice><mc:Fallback>" + run_xml("old") + "</mc:Fallback></mc:AlternateContent>")));
  EXPECT_EQ(text_at(document, 0, 0), "new");
}

TEST(ReadDocx, KeepsInsertedTextAndRemembersTheOriginal) {
  const plan::Document document = read_body_of(one_cell(paragraph_xml(
      run_xml("until ") +
      "<w:del w:id=\"1\" w:author=\"Ana\" w:date=\"2031-02-03T00:00:00Z\"><w:r><w:delText>2031"
      "</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"Ana\">" +
      run_xml("2033") + "</w:ins>")));
  const plan::Cell& cell = document.tables[0].cells[0];
  EXPECT_EQ(cell.text(), "until 2033");
  EXPECT_EQ(cell.original, "until 2031");
  EXPECT_TRUE(cell.revised);
  ASSERT_EQ(cell.revisions.size(), 2U);
  EXPECT_EQ(cell.revisions[0].kind, plan::Revision::Kind::Delete);
  EXPECT_EQ(cell.revisions[0].author, "Ana");
  EXPECT_EQ(cell.revisions[0].date, "2031-02-03T00:00:00Z");
  EXPECT_EQ(cell.revisions[1].text, "2033");
}

TEST(ReadDocx, ShowsTheDocumentAsItWasWhenAsked) {
  DocxBuilder builder;
  builder.body = table_xml(
      row_xml(
          "<w:tc>" +
          paragraph_xml(
              run_xml("until ") +
              "<w:del w:id=\"1\" w:author=\"Ana\"><w:r><w:delText>2031</w:delText></w:r></w:del>"
              "<w:ins w:id=\"2\" w:author=\"Ana\">" +
              run_xml("2033") + "</w:ins>") +
          "</w:tc>") +
      row_xml(cell_xml("gone"), "<w:del w:id=\"3\" w:author=\"Ana\"/>"));
  plan::Document document;
  ReadOptions options;
  options.revisions = RevisionView::Original;
  const std::string bytes = builder.bytes();
  read_docx(bytes, options, document);
  EXPECT_EQ(text_at(document, 0, 0), "until 2031");
  EXPECT_EQ(text_at(document, 1, 0), "gone");
  EXPECT_EQ(cell_at(document.tables[0], 1, 0).change, plan::Cell::Change::None);
}

TEST(ReadDocx, JoinsParagraphsOverADeletedMark) {
  const plan::Document document = read_body_of(one_cell(
      paragraph_xml(run_xml("one "), "<w:rPr><w:del w:id=\"1\" w:author=\"Ana\"/></w:rPr>") +
      paragraph_xml(run_xml("two"))));
  EXPECT_EQ(text_at(document, 0, 0), "one two");
}

TEST(ReadDocx, ComputesListLabels) {
  DocxBuilder builder;
  builder.numbering =
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/>"
      "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\">"
      "<w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1.%2)\"/>"
      "</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">"
      "<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";
  const auto item = [](const char* list, const char* level) {
    return paragraph_xml(run_xml("x"), std::string("<w:numPr><w:ilvl w:val=\"") + level +
                                           "\"/><w:numId w:val=\"" + list + "\"/></w:numPr>");
  };
  builder.body = one_cell(item("1", "0") + item("1", "1") + item("1", "0") + item("2", "0"));
  const plan::Document document = read(builder);
  const auto& paragraphs = document.tables[0].cells[0].paragraphs;
  ASSERT_EQ(paragraphs.size(), 4U);
  EXPECT_EQ(paragraphs[0].label, "3.");
  EXPECT_EQ(paragraphs[1].label, "3.a)");
  EXPECT_EQ(paragraphs[2].label, "4.");
  EXPECT_EQ(paragraphs[3].label, "•");
}

TEST(ReadDocx, AnchorsCommentsToTheirCell) {
  DocxBuilder builder;
  builder.comments = "<w:comment w:id=\"7\" w:author=\"Ana\" w:date=\"2031-02-03T00:00:00Z\">" +
                     paragraph_xml(run_xml("really?")) + "</w:comment>";
  builder.body =
      one_cell(paragraph_xml(run_xml("text") + "<w:r><w:commentReference w:id=\"7\"/></w:r>"));
  const plan::Document document = read(builder);
  const plan::Cell& cell = document.tables[0].cells[0];
  ASSERT_EQ(cell.comments.size(), 1U);
  EXPECT_EQ(cell.comments[0].author, "Ana");
  EXPECT_EQ(cell.comments[0].text, "really?");
}

TEST(ReadDocx, ReportsHiddenTextAndLeavesItOut) {
  const plan::Document document = read_body_of(one_cell(
      paragraph_xml(run_xml("seen") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>")));
  EXPECT_EQ(text_at(document, 0, 0), "seen");
  ASSERT_FALSE(document.notes.list().empty());
  EXPECT_EQ(document.notes.list()[0].code, "hidden-text");
  EXPECT_EQ(document.notes.list()[0].text.find("secret"), std::string::npos);
}

TEST(ReadDocx, SaysThatAnEmbeddedDocumentWasNotRead) {
  const plan::Document document = read_body_of("<w:altChunk/>" + paragraph_xml(run_xml("text")));
  ASSERT_EQ(document.notes.list().size(), 1U);
  EXPECT_EQ(document.notes.list()[0].code, "unread-part");
}

TEST(ReadDocx, ReadsStrictDocuments) {
  DocxBuilder builder;
  builder.strict = true;
  builder.body = table_xml(row_xml(cell_xml("strict")));
  EXPECT_EQ(text_at(read(builder), 0, 0), "strict");
}

TEST(ReadDocx, KnowsTheHeadingAboveATable) {
  DocxBuilder builder;
  builder.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Titre2\"><w:name w:val=\"heading 2\"/>"
      "</w:style>";
  builder.body = paragraph_xml(run_xml("Action 3: Dig"), "<w:pStyle w:val=\"Titre2\"/>") +
                 table_xml(row_xml(cell_xml("x")));
  const plan::Document document = read(builder);
  ASSERT_EQ(document.tables[0].headings.size(), 1U);
  EXPECT_EQ(document.tables[0].headings[0].text, "Action 3: Dig");
  EXPECT_EQ(document.tables[0].headings[0].level, 2);
}

TEST(ReadDocx, ABodyTextLevelIsNoHeadingWhateverItsStyle) {
  DocxBuilder builder;
  builder.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Titre2\"><w:name w:val=\"heading 2\"/></w:style>";
  builder.body = paragraph_xml(run_xml("Action 3: Dig"),
                               "<w:pStyle w:val=\"Titre2\"/><w:outlineLvl w:val=\"9\"/>") +
                 table_xml(row_xml(cell_xml("a") + cell_xml("b")));
  const plan::Document document = read(builder);
  ASSERT_EQ(document.tables.size(), 1U);
  for (const plan::Heading& heading : document.tables[0].headings) EXPECT_EQ(heading.level, 0);
}

TEST(Package, ResolvesTargetsByTheirSteps) {
  const auto target_of = [](const std::string& target) {
    const std::string bytes =
        testing::zip_of({{"word/_rels/document.xml.rels",
                          "<Relationships><Relationship Id=\"r\" Type=\"x/styles\" Target=\"" +
                              target + "\"/></Relationships>"}});
    const ZipPackage package(bytes);
    return read_relationships(package, "word/document.xml").at(0).target;
  };
  EXPECT_EQ(target_of("styles.xml"), "word/styles.xml");
  EXPECT_EQ(target_of("../custom/a.xml"), "custom/a.xml");
  EXPECT_EQ(target_of("/word/./styles.xml"), "word/styles.xml");
  EXPECT_EQ(target_of("a../b"), "word/a../b");
  EXPECT_EQ(target_of("../../up.xml"), "");
  std::string steps;
  for (int i = 0; i < 20'000; ++i) steps += "a/../";
  EXPECT_EQ(target_of(steps + "b.xml"), "word/b.xml");
}

struct BadCase {
  const char* why;
  std::string bytes;
  const char* code;
};
void PrintTo(const BadCase& c, std::ostream* out) {
  *out << c.why;
}

std::string ole(std::string_view stream) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  for (const char c : stream) {
    bytes += c;
    bytes += '\0';
  }
  return bytes;
}

std::vector<BadCase> bad_cases() {
  DocxBuilder good;
  good.body = table_xml(row_xml(cell_xml("x")));
  DocxBuilder deep;
  for (int i = 0; i < 400; ++i) deep.body += "<w:sdt><w:sdtContent>";
  for (int i = 0; i < 400; ++i) deep.body += "</w:sdtContent></w:sdt>";
  DocxBuilder flood;
  flood.body = "<w:p ";
  for (int i = 0; i < 5000; ++i) flood.body += "a" + std::to_string(i) + "=\"1\" ";
  flood.body += "/>";
  DocxBuilder broken;
  broken.body = "<w:p><w:r></w:p>";
  const std::string whole = good.bytes();
  return {
      {"an empty file", "", "damaged"},
      {"RTF", "{\\rtf1 text}", "type-mismatch"},
      {"a web page", "<!DOCTYPE html><html></html>", "type-mismatch"},
      {"a password", ole("EncryptedPackage"), "encrypted"},
      {"a .doc", ole("WordDocument"), "type-mismatch"},
      {"cut in half", whole.substr(0, whole.size() / 2), "damaged"},
      {"mismatched tags", broken.bytes(), "damaged"},
      {"nested 800 deep", deep.bytes(), "limit"},
      {"5,000 attributes", flood.bytes(), "limit"},
      {"a DTD", testing::zip_of({{"_rels/.rels", "<!DOCTYPE r [<!ENTITY e \"x\">]><r>&e;</r>"}}),
       "dtd"}};
}

class BadDocx : public ::testing::TestWithParam<BadCase> {};

TEST_P(BadDocx, IsRefusedWithItsCauseInOneLine) {
  plan::Notes notes;
  try {
    read_document(GetParam().bytes, "return.docx", {}, notes);
    FAIL() << "was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), GetParam().code) << error.what();
    EXPECT_EQ(std::string(error.what()).find("return.docx"), 0U) << error.what();
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
  }
}
INSTANTIATE_TEST_SUITE_P(Inputs, BadDocx, ::testing::ValuesIn(bad_cases()));

}  // namespace
}  // namespace planmerge::ingest
