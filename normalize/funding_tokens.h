// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::normalize {

/// A piece of a funding cell: a word, a figure with its grouping, or a single sign.
struct FundingToken {
  enum class Kind { Word, Figure, Sign };
  Kind kind = Kind::Sign;
  std::size_t begin = 0, end = 0;  // bytes of the folded text
  std::string text;  // a word in small Latin letters without accents; else as it stands

  bool is(std::string_view sign) const { return text == sign; }
  bool is_word() const { return kind == Kind::Word; }
  bool is_figure() const { return kind == Kind::Figure; }
};

/// Cuts folded text (text::fold_with_offsets) into tokens; blanks are left out. A figure takes its
/// thousands along: "1 500 000", "1.250.000,50", "1'500". Figures glued to letters in between
/// ("1O0") are one figure, which no reader of amounts accepts.
std::vector<FundingToken> funding_tokens(std::string_view folded);

/// The words of the tokens from..to joined by blanks.
std::string words_between(const std::vector<FundingToken>& tokens, std::size_t from,
                          std::size_t to);

}  // namespace planmerge::normalize
