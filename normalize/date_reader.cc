// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/date_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

using Kind = DateToken::Kind;

constexpr int kFirstYear = 1950, kLastYear = 2099;  // others are misprints (conventions)

bool is_year(const DateToken& token) {
  return token.is(Kind::Number) && token.text.size() == 4 && token.value >= kFirstYear &&
         token.value <= kLastYear;
}

int roman_month(const std::string& word) {
  static const std::map<std::string, int> kRoman = {{"i", 1},  {"ii", 2}, {"iii", 3}, {"iv", 4},
                                                    {"v", 5},  {"vi", 6}, {"vii", 7}, {"viii", 8},
                                                    {"ix", 9}, {"x", 10}, {"xi", 11}, {"xii", 12}};
  const auto found = kRoman.find(word);
  return found == kRoman.end() ? 0 : found->second;
}

}  // namespace

std::optional<DateSpan> DateReader::at(std::size_t i) {
  using Read = std::optional<DateSpan> (DateReader::*)(std::size_t);
  static constexpr Read kReaders[] = {
      &DateReader::iso,     &DateReader::numeric,    &DateReader::day_month,
      &DateReader::quarter, &DateReader::half,       &DateReader::part_of_year,
      &DateReader::season,  &DateReader::month_year, &DateReader::year};
  for (const Read read : kReaders) {
    if (auto span = (this->*read)(i)) return span;
  }
  return std::nullopt;
}

void DateReader::flag(const std::string& code) {
  if (std::find(flags_.begin(), flags_.end(), code) == flags_.end()) flags_.push_back(code);
}

const DateToken& DateReader::token(std::size_t i) const {
  static const DateToken kNone;
  return i < tokens_.size() ? tokens_[i] : kNone;
}

bool DateReader::number(std::size_t i, int low, int high) const {
  const DateToken& t = token(i);
  return t.is(Kind::Number) && t.text.size() <= 2 && t.value >= low && t.value <= high;
}

DateSpan DateReader::single(Date date, std::size_t end) {
  if (!exists(date)) flag("E:invalid_date");
  return {date, date, false, false, end};
}

int DateReader::year_at(std::size_t i, bool two_digits) {
  if (is_year(token(i))) return token(i).value;
  if (token(i).is(Kind::Number) && token(i).text.size() == 4) {
    flag("E:out_of_range");
    return kFirstYear;
  }
  if (!two_digits || !token(i).is(Kind::Number) || token(i).text.size() != 2) return 0;
  // Nobody dates a plan to the fifties of either century.
  if (token(i).value >= 50) flag("E:ambiguous_year");
  flag("W:two_digit_year");
  return 2000 + token(i).value;
}

std::optional<DateSpan> DateReader::iso(std::size_t i) {
  if (token(i).is(Kind::Number) && token(i).text.size() == 8) {
    const int value = token(i).value;
    const Date date{value / 10000, value / 100 % 100, value % 100};
    if (date.year < kFirstYear || date.year > kLastYear) return std::nullopt;
    return single(date, i + 1);
  }
  if (!is_year(token(i)) || !token(i + 1).is(Kind::Dash) || token(i + 1).blank_before)
    return std::nullopt;
  if (!token(i + 2).is(Kind::Number) || token(i + 2).text.size() != 2 ||
      !token(i + 3).is(Kind::Dash) || !token(i + 4).is(Kind::Number) ||
      token(i + 4).text.size() != 2)
    return std::nullopt;
  return single({token(i).value, token(i + 2).value, token(i + 4).value}, i + 5);
}

std::optional<DateSpan> DateReader::numeric(std::size_t i) {
  if (!token(i).is(Kind::Number) || token(i).text.size() > 2) return std::nullopt;
  const Kind separator = token(i + 1).kind;
  if (separator != Kind::Dot && separator != Kind::Slash && separator != Kind::Dash)
    return std::nullopt;
  const DateToken& second = token(i + 2);
  if (token(i + 1).blank_before || (separator == Kind::Dash && second.blank_before))
    return std::nullopt;
  if (separator != Kind::Dash && is_year(second) && token(i).value >= 1 && token(i).value <= 12)
    return single({second.value, token(i).value, 0}, skip_dot(i + 3));
  int month = second.is(Kind::Number) && second.text.size() <= 2 ? second.value : -1;
  if (second.is(Kind::Word) && separator == Kind::Dot) month = roman_month(second.text);
  if (month < 1 || token(i + 3).kind != separator) return std::nullopt;
  return with_year(i, separator, month);
}

