// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of the characters of a document: symbols, hidden text, ruby, branches.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "ingest/docx.h"
#include "ingest/docx/symbols.h"
#include "tests/support/docx_builder.h"

namespace planmerge::ingest {
namespace {

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

std::string one_cell(const std::string& paragraphs) {
  return table_xml(row_xml("<w:tc>" + paragraphs + "</w:tc>"));
}

std::string text_of(const std::string& runs, const std::string& styles = "") {
  DocxBuilder builder;
  builder.body = one_cell(paragraph_xml(runs));
  builder.styles = styles;
  return read(builder).tables.at(0).cells.at(0).text();
}

TEST(DocxSymbol, HasTheCharacterOfItsFont) {
  EXPECT_EQ(symbol("Wingdings", "F0FC"), "✓");
  EXPECT_EQ(symbol("Wingdings", "FC"), "✓");
  EXPECT_EQ(symbol("Wingdings 2", "F050"), "✓");
  EXPECT_EQ(symbol("Symbol", "F0A3"), "≤");
  EXPECT_EQ(symbol("Symbol", "F061"), "α");
  EXPECT_EQ(symbol("Arial", "2022"), "•");
}

TEST(DocxSymbol, IsMarkedWhereItsFontIsUnknown) {
  EXPECT_EQ(symbol("Somebody's Dingbats", "F041"), "\xEF\xBF\xBD");
  EXPECT_EQ(symbol("Somebody's Dingbats", "0081"), "\xEF\xBF\xBD");
  EXPECT_EQ(symbol("Symbol", "D800"), "\xEF\xBF\xBD");
  EXPECT_EQ(symbol("Symbol", "110000"), "");
  EXPECT_EQ(symbol("Symbol", ""), "");
}

TEST(DocxText, ReadsPrivateUseCharactersByTheFontOfTheRun) {
  const std::string tick = "<w:t>\xEF\x83\xBC done</w:t></w:r>";
  EXPECT_EQ(text_of("<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>" + tick), "✓ done");
  EXPECT_EQ(text_of("<w:r>" + tick), "\xEF\x83\xBC done");
}

TEST(DocxText, LeavesTheReadingOfRubyOut) {
  EXPECT_EQ(text_of("<w:r><w:ruby><w:rt><w:r><w:t>kanji</w:t></w:r></w:rt><w:rubyBase><w:r>"
                    "<w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>"),
            "漢字");
}

TEST(DocxText, TakesOneBranchWhereBranchesNest) {
  const auto choice = [](const std::string& needs, const std::string& inner) {
    return "<mc:Choice Requires=\"" + needs + "\">" + inner + "</mc:Choice>";
  };
  const auto both = [](const std::string& inner) {
    return "<mc:AlternateContent>" + inner + "</mc:AlternateContent>";
  };
  const std::string old = "<mc:Fallback>" + run_xml("old") + "</mc:Fallback>";
  const std::string nested = both(choice("wps", run_xml("in")) + old);
  EXPECT_EQ(text_of(both(choice("wps", run_xml("out ") + nested) + old)), "out in");
  EXPECT_EQ(text_of(both(choice("news", run_xml("x")) + choice("w14 wps", run_xml("y")) + old)),
            "y");
  EXPECT_EQ(text_of(both(choice("wps news", run_xml("x")) + old)), "old");
}

// ECMA-376 Part 1, 17.7.3
TEST(DocxHiddenText, TogglesThroughStyles) {
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Quiet\"><w:rPr><w:vanish/></w:rPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Quieter\"><w:basedOn w:val=\"Quiet\"/></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Hush\"><w:rPr><w:vanish/></w:rPr></w:style>";
  const auto text = [&](const std::string& paragraph, const std::string& run) {
    DocxBuilder builder;
    builder.styles = styles;
    builder.body = one_cell("<w:p><w:pPr>" + paragraph + "</w:pPr><w:r><w:rPr>" + run +
                            "</w:rPr><w:t>words</w:t></w:r></w:p>");
    return read(builder).tables.at(0).cells.at(0).text();
  };
  const std::string quiet = "<w:pStyle w:val=\"Quieter\"/>";
  const std::string hush = "<w:rStyle w:val=\"Hush\"/>";
  EXPECT_EQ(text("", ""), "words");
  EXPECT_EQ(text(quiet, ""), "");
  EXPECT_EQ(text("", hush), "");
  EXPECT_EQ(text(quiet, hush), "words");  // each turns the other over
  EXPECT_EQ(text(quiet, "<w:vanish w:val=\"0\"/>"), "words");
  EXPECT_EQ(text("", hush + "<w:vanish/>"), "");
}

TEST(DocxHiddenText, HoldsThroughTheDefaultsOfTheDocument) {
  const std::string styles =
      "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>";
  EXPECT_EQ(text_of(run_xml("words"), styles), "");
  EXPECT_EQ(text_of("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>words</w:t></w:r>", styles),
            "words");
}

TEST(DocxHiddenText, IsNotThatOfSomeCellsOfATableStyle) {
  const std::string styles =
      "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:tblStylePr w:type=\"firstRow\"><w:rPr>"
      "<w:vanish/></w:rPr></w:tblStylePr></w:style>";
  DocxBuilder builder;
  builder.styles = styles;
  builder.body = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/></w:tblPr>" +
                 row_xml("<w:tc>" + paragraph_xml(run_xml("words")) + "</w:tc>") + "</w:tbl>";
  EXPECT_EQ(read(builder).tables.at(0).cells.at(0).text(), "words");
}

TEST(DocxHiddenText, IsReportedWithItsPlace) {
  DocxBuilder builder;
  builder.body = table_xml(
      row_xml("<w:tc>" + paragraph_xml(run_xml("seen")) + "</w:tc>") +
      row_xml("<w:tc>" + paragraph_xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>un seen</w:t></w:r>") +
              "</w:tc>"));
  const plan::Document document = read(builder);
  ASSERT_EQ(document.notes.list().size(), 1U);
  const plan::Diagnostic& note = document.notes.list()[0];
  EXPECT_EQ(note.code, "hidden-text");
  EXPECT_EQ(note.where.table, 0);
  EXPECT_EQ(note.where.row, 1);
  EXPECT_NE(note.text.find("6 characters"), std::string::npos) << note.text;
}

TEST(DocxHeaderRows, AreThoseMarkedAtTheTop) {
  const auto header_rows = [](const std::vector<bool>& marked) {
    std::string rows;
    for (const bool header : marked)
      rows += row_xml("<w:tc>" + paragraph_xml(run_xml("x")) + "</w:tc>",
                      header ? "<w:tblHeader/>" : "<w:tblHeader w:val=\"0\"/>");
    DocxBuilder builder;
    builder.body = table_xml(rows);
    return read(builder).tables.at(0).header_rows;
  };
  EXPECT_EQ(header_rows({true, true, false, true}), 2);
  EXPECT_EQ(header_rows({false, true}), 0);
  EXPECT_EQ(header_rows({true, true}), 2);
}

// ---- beside the body ---------------------------------------------------------------------------

std::string note_xml(const std::string& element, const std::string& id, const std::string& inner) {
  return "<w:" + element + " w:id=\"" + id + "\">" + inner + "</w:" + element + ">";
}

TEST(DocxFootnotes, ReachTheCellOfTheirMark) {
  DocxBuilder builder;
  builder.body = one_cell(paragraph_xml(
      run_xml("Kosovo") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + run_xml(" office") +
      "<w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"9\"/></w:r>"));
  builder.footnotes = note_xml("footnote", "2",
                               paragraph_xml("<w:r><w:footnoteRef/></w:r>" + run_xml(" First ")) +
                                   paragraph_xml(run_xml("paragraphs.")));
  builder.endnotes = note_xml("endnote", "2", paragraph_xml(run_xml("At the end.")));
  const plan::Document document = read(builder);
  const plan::Cell& cell = document.tables.at(0).cells.at(0);
  EXPECT_EQ(cell.text(), "Kosovo office");
  const std::vector<plan::Footnote> expected = {{"2", false, "First \nparagraphs."},
                                                {"2", true, "At the end."}};
  EXPECT_EQ(cell.footnotes, expected);
  EXPECT_TRUE(document.paragraphs.empty());
}

TEST(DocxFootnotes, OfTheRunningTextFollowIt) {
  DocxBuilder builder;
  builder.body = paragraph_xml(run_xml("Plan") + "<w:r><w:footnoteReference w:id=\"1\"/></w:r>");
  builder.footnotes = note_xml("footnote", "1", paragraph_xml(run_xml("Adopted in May.")));
  const plan::Document document = read(builder);
  ASSERT_EQ(document.paragraphs.size(), 2U);
  EXPECT_EQ(document.paragraphs[1].text, "Adopted in May.");
}

TEST(DocxHeaders, AreLeftOutWithTheirTables) {
  DocxBuilder builder;
  builder.body = one_cell(paragraph_xml(run_xml("body")));
  builder.header =
      paragraph_xml(run_xml("Confidential")) + one_cell(paragraph_xml(run_xml("logo")));
  builder.footer = paragraph_xml(run_xml("page 1"));
  builder.footnotes = note_xml("footnote", "1", one_cell(paragraph_xml(run_xml("key"))));
  const plan::Document document = read(builder);
  std::vector<std::string> scopes;
  for (const plan::Table& table : document.tables) scopes.push_back(table.scope);
  std::sort(scopes.begin(), scopes.end());
  EXPECT_EQ(scopes, (std::vector<std::string>{"body", "footnote", "header"}));
  EXPECT_EQ(document.tables.at(0).scope, "body");
  ASSERT_EQ(document.left_out.size(), 2U);
  EXPECT_EQ(document.left_out[0].text + "/" + document.left_out[1].text, "Confidential/page 1");
  EXPECT_TRUE(document.paragraphs.empty());
}

TEST(DocxParts, SayThatFilesOutsideWereNotFetched) {
  const auto codes = [](const std::string& type) {
    DocxBuilder builder;
    builder.body = one_cell(paragraph_xml(run_xml("words")));
    builder.external = type;
    std::vector<std::string> list;
    const plan::Document document = read(builder);
    for (const plan::Diagnostic& note : document.notes.list()) list.push_back(note.code);
    return list;
  };
  EXPECT_EQ(codes("image"), std::vector<std::string>{"active-content"});
  EXPECT_EQ(codes("attachedTemplate"), std::vector<std::string>{"active-content"});
  EXPECT_TRUE(codes("hyperlink").empty());
}

// ---- the ledger --------------------------------------------------------------------------------

TEST(DocxLedger, NamesWhatBecameOfEachCharacter) {
  DocxBuilder builder;
  const std::string hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r>";
  const std::string deleted = "<w:del w:id=\"1\"><w:r><w:delText>gone</w:delText></w:r></w:del>";
  const std::string code = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + run_xml("IF") +
                           "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  const std::string merged = "<w:tcPr><w:vMerge/></w:tcPr>";
  builder.body =
      paragraph_xml(run_xml("Title one")) + "<w:t>stray</w:t>" +
      table_xml(row_xml("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" +
                        paragraph_xml(run_xml("a value") + hidden + deleted + code) + "</w:tc>") +
                row_xml("<w:tc>" + merged + paragraph_xml(run_xml("under")) + "</w:tc>"));
  builder.footnotes = note_xml("footnote", "1", paragraph_xml(run_xml("note")));
  builder.header = paragraph_xml(run_xml("head"));
  const plan::Document document = read(builder);
  const std::map<std::string, std::size_t> expected = {
      {"value", 6},      {"running-text", 8}, {"hidden-text", 3},       {"deleted", 4},
      {"field-code", 2}, {"note", 4},         {"under-merged-cell", 5}, {"outside-paragraph", 5},
      {"page-header", 4}};
  EXPECT_EQ(document.ledger.fates, expected);
  EXPECT_EQ(document.ledger.unexplained(), 0);
}

TEST(DocxLedger, CountsWhatAnotherViewDoesNotShow) {
  const std::string row = row_xml("<w:tc>" + paragraph_xml(run_xml("kept")) + "</w:tc>");
  const std::string struck = row_xml("<w:tc>" + paragraph_xml(run_xml("struck out")) + "</w:tc>",
                                     "<w:del w:id=\"1\" w:author=\"A\"/>");
  DocxBuilder builder;
  builder.body = table_xml(row + struck);
  const plan::Document document = read(builder);
  const std::map<std::string, std::size_t> expected = {{"value", 4}, {"deleted", 9}};
  EXPECT_EQ(document.ledger.fates, expected);
  EXPECT_EQ(document.ledger.unexplained(), 0);
}

// ---- old merges --------------------------------------------------------------------------------

TEST(DocxGrid, KeepsTextUnderAMergeToTheRight) {
  const auto cell = [](const std::string& text, const std::string& properties) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph_xml(run_xml(text)) + "</w:tc>";
  };
  const std::string origin = "<w:vMerge w:val=\"restart\"/><w:hMerge w:val=\"restart\"/>";
  DocxBuilder builder;
  builder.body =
      table_xml(row_xml(cell("wide", origin) + cell("covered", "<w:hMerge/>") + cell("x", "")) +
                row_xml(cell("", "<w:vMerge/><w:hMerge w:val=\"restart\"/>") +
                        cell("", "<w:vMerge/><w:hMerge/>") + cell("y", "")));
  const plan::Document document = read(builder);
  const plan::Table& table = document.tables.at(0);
  ASSERT_EQ(table.cells.size(), 3U);
  EXPECT_EQ(table.cells[0].colspan, 2);
  EXPECT_EQ(table.cells[0].rowspan, 2);
  EXPECT_EQ(table.cells[2].col, 2);
  ASSERT_EQ(document.left_out.size(), 1U);
  EXPECT_EQ(document.left_out[0].text, "covered");
}

}  // namespace
}  // namespace planmerge::ingest
