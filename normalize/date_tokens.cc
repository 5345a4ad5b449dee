// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/date_tokens.h"

#include "base/text.h"
#include "normalize/tables.h"

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
  return word == "st" || word == "nd" || word == "rd" || word == "th" || word == "er" ||
         word == "e" || word == "eme" || word == "ere" || word == "te" || word == "ten";
}

bool is_year(const DateToken& token) {
  return token.is(DateToken::Kind::Number) && token.text.size() == 4;
}

/// "the year 2018", "2018 godine", "muajit maj": the unit says nothing beside its date.
void leave_units_of_dates(std::vector<DateToken>& tokens) {
  std::vector<DateToken> kept;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool before = i + 1 < tokens.size() &&
                        ((tokens[i].is_word("year") && is_year(tokens[i + 1])) ||
                         (tokens[i].is_word("month") && month_named(tokens[i + 1].text) > 0));
    const bool dotted = !kept.empty() && kept.back().is(DateToken::Kind::Dot) && kept.size() > 1;
    const bool after = tokens[i].is_word("year") && !kept.empty() &&
                       (is_year(kept.back()) || (dotted && is_year(kept[kept.size() - 2])));
    if (!before && !after) kept.push_back(std::move(tokens[i]));
  }
  tokens = std::move(kept);
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
    std::string word;  // before it is known to the grammar
    if (is_digit(folded[at])) {
      end = run(folded, at, is_digit);
      token = number(folded.substr(at, end - at));
    } else if (is_letter(folded[at])) {
      end = run(folded, at, is_letter);
      token.kind = DateToken::Kind::Word;
      word = text::fold_latin(folded.substr(at, end - at));
      token.text = date_word(word);
      token.raw = word;
    } else if (folded.compare(at, 2, "..") == 0) {
      end = folded.find_first_not_of('.', at);
      if (end == std::string::npos) end = folded.size();
      token.kind = DateToken::Kind::Dash;
      token.text = "-";
    } else if (folded[at] == '\'' && run(folded, at + 1, is_digit) == at + 3) {
      token = number(folded.substr(at + 1, 2));
      token.apostrophe = true;
      end = at + 3;
    } else {
      token.kind = kind_of(folded[at]);
      token.text = folded[at];
    }
    token.blank_before = blank;
    const bool after_number = !tokens.empty() && tokens.back().is(DateToken::Kind::Number);
    blank = false;
    at = end;
    if (token.is(DateToken::Kind::Word) && after_number && !token.blank_before && is_ordinal(word))
      continue;
    const bool before_figure =
        at + 1 < folded.size() && folded[at] == '.' && is_digit(folded[at + 1]);
    if (token.is(DateToken::Kind::Word) && token.text == "-" && !before_figure) {
      blank = true;
      continue;
    }
    tokens.push_back(std::move(token));
  }
  leave_units_of_dates(tokens);
  return tokens;
}

}  // namespace planmerge::normalize