std::optional<DateSpan> DateReader::with_year(std::size_t i, Kind separator, int month) {
  const bool dotted = separator == Kind::Dot;
  const int year = year_at(i + 4, dotted);
  if (year == 0) return std::nullopt;
  const int day = token(i).value;
  if (!dotted && day <= 12 && month <= 12 && day != month) flag("E:ambiguous_order");
  if (!dotted && month > 12 && day <= 12) {
    flag("W:us_order");
    return single({year, day, month}, i + 5);
  }
  return single({year, month, day}, dotted ? skip_dot(i + 5) : i + 5);
}

// "31.12.2019." ends with the dot of an ordinal in several languages.
std::size_t DateReader::skip_dot(std::size_t i) const {
  return token(i).is(Kind::Dot) && !token(i).blank_before ? i + 1 : i;
}

std::optional<DateSpan> DateReader::day_month(std::size_t i) {
  if (const int month = month_named(token(i).text);
      month > 0 && number(i + 1, 1, 31) && token(i + 2).is(Kind::Comma) && is_year(token(i + 3)))
    return single({token(i + 3).value, month, token(i + 1).value}, i + 4);
  if (!number(i, 1, 31)) return std::nullopt;
  std::size_t next = i + 1;
  if (token(next).is(Kind::Dot)) ++next;
  if (token(next).is(Kind::Dash) && number(next + 1, 1, 31)) return day_range(i, next + 1);
  if (token(next).is_word("of")) ++next;
  if (token(next).is(Kind::Dash) && month_named(token(next + 1).text) > 0) ++next;
  const int month = month_named(token(next).text);
  if (month == 0) return std::nullopt;
  ++next;
  if (token(next).is(Kind::Dot) || token(next).is(Kind::Comma)) ++next;
  if (token(next).is(Kind::Dash) && !token(next).blank_before && !month_after(next + 1)) ++next;
  if (const int year = year_at(next, true)) return single({year, month, token(i).value}, next + 1);
  DateSpan span = single({2000, month, token(i).value}, next);
  span.no_year = true;  // a later date of the range may give it
  return span;
}

bool DateReader::month_after(std::size_t i) const {
  return number(i, 1, 31) && month_named(token(i + 1).text) > 0;
}

std::optional<DateSpan> DateReader::day_range(std::size_t first, std::size_t second) {
  std::optional<DateSpan> last = numeric(second);
  if (!last) last = day_month(second);
  if (!last || last->first.day == 0) return std::nullopt;
  DateSpan span = *last;
  span.first.day = token(first).value;
  if (!exists(span.first)) flag("E:invalid_date");
  if (span.first.day > span.last.day && span.last.day > 0) flag("E:reversed");
  return span;
}

