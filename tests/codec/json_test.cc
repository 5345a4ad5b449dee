// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace planmerge::codec {
namespace {

plan::ActionRow sample_row() {
  plan::ActionRow row;
  row.need_no = "2";
  row.need = "Safer crossings";
  row.action_no = "2.1";
  row.action = "Joint patrols";
  row.scope = "Kosovo*";
  row.outputs = {"Patrol calendar", "Two exercises"};
  row.drivers_raw = "IOM, OSCE";
  row.status_timeline_raw = "ongoing 2026-2027";
  row.other = {{"Risk", "medium"}};
  row.original = {{plan::Field::Status, "ongoing 2026"}};
  row.change = plan::ActionRow::Change::Inserted;
  row.tracked = true;
  row.revisions = {
      {plan::Field::Status, {plan::Revision::Kind::Insert, "A. Lake", "2026-01-02", "-2027", 0}},
      {plan::Field::Action, {plan::Revision::Kind::MoveTo, "A. Lake", "2026-01-02", "x", 0}}};
  row.revisions[1].second.of = plan::Revision::Of::Row;
  row.revisions[1].second.move = "move1";
  row.comments = {{plan::Field::Drivers, {"7", "B. Reed", "2026-01-03", "OSCE agreed?", false}}};
  row.source = {{plan::Field::Action,
                 {"a.pdf", "ab", 3, {1, 2.25, 3, 4}, 0, 5, 1, 0, 2, 9, "", "", "Actions", "B7"},
                 true}};
  row.row_id = "A0002";
  row.confidence = 0.75;
  row.norm.drivers.organisations = {{"iom", "driver", "IOM", "IOM", "acronym", 1.0, 0, 3}};
  row.norm.timeline = {"ongoing", "ongoing", "2026/2027", "", "", {"W:approx"}};
  row.norm.funding.amounts = {{"EUR", "450000", "IOM", "EUR 450 000", true}};
  row.norm.done = true;
  return row;
}

TEST(Codec, GivesAnActionRowBack) {
  const plan::ActionRow row = sample_row();
  EXPECT_EQ(decode<plan::ActionRow>(encode(row)), row);
}

TEST(Codec, GivesACellBackWhoseParagraphsHoldLabelsAndLineBreaks) {
  plan::Cell cell;
  cell.row = 1;
  cell.col = 2;
  cell.paragraphs = {{"Kosovo*", "", 0, true, false}, {"one\ntwo", "•", 1, false, true}};
  cell.revised = true;
  cell.original = "before";
  cell.change = plan::Cell::Change::Deleted;
  EXPECT_EQ(decode<plan::Cell>(encode(cell)), cell);
}

TEST(Codec, GivesPlainCellsBackFromTextAndLabels) {
  plan::Cell cell;
  cell.paragraphs = {{"a", "1.", 0, false, false}, {"", "", 0, false, false}};
  const Json json = encode(cell);
  EXPECT_EQ(json["text"], "a\n");
  EXPECT_FALSE(json.contains("paragraphs"));
  EXPECT_EQ(decode<plan::Cell>(json), cell);
  plan::Cell empty;
  EXPECT_EQ(decode<plan::Cell>(encode(empty)), empty);
}

TEST(Codec, GivesAWholeDocumentBack) {
  plan::Document document;
  document.source.file = "a.pdf";
  document.source.pages = 2;
  document.source.sender = "Ada <ada@example.org>";
  document.source.received = "2026-03-03T10:15:00+01:00";
  document.tables.emplace_back();
  document.tables[0].kind = plan::TableKind::Action;
  document.tables[0].evidence = plan::Evidence::Rules;
  document.tables[0].sheet = "Actions";
  document.tables[0].regions = {{1, {0, 0, 10, 10}}};
  document.tables[0].column_fields = {"need", "action"};
  document.rows = {sample_row()};
  document.left_out = {
      {"page-number", {"a.pdf", "ab", 2, {}, -1, -1, -1, -1, 0, 0, "", "", "", ""}, "2"}};
  document.tables[0].row_marks = {{2, "A0002"}};
  document.struck.emplace_back();
  document.struck[0].table = document.tables[0];
  document.struck[0].place = 1;
  document.struck[0].gone = true;
  document.struck[0].rows_above = {0, 1};
  document.left_out[0].where.struck = true;
  document.comments = {{"3", "A. Lake", "", "Title?", true, "a@lake.example", {}}};
  document.comments[0].replies = {{"4", "B. Reed", "2026-01-03", "Yes"}};
  document.authors = {"A. Lake"};
  document.tables[0].cells.emplace_back().footnotes = {{"2", true, "Adopted in May."}};
  document.tables[0].cells.back().paragraphs.emplace_back();
  document.ledger.read = 9;
  document.ledger.fates = {{"value", 7}, {"ruby", 2}};
  document.acronyms = {{"LRC", "Lakes and Rivers Commission"}};
  document.notes.warn("hidden-text", "3 words on page 2 cannot be seen");
  EXPECT_EQ(decode<plan::Document>(encode(document)), document);
}

TEST(Codec, RefusesWhatAHostileWorkerMightSend) {
  for (const char* text : {"[]", "{}", R"({"row":1e99})", R"({"row":"1"})", "null"}) {
    EXPECT_THROW(decode<plan::Cell>(Json::parse(text)), Error) << text;
  }
  Json row = encode(sample_row());
  row["source"][0]["field"] = "nonsense";
  EXPECT_THROW(decode<plan::ActionRow>(row), Error);
}

}  // namespace
}  // namespace planmerge::codec
