// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/merge/river_plan.h"

namespace planmerge {
namespace {

using namespace planmerge::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

plan::ActionRow with_timeline(plan::ActionRow row, const std::string& status,
                              const std::string& edtf) {
  row.status_timeline_raw = status + ", " + edtf;
  row.norm.timeline.status = status;
  row.norm.timeline.edtf = edtf;
  return row;
}

plan::ActionRow with_funding(plan::ActionRow row, const std::string& status,
                             const std::string& printed) {
  row.funding_raw = printed;
  row.norm.funding = {};
  row.norm.funding.status = status;
  return row;
}

plan::ActionRow with_drivers(plan::ActionRow row, const std::vector<std::string>& ids) {
  Said said;
  said.drivers = ids;
  const plan::ActionRow other = river_row(said);
  row.drivers_raw = other.drivers_raw;
  row.norm.drivers = other.norm.drivers;
  return row;
}

plan::ActionRow new_buoys(const std::vector<std::string>& drivers) {
  Said said;
  said.number = "1.4";
  said.action = "Warning on the lake";
  said.outputs = {"Warning buoys with lights anchored off the harbours of the Great Sarn lake"};
  said.drivers = drivers;
  said.status = "planned";
  said.edtf = "2031-05";
  said.funding = "sought";
  return river_row(said);
}

plan::MergeResult merge_all(std::vector<plan::Contribution> contributions,
                            std::vector<plan::Decision> decisions = {}) {
  return merge::merge(round_of(std::move(contributions), std::move(decisions)));
}

// ---- values ----

TEST(Merge, AnUnchangedCopyIsNoClaim) {
  const auto result = merge_all({contribution("rbc", {sent_row("A0001"), sent_row("A0002")})});
  EXPECT_EQ(result.plan.rows, river_plan().rows);
  EXPECT_THAT(items_of(result, "value_conflict"), IsEmpty());
  EXPECT_THAT(items_of(result, "concurrent_change"), IsEmpty());
}

TEST(Merge, TakesWhatOnlyOnePartnerChangedVerbatimAndCreditsIt) {
  const auto later = with_timeline(sent_row("A0001"), "ongoing", "2030-01/2032-06");
  const auto result = merge_all({contribution("rbc", {later})});
  const plan::PlanRow& row = row_of(result, "A0001");
  EXPECT_EQ(row.row.status_timeline_raw, later.status_timeline_raw);
  EXPECT_EQ(row.row.norm.timeline.edtf, "2030-01/2032-06");
  EXPECT_EQ(row.credited.at(plan::Field::Status), "RBC");
}

TEST(Merge, AnotherPrintOfTheSameValueIsNoChange) {
  plan::ActionRow row = sent_row("A0001");
  row.status_timeline_raw = "In progress from January 2030 to December 2031";
  row.outputs.front() += ";";
  const auto result = merge_all({contribution("rbc", {row})});
  EXPECT_EQ(result.plan.rows, river_plan().rows);
}

TEST(Merge, TwoPartnersWithDifferentDatesAreAskedAndThePlanStands) {
  const auto result =
      merge_all({contribution("rbc", {with_timeline(sent_row("A0002"), "planned", "2031-06")}),
                 contribution("met", {with_timeline(sent_row("A0002"), "planned", "2032")})});
  const auto items = items_of(result, "concurrent_change");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].rows, ElementsAre("A0002"));
  EXPECT_THAT(items[0].why, HasSubstr("2031-06"));
  EXPECT_THAT(items[0].why, HasSubstr("2032"));
  EXPECT_EQ(row_of(result, "A0002").row, sent_row("A0002"));
}

TEST(Merge, TwoPartnersWhoSayTheSameInOtherWordsAgree) {
  auto first = with_timeline(sent_row("A0002"), "completed", "2031-06");
  auto second = first;
  second.status_timeline_raw = "Done (June 2031)";
  const auto result = merge_all({contribution("rbc", {first}), contribution("met", {second})});
  EXPECT_THAT(items_of(result, "concurrent_change"), IsEmpty());
  EXPECT_EQ(row_of(result, "A0002").row.norm.timeline.status, "completed");
}

