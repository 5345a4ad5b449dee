// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/funding_tokens.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace planmerge::normalize {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// Currency signs are signs, every other character beyond ASCII belongs to a word.
std::size_t sign_length(std::string_view text, std::size_t at) {
  for (const std::string_view sign : {"€", "£", "¥", "×", "§", "…", "•", "\u2044"}) {
    if (text.compare(at, sign.size(), sign) == 0) return sign.size();
  }
  return 0;
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() &&
         (is_small(text[at]) || (is_beyond_ascii(text[at]) && sign_length(text, at) == 0));
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

/// A blank goes on with a figure only before exactly three digits; or before one or two where
/// nothing else can be meant: that is a figure grouped wrongly ("1 500 00").
bool blank_continues(std::string_view text, std::size_t blank, bool grouped) {
  const std::size_t count = digits_from(text, blank + 1);
  const std::size_t after = blank + 1 + count;
  const bool dash = after < text.size() && text[after] == '-';
  const bool glued = after < text.size() && (is_letter_at(text, after) || text[after] == '/' ||
                                             dash || text[after] == ':');
  if (count == 3) return !glued || dash || !grouped;  // "300 000-400 000" is a range
  if (!grouped || count == 0 || count > 3 || glued) return false;
  return after >= text.size() ||
         std::string_view(");,€$£").find(text[after]) != std::string_view::npos;
}

std::size_t figure_end(std::string_view text, std::size_t at) {
  std::size_t end = at + digits_from(text, at);
  bool grouped = end - at <= 3;
  while (end < text.size()) {
    const char c = text[end];
    const bool quote = c == '\'' || c == '`';
    if ((c == '.' || c == ',' || quote) && end + 1 < text.size() && is_digit(text[end + 1])) {
      end += 1 + digits_from(text, end + 1);
    } else if (c == ' ' && blank_continues(text, end, grouped)) {
      end += 1 + digits_from(text, end + 1);
    } else if ((c == 'o' || c == 'l' || c == 'i') && end + 1 < text.size() &&
               is_digit(text[end + 1])) {
      end += 1 + digits_from(text, end + 1);  // a letter for a digit: "1o0 000"
    } else {
      break;
    }
    grouped = true;
  }
  return end;
}

std::string latin(std::string_view word) {
  if (std::none_of(word.begin(), word.end(), is_beyond_ascii)) return std::string(word);
  std::string joined;
  for (const std::string& part : text::words(word)) joined += part;
  return joined;
}

}  // namespace

std::vector<FundingToken> funding_tokens(std::string_view folded) {
  std::vector<FundingToken> tokens;
  std::size_t at = 0;
  while (at < folded.size()) {
    FundingToken token;
    token.begin = at;
    if (folded[at] == ' ') {
      ++at;
      continue;
    }
    if (is_digit(folded[at])) {
      at = figure_end(folded, at);
      token.kind = FundingToken::Kind::Figure;
      token.text = folded.substr(token.begin, at - token.begin);
    } else if (const std::size_t sign = sign_length(folded, at); sign > 0) {
      at += sign;
      token.text = folded.substr(token.begin, sign);
    } else if (is_letter_at(folded, at)) {
      while (is_letter_at(folded, at)) ++at;
      token.kind = FundingToken::Kind::Word;
      token.text = latin(folded.substr(token.begin, at - token.begin));
    } else {
      token.text = folded.substr(at++, 1);
    }
    token.end = at;
    if (!token.text.empty()) tokens.push_back(std::move(token));
  }
  return tokens;
}

std::string words_between(const std::vector<FundingToken>& tokens, std::size_t from,
                          std::size_t to) {
  std::string joined;
  for (std::size_t i = from; i < to && i < tokens.size(); ++i) {
    if (!tokens[i].is_word()) continue;
    if (!joined.empty()) joined += ' ';
    joined += tokens[i].text;
  }
  return joined;
}

}  // namespace planmerge::normalize
