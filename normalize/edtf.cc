// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/edtf.h"

#include <algorithm>
#include <charconv>

#include "normalize/calendar.h"

namespace planmerge::normalize {
namespace {

bool take_number(std::string_view& text, std::size_t size, int& value) {
  if (text.size() < size) return false;
  const char* end = text.data() + size;
  if (std::from_chars(text.data(), end, value).ptr != end || text[0] == '-') return false;
  text.remove_prefix(size);
  return true;
}

/// YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD, a part of a year (21..41), each with ~, ? or %.
bool is_date(std::string_view text) {
  if (!text.empty() && std::string_view("~?%").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  Date date;
  if (text.starts_with("XXXX-")) {
    date.year = 2000;  // 29 February may be meant
    text.remove_prefix(4);
  } else if (!take_number(text, 4, date.year)) {
    return false;
  }
  if (text.empty()) return true;
  if (text[0] != '-') return false;
  text.remove_prefix(1);
  if (!take_number(text, 2, date.month)) return false;
  const bool part = (date.month >= 21 && date.month <= 24) ||
                    (date.month >= 33 && date.month <= 36) || date.month == 40 || date.month == 41;
  if (text.empty()) return part || (date.month >= 1 && date.month <= 12);
  if (part || text[0] != '-') return false;
  text.remove_prefix(1);
  return take_number(text, 2, date.day) && text.empty() && date.month >= 1 && date.day >= 1 &&
         exists(date);
}

bool is_interval(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return is_date(text);
  const std::string_view first = text.substr(0, slash), last = text.substr(slash + 1);
  const auto open = [](std::string_view side) { return side.empty() || side == ".."; };
  if (open(first) && open(last)) return false;
  return (open(first) || is_date(first)) && (open(last) || is_date(last));
}

bool is_set(std::string_view text) {
  if (!text.starts_with("{") || !text.ends_with("}")) return false;
  text = text.substr(1, text.size() - 2);
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view member = text.substr(0, comma);
    const std::size_t dots = member.find("..");
    const bool fits = dots == std::string_view::npos
                          ? is_date(member)
                          : is_date(member.substr(0, dots)) && is_date(member.substr(dots + 2));
    if (!fits) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

std::optional<EdtfPhrase> read_edtf(std::string_view phrase) {
  constexpr std::size_t kLongest = 400;
  if (phrase.size() < 4 || phrase.size() > kLongest) return std::nullopt;
  // What marks EDTF off from dates that people write; plain dates are the grammar's.
  const bool marked = phrase.find_first_of("~?%{X") != std::string_view::npos ||
                      phrase.starts_with("/") || phrase.find("/..") != std::string_view::npos ||
                      (phrase.find('/') != std::string_view::npos && phrase.size() >= 15);
  const bool part = phrase.size() == 7 && phrase[4] == '-' &&
                    (phrase[5] == '3' || phrase[5] == '4' || phrase.substr(5, 2) > "12");
  if ((!marked && !part) || !(is_interval(phrase) || is_set(phrase))) return std::nullopt;
  EdtfPhrase result{std::string(phrase), {}};
  if (phrase.find('~') != std::string_view::npos) result.flags.emplace_back("W:approx");
  if (phrase.find('?') != std::string_view::npos) result.flags.emplace_back("W:tentative");
  if (phrase.find('X') != std::string_view::npos) result.flags.emplace_back("W:year_missing");
  return result;
}

}  // namespace planmerge::normalize
