// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/exporters.h"

namespace planmerge::exporter {

/// What the report counts, each figure once, so that no two places can differ.
struct Figures {
  int files = 0, files_read = 0;      // contributions (not the plan's own document)
  std::vector<std::string> partners;  // whose files were read, sorted
  std::vector<std::string> silent;    // expected partners of whom nothing was read
  int rows = 0, unchanged = 0, changed = 0, added = 0, dropped = 0;
  int open = 0, open_high = 0, settled = 0;  // review items
  int taken = 0, agreed = 0;                 // fields merged without a question
  int gaps = 0, duplicates = 0, dates = 0;   // open items
  /// Per currency, the exact sum of the amounts named in the plan (before, after); an action
  /// that stands in several rows with the same funding cell counts once.
  std::map<std::string, std::pair<std::string, std::string>> money;
  int money_left_out = 0;  // funding cells whose amounts are not plain decimal numbers
};

Figures figures_of(const Bundle& bundle);

/// The item is still a question.
bool is_open(const plan::ReviewItem& item);

/// The row of that id, or nullptr.
const plan::PlanRow* row_of(const plan::PlanVersion& version, std::string_view id);

/// Plain digits, with a point among them or not: "450000", "1250000.50".
bool is_decimal(std::string_view number);

/// Exact sum of two non-negative decimal numbers; nullopt-like: empty if one is none.
std::string decimal_sum(std::string_view a, std::string_view b);

}  // namespace planmerge::exporter
