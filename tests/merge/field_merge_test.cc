// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/policy/field_merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <ostream>

#include "merge/policy/bullets.h"

namespace planmerge::merge::policy {
namespace {

using Texts = std::vector<std::string>;

Reading reading(const Texts& texts) {
  Reading made;
  for (const std::string& text : texts) made.push_back({text, text});
  return made;
}

/// One claim: who, what it was sent, what it says now. No base: not known.
struct Said {
  const char* party;
  std::optional<Texts> base;
  Texts value;
};

struct MergeCase {
  const char* why;
  FieldKind kind;
  Texts plan;
  std::vector<Said> said;
  Texts merged;
  Texts questions;  // kinds
  Texts by;
};
void PrintTo(const MergeCase& c, std::ostream* out) {
  *out << c.why;
}

FieldMerge merge(const MergeCase& c, bool turned) {
  const Reading current = reading(c.plan);
  std::vector<Reading> readings;
  readings.reserve(2 * c.said.size());
  std::vector<FieldClaim> claims;
  for (const Said& said : c.said) {
    FieldClaim claim{said.party, nullptr, nullptr};
    readings.push_back(reading(said.value));
    claim.value = &readings.back();
    if (said.base) {
      readings.push_back(reading(*said.base));
      claim.base = &readings.back();
    }
    claims.push_back(claim);
  }
  if (turned) std::reverse(claims.begin(), claims.end());
  return merge_field(c.kind, current, claims);
}

class MergeField : public ::testing::TestWithParam<MergeCase> {};

TEST_P(MergeField, GivesTheAgreedValue) {
  const MergeCase& c = GetParam();
  const FieldMerge merged = merge(c, false);
  Texts values, kinds;
  for (const Value& value : merged.value) values.push_back(value.print);
  for (const Question& question : merged.questions) kinds.push_back(question.kind);
  EXPECT_EQ(values, c.merged);
  EXPECT_EQ(kinds, c.questions);
  EXPECT_EQ(merged.by, c.by);
}

TEST_P(MergeField, InAnyOrderOfClaims) {
  const MergeCase& c = GetParam();
  const FieldMerge one = merge(c, false), other = merge(c, true);
  const auto sorted = [](const Reading& value) { return key_of(value, true); };
  EXPECT_EQ(sorted(one.value), sorted(other.value));
  ASSERT_EQ(one.questions.size(), other.questions.size());
}

const Texts kPlan = {"Ferry renewed", "Crews trained in rescue work", "Twelve gauges put up"};

INSTANTIATE_TEST_SUITE_P(
    Scalars, MergeField,
    ::testing::Values(
        MergeCase{
            "nobody moved it", FieldKind::Scalar, {"a"}, {{"P", Texts{"a"}, {"a"}}}, {"a"}, {}, {}},
        MergeCase{"the partner moved it",
                  FieldKind::Scalar,
                  {"a"},
                  {{"P", Texts{"a"}, {"b"}}},
                  {"b"},
                  {},
                  {"P"}},
        MergeCase{"the plan moved it",
                  FieldKind::Scalar,
                  {"b"},
                  {{"P", Texts{"a"}, {"a"}}},
                  {"b"},
                  {},
                  {}},
        MergeCase{"both moved it alike",
                  FieldKind::Scalar,
                  {"b"},
                  {{"P", Texts{"a"}, {"b"}}},
                  {"b"},
                  {},
                  {}},
        MergeCase{"both moved it apart",
                  FieldKind::Scalar,
                  {"b"},
                  {{"P", Texts{"a"}, {"c"}}},
                  {"b"},
                  {"both_changed"},
                  {}},
        MergeCase{"two partners alike",
                  FieldKind::Scalar,
                  {"a"},
                  {{"P", Texts{"a"}, {"b"}}, {"Q", Texts{"a"}, {"b"}}},
                  {"b"},
                  {},
                  {"P", "Q"}},
        MergeCase{"two partners apart",
                  FieldKind::Scalar,
                  {"a"},
                  {{"P", Texts{"a"}, {"b"}}, {"Q", Texts{"a"}, {"c"}}},
                  {"a"},
                  {"concurrent"},
                  {}},
        MergeCase{
            "blanked", FieldKind::Scalar, {"a"}, {{"P", Texts{"a"}, {}}}, {"a"}, {"cleared"}, {}},
        MergeCase{
            "a blank hint", FieldKind::Hint, {"1.1"}, {{"P", Texts{"1.1"}, {}}}, {"1.1"}, {}, {}},
        MergeCase{"no base, blank plan",
                  FieldKind::Scalar,
                  {},
                  {{"P", std::nullopt, {"a"}}},
                  {"a"},
                  {},
                  {"P"}},
        MergeCase{"no base, apart",
                  FieldKind::Scalar,
                  {"a"},
                  {{"P", std::nullopt, {"b"}}},
                  {"a"},
                  {"no_base"},
                  {}},
        MergeCase{"an older partner repeats what a newer one changed on",
                  FieldKind::Scalar,
                  {"c"},
                  {{"P", Texts{"a"}, {"b"}}, {"Q", Texts{"b"}, {"c"}}},
                  {"c"},
                  {},
                  {}},
        MergeCase{"each from its own base",
                  FieldKind::Scalar,
                  {"b"},
                  {{"P", Texts{"a"}, {"a"}}, {"Q", Texts{"b"}, {"c"}}},
                  {"c"},
                  {},
                  {"Q"}}));

INSTANTIATE_TEST_SUITE_P(
    Sets, MergeField,
    ::testing::Values(
        MergeCase{"each adds one",
                  FieldKind::Set,
                  {"a"},
                  {{"P", Texts{"a"}, {"a", "b"}}, {"Q", Texts{"a"}, {"a", "c"}}},
                  {"a", "b", "c"},
                  {},
                  {"P", "Q"}},
        MergeCase{"one adds, the plan removed",
                  FieldKind::Set,
                  {"a"},
                  {{"P", Texts{"a", "b"}, {"a", "b", "c"}}},
                  {"a", "c"},
                  {},
                  {"P"}},
        MergeCase{"removed",
                  FieldKind::Set,
                  {"a", "b"},
                  {{"P", Texts{"a", "b"}, {"b"}}},
                  {"b"},
                  {},
                  {"P"}},
        MergeCase{"order says nothing",
                  FieldKind::Set,
                  {"a", "b"},
                  {{"P", Texts{"a", "b"}, {"b", "a"}}},
                  {"a", "b"},
                  {},
                  {}},
        MergeCase{
            "all blanked", FieldKind::Set, {"a"}, {{"P", Texts{"a"}, {}}}, {"a"}, {"cleared"}, {}},
        MergeCase{"no base: added and asked",
                  FieldKind::Set,
                  {"a", "b"},
                  {{"P", std::nullopt, {"a", "c"}}},
                  {"a", "b", "c"},
                  {"no_base"},
                  {"P"}}));

INSTANTIATE_TEST_SUITE_P(
    Lists, MergeField,
    ::testing::Values(
        MergeCase{"reworded by one",
                  FieldKind::List,
                  kPlan,
                  {{"P", kPlan, {kPlan[0], "Crews trained in night rescue work", kPlan[2]}}},
                  {kPlan[0], "Crews trained in night rescue work", kPlan[2]},
                  {},
                  {"P"}},
        MergeCase{"two reword different bullets",
                  FieldKind::List,
                  kPlan,
                  {{"P", kPlan, {"Ferry quickly renewed", kPlan[1], kPlan[2]}},
                   {"Q", kPlan, {kPlan[0], kPlan[1], "Twenty gauges put up"}}},
                  {"Ferry quickly renewed", kPlan[1], "Twenty gauges put up"},
                  {},
                  {"P", "Q"}},
        MergeCase{"two reword one bullet",
                  FieldKind::List,
                  kPlan,
                  {{"P", kPlan, {kPlan[0], kPlan[1], "Thirty gauges put up"}},
                   {"Q", kPlan, {kPlan[0], kPlan[1], "Twenty gauges put up"}}},
                  kPlan,
                  {"concurrent"},
                  {}},
        MergeCase{"one rewords what another removes",
                  FieldKind::List,
                  kPlan,
                  {{"P", kPlan, {kPlan[0], kPlan[1]}},
                   {"Q", kPlan, {kPlan[0], kPlan[1], "Twenty gauges put up"}}},
                  kPlan,
                  {"edit_delete"},
                  {}},
        MergeCase{"added in the middle",
                  FieldKind::List,
                  kPlan,
                  {{"P", kPlan, {kPlan[0], "Lamps lit", kPlan[1], kPlan[2]}}},
                  {kPlan[0], "Lamps lit", kPlan[1], kPlan[2]},
                  {},
                  {"P"}},
        MergeCase{"both add at the end",
                  FieldKind::List,
                  {kPlan[0], "Map drawn"},
                  {{"P", Texts{kPlan[0]}, {kPlan[0], "Lamps lit"}}},
                  {kPlan[0], "Map drawn", "Lamps lit"},
                  {},
                  {"P"}},
        MergeCase{"reordered by one",
                  FieldKind::List,
                  kPlan,
                  {{"P", kPlan, {kPlan[2], kPlan[0], kPlan[1]}}},
                  {kPlan[2], kPlan[0], kPlan[1]},
                  {},
                  {"P"}},
        MergeCase{"removed",
                  FieldKind::List,
                  kPlan,
                  {{"P", kPlan, {kPlan[0], kPlan[2]}}},
                  {kPlan[0], kPlan[2]},
                  {},
                  {"P"}},
        MergeCase{"the plan removed what is reworded",
                  FieldKind::List,
                  {kPlan[0], kPlan[1]},
                  {{"P", kPlan, {kPlan[0], kPlan[1], "Twenty gauges put up"}}},
                  {kPlan[0], kPlan[1]},
                  {"edit_delete"},
                  {}}));

TEST(Counterparts, MeetByKeyThenByLikeness) {
  const Reading from = reading({"6 meetings held with donors", "Work plan adopted"});
  const Reading to =
      reading({"Policy brief adopted", "Work plan adopted", "13 meetings held with donors"});
  EXPECT_EQ(counterparts(from, to), (std::vector<int>{2, 1}));
}

}  // namespace
}  // namespace planmerge::merge::policy