std::optional<DateSpan> DateReader::quarter(std::size_t i) {
  static const std::map<std::string, int> kOrdinals = {
      {"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}, {"last", 4}};
  int first = 0, last = 0;
  std::size_t next = i;
  if (token(i).is_word("q") && number(i + 1, 1, 4)) {
    first = last = token(i + 1).value;
    next = i + 2;
    if (token(next).is(Kind::Dash)) {
      const std::size_t skip = token(next + 1).is_word("q") ? next + 2 : next + 1;
      if (number(skip, 1, 4) && !is_year(token(skip))) {
        last = token(skip).value;
        next = skip + 1;
      }
    }
  } else if (token(i + 1).is_word("quarter")) {
    const auto word = kOrdinals.find(token(i).text);
    first = last = number(i, 1, 4) ? token(i).value : word == kOrdinals.end() ? 0 : word->second;
    next = i + 2;
  }
  if (first == 0 || last < first) return std::nullopt;
  return months(3 * first - 2, 3 * last, next);
}

std::optional<DateSpan> DateReader::half(std::size_t i) {
  int half = 0;
  std::size_t next = i + 2;
  if (token(i).is_word("h") && number(i + 1, 1, 2)) half = token(i + 1).value;
  if (token(i + 1).is_word("half")) {
    half = token(i).is_word("first") ? 1 : token(i).is_word("second") ? 2 : 0;
    if (number(i, 1, 2)) half = token(i).value;
  }
  if (half == 0) return std::nullopt;
  return months(6 * half - 5, 6 * half, next);
}

std::optional<DateSpan> DateReader::months(int first, int last, std::size_t next) {
  while (token(next).is_word("of") || token(next).is(Kind::Comma) || token(next).is(Kind::Slash))
    ++next;
  if (!is_year(token(next))) return std::nullopt;
  const int year = token(next).value;
  return DateSpan{{year, first, 0}, {year, last, 0}, false, false, next + 1};
}

std::optional<DateSpan> DateReader::part_of_year(std::size_t i) {
  static const std::map<std::string, std::pair<int, int>> kParts = {
      {"early", {1, 4}}, {"mid", {5, 8}}, {"middle", {5, 8}}, {"late", {9, 12}}};
  const auto part = kParts.find(token(i).text);
  if (part == kParts.end()) return std::nullopt;
  std::size_t next = i + 1;
  while (token(next).is(Kind::Dash) || token(next).is_word("of")) ++next;
  if (!is_year(token(next))) return std::nullopt;
  const int year = token(next).value;
  flag("W:approx");
  return DateSpan{
      {year, part->second.first, 0}, {year, part->second.second, 0}, true, false, next + 1};
}

std::optional<DateSpan> DateReader::season(std::size_t i) {
  static const std::map<std::string, int> kSeasons = {
      {"spring", 21}, {"summer", 22}, {"autumn", 23}, {"fall", 23}, {"winter", 24}};
  const auto found = kSeasons.find(token(i).text);
  if (found == kSeasons.end()) return std::nullopt;
  const std::size_t next = token(i + 1).is_word("of") ? i + 2 : i + 1;
  if (!is_year(token(next))) return std::nullopt;
  return single({token(next).value, found->second, 0}, next + 1);
}

std::optional<DateSpan> DateReader::month_year(std::size_t i) {
  if (!token(i).is(Kind::Word)) return std::nullopt;
  const int month = month_named(token(i).text);
  if (month == 0) return std::nullopt;
  std::size_t next = i + 1;
  if (token(next).is(Kind::Dot) || token(next).is(Kind::Comma)) ++next;
  if ((token(next).is(Kind::Dash) || token(next).text == "'") && !token(next).blank_before) {
    const DateToken& year = token(next + 1);
    if (year.is(Kind::Number) && year.text.size() == 2 && !year.blank_before &&
        !month_follows(next + 2))
      return single({year_at(next + 1, true), month, 0}, next + 2);
  }
  if (const int year = year_at(next, false)) return single({year, month, 0}, next + 1);
  return month_before_range(month, next);
}

bool DateReader::month_follows(std::size_t i) const {
  return month_named(token(i).text) > 0;
}

std::optional<DateSpan> DateReader::month_before_range(int month, std::size_t next) {
  const bool joined = token(next).is(Kind::Dash) || token(next).is(Kind::Slash) ||
                      token(next).is_word("to") || token(next).is_word("and") ||
                      token(next).is_word("until") || token(next).is_word("till");
  if (!joined || !month_follows(next + 1)) return std::nullopt;
  DateSpan span{{2000, month, 0}, {2000, month, 0}, false, true, next};
  return span;
}

std::optional<DateSpan> DateReader::year(std::size_t i) {
  if (!is_year(token(i))) return std::nullopt;
  const Date date{token(i).value, 0, 0};
  const bool joined = (token(i + 1).is(Kind::Slash) || token(i + 1).is(Kind::Dash)) &&
                      token(i + 2).is(Kind::Number) && token(i + 2).text.size() == 2 &&
                      !token(i + 2).blank_before && !token(i + 3).is(Kind::Dot);
  if (joined &&
      token(i + 2).value == (date.year + 1) % 100 + (token(i + 2).value - (date.year + 1) % 100) &&
      2000 + token(i + 2).value > date.year) {
    flag("W:two_digit_year");
    return DateSpan{date, {2000 + token(i + 2).value, 0, 0}, false, false, i + 3};
  }
  return DateSpan{date, date, false, false, i + 1};
}

}  // namespace planmerge::normalize
