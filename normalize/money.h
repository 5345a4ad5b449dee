// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "normalize/funding_tokens.h"

namespace planmerge::normalize {

/// A sum of money in a cell, or a figure that looks like one.
struct Money {
  std::size_t first = 0, last = 0;  // tokens, last one included
  std::string currency;             // ISO 4217; empty: none stands beside it
  std::string value;                // exact decimal; empty: withheld
  std::string flag;                 // why it is withheld (E:) or what was assumed (W:)
  std::string more_flags;           // a second W: flag
  bool is_percent = false;          // a share of a sum elsewhere; `value` is the percentage
};

/// Finds sums: figure, scale and currency in any order that is printed ("EUR 1.5 million",
/// "1,5 Mio. €", "13 MEUR", "2 x EUR 25 000"), figures grouped in thousands without a currency,
/// and percentages. Decision numbers, telephone numbers, years and dates are none.
///
/// A single group of three after one separator is thousands (W:thousands_assumed when one digit
/// leads); what is grouped in no known way is withheld (E:malformed_amount); so are ranges
/// (E:range) and sums in two currencies at once (E:ambiguous_amount).
std::vector<Money> read_money(const std::vector<FundingToken>& tokens);

}  // namespace planmerge::normalize
