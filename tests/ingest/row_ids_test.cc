// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/row_ids.h"

#include <gtest/gtest.h>

#include "ingest/readers.h"
#include "tests/support/docx_builder.h"

namespace planmerge::ingest {
namespace {

using testing::cell_xml;
using testing::DocxBuilder;
using testing::paragraph_xml;
using testing::row_xml;
using testing::run_xml;
using testing::table_xml;

std::string start(const std::string& bookmark, const std::string& row_id) {
  return "<w:bookmarkStart w:id=\"" + bookmark + "\" w:name=\"planmerge_row_" + row_id + "\"/>";
}
std::string end(const std::string& bookmark) {
  return "<w:bookmarkEnd w:id=\"" + bookmark + "\"/>";
}

/// A row of a plan; `in_action` stands at the head of its second cell.
std::string line(const std::string& action, const std::string& in_action = "",
                 const std::string& properties = "") {
  return row_xml(cell_xml("1 Lakes") + "<w:tc>" +
                     paragraph_xml(in_action + run_xml("1.1 " + action)) + "</w:tc>" +
                     cell_xml("Calendar of " + action) + cell_xml("IOM") + cell_xml("ongoing") +
                     cell_xml("sought"),
                 properties);
}

plan::Document read_rows_of(const std::string& rows) {
  std::string header;
  for (const char* name : {"Need", "Action", "Outputs", "Drivers", "Status", "Funding"})
    header += cell_xml(name);
  DocxBuilder builder;
  builder.body = table_xml(row_xml(header) + rows);
  plan::Notes notes;
  return read_document(builder.bytes(), "reply.docx", {}, notes);
}

std::string ids_of(const plan::Document& document) {
  std::string text;
  for (const plan::ActionRow& row : document.rows)
    text += row.action + "=" + (row.row_id.empty() ? "-" : row.row_id) + " ";
  return text;
}
long copies_noted(const plan::Document& document) {
  long count = 0;
  for (const plan::Diagnostic& note : document.notes.list())
    count += note.code == "row-id-copied" ? 1 : 0;
  return count;
}

TEST(RowIds, AreFoundInCellsAndBetweenRows) {
  const plan::Document document = read_rows_of(
      line("Dredge", start("1", "A0001") + end("1")) + start("2", "A0002") + line("Sample") +
      end("2") + line("Fence", start("3", "A0003")) + line("Survey", end("3")) +
      line("Chart",
           "<w:bookmarkStart w:id=\"9\" "
           "w:name=\"_GoBack\"/>"));
  EXPECT_EQ(ids_of(document), "Dredge=A0001 Sample=A0002 Fence=A0003 Survey=- Chart=- ");
  EXPECT_EQ(document.rows[0].comments.size(), 0U);
}

TEST(RowIds, AreFoundInTextThatWasRewrittenOrStruckOut) {
  const plan::Document document = read_rows_of(
      line("Dredge", "<w:del w:id=\"7\" w:author=\"Ana\">" + start("1", "A0001") +
                         "<w:r><w:delText>Old </w:delText></w:r>" + end("1") + "</w:del>") +
      line("Sample", start("2", "A0002") + end("2"), "<w:del w:id=\"8\" w:author=\"Ana\"/>"));
  EXPECT_EQ(ids_of(document), "Dredge=A0001 Sample=A0002 ");
  EXPECT_EQ(document.rows[1].change, plan::ActionRow::Change::Deleted);
}

TEST(RowIds, LinkNeitherOfTwoEqualCopies) {
  const plan::Document document = read_rows_of(line("Dredge", start("1", "A0001") + end("1")) +
                                               line("Dredge more", start("2", "A0001") + end("2")));
  EXPECT_EQ(ids_of(document), "Dredge=- Dredge more=- ");
  ASSERT_EQ(copies_noted(document), 1);
  EXPECT_EQ(document.notes.list().back().where.row, 2);
}

TEST(RowIds, StayWithTheRowThatWasThereBeforeTheCopyWasTracked) {
  const plan::Document document =
      read_rows_of(line("Dredge", start("1", "A0001") + end("1")) +
                   line("Dredge more", start("2", "A0001 Copy 1") + end("2"),
                        "<w:ins w:id=\"8\" w:author=\"Ana\"/>"));
  EXPECT_EQ(ids_of(document), "Dredge=A0001 Dredge more=- ");
  EXPECT_EQ(copies_noted(document), 1);
}

TEST(RowIds, GoWithARowThatWasCutAndPasted) {
  const plan::Document document = read_rows_of(
      line("Dredge", start("1", "A0001") + end("1"), "<w:del w:id=\"7\" w:author=\"Ana\"/>") +
      line("Sample") +
      line("Dredge", start("2", "A0001") + end("2"), "<w:ins w:id=\"8\" w:author=\"Ana\"/>"));
  EXPECT_EQ(ids_of(document), "Dredge=- Sample=- Dredge=A0001 ");
  EXPECT_EQ(copies_noted(document), 0);
}

TEST(RowIds, OfTwoJoinedRowsAreNoted) {
  const plan::Document document =
      read_rows_of(line("Dredge", start("1", "A0001") + end("1") + start("2", "A0002") + end("2")));
  EXPECT_EQ(ids_of(document), "Dredge=A0001 ");
  EXPECT_EQ(document.notes.list().back().code, "row-ids-joined");
}

}  // namespace
}  // namespace planmerge::ingest
