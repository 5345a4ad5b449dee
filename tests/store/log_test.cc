// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "samples.h"

namespace planmerge::store {
namespace {

std::vector<plan::Decision> log_of(const std::vector<std::pair<std::string, std::string>>& takes) {
  std::vector<plan::Decision> log;
  for (const auto& [item, take] : takes) {
    log.push_back(samples::decision(item, take));
    log.back().number = static_cast<long long>(log.size());
  }
  return log;
}

struct Case {
  const char* name;
  std::vector<std::pair<std::string, std::string>> log;
  std::vector<long long> kept;  // numbers
};

class DecisionsInForce : public testing::TestWithParam<Case> {};

TEST_P(DecisionsInForce, AreThoseNotUndone) {
  std::vector<long long> kept;
  for (const plan::Decision& entry : in_force(log_of(GetParam().log))) kept.push_back(entry.number);
  EXPECT_EQ(kept, GetParam().kept);
}

INSTANTIATE_TEST_SUITE_P(
    All, DecisionsInForce,
    testing::Values(Case{"Empty", {}, {}}, Case{"NoUndo", {{"a", "plan"}, {"b", "base"}}, {1, 2}},
                    Case{"UndoByItem", {{"a", "plan"}, {"b", "base"}, {"a", "undo"}}, {2}},
                    Case{"UndoByNumber", {{"a", "plan"}, {"b", "base"}, {"2", "undo"}}, {1}},
                    Case{"TheLastOfAnItem", {{"a", "plan"}, {"a", "base"}, {"a", "undo"}}, {1}},
                    Case{"Twice", {{"a", "plan"}, {"a", "base"}, {"a", "undo"}, {"a", "undo"}}, {}},
                    Case{"DecidedAgain", {{"a", "plan"}, {"a", "undo"}, {"a", "base"}}, {3}},
                    Case{"NotWhatComesLater", {{"a", "undo"}, {"a", "plan"}}, {2}},
                    Case{"AnUnknownItem", {{"a", "plan"}, {"z", "undo"}}, {1}}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace planmerge::store
