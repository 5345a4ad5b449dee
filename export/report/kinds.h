// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// What the codes of review items and notes are called in front of people.
namespace planmerge::exporter {

/// "Different values" for "value_conflict"; an unknown code in words: "new_kind" -> "New kind".
std::string title_of_kind(std::string_view kind);

/// Something is not there: missing_driver, need_without_action…
bool is_gap(std::string_view kind);
/// The same work may stand in the plan twice.
bool is_duplicate(std::string_view kind);
/// A date that is impossible, unclear or outside the plan's years.
bool is_date(std::string_view kind);

/// "Driver(s)" for "drivers"; "whole row" for "".
std::string_view title_of_field(std::string_view field);

}  // namespace planmerge::exporter