TEST(Merge, CleanChangesOfOtherFieldsApplyBesideAConflict) {
  auto first = with_timeline(sent_row("A0002"), "planned", "2031-06");
  first = with_funding(first, "available", "available (lottery fund)");
  const auto result =
      merge_all({contribution("rbc", {first}),
                 contribution("met", {with_timeline(sent_row("A0002"), "planned", "2032")})});
  EXPECT_THAT(items_of(result, "concurrent_change"), SizeIs(1));
  EXPECT_EQ(row_of(result, "A0002").row.funding_raw, "available (lottery fund)");
}

plan::ActionRow with_outputs(plan::ActionRow row, const std::vector<std::string>& outputs) {
  row.outputs = outputs;
  return row;
}

TEST(Merge, PartnersWhoChangeDifferentBulletsDoNotDisagree) {
  const std::string kept = sent_row("A0001").outputs.front();
  const std::string more = "A timetable of the ferries printed for the harbour masters";
  const std::string other = "Two spare generators stored at the northern lock";
  const auto first = contribution("rbc", {with_outputs(sent_row("A0001"), {kept, more})});
  const auto second = contribution("met", {with_outputs(sent_row("A0001"), {other, kept})});
  for (const auto& result : {merge_all({first, second}), merge_all({second, first})}) {
    EXPECT_THAT(items_of(result, "concurrent_change"), IsEmpty());
    EXPECT_THAT(row_of(result, "A0001").row.outputs, ElementsAre(other, kept, more));
    EXPECT_EQ(row_of(result, "A0001").credited.at(plan::Field::Outputs), "MET, RBC");
  }
}

TEST(Merge, PartnersWhoRewordOneBulletApartAreAskedAndAllBulletsStand) {
  const auto reworded = [](const std::string& how) {
    plan::ActionRow row = sent_row("A0001");
    row.outputs.front() += how;
    return row;
  };
  plan::ActionRow longer = reworded(" in winter");
  longer.outputs.push_back("A timetable of the ferries printed for the harbour masters");
  const auto result =
      merge_all({contribution("rbc", {reworded(" by night")}), contribution("met", {longer})});
  EXPECT_THAT(items_of(result, "concurrent_change"), SizeIs(1));
  EXPECT_EQ(row_of(result, "A0001").row.outputs, sent_row("A0001").outputs);
}

plan::ActionRow renamed(const plan::ActionRow& sent, const std::string& title) {
  plan::ActionRow row = sent;
  row.tracked = true;
  row.original[plan::Field::Action] = sent.action;
  row.action = title;
  return row;
}

TEST(Merge, ARenamedActionIsAskedAndTheAnswerRenamesAllItsRows) {
  plan::PlanVersion plan = river_plan();
  plan.rows.push_back(plan.rows.front());
  plan.rows.back().id = "A0009";
  plan.rows.back().row.outputs = {"A stock of spare gauges kept dry in the depot of the port"};
  const auto rename = [&](const std::string& partner, const std::string& title) {
    return contribution(partner, {renamed(plan.rows.front().row, title)});
  };
  plan::MergeInput input =
      round_of({rename("rbc", "Gauges on all rivers"), rename("met", "Measuring the rivers")}, {});
  input.versions = {plan};
  const auto items = items_of(merge::merge(input), "title_changed");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].rows, ElementsAre("A0001", "A0009"));
  EXPECT_THAT(items[0].evidence, SizeIs(3));
  EXPECT_EQ(row_of(merge::merge(input), "A0001").row.action, plan.rows.front().row.action);

  plan::Decision decision;
  decision.item = items[0].id;
  decision.evidence_hash = items[0].evidence_hash;
  decision.take = "MET";
  input.decisions = {decision};
  const auto after = merge::merge(input);
  EXPECT_EQ(items_of(after, "title_changed").at(0).state, "decided");
  EXPECT_EQ(row_of(after, "A0001").row.action, "Measuring the rivers");
  EXPECT_EQ(row_of(after, "A0009").row.action, "Measuring the rivers");
}

TEST(Merge, AnotherTitleInATableOfThePartnersOwnIsNotAsked) {
  plan::ActionRow row = sent_row("A0001");
  row.action = "Gauging";
  const auto result = merge_all({contribution("rbc", {row})});
  EXPECT_THAT(items_of(result, "title_changed"), IsEmpty());
}

