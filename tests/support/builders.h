// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/document.h"
#include "plan/review.h"

/// Values for tests in one line each; all content is invented.
namespace planmerge::testing {

/// A row with number, title, drivers, timeline and funding as printed.
plan::ActionRow action_row(std::string_view number, std::string_view action,
                           std::string_view drivers = "", std::string_view timeline = "",
                           std::string_view funding = "");

plan::PlanRow plan_row(std::string_view id, plan::ActionRow row);

plan::PlanVersion plan_version(int number, std::vector<plan::PlanRow> rows);

/// "annex.pdf", page 2, table 1: row and column count from 0.
plan::Provenance place(std::string_view file, int row, int col, int page = 2);

/// One side of an item. An empty partner is the plan's side.
plan::ItemEvidence evidence(std::string_view partner, plan::Field field, std::string_view reading,
                            plan::Provenance where = {}, plan::ActionRow row = {});

plan::ReviewItem review_item(std::string_view id, std::string_view kind, plan::Stake stake,
                             std::string_view field, std::string_view why,
                             std::vector<plan::ItemEvidence> sides = {},
                             std::vector<std::string> rows = {});

}  // namespace planmerge::testing
