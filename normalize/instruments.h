// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "normalize/funding_tokens.h"

namespace planmerge::normalize {

/// A funding instrument named in a cell.
struct InstrumentName {
  std::size_t first = 0, last = 0;  // tokens, last one included
  std::string id;                   // of normalize/data/instruments.tsv
};

/// Finds instruments by the names in the register, the longest first; a slip of a letter in long
/// words is read over. A name that a Roman numeral follows is another one: "FAIT II".
std::vector<InstrumentName> find_instruments(const std::vector<FundingToken>& tokens);

}  // namespace planmerge::normalize
