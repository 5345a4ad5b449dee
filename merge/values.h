// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "plan/action.h"

namespace planmerge::merge {

/// The canonical form of a field: equal values mean the same, however they are printed (P1).
/// From the normalised value where there is one, else from the folded text. Empty: blank.
std::string canonical(const plan::ActionRow& row, plan::Field field);

/// The canonical form of one output.
std::string bullet_key(const std::string& bullet);

/// Fields that are merged as one: Start and End belong to Status.
inline constexpr plan::Field kMergedFields[] = {plan::Field::Scope, plan::Field::Outputs,
                                                plan::Field::Drivers, plan::Field::Status,
                                                plan::Field::Funding};

/// The reading of a merged field; Status with Start and End beside it.
std::string printed(const plan::ActionRow& row, plan::Field field);

/// Copies a merged field, its values and sources from one row to another.
void take_field(plan::ActionRow& to, const plan::ActionRow& from, plan::Field field);

/// "1.1." -> "1.1"
std::string number_key(const std::string& number);

}  // namespace planmerge::merge
