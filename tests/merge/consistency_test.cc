// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors that look for one thing said in several ways, on a plan without contributions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "merge/merge.h"
#include "tests/merge/river_plan.h"

namespace planmerge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::items_of;
using testing::river_plan;
using ::testing::SizeIs;

plan::MergeResult check(const plan::PlanVersion& version) {
  plan::MergeInput input = testing::round_of({});
  input.versions = {version};
  return merge::merge(input);
}

plan::Organisation body(const char* id, const char* printed) {
  plan::Organisation made;
  made.id = id;
  made.printed = printed;
  made.role = "driver";
  return made;
}

TEST(Consistency, AWellKeptPlanRaisesNothing) {
  const plan::MergeResult result = check(river_plan());
  for (const char* kind : {"numbering_format", "driver_variant", "driver_separator",
                           "driver_not_in_acronyms", "date_ends_before_plan", "date_open_ended",
                           "duplicate_output_same_driver", "duplicate_output_other_driver"})
    EXPECT_THAT(items_of(result, kind), IsEmpty()) << kind;
}

TEST(Consistency, ANumberInAnotherFormIsTold) {
  plan::PlanVersion version = river_plan();
  version.rows[1].row.action_no += ".";
  const auto items = items_of(check(version), "numbering_format");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].rows, ElementsAre("A0002"));
  EXPECT_THAT(items[0].why, HasSubstr("with a full stop"));
}

TEST(Consistency, ABodyInTwoFormsIsOneQuestion) {
  plan::PlanVersion version = river_plan();
  version.rows[0].row.norm.drivers.organisations = {body("rbc", "RBC")};
  version.rows[1].row.norm.drivers.organisations = {body("rbc", "R.B.C.")};
  const auto items = items_of(check(version), "driver_variant");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].rows, ElementsAre("A0001", "A0002"));
  EXPECT_THAT(items[0].why, HasSubstr("“R.B.C.”, “RBC”"));
}

TEST(Consistency, TheSameBodiesInTwoListsAreTold) {
  plan::PlanVersion version = river_plan();
  for (const int i : {0, 1}) {
    plan::ActionRow& row = version.rows[static_cast<std::size_t>(i)].row;
    row.norm.drivers.organisations = {body("rbc", "RBC"), body("met", "MET")};
    row.drivers_raw = i == 0 ? "RBC, MET" : "RBC/MET";
  }
  EXPECT_THAT(items_of(check(version), "driver_separator"), SizeIs(1));
}

TEST(Consistency, AnAcronymThatThePlanDoesNotExplainIsTold) {
  plan::PlanVersion version = river_plan();
  version.rows[0].row.norm.drivers.organisations = {body("rbc", "RBC")};
  version.rows[1].row.norm.drivers.organisations = {body("met", "MET")};
  EXPECT_THAT(items_of(check(version), "driver_not_in_acronyms"), IsEmpty());
  version.acronyms = {{"RBC", "River Basin Commission"}};
  const auto items = items_of(check(version), "driver_not_in_acronyms");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].rows, ElementsAre("A0002"));
}

TEST(Consistency, OngoingWorkThatEndsInTheFirstYearIsTold) {
  plan::PlanVersion version = river_plan();
  version.window = "2030/2032";
  version.rows[0].row.norm.timeline.status = "ongoing";
  version.rows[0].row.norm.timeline.edtf = "2029-05/2030-06";
  version.rows[1].row.norm.timeline.status = "completed";
  version.rows[1].row.norm.timeline.edtf = "2029-05/2030-06";
  const auto items = items_of(check(version), "date_ends_before_plan");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_THAT(items[0].rows, ElementsAre("A0001"));
}

TEST(Consistency, AnEndThatWasComputedIsTold) {
  plan::PlanVersion version = river_plan();
  version.rows[0].row.norm.timeline.flags = {"W:derived_end"};
  EXPECT_THAT(items_of(check(version), "date_open_ended"), SizeIs(1));
}

TEST(Consistency, AnOutputInTwoRowsIsToldUnlessTheirScopesDiffer) {
  plan::PlanVersion version = river_plan();
  const std::string output = "Handbook on the upkeep of gauges printed and handed to all crews";
  for (const std::size_t i : {0U, 1U}) version.rows[i].row.outputs = {output};
  version.rows[0].row.norm.drivers.organisations = {body("rbc", "RBC")};
  version.rows[1].row.norm.drivers.organisations = {body("met", "MET")};
  version.rows[0].row.drivers_raw = "RBC";
  version.rows[1].row.drivers_raw = "MET";
  EXPECT_THAT(items_of(check(version), "duplicate_output_other_driver"), SizeIs(1));
  version.rows[1].row.norm.drivers = version.rows[0].row.norm.drivers;
  version.rows[1].row.drivers_raw = "RBC";
  EXPECT_THAT(items_of(check(version), "duplicate_output_same_driver"), SizeIs(1));
  version.rows[0].row.scope = "Upper valley";
  version.rows[1].row.scope = "Lower valley";
  EXPECT_THAT(items_of(check(version), "duplicate_output_same_driver"), IsEmpty());
}

}  // namespace
}  // namespace planmerge
