// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/date_tokens.h"

#include "base/text.h"

namespace planmerge::normalize {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

DateToken::Kind kind_of(char c) {
  using Kind = DateToken::Kind;
  switch (c) {
    case '-': return Kind::Dash;
    case '.': return Kind::Dot;
    case '/': return Kind::Slash;
    case ',':
    case ';': return Kind::Comma;
    default: return Kind::Other;
  }
}

DateToken number(std::string digits) {
  DateToken token;
  token.kind = DateToken::Kind::Number;
  if (digits.size() <= 8) token.value = std::stoi(digits);
  token.text = std::move(digits);
  return token;
}

std::size_t run(const std::string& text, std::size_t at, bool (*in)(char)) {
  std::size_t end = at;
  while (end < text.size() && in(text[end])) ++end;
  return end;
}

bool is_ordinal(const std::string& word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th";
}

}  // namespace

std::vector<DateToken> tokenize(std::string_view phrase) {
  const std::string folded = text::fold_with_offsets(phrase).text;
  std::vector<DateToken> tokens;
  bool blank = false;
  for (std::size_t at = 0; at < folded.size();) {
    if (folded[at] == ' ') {
      blank = true;
      ++at;
      continue;
    }
    DateToken token;
    std::size_t end = at + 1;
    if (is_digit(folded[at])) {
      end = run(folded, at, is_digit);
      token = number(folded.substr(at, end - at));
    } else if (is_letter(folded[at])) {
      end = run(folded, at, is_letter);
      token.kind = DateToken::Kind::Word;
      token.text = text::fold_latin(folded.substr(at, end - at));
    } else {
      token.kind = kind_of(folded[at]);
      token.text = folded[at];
    }
    token.blank_before = blank;
    const bool after_number = !tokens.empty() && tokens.back().is(DateToken::Kind::Number);
    blank = false;
    at = end;
    if (token.is(DateToken::Kind::Word) && after_number && !token.blank_before &&
        is_ordinal(token.text))
      continue;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace planmerge::normalize
