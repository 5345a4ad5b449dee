// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/title_number.h"

#include <array>
#include <cctype>

#include "base/text.h"
#include "ingest/header.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxDigits = 3;    // four digits are a year
constexpr std::size_t kMaxKeyword = 24;  // bytes; "Specific objective" is the longest usual
constexpr std::string_view kRoman = "IVXLC";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Length of "3", "1.2", "11.2.", "1.1.4"; 0: none. `dotted`: it holds a dot.
std::size_t digits_at(std::string_view text, bool& dotted) {
  std::size_t at = 0;
  dotted = false;
  while (at < text.size() && is_digit(text[at])) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - at > kMaxDigits) return 0;
    at = end;
    if (at < text.size() && text[at] == '.') {
      dotted = true;
      ++at;
    } else {
      break;
    }
  }
  return at;
}

// "2.1a": a letter glued to the digits belongs to the number.
std::size_t with_suffix(std::string_view text, std::size_t at) {
  const bool letter = at < text.size() && text[at] >= 'a' && text[at] <= 'z';
  const bool ends = at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '.' ||
                                             text[at + 1] == ')' || text[at + 1] == ':');
  return letter && ends ? at + 1 : at;
}

std::size_t letter_or_roman(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && kRoman.find(text[at]) != std::string_view::npos) ++at;
  if (at == 0 && !text.empty() && is_ascii_letter(text.front())) at = 1;
  return at;
}

// Skips ")", ":", "-", "–", "—", "." and blanks after a number. `any`: there was a mark.
std::size_t separator(std::string_view text, bool& any) {
  static constexpr std::array<std::string_view, 6> kMarks = {")", ":", "–", "—", "-", "."};
  std::size_t at = 0;
  any = false;
  bool more = true;
  while (more) {
    more = false;
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
    for (const std::string_view mark : kMarks) {
      if (text.substr(at, mark.size()) != mark) continue;
      at += mark.size();
      any = true;
      more = true;
    }
  }
  return at;
}

bool starts_lower(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

struct Head {
  std::size_t number = 0, total = 0;  // bytes of the number; up to the title
};

Head number_head(std::string_view text, bool after_keyword) {
  bool dotted = false;
  bool mark = false;
  std::size_t length = digits_at(text, dotted);
  if (length > 0) {
    length = with_suffix(text, length);
    const std::size_t rest = separator(text.substr(length), mark);
    const std::string_view title = text.substr(length + rest);
    if (rest == 0 && !title.empty()) return {};  // "3D printing", "4.5%"
    if (!dotted && !mark && !after_keyword && starts_lower(title)) return {};
    return {length, length + rest};
  }
  length = letter_or_roman(text);
  if (length == 0) return {};
  const std::size_t rest = separator(text.substr(length), mark);
  const bool closed =
      length < text.size() && (text[length] == ')' || text[length] == '.' || text[length] == ':');
  if (rest == 0 || !(closed || (after_keyword && mark))) return {};
  if (length + rest >= text.size()) return {};
  // "i.e. training", "e.g. courses"
  if (rest == 1 && text[length] == '.') return {};
  return {length, length + rest};
}

// Bytes of a leading word that a column heading could be ("Action", "Specific objective No.").
std::size_t keyword_length(std::string_view text) {
  std::size_t best = 0;
  for (std::size_t at = 1; at < text.size() && at <= kMaxKeyword; ++at) {
    if (text[at] != ' ' || !(at + 1 < text.size())) continue;
    std::string_view word = text.substr(0, at);
    if (!(is_digit(text[at + 1]) || number_head(text.substr(at + 1), true).number > 0)) continue;
    if (word.ends_with("No.") || word.ends_with("no.")) word.remove_suffix(3);
    if (field_of_heading(word)) best = at;
    break;
  }
  return best;
}

}  // namespace

std::optional<plan::Field> NumberedTitle::field() const {
  return keyword.empty() ? std::nullopt : field_of_heading(keyword);
}

NumberedTitle split_number(std::string_view text) {
  const std::string clean = text::collapse(text);
  std::string_view rest = clean;
  NumberedTitle result;
  if (const std::size_t word = keyword_length(rest); word > 0) {
    const Head head = number_head(rest.substr(word + 1), true);
    if (head.number > 0) {
      result.keyword = std::string(rest.substr(0, word));
      rest.remove_prefix(word + 1);
      result.number = std::string(rest.substr(0, head.number));
      result.title = std::string(rest.substr(head.total));
      return result;
    }
  }
  const Head head = number_head(rest, false);
  result.number = std::string(rest.substr(0, head.number));
  result.title = std::string(rest.substr(head.total));
  return result;
}

}  // namespace planmerge::ingest
