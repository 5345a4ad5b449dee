// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/three_way.h"

#include <gtest/gtest.h>

#include <ostream>

namespace planmerge::merge {
namespace {

struct Case {
  const char* why;
  const char *base, *plan, *doc;
  const char* value;
  Outcome outcome;
};
void PrintTo(const Case& c, std::ostream* out) {
  *out << c.why;
}

class MergeValue : public ::testing::TestWithParam<Case> {};

TEST_P(MergeValue, TakesWhatOneSideMoved) {
  const Case& c = GetParam();
  const auto merged = merge_value<std::string>(c.base, c.plan, c.doc);
  EXPECT_EQ(merged.value, c.value);
  EXPECT_EQ(merged.outcome, c.outcome);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, MergeValue,
    ::testing::Values(Case{"nobody moved it", "a", "a", "a", "a", Outcome::Unchanged},
                      Case{"only the plan", "a", "b", "a", "b", Outcome::FromPlan},
                      Case{"only the document", "a", "a", "b", "b", Outcome::FromDoc},
                      Case{"both, to the same", "a", "b", "b", "b", Outcome::Convergent},
                      Case{"both, apart", "a", "b", "c", "b", Outcome::Clash}));

}  // namespace
}  // namespace planmerge::merge