TEST(Merge, ABlankNeverErases) {
  plan::ActionRow row = sent_row("A0001");
  row.funding_raw.clear();
  row.norm.funding = {};
  const auto result = merge_all({contribution("rbc", {row})});
  EXPECT_EQ(row_of(result, "A0001").row.funding_raw, "available");
}

TEST(Merge, AStatusThatGoesBackIsAsked) {
  const auto result =
      merge_all({contribution("rbc", {with_timeline(sent_row("A0001"), "planned", "2031/2032")})});
  EXPECT_THAT(items_of(result, "status_regression"), SizeIs(1));
  EXPECT_EQ(row_of(result, "A0001").row.norm.timeline.status, "ongoing");
}

TEST(Merge, FundingThatIsWithdrawnIsAsked) {
  const auto result =
      merge_all({contribution("rbc", {with_funding(sent_row("A0001"), "sought", "seeking")})});
  EXPECT_THAT(items_of(result, "funding_regression"), SizeIs(1));
  EXPECT_EQ(row_of(result, "A0001").row.funding_raw, "available");
}

TEST(Merge, UntouchedTextOfATrackedDocumentIsNoClaim) {
  plan::ActionRow row = with_timeline(sent_row("A0001"), "ongoing", "2030-01/2032-06");
  row.tracked = true;  // and nothing in `original`: nobody touched a cell
  const auto result = merge_all({contribution("rbc", {row})});
  EXPECT_EQ(result.plan.rows, river_plan().rows);
}

// ---- drivers ----

TEST(Merge, ADriverForADriverlessRowIsTakenAndTold) {
  const auto result = merge_all({contribution("met", {with_drivers(sent_row("A0003"), {"met"})})});
  EXPECT_THAT(items_of(result, "driver_filled"), SizeIs(1));
  EXPECT_EQ(row_of(result, "A0003").row.drivers_raw, "MET");
}

TEST(Merge, ADriverWhoWouldDropOutMustBeHeardFirst) {
  const auto result = merge_all({contribution("rbc", {with_drivers(sent_row("A0002"), {"rbc"})})});
  const auto items = items_of(result, "driver_changed");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].severity, plan::Stake::High);
  EXPECT_EQ(row_of(result, "A0002").row.drivers_raw, "MET, RBC");
}

// ---- rows ----

TEST(Merge, ARowStruckOutStaysUntilItIsDecided) {
  plan::ActionRow struck = sent_row("A0002");
  struck.tracked = true;
  struck.change = plan::ActionRow::Change::Deleted;
  const auto result = merge_all({contribution("met", {struck})});
  EXPECT_THAT(items_of(result, "delete_proposed"), SizeIs(1));
  EXPECT_THAT(result.plan.rows, SizeIs(3));
}

TEST(Merge, ARowStruckOutByOneAndChangedByAnotherIsAConflict) {
  plan::ActionRow struck = sent_row("A0002");
  struck.tracked = true;
  struck.change = plan::ActionRow::Change::Deleted;
  const auto result =
      merge_all({contribution("met", {struck}),
                 contribution("rbc", {with_timeline(sent_row("A0002"), "ongoing", "2031")})});
  EXPECT_THAT(items_of(result, "delete_conflict"), SizeIs(1));
}

TEST(Merge, ANewRowStandsAtTheEndOfItsNeedUnderAnIdOfItsContent) {
  const auto one = merge_all({contribution("met", {new_buoys({"met"})})});
  ASSERT_THAT(one.plan.rows, SizeIs(4));
  EXPECT_EQ(one.plan.rows.back().id.substr(0, 1), "N");
  EXPECT_EQ(one.plan.rows.back().id.size(), 11U);
  const auto beside = merge_all(
      {contribution("rbc", {sent_row("A0001")}), contribution("met", {new_buoys({"met"})})});
  EXPECT_EQ(beside.plan.rows.back().id, one.plan.rows.back().id);
}

