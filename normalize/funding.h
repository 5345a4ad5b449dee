// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "normalize/organisations.h"
#include "plan/funding.h"

namespace planmerge::normalize {

/// Reads a funding cell: status, instruments, funders, amounts. What is malformed is withheld
/// and flagged (E:), with the arithmetic as a hint.
plan::Funding read_funding(std::string_view phrase, const Register& bodies);

}  // namespace planmerge::normalize
