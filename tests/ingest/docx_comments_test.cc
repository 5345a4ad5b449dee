// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "ingest/docx.h"
#include "tests/support/docx_builder.h"

namespace planmerge::ingest {
namespace {

using testing::DocxBuilder;
using testing::paragraph_xml;
using testing::row_xml;
using testing::run_xml;
using testing::table_xml;

std::string comment_xml(const std::string& id, const std::string& author, const std::string& text,
                        const std::string& paragraph) {
  return "<w:comment w:id=\"" + id + "\" w:author=\"" + author + "\" w:date=\"2031-02-0" + id +
         "T00:00:00Z\"><w:p w14:paraId=\"" + paragraph + "\">" + run_xml(text) +
         "</w:p></w:comment>";
}
std::string from(const std::string& id) {
  return "<w:commentRangeStart w:id=\"" + id + "\"/>";
}
std::string to(const std::string& id) {
  return "<w:commentRangeEnd w:id=\"" + id + "\"/><w:r><w:commentReference w:id=\"" + id +
         "\"/></w:r>";
}
std::string cell_of(const std::string& runs) {
  return "<w:tc>" + paragraph_xml(runs) + "</w:tc>";
}

plan::Document read(const DocxBuilder& builder) {
  plan::Document document;
  const std::string bytes = builder.bytes();
  read_docx(bytes, {}, document);
  return document;
}

std::vector<std::size_t> counts(const plan::Document& document) {
  std::vector<std::size_t> result;
  for (const plan::Cell& cell : document.tables.at(0).cells) result.push_back(cell.comments.size());
  return result;
}

TEST(DocxComments, HangsRepliesOnTheCommentTheyAnswer) {
  DocxBuilder builder;
  builder.comments = comment_xml("1", "Ana", "Agreed?", "0A") +
                     comment_xml("3", "Ana", "Then yes.", "0C") +
                     comment_xml("2", "Ben", "Only with a date.", "0B");
  builder.extended =
      "<w15:commentEx w15:paraId=\"0A\" w15:done=\"1\"/>"
      "<w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\"/>"
      "<w15:commentEx w15:paraId=\"0C\" w15:paraIdParent=\"0B\"/>";
  builder.people =
      "<w15:person w15:author=\"Ana\"><w15:presenceInfo w15:providerId=\"AD\" "
      "w15:userId=\"ana@lake.example\"/></w15:person>";
  builder.body = table_xml(row_xml(
      cell_of(from("1") + from("2") + from("3") + run_xml("x") + to("1") + to("2") + to("3"))));
  const plan::Document document = read(builder);
  const std::vector<plan::Comment>& comments = document.tables.at(0).cells.at(0).comments;
  ASSERT_EQ(comments.size(), 1U);
  EXPECT_TRUE(comments[0].resolved);
  EXPECT_EQ(comments[0].account, "ana@lake.example");
  ASSERT_EQ(comments[0].replies.size(), 2U);
  EXPECT_EQ(comments[0].replies[0].author, "Ben");
  EXPECT_EQ(comments[0].replies[1].text, "Then yes.");
  EXPECT_TRUE(document.comments.empty());
}

TEST(DocxComments, BreaksACircleOfReplies) {
  DocxBuilder builder;
  builder.comments = comment_xml("1", "Ana", "a", "0A") + comment_xml("2", "Ben", "b", "0B");
  builder.extended =
      "<w15:commentEx w15:paraId=\"0A\" w15:paraIdParent=\"0B\"/>"
      "<w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\"/>";
  builder.body = table_xml(row_xml(cell_of(run_xml("x"))));
  EXPECT_EQ(read(builder).comments.size(), 2U);
}

TEST(DocxComments, KeepsTheParagraphsOfAComment) {
  DocxBuilder builder;
  builder.comments = "<w:comment w:id=\"1\" w:author=\"Ana\">" + paragraph_xml(run_xml("one")) +
                     paragraph_xml("") + paragraph_xml(run_xml("two")) + "</w:comment>";
  builder.body = table_xml(row_xml(cell_of(run_xml("x") + to("1"))));
  EXPECT_EQ(read(builder).tables.at(0).cells.at(0).comments.at(0).text, "one\n\ntwo");
}

TEST(DocxComments, AnchorsARangeInEachCellItTouches) {
  DocxBuilder builder;
  builder.comments = comment_xml("1", "Ana", "all three", "0A");
  builder.body =
      table_xml(row_xml(cell_of(run_xml("before") + from("1")) + cell_of(run_xml("one"))) +
                row_xml(cell_of("") + cell_of(run_xml("two") + to("1") + run_xml("after"))) +
                row_xml(cell_of(run_xml("none")) + cell_of("")));
  EXPECT_EQ(counts(read(builder)), (std::vector<std::size_t>{0, 1, 1, 1, 0, 0}));
}

TEST(DocxComments, FindsRangesThatBeginBetweenRowsAndPointsWithoutText) {
  DocxBuilder builder;
  builder.comments = comment_xml("1", "Ana", "row", "0A") + comment_xml("2", "Ana", "point", "0B");
  builder.body =
      table_xml(row_xml(cell_of(run_xml("a"))) + from("1") + row_xml(cell_of(run_xml("b"))) +
                "<w:commentRangeEnd w:id=\"1\"/>" + row_xml(cell_of(from("2") + to("2"))));
  EXPECT_EQ(counts(read(builder)), (std::vector<std::size_t>{0, 1, 1}));
}

TEST(DocxComments, KeepsThoseOnStruckTextAndUnderMergedCells) {
  DocxBuilder builder;
  builder.comments = comment_xml("1", "Ana", "gone", "0A") + comment_xml("2", "Ana", "under", "0B");
  const std::string under = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" +
                            paragraph_xml(from("2") + run_xml("") + to("2")) + "</w:tc>";
  builder.body = table_xml(
      row_xml("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" +
              paragraph_xml(from("1") +
                            "<w:del w:id=\"5\" w:author=\"Ana\"><w:r><w:delText>old</w:delText>"
                            "</w:r></w:del>" +
                            to("1")) +
              "</w:tc>") +
      row_xml(under));
  EXPECT_EQ(counts(read(builder)), (std::vector<std::size_t>{2}));
}

TEST(DocxComments, KeepsThoseOutsideTablesWithTheDocument) {
  DocxBuilder builder;
  builder.comments =
      comment_xml("1", "Ana", "on the title", "0A") + comment_xml("2", "Ben", "nowhere", "0B");
  builder.body = paragraph_xml(from("1") + run_xml("Title") + to("1")) +
                 table_xml(row_xml(cell_of(run_xml("x"))));
  const plan::Document document = read(builder);
  EXPECT_EQ(counts(document), (std::vector<std::size_t>{0}));
  ASSERT_EQ(document.comments.size(), 2U);
  EXPECT_EQ(document.comments[1].text, "nowhere");
}

}  // namespace
}  // namespace planmerge::ingest
