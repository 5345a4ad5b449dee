// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalize/funding_tokens.h"

namespace planmerge::normalize {

/// A date or range in a funding cell.
struct PeriodText {
  std::size_t first = 0, last = 0;  // tokens, last one included
  std::string edtf;                 // empty: refused
  std::string flag;                 // why: "E:reversed"
};

/// Finds dates and ranges among tokens that are not taken: a year, a month, a day, a quarter, with
/// the words that open or close it ("until", "from 2019 onwards"), and reads them as timelines.
std::vector<PeriodText> find_periods(std::string_view folded,
                                     const std::vector<FundingToken>& tokens,
                                     const std::vector<bool>& taken);

/// The period that begins when `edtf` has ended, open: "/2018-12" -> "2019/.."; empty: it has no
/// end.
std::string period_after(std::string_view edtf);

}  // namespace planmerge::normalize
