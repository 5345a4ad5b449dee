// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of the characters of a document: symbols, hidden text, ruby, branches.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace planmerge::ingest
