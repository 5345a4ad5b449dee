// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "ingest/readers.h"
#include "tests/support/docx_builder.h"

namespace planmerge::ingest {
namespace {

using plan::Revision;
using testing::cell_xml;
using testing::DocxBuilder;
using testing::paragraph_xml;
using testing::row_xml;
using testing::run_xml;
using testing::table_xml;

/// "w:author=… w:date=…" of an invented author.
std::string by(const std::string& author) {
  return " w:id=\"1\" w:author=\"" + author + "\" w:date=\"2031-02-03T00:00:00Z\"";
}
std::string mark(const std::string& element, const std::string& author) {
  return "<w:" + element + by(author) + "/>";
}
std::string held(const std::string& element, const std::string& author, const std::string& inner) {
  return "<w:" + element + by(author) + ">" + inner + "</w:" + element + ">";
}
std::string struck(const std::string& author, const std::string& text) {
  return held("del", author, "<w:r><w:delText>" + text + "</w:delText></w:r>");
}
std::string added(const std::string& author, const std::string& text) {
  return held("ins", author, run_xml(text));
}
std::string cell_of(const std::string& paragraphs, const std::string& properties = "") {
  return "<w:tc>" + (properties.empty() ? "" : "<w:tcPr>" + properties + "</w:tcPr>") + paragraphs +
         "</w:tc>";
}

plan::Document read(const DocxBuilder& builder, const ReadOptions& options = {}) {
  plan::Notes notes;
  return read_document(builder.bytes(), "reply.docx", options, notes);
}
plan::Document read_tables(const std::string& body, RevisionView view = RevisionView::Final,
                           const std::string& author = "") {
  DocxBuilder builder;
  builder.body = body;
  ReadOptions options;
  options.revisions = view;
  options.author = author;
  return read(builder, options);
}

/// The cells of a table, a row a line.
std::string shown(const plan::Table& table) {
  std::string text;
  for (int row = 0; row < table.rows; ++row) {
    for (const plan::Cell& cell : table.cells) {
      if (cell.row == row) text += "[" + cell.text() + "]";
    }
    text += "\n";
  }
  return text;
}

std::string three_rows() {
  return table_xml(row_xml(cell_xml("stays")) +
                   row_xml(cell_of(paragraph_xml(struck("Ana", "goes"))), mark("del", "Ana")) +
                   row_xml(cell_of(paragraph_xml(added("Ben", "comes"))), mark("ins", "Ben")));
}

TEST(DocxRevisions, TakesStruckRowsOutOfTheFinalView) {
  const plan::Document document = read_tables(three_rows());
  EXPECT_EQ(shown(document.tables.at(0)), "[stays]\n[comes]\n");
  ASSERT_EQ(document.struck.size(), 1U);
  const plan::StruckTable& struck = document.struck[0];
  EXPECT_EQ(struck.beside, 0);
  ASSERT_EQ(struck.table.cells.size(), 1U);
  EXPECT_EQ(struck.table.cells[0].text(), "goes");
  EXPECT_EQ(struck.table.cells[0].row, 1);
  EXPECT_EQ(struck.rows_above, (std::vector<int>{0, 1, 1}));
  EXPECT_EQ(document.authors, (std::vector<std::string>{"Ana", "Ben"}));
}

TEST(DocxRevisions, TakesAddedRowsOutOfTheOriginalView) {
  const plan::Document document = read_tables(three_rows(), RevisionView::Original);
  EXPECT_EQ(shown(document.tables.at(0)), "[stays]\n[goes]\n");
  EXPECT_TRUE(document.struck.empty());
}

TEST(DocxRevisions, AcceptsOneAuthorAtATime) {
  const plan::Document ana = read_tables(three_rows(), RevisionView::Author, "Ana");
  EXPECT_EQ(shown(ana.tables.at(0)), "[stays]\n");
  const plan::Document ben = read_tables(three_rows(), RevisionView::Author, "Ben");
  EXPECT_EQ(shown(ben.tables.at(0)), "[stays]\n[goes]\n[comes]\n");
}

TEST(DocxRevisions, DoesNotListATableThatIsGoneWithAllItsRows) {
  const std::string gone = table_xml(row_xml(cell_xml("gone"), mark("del", "Ana")));
  const std::string nested =
      table_xml(row_xml(cell_of(gone + paragraph_xml(run_xml("outer")))) +
                row_xml(cell_of(table_xml(row_xml(cell_xml("inner"))) + paragraph_xml("")),
                        mark("del", "Ana")));
  const plan::Document document = read_tables(gone + nested + table_xml(row_xml(cell_xml("last"))));
  ASSERT_EQ(document.tables.size(), 2U);
  EXPECT_EQ(shown(document.tables[0]), "[outer]\n");
  EXPECT_EQ(shown(document.tables[1]), "[last]\n");
  ASSERT_EQ(document.struck.size(), 4U);
  EXPECT_TRUE(document.struck[0].gone);
  EXPECT_FALSE(document.struck[1].gone);
  EXPECT_EQ(document.struck[3].table.cells.at(0).text(), "inner");
  EXPECT_EQ(document.struck[3].place, 3);
  EXPECT_EQ(document.struck[3].beside, 1);
}

TEST(DocxRevisions, StartsACellWhereTheMergeAboveIsStruckOut) {
  const std::string merge = "<w:vMerge w:val=\"restart\"/>";
  const plan::Document document =
      read_tables(table_xml(row_xml(cell_xml("a") + cell_xml("b")) +
                            row_xml(cell_xml("need", merge) + cell_xml("c"), mark("del", "Ana")) +
                            row_xml(cell_xml("", "<w:vMerge/>") + cell_xml("d")) +
                            row_xml(cell_xml("", "<w:vMerge/>") + cell_xml("e"))));
  EXPECT_EQ(shown(document.tables.at(0)), "[a][b]\n[][d]\n[e]\n");
}

TEST(DocxRevisions, DropsStruckCells) {
  const std::string body = table_xml(row_xml(cell_xml("a") + cell_xml("b", mark("cellDel", "Ana")) +
                                             cell_xml("c", mark("cellIns", "Ben"))));
  EXPECT_EQ(shown(read_tables(body).tables.at(0)), "[a][c]\n");
  EXPECT_EQ(shown(read_tables(body, RevisionView::Original).tables.at(0)), "[a][b]\n");
}

TEST(DocxRevisions, MergesCellsAsTheViewHasThem) {
  const std::string body =
      table_xml(row_xml(cell_xml("a", "<w:cellMerge" + by("Ana") + " w:vMerge=\"rest\"/>")) +
                row_xml(cell_xml("", "<w:cellMerge" + by("Ana") + " w:vMerge=\"cont\"/>")));
  EXPECT_EQ(read_tables(body).tables.at(0).cells.size(), 1U);
  EXPECT_EQ(read_tables(body, RevisionView::Original).tables.at(0).cells.size(), 2U);
}

std::string item(const std::string& runs, const std::string& mark_change = "") {
  return paragraph_xml(
      runs, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr>" + mark_change +
                "</w:rPr>");
}
std::string labels(const plan::Table& table) {
  std::string text;
  for (const plan::Cell& cell : table.cells) {
    for (const plan::Paragraph& paragraph : cell.paragraphs)
      text += paragraph.label + paragraph.text + "|";
  }
  return text;
}

TEST(DocxRevisions, CountsListItemsAsEachViewHasThem) {
  DocxBuilder builder;
  builder.numbering =
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
      "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
  builder.body =
      table_xml(row_xml(cell_of(item(run_xml("a")) + item(struck("Ana", "b"), mark("del", "Ana")) +
                                item(run_xml("c")))) +
                row_xml(cell_of(item(run_xml("d"))), mark("ins", "Ben")) +
                row_xml(cell_of(item(run_xml("e"))), mark("del", "Ben")) +
                row_xml(cell_of(item(added("Ben", "f"), mark("ins", "Ben")) + item(run_xml("g")))));
  EXPECT_EQ(labels(read(builder).tables.at(0)), "1.a|2.c|3.d|4.f|5.g|");
  ReadOptions original;
  original.revisions = RevisionView::Original;
  EXPECT_EQ(labels(read(builder, original).tables.at(0)), "1.a|2.b|3.c|4.e|5.g|");
}

TEST(DocxRevisions, KeepsBothAuthorsOfNestedChanges) {
  const plan::Document document = read_tables(table_xml(
      row_xml(cell_of(paragraph_xml(run_xml("x") + held("ins", "Ana", struck("Ben", "y")))))));
  const plan::Cell& cell = document.tables.at(0).cells.at(0);
  EXPECT_EQ(cell.text(), "x");
  EXPECT_EQ(cell.original, "x");
  ASSERT_EQ(cell.revisions.size(), 2U);
  EXPECT_EQ(cell.revisions[0].kind, Revision::Kind::Insert);
  EXPECT_EQ(cell.revisions[0].author, "Ana");
  EXPECT_EQ(cell.revisions[1].kind, Revision::Kind::Delete);
  EXPECT_EQ(cell.revisions[1].author, "Ben");
  EXPECT_EQ(cell.revisions[1].text, "y");
}

TEST(DocxRevisions, PairsTheEndsOfAMoveByName) {
  const auto range = [](const std::string& which, const std::string& inner) {
    return "<w:move" + which + "RangeStart" + by("Ana") + " w:name=\"move1\"/>" +
           held("move" + which, "Ana", run_xml(inner)) + "<w:move" + which +
           "RangeEnd w:id=\"1\"/>";
  };
  const plan::Document document =
      read_tables(table_xml(row_xml(cell_of(paragraph_xml(range("From", "x"))) +
                                    cell_of(paragraph_xml(run_xml("y") + range("To", "x"))))));
  const std::vector<plan::Cell>& cells = document.tables.at(0).cells;
  ASSERT_EQ(cells[0].revisions.size(), 1U);
  EXPECT_EQ(cells[0].revisions[0].kind, Revision::Kind::MoveFrom);
  EXPECT_EQ(cells[0].revisions[0].move, "move1");
  EXPECT_EQ(cells[1].text(), "yx");
  EXPECT_EQ(cells[1].revisions.at(0).move, "move1");
}

TEST(DocxRevisions, SaysWhatElseWasChanged) {
  const std::string body = table_xml(
      row_xml(cell_of(paragraph_xml("<w:r><w:rPr><w:b/>" + held("rPrChange", "Ana", "<w:rPr/>") +
                                        "</w:rPr><w:t>x</w:t></w:r>",
                                    "<w:rPr>" + mark("ins", "Ben") + "</w:rPr>" +
                                        held("pPrChange", "Cem", "<w:pPr/>")) +
                          paragraph_xml(""),
                      held("tcPrChange", "Dia", "<w:tcPr/>")),
              held("trPrChange", "Eve", "<w:trPr/>")));
  const plan::Document document = read_tables(body);
  const plan::Cell& cell = document.tables.at(0).cells.at(0);
  std::string told;
  for (const Revision& revision : cell.revisions) {
    told += revision.author + std::to_string(static_cast<int>(revision.of)) +
            (revision.kind == Revision::Kind::Format ? "f " : "i ");
  }
  EXPECT_EQ(told, "Dia2f Cem1f Ana0f Ben1i Eve3f ");
  EXPECT_TRUE(cell.revised);
}

// ---- action rows -------------------------------------------------------------------------------

std::string line(const std::vector<std::string>& cells, const std::string& properties = "") {
  std::string row;
  for (const std::string& text : cells) row += cell_of(paragraph_xml(text));
  return row_xml(row, properties);
}
std::string plan_table(const std::string& rows) {
  std::string header;
  for (const char* name : {"Need", "Action", "Outputs", "Drivers", "Status", "Funding"})
    header += cell_xml(name);
  return table_xml(row_xml(header) + rows);
}
std::string plain(const std::string& no) {
  return line({run_xml("1 Lakes"), run_xml("1." + no + " Sample lake " + no),
               run_xml("Calendar " + no), run_xml("IOM"), run_xml("ongoing"), run_xml("sought")});
}
std::string struck_line(const std::string& no) {
  return line({struck("Ana", "1 Lakes"), struck("Ana", "1." + no + " Sample lake " + no),
               struck("Ana", "Calendar " + no), struck("Ana", "IOM"), struck("Ana", "ongoing"),
               struck("Ana", "sought")},
              mark("del", "Ana"));
}

TEST(DocxRevisions, ListsAStruckRowAmongTheRowsAsItWas) {
  const plan::Document document =
      read_tables(plan_table(plain("1") + struck_line("2") + plain("3")));
  ASSERT_EQ(document.rows.size(), 3U);
  const plan::ActionRow& row = document.rows[1];
  EXPECT_EQ(row.change, plan::ActionRow::Change::Deleted);
  EXPECT_EQ(row.action, "Sample lake 2");
  EXPECT_EQ(row.outputs, (std::vector<std::string>{"Calendar 2"}));
  ASSERT_FALSE(row.source.empty());
  EXPECT_TRUE(row.source[0].where.struck);
  EXPECT_EQ(row.source[0].where.row, 2);
  EXPECT_FALSE(document.rows[2].source[0].where.struck);
  EXPECT_EQ(document.rows[2].source[0].where.row, 2);
  long of_row = 0;
  for (const auto& [field, revision] : row.revisions) {
    EXPECT_EQ(revision.author, "Ana");
    EXPECT_EQ(revision.date, "2031-02-03T00:00:00Z");
    of_row += revision.of == Revision::Of::Row ? 1 : 0;
  }
  EXPECT_EQ(of_row, 1) << "each cell says who struck the row; the row says it once";
}

TEST(DocxRevisions, KnowsARowWhoseEveryTextWasStruckOut) {
  const plan::Document document =
      read_tables(plan_table(plain("1") +
                             line({struck("Ana", "1 Lakes"), struck("Ana", "1.2 Sample lake 2"),
                                   struck("Ana", "Calendar 2"), struck("Ana", "IOM"),
                                   struck("Ana", "ongoing"), struck("Ana", "sought")}) +
                             plain("3")));
  EXPECT_EQ(document.tables.at(0).rows, 4) << "Word leaves the row, empty";
  ASSERT_EQ(document.rows.size(), 3U);
  EXPECT_EQ(document.rows[1].change, plan::ActionRow::Change::Deleted);
  EXPECT_EQ(document.rows[1].action, "Sample lake 2");
}

TEST(DocxRevisions, LeavesOutARowThatWasAddedAndStruckOut) {
  const plan::Document document = read_tables(plan_table(
      plain("1") + line({run_xml("1 Lakes"), run_xml("1.2 Passing thought"), run_xml("x"),
                         run_xml("IOM"), run_xml("ongoing"), run_xml("sought")},
                        mark("ins", "Ana") + mark("del", "Ben"))));
  EXPECT_EQ(document.rows.size(), 1U);
  ASSERT_FALSE(document.left_out.empty());
  EXPECT_EQ(document.left_out.back().reason, "added-and-struck-out");
  EXPECT_TRUE(document.left_out.back().where.struck);
}

TEST(DocxRevisions, KeepsAStruckCellAsWhatTheFieldWas) {
  std::string row;
  for (const char* text : {"1 Lakes", "1.1 Sample", "Calendar", "IOM", "ongoing"})
    row += cell_xml(text);
  const plan::Document document =
      read_tables(plan_table(row_xml(row + cell_xml("sought", mark("cellDel", "Ana")))));
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_EQ(document.rows[0].funding_raw, "");
  EXPECT_EQ(document.rows[0].original.at(plan::Field::Funding), "sought");
  EXPECT_TRUE(document.rows[0].source.back().where.struck);
}

TEST(DocxRevisions, TakesARowThatMovedForTheSameRow) {
  const auto moved = [](const std::string& which, const std::string& change) {
    std::vector<std::string> cells;
    for (const char* text : {"1 Lakes", "1.9 Dredge", "Channel", "IOM", "ongoing", "sought"})
      cells.push_back(held("move" + which, "Ana", run_xml(text)));
    return "<w:move" + which + "RangeStart" + by("Ana") + " w:name=\"m\"/>" +
           line(cells, mark(change, "Ana")) + "<w:move" + which + "RangeEnd w:id=\"1\"/>";
  };
  const plan::Document document =
      read_tables(plan_table(moved("From", "del") + plain("1") + moved("To", "ins")));
  ASSERT_EQ(document.rows.size(), 2U);
  EXPECT_EQ(document.rows[1].action, "Dredge");
  EXPECT_EQ(document.rows[1].change, plan::ActionRow::Change::None);
  EXPECT_TRUE(document.rows[1].original.empty());
  EXPECT_EQ(document.left_out.back().reason, "moved-by-tracked-change");
}

TEST(DocxRevisions, TakesAFormatForNoClaimOnTheText) {
  const plan::Document document = read_tables(plan_table(line(
      {run_xml("1 Lakes"), run_xml("1.1 Sample"), run_xml("Calendar"),
       "<w:r><w:rPr><w:b/>" + held("rPrChange", "Ana", "<w:rPr/>") + "</w:rPr><w:t>IOM</w:t></w:r>",
       run_xml("ongoing"), run_xml("sought")})));
  ASSERT_EQ(document.rows.size(), 1U);
  EXPECT_FALSE(document.rows[0].tracked);
  ASSERT_EQ(document.rows[0].revisions.size(), 1U);
  EXPECT_EQ(document.rows[0].revisions[0].first, plan::Field::Drivers);
  EXPECT_EQ(document.rows[0].revisions[0].second.kind, Revision::Kind::Format);
}

}  // namespace
}  // namespace planmerge::ingest
