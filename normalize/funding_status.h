// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "normalize/funding_tokens.h"

namespace planmerge::normalize {

/// What some words of a funding cell say: "seeking funding" -> sought.
struct StatusPhrase {
  std::size_t first = 0, last = 0;  // tokens, last one included
  std::string meaning;              // available sought negotiated none more partial tbc reference
};

/// Finds status words, the longest phrase first; slips of a letter in longer words, hyphens of a
/// line break and lost blanks are read over. Tokens with `taken` set are left out.
std::vector<StatusPhrase> find_statuses(const std::vector<FundingToken>& tokens,
                                        const std::vector<bool>& taken);

}  // namespace planmerge::normalize
