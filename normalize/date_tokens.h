// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace planmerge::normalize {

/// A piece of a timeline phrase, folded.
struct DateToken {
  enum class Kind { Number, Word, Dash, Dot, Slash, Comma, Other };
  Kind kind = Kind::Other;
  std::string text;  // folded to Latin, lower case
  int value = -1;    // of a number; also of a roman month between dots
  bool blank_before = false;

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_word(std::string_view word) const { return kind == Kind::Word && text == word; }
};

/// Splits a phrase: "15.12.2015-14.6.2019" -> number dot number dot number dash …
/// Ordinal endings ("3rd") and Q of quarters ("Q2") are split from their numbers.
std::vector<DateToken> tokenize(std::string_view phrase);

}  // namespace planmerge::normalize