TEST(Merge, TheSameNewRowFromTwoPartnersIsFlagged) {
  plan::ActionRow reworded = new_buoys({"rbc"});
  reworded.outputs = {"Lighted warning buoys anchored off the harbours of the Great Sarn lake"};
  const auto result =
      merge_all({contribution("met", {new_buoys({"met"})}), contribution("rbc", {reworded})});
  EXPECT_THAT(items_of(result, "cross_partner_duplicate"), SizeIs(1));
}

TEST(Merge, RowsThatAPartnerDrivesAndDidNotSendAreOneItemAndStay) {
  const auto result = merge_all({contribution("rbc", {sent_row("A0001")})});
  const auto items = items_of(result, "omitted_row");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].rows, ElementsAre("A0002"));
  EXPECT_THAT(result.plan.rows, SizeIs(3));
}

TEST(Merge, ARowCitedUnderTheNumberOfAnotherActionIsToldAndKeepsItsNumber) {
  plan::ActionRow row = sent_row("A0001");
  row.action_no = "1.3";
  const auto result = merge_all({contribution("rbc", {row})});
  EXPECT_THAT(items_of(result, "wrong_number"), SizeIs(1));
  EXPECT_EQ(row_of(result, "A0001").row.action_no, "1.1");
}

TEST(Merge, ACommentIsAnOpenPointAndNoValue) {
  plan::ActionRow row = sent_row("A0001");
  plan::Comment remark;
  remark.id = "7";
  remark.author = "Ana";
  remark.text = "Will the mill agree?";
  row.comments.emplace_back(plan::Field::Outputs, remark);
  const auto result = merge_all({contribution("rbc", {row})});
  const auto items = items_of(result, "open_comment");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].why, HasSubstr("Will the mill agree?"));
  EXPECT_EQ(result.plan.rows, river_plan().rows);
}

// ---- properties of a round ----

std::vector<plan::Contribution> busy_round() {
  auto dated = with_timeline(sent_row("A0002"), "planned", "2031-06");
  dated = with_funding(dated, "available", "available (lottery fund)");
  return {contribution("rbc", {with_timeline(sent_row("A0001"), "completed", "2031"), dated}),
          contribution("met",
                       {with_timeline(sent_row("A0002"), "planned", "2032"), new_buoys({"met"})}),
          contribution("icu", {with_drivers(sent_row("A0003"), {"icu"}), new_buoys({"icu"})})};
}

TEST(Merge, TheOrderOfFilesChangesNothing) {
  auto files = busy_round();
  const auto less = [](const auto& a, const auto& b) { return a.partner < b.partner; };
  std::sort(files.begin(), files.end(), less);
  const auto first = merge_all(files);
  while (std::next_permutation(files.begin(), files.end(), less)) {
    const auto other = merge_all(files);
    EXPECT_EQ(other.plan, first.plan);
    EXPECT_EQ(other.items, first.items);
    EXPECT_EQ(other.links, first.links);
    EXPECT_EQ(other.outcomes, first.outcomes);
  }
}

