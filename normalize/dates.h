// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "plan/timeline.h"

namespace planmerge::normalize {

/// Reads one timeline phrase: status, dates, duration. Never throws; what is ambiguous, reversed
/// or impossible is refused with an E: flag and an empty `edtf`.
///
/// Intervals are inclusive, in the precision printed; day comes first; a missing year is never
/// filled in. Source: EDTF, ISO 8601-2:2019.
plan::Timeline read_timeline(std::string_view phrase);

}  // namespace planmerge::normalize
