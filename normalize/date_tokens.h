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
  std::string text;  // folded to Latin, lower case; of a word: as the grammar knows it
  std::string raw;   // of a word: as printed, folded
  int value = -1;    // of a number; also of a roman month between dots
  bool blank_before = false;
  bool apostrophe = false;  // stands before the number: '18

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_word(std::string_view word) const { return kind == Kind::Word && text == word; }
};

/// Splits a phrase: "15.12.2015-14.6.2019" -> number dot number dot number dash …
/// Words come as the grammar knows them (date_word); those that say nothing are left out. Ordinal
/// endings ("3rd", "1er") are left out, Q of quarters ("Q2") is split from its number, ".." is a
/// dash, and an apostrophe goes with its year.
std::vector<DateToken> tokenize(std::string_view phrase);

}  // namespace planmerge::normalize
