// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/action.h"

/// Small views of a plan's rows that several formats share.
namespace planmerge::exporter {

std::string joined(const std::vector<std::string>& parts, std::string_view between);

/// "1.1 Joint patrols", or what there is of it.
std::string action_title(const plan::ActionRow& row);

/// "EUR 450000; CHF 80000.50 (Northmark)"
std::string amounts_text(const plan::Funding& funding);

/// The flags of drivers, timeline and funding, so that a refused date is not taken for a missing
/// one.
std::string flags_text(const plan::Normalised& norm);

/// Where the row was printed: each place once, in the order of the fields.
std::vector<std::string> places_of(const plan::ActionRow& row);

/// Rows from `begin` on that stand under the same need, and the same action if `action` is set.
std::size_t run_of(const std::vector<plan::PlanRow>& rows, std::size_t begin, bool action);

}  // namespace planmerge::exporter
