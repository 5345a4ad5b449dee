// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "merge/policy/case.h"

namespace planmerge::merge::policy {

/// One row of a contribution and the plan rows that it means.
struct LinkedRow {
  std::vector<std::string> to;    // ids; empty: new
  std::string relation = "new";   // same, split, merge, new
  std::vector<std::string> near;  // of a new row: plan rows that it resembles
};

/// Links the rows of a contribution to `known`, the rows that it may mean.
/// @param not_the_same  row, id: pairs that a person called different
std::vector<LinkedRow> link_case_rows(
    const std::vector<CaseRow>& rows, const std::vector<CaseRow>& known,
    const std::set<std::pair<std::size_t, std::string>>& not_the_same);

/// For each of these new rows the first one that says the same; its own place if none does.
/// @param parties  who sent each; rows of one party are never the same
std::vector<std::size_t> same_new_rows(const std::vector<const CaseRow*>& rows,
                                       const std::vector<std::string>& parties);

}  // namespace planmerge::merge::policy
