// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/review.h"

/// An invented plan about a river, its partners, and rows whose values are given, not parsed.
namespace planmerge::testing {

/// What a test says of a row; the printed cells follow from it.
struct Said {
  std::string number = "1.1";
  std::string action = "Flood warning along the upper Sarn";
  std::vector<std::string> outputs;
  std::vector<std::string> drivers;  // ids; printed in capitals, joined by ", "
  std::string status = "none", edtf;
  std::string funding = "unknown";
  std::string need_no = "1", need = "To warn people of floods in time";
  std::string scope;
};

plan::ActionRow river_row(const Said& said);

/// Three rows: A0001 gauges (RBC), A0002 sirens (MET, RBC), A0003 maps (no driver, undated).
plan::PlanVersion river_plan();

/// The row of the plan as its partner got it.
plan::ActionRow sent_row(std::string_view id);

plan::Contribution contribution(std::string_view partner, std::vector<plan::ActionRow> rows);

plan::MergeInput round_of(std::vector<plan::Contribution> contributions,
                          std::vector<plan::Decision> decisions = {});

/// Items of one kind.
std::vector<plan::ReviewItem> items_of(const plan::MergeResult& result, std::string_view kind);

const plan::PlanRow& row_of(const plan::MergeResult& result, std::string_view id);

/// An answer to an item, on the evidence it has now.
plan::Decision answer(const plan::ReviewItem& item, std::string_view take,
                      std::string_view value = "");

}  // namespace planmerge::testing
