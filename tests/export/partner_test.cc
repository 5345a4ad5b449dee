// SPDX-License-Identifier: GPL-3.0-or-later
// What goes back to one partner: its rows, its text with tracked changes, its receipt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "export/exporters.h"
#include "export/partner_rows.h"
#include "ingest/readers.h"
#include "tests/export/sample_round.h"
#include "tests/support/builders.h"

namespace planmerge::exporter {
namespace {

using ingest::RevisionView;
using ::testing::HasSubstr;
using ::testing::Not;

std::string written(const char* format, const Bundle& bundle,
                    std::vector<NotCarried>* lost = nullptr) {
  std::ostringstream out;
  auto list = find_exporter(format)->write(bundle, out);
  if (lost != nullptr) *lost = std::move(list);
  return out.str();
}

plan::Document read_back(const std::string& bytes, RevisionView view = RevisionView::Final) {
  plan::Notes notes;
  return ingest::read_document(bytes, "reply.docx", {view, "", true}, notes);
}

plan::ActionRow sent(const char* number, const char* action, const char* timeline) {
  plan::ActionRow row = testing::action_row(number, action, "Northmark", timeline);
  row.need_no = "1";
  row.need = "Crossings are watched by one side";
  row.outputs = {"A calendar every quarter", "Two exercises"};
  return row;
}

/// Northmark sent four rows: one changed since, one split in two, one that is gone.
Bundle partner_round() {
  Bundle bundle;
  plan::ActionRow changed = sent("1.1", "Joint patrols on both lakes", "ongoing, until 2027");
  changed.outputs = {"A calendar every month", "Two exercises", "One report"};
  bundle.after = testing::plan_version(
      3, {testing::plan_row("A0001", changed),
          testing::plan_row("A0002", sent("1.2", "A register of boats", "2027")),
          testing::plan_row("A0003", testing::action_row("2.1", "Boats", "Vesterland", "2026"))});
  bundle.contribution_rows = {
      sent("1.1", "Joint patrols", "until June 2027"), sent("1.2", "A register", "2027"),
      sent("1.2", "A list of owners", "2027"), sent("1.9", "A row that was dropped", "2026")};
  FileOutcome file;
  file.file = "northmark.docx";
  file.sha256 = std::string(64, 'b');
  file.partner = "Northmark";
  file.rows = 4;
  bundle.files = {file};
  const std::vector<std::string> targets = {"A0001", "A0002", "A0002", "A0009"};
  for (int i = 0; i < 4; ++i)
    bundle.links.push_back({file.sha256,
                            file.file,
                            file.partner,
                            i,
                            plan::Relation::Same,
                            {targets[static_cast<std::size_t>(i)]},
                            0.9,
                            {"the same number"}});
  bundle.items = {testing::review_item("dates-1", "date_conflict", plan::Stake::High, "status",
                                       "Two partners give different ends.", {}, {"A0001"}),
                  testing::review_item("old-1", "date_conflict", plan::Stake::High, "status",
                                       "Settled long ago.", {}, {"A0001"})};
  bundle.items[1].state = "decided";
  bundle.outcomes = {{"A0001", plan::Field::Status, "conflict", {"Northmark"}, "two ends"}};
  bundle.partner = "Northmark";
  return bundle;
}

TEST(PartnerDocument, HoldsThePartnersRowsWithIdsAndOpenQuestions) {
  const plan::Document document = read_back(written("docx-partner", partner_round()));
  ASSERT_EQ(document.rows.size(), 2U);
  EXPECT_EQ(document.rows[0].row_id, "A0001");
  EXPECT_EQ(document.rows[1].row_id, "A0002");
  ASSERT_EQ(document.rows[0].comments.size(), 1U);
  EXPECT_EQ(document.rows[0].comments[0].first, plan::Field::Status);
  EXPECT_THAT(document.rows[0].comments[0].second.text, HasSubstr("Two partners give"));
  EXPECT_TRUE(document.rows[1].comments.empty());
}

TEST(PartnerDocument, FindsThePartnerAsDriverWithoutAFile) {
  Bundle bundle = sample_round();
  bundle.links.clear();
  for (plan::PlanRow& row : bundle.after.rows) row.credited.clear();
  const auto rows = rows_of_partner(bundle, "lakeside regional desk");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]->id, "A0001");
  EXPECT_TRUE(knows_partner(bundle, "LAKESIDE"));
  EXPECT_FALSE(knows_partner(bundle, "Nobody"));
}

TEST(PartnerDocument, HoldsRowsOfWhichThePartnerGaveApart) {
  Bundle bundle = sample_round();
  bundle.links.clear();
  for (plan::PlanRow& row : bundle.after.rows) row.credited.clear();
  bundle.after.rows[1].credited[plan::Field::Outputs] = plan::credit_of({"Harbour", "Weir Board"});
  EXPECT_EQ(rows_of_partner(bundle, "weir board").size(), 1U);
  EXPECT_TRUE(rows_of_partner(bundle, "Weir").empty());
}

TEST(TrackedDocument, GivesThePartnersTextWhenAllIsRejected) {
  const Bundle bundle = partner_round();
  const plan::Document document =
      read_back(written("docx-tracked", bundle), RevisionView::Original);
  ASSERT_EQ(document.rows.size(), bundle.contribution_rows.size());
  for (std::size_t i = 0; i < document.rows.size(); ++i) {
    for (const plan::Field field : plan::kFields)
      EXPECT_EQ(document.rows[i].reading(field), bundle.contribution_rows[i].reading(field));
  }
}

TEST(TrackedDocument, GivesThePlansTextWhenAllIsAccepted) {
  const Bundle bundle = partner_round();
  std::vector<NotCarried> lost;
  const plan::Document document = read_back(written("docx-tracked", bundle, &lost));
  std::vector<plan::ActionRow> left;
  for (const plan::ActionRow& row : document.rows) {
    if (row.change != plan::ActionRow::Change::Deleted) left.push_back(row);
  }
  ASSERT_EQ(left.size(), 3U);
  EXPECT_EQ(document.rows.size(), 4U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(left[i].row_id, bundle.after.rows[i].id);
    for (const plan::Field field : plan::kFields)
      EXPECT_EQ(left[i].reading(field), bundle.after.rows[i].row.reading(field));
  }
  EXPECT_EQ(left[2].action, "A list of owners");
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].row_id, "A0002");
}

TEST(Receipt, SaysWhatBecameOfEachRowAndWhatIsStillAsked) {
  Bundle bundle = partner_round();
  bundle.silent_partners = {"Vesterland <b>"};
  const std::string page = written("receipt", bundle);
  EXPECT_THAT(page, HasSubstr("row 4 of <bdi>northmark.docx</bdi>"));
  EXPECT_THAT(page, HasSubstr("A0009: no longer in the plan"));
  EXPECT_THAT(page, HasSubstr("asked: others say something else"));
  EXPECT_THAT(page, HasSubstr("Two partners give different ends."));
  EXPECT_THAT(page, Not(HasSubstr("Settled long ago.")));
  EXPECT_THAT(page, HasSubstr("<bdi>Vesterland &lt;b&gt;</bdi>"));
  EXPECT_THAT(page, Not(HasSubstr("http:")));
}

TEST(PartnerOutputs, AreRefusedWithoutAPartner) {
  for (const char* format : {"docx-partner", "docx-tracked", "receipt"}) {
    EXPECT_FALSE(find_exporter(format)->ready(sample_round()));
    EXPECT_THROW(written(format, sample_round()), Error) << format;
  }
}

}  // namespace
}  // namespace planmerge::exporter
