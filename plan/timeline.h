// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::plan {

/// A timeline phrase's meaning. Source: EDTF, ISO 8601-2:2019 (level 0-2).
struct Timeline {
  std::string status = "none";     // planned requested initiated ongoing completed suspended
                                   // postponed cancelled none
  std::string printed_status;      // the word as printed: "foreseen"
  std::string edtf;                // "2018-01-01/2019-12-31"; empty: no date, or refused
  std::string duration;            // ISO 8601: "P24M"; empty: none said
  std::string recurrence;          // "annual", "quarterly"…; empty: none said
  std::vector<std::string> flags;  // "E:reversed" (refused: edtf is empty), "W:two_digit_year"
  bool operator==(const Timeline&) const = default;

  bool refused() const;  // an E: flag is set
};

/// Months since year 0 of the first and of the last month that an EDTF date or interval names;
/// seasons, quarters and halves (level 2: "2026-34") by their first and last month. Nothing for
/// an open or unknown end.
std::optional<int> first_month(std::string_view edtf);
std::optional<int> last_month(std::string_view edtf);

/// True for YYYY-MM and YYYY-MM-DD.
bool is_iso_date(std::string_view text);

}  // namespace planmerge::plan