TEST(Merge, NoRowIsEverLostAndNoItemIdIsUsedTwice) {
  const auto result = merge_all(busy_round());
  for (const plan::PlanRow& row : river_plan().rows) EXPECT_NO_THROW(row_of(result, row.id));
  std::vector<std::string> ids;
  for (const plan::ReviewItem& item : result.items) ids.push_back(item.id);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(Merge, EveryItemSaysWhyAndShowsItsEvidence) {
  for (const plan::ReviewItem& item : merge_all(busy_round()).items) {
    EXPECT_FALSE(item.why.empty()) << item.kind;
    EXPECT_FALSE(item.evidence.empty()) << item.kind;
    EXPECT_FALSE(item.evidence_hash.empty()) << item.kind;
    EXPECT_EQ(item.state, "open") << item.kind;
  }
}

// ---- decisions ----

TEST(Merge, ADecisionIsAppliedAndNotAskedAgain) {
  const auto files = busy_round();
  const auto item = items_of(merge_all(files), "concurrent_change").at(0);
  const auto result = merge_all(files, {answer(item, "MET")});
  const auto after = items_of(result, "concurrent_change").at(0);
  EXPECT_EQ(after.id, item.id);
  EXPECT_EQ(after.state, "decided");
  EXPECT_EQ(after.answer, "MET");
  EXPECT_EQ(row_of(result, "A0002").row.norm.timeline.edtf, "2032");
}

TEST(Merge, ADecisionForThePlansValueKeepsIt) {
  const auto files = busy_round();
  const auto item = items_of(merge_all(files), "concurrent_change").at(0);
  const auto result = merge_all(files, {answer(item, "plan")});
  EXPECT_EQ(items_of(result, "concurrent_change").at(0).state, "decided");
  EXPECT_EQ(row_of(result, "A0002").row.norm.timeline.edtf, "2031");
}

TEST(Merge, ATypedValueGoesIntoThePlan) {
  const auto files = busy_round();
  const auto item = items_of(merge_all(files), "concurrent_change").at(0);
  const auto result = merge_all(files, {answer(item, "value", "planned, autumn 2031")});
  EXPECT_EQ(row_of(result, "A0002").row.status_timeline_raw, "planned, autumn 2031");
}

TEST(Merge, OtherEvidenceIsAskedAgain) {
  auto files = busy_round();
  const auto item = items_of(merge_all(files), "concurrent_change").at(0);
  files[1].document.rows[0] = with_timeline(sent_row("A0002"), "planned", "2032-09");
  const auto result = merge_all(files, {answer(item, "MET")});
  const auto after = items_of(result, "concurrent_change").at(0);
  EXPECT_EQ(after.id, item.id);
  EXPECT_EQ(after.state, "changed");
  EXPECT_EQ(row_of(result, "A0002").row.norm.timeline.edtf, "2031");
}

TEST(Merge, ARowThatCameBackDividedIsAskedAndNothingOfItTaken) {
  plan::PlanVersion version = river_plan();
  version.rows[0].row.outputs = {"Twelve gauges put up along the upper Sarn",
                                 "Readings published on the web every hour"};
  plan::ActionRow first = version.rows[0].row, second = version.rows[0].row;
  first.outputs = {"Twelve gauges put up along the upper Sarn"};
  second.outputs = {"Readings published on the web every hour"};
  plan::MergeInput input = testing::round_of({contribution("rbc", {first, second})});
  input.versions = {version};
  const plan::MergeResult result = merge::merge(input);
  const auto items = items_of(result, "split");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].evidence, SizeIs(3));
  EXPECT_EQ(row_of(result, "A0001").row.outputs, version.rows[0].row.outputs);
  EXPECT_THAT(result.plan.rows, SizeIs(3));
}

TEST(Merge, ARowThatJoinsTwoIsAskedAndNothingOfItTaken) {
  plan::PlanVersion version = river_plan();
  version.rows[0].row.action = "Put up gauges along the upper Sarn";
  version.rows[1].row.action = "Renew the sirens of the river villages";
  plan::ActionRow joined = version.rows[0].row;
  joined.action += " and " + version.rows[1].row.action;
  for (const std::string& output : version.rows[1].row.outputs) joined.outputs.push_back(output);
  plan::MergeInput input = testing::round_of({contribution("rbc", {joined})});
  input.versions = {version};
  const plan::MergeResult result = merge::merge(input);
  ASSERT_THAT(result.links, SizeIs(1));
  ASSERT_EQ(result.links[0].relation, plan::Relation::Merged);
  ASSERT_THAT(items_of(result, "merge"), SizeIs(1));
  EXPECT_EQ(row_of(result, "A0001").row.outputs, version.rows[0].row.outputs);
  EXPECT_THAT(items_of(result, "omitted_row"), IsEmpty());
}

TEST(Merge, ADeletionHappensOnlyByDecision) {
  plan::ActionRow struck = sent_row("A0002");
  struck.tracked = true;
  struck.change = plan::ActionRow::Change::Deleted;
  const std::vector<plan::Contribution> files = {contribution("met", {struck})};
  const auto item = items_of(merge_all(files), "delete_proposed").at(0);
  EXPECT_THAT(merge_all(files, {answer(item, "keep")}).plan.rows, SizeIs(3));
  EXPECT_THAT(merge_all(files, {answer(item, "delete")}).plan.rows, SizeIs(2));
}

}  // namespace
}  // namespace planmerge
