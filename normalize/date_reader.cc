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
      &DateReader::iso,        &DateReader::numeric,      &DateReader::year_first,
      &DateReader::quarter,    &DateReader::half,         &DateReader::week,
      &DateReader::day_month,  &DateReader::part_of_year, &DateReader::season,
      &DateReader::month_year, &DateReader::year};
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
  const DateToken& after = token(i + 1);
  if (token(i).is(Kind::Number) && after.is(Kind::Word) && !after.blank_before &&
      after.raw.size() == 1 && std::string_view("ilo").find(after.raw[0]) != std::string_view::npos)
    flag("E:malformed");  // "20I8"
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
  // Blanks may stand around the dots of a whole date: "15 .12. 2015".
  const bool spaced = token(i + 1).blank_before || (separator == Kind::Dash && second.blank_before);
  if (spaced && separator != Kind::Dot) return std::nullopt;
  if (separator != Kind::Dash && is_year(second) && !spaced && token(i).value <= 12) {
    if (token(i).value == 0) flag("E:invalid_date");
    return single({second.value, token(i).value, 0}, skip_dot(i + 3));
  }
  int month = second.is(Kind::Number) && second.text.size() <= 2 ? second.value : -1;
  if (second.is(Kind::Word) && separator == Kind::Dot) month = roman_month(second.raw);
  if (month < 0 || token(i + 3).kind != separator) return std::nullopt;
  if (month == 0 && !second.is(Kind::Number)) return std::nullopt;
  return with_year(i, separator, month);
}

std::optional<DateSpan> DateReader::with_year(std::size_t i, Kind separator, int month) {
  const bool dotted = separator == Kind::Dot;
  int year = year_at(i + 4, dotted);
  if (year == 0 && separator == Kind::Slash && token(i + 4).is(Kind::Number) &&
      token(i + 4).text.size() == 2) {
    flag("E:ambiguous_order");  // 01/02/03
    year = 2000 + token(i + 4).value;
  }
  if (year == 0) return std::nullopt;
  const int day = token(i).value;
  if (month == 0 || day == 0) {
    flag("E:invalid_date");
    return DateSpan{{year, 0, 0}, {year, 0, 0}, false, false, i + 5};
  }
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
  if (!number(i, 0, 99)) return std::nullopt;
  std::size_t next = i + 1;
  if (token(next).is(Kind::Dot)) ++next;
  if (token(next).is(Kind::Dash) && number(next + 1, 1, 31)) return day_range(i, next + 1);
  if (token(next).is_word("of")) ++next;
  if (token(next).is(Kind::Dash) && month_named(token(next + 1).text) > 0) ++next;
  const int month = month_named(token(next).text);
  if (month == 0) return std::nullopt;
  if (!number(i, 1, 31)) flag("E:invalid_date");
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

int DateReader::ordinal(std::size_t i, std::size_t& next) const {
  static const std::map<std::string, int, std::less<>> kOrdinals = {
      {"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}};
  next = i + 1;
  if (number(i, 1, 4) && !token(i).apostrophe) {
    if (token(next).is(Kind::Dot)) ++next;
    return token(i).value;
  }
  const auto word = kOrdinals.find(token(i).text);
  if (word != kOrdinals.end()) return word->second;
  const int roman = token(i).is(Kind::Word) ? roman_month(token(i).raw) : 0;
  if (roman < 1 || roman > 4) return 0;
  if (token(next).is(Kind::Dot)) ++next;
  return roman;
}

/// "Q2", "Q 2", "QII", "2Q": the quarter's number.
int DateReader::quarter_letter(std::size_t i, std::size_t& next) const {
  const std::string& word = token(i).raw;
  if (word == "q" && number(i + 1, 1, 4)) {
    next = i + 2;
    return token(i + 1).value;
  }
  if (number(i, 1, 4) && token(i + 1).raw == "q" && !token(i + 1).blank_before) {
    next = i + 2;
    return token(i).value;
  }
  if (word.size() < 2 || word.size() > 4 || word[0] != 'q') return 0;
  const int roman = roman_month(word.substr(1));
  next = i + 1;
  return roman >= 1 && roman <= 4 ? roman : 0;
}

/// "Q5 2018", "H3 2018": a part that no year has, before a year.
bool DateReader::is_counted_letter(std::size_t i, std::string_view letters) const {
  const std::string& raw = token(i).raw;
  if (raw.size() != 1 || letters.find(raw[0]) == std::string_view::npos) return false;
  const DateToken& count = token(i + 1);
  const int most = raw == "q" ? 4 : 2;
  return count.is(Kind::Number) && !count.blank_before && count.text.size() == 1 &&
         (count.value == 0 || count.value > most) &&
         (is_year(token(i + 2)) || (token(i + 2).is(Kind::Slash) && is_year(token(i + 3))));
}

/// "2018-Q1", "2018 Q4"
std::optional<DateSpan> DateReader::year_first(std::size_t i) {
  if (!is_year(token(i))) return std::nullopt;
  std::size_t at = i + 1, next = 0;
  if (token(at).is(Kind::Dash) || token(at).is(Kind::Slash) || token(at).is(Kind::Comma)) ++at;
  if (token(at).is(Kind::Number)) return std::nullopt;  // "2018 2Q 2019"
  const int year = token(i).value;
  if (const int q = quarter_letter(at, next); q > 0 && !is_year(token(next)))
    return DateSpan{{year, 3 * q - 2, 0}, {year, 3 * q, 0}, false, false, next};
  if ((token(at).raw == "h" || token(at).raw == "s") && number(at + 1, 1, 2) &&
      !is_year(token(at + 2))) {
    const int h = token(at + 1).value;
    return DateSpan{{year, 6 * h - 5, 0}, {year, 6 * h, 0}, false, false, at + 2};
  }
  return std::nullopt;
}

std::optional<DateSpan> DateReader::quarter(std::size_t i) {
  std::size_t next = 0;
  int first = quarter_letter(i, next);
  int last = first;
  if (first > 0 && token(next).is(Kind::Dash)) {
    std::size_t after = 0;
    const int to = token(next + 1).raw == "q" ? quarter_letter(next + 1, after)
                   : number(next + 1, 1, 4)   ? token(next + 1).value
                                              : 0;
    if (to > 0 && !is_year(token(next + 1))) {
      last = to;
      next = token(next + 1).raw == "q" ? after : next + 2;
    }
  }
  if (first == 0) {
    first = last = ordinal(i, next);
    if (first > 0 && token(next).is_word("quarter")) {
      ++next;
    } else if (token(i).is_word("quarter") && (first = last = ordinal(i + 1, next)) > 0) {
    } else if (is_counted_letter(i, "q")) {
      flag("E:invalid_date");  // "Q5 2018"
      return DateSpan{{2000, 0, 0}, {2000, 0, 0}, false, false, i + 2};
    } else {
      return std::nullopt;
    }
  }
  if (last < first) flag("E:reversed");
  if (const auto span = months(3 * first - 2, 3 * last, next)) return span;
  flag("E:ambiguous");  // a quarter of no year
  return DateSpan{{2000, 3 * first - 2, 0}, {2000, 3 * last, 0}, false, false, next};
}

std::optional<DateSpan> DateReader::half(std::size_t i) {
  int half = 0;
  std::size_t next = i + 2;
  const std::string& word = token(i).raw;
  if ((word == "h" || word == "s") && number(i + 1, 1, 2)) half = token(i + 1).value;
  const std::string& after = token(i + 1).raw;
  if (number(i, 1, 2) && (after == "h" || after == "s") && !token(i + 1).blank_before)
    half = token(i).value;
  if (half == 0) {
    half = ordinal(i, next);
    if (half > 0 && token(next).is_word("half")) {
      ++next;
    } else if (token(i).is_word("half")) {
      half = ordinal(i + 1, next);
    } else {
      half = 0;
    }
  }
  if (is_counted_letter(i, "hs")) {
    flag("E:invalid_date");  // "H3 2018"
    return DateSpan{{2000, 0, 0}, {2000, 0, 0}, false, false, i + 2};
  }
  if (half < 1 || half > 2) return std::nullopt;
  return months(6 * half - 5, 6 * half, next);
}

/// "week 23, 2018", "KW 23/2018", "week of 4 June 2018": Monday to Sunday (ISO 8601).
std::optional<DateSpan> DateReader::week(std::size_t i) {
  if (!token(i).is_word("week")) return std::nullopt;
  std::size_t at = i + 1;
  if (token(at).is(Kind::Dot)) ++at;
  if (number(at, 0, 99)) {
    std::size_t next = at + 1;
    while (token(next).is(Kind::Comma) || token(next).is(Kind::Slash) || token(next).is(Kind::Dot))
      ++next;
    if (is_year(token(next))) {
      const auto [monday, sunday] = iso_week(token(next).value, token(at).value);
      if (monday.year == 0) flag("E:invalid_date");
      return DateSpan{monday, sunday, false, false, next + 1};
    }
  }
  auto inside = numeric(at);
  if (!inside) inside = day_month(at);
  if (!inside || inside->no_year || inside->first.day == 0 || !exists(inside->first))
    return std::nullopt;
  const auto [monday, sunday] = week_around(inside->first);
  return DateSpan{monday, sunday, false, false, inside->end};
}

std::optional<DateSpan> DateReader::months(int first, int last, std::size_t next) {
  while (token(next).is(Kind::Comma) || token(next).is(Kind::Slash) || token(next).is(Kind::Dot) ||
         token(next).is(Kind::Dash))
    ++next;
  const int year = token(next).apostrophe ? year_at(next, true)
                   : is_year(token(next)) ? token(next).value
                                          : 0;
  if (year == 0) return std::nullopt;
  return DateSpan{{year, first, 0}, {year, last, 0}, false, false, next + 1};
}

/// A third of a month: to the 10th, to the 20th, to its end.
std::optional<DateSpan> DateReader::third_of(Date month, std::string_view part, std::size_t end) {
  const int days = days_in(month.year, month.month);
  const bool early = part == "early" || part == "start", middle = part == "mid";
  Date first = month, last = month;
  first.day = early ? 1 : middle ? 11 : 21;
  last.day = early ? 10 : middle ? 20 : days;
  flag("W:approx");
  DateSpan span{first, last, true, false, end};
  span.is_end_part = part == "end";
  return span;
}

std::optional<DateSpan> DateReader::part_of_year(std::size_t i) {
  static const std::map<std::string, std::pair<int, int>, std::less<>> kParts = {
      {"early", {1, 4}}, {"mid", {5, 8}}, {"late", {9, 12}}, {"start", {1, 1}}, {"end", {12, 12}}};
  const auto part = kParts.find(token(i).text);
  if (part == kParts.end()) return std::nullopt;
  std::size_t next = i + 1;
  while (token(next).is(Kind::Dash) || token(next).raw == "i") ++next;  // sq "fundi i vitit"
  if (is_year(token(next)) && !token(next + 1).is(Kind::Dash)) {
    const int year = token(next).value;
    flag("W:approx");
    DateSpan span{
        {year, part->second.first, 0}, {year, part->second.second, 0}, true, false, next + 1};
    span.is_end_part = part->first == "end";
    return span;
  }
  if (is_year(token(next)) && !token(next + 2).is(Kind::Number)) {
    const int year = token(next).value;
    flag("W:approx");
    return DateSpan{
        {year, part->second.first, 0}, {year, part->second.second, 0}, true, false, next + 1};
  }
  if (month_named(token(next).text) == 0) return std::nullopt;
  const auto month = month_year(next);
  if (!month || month->no_year || month->first.day > 0) return std::nullopt;
  return third_of(month->first, part->first, month->end);
}

/// "summer 2019", "spring/summer 2019", "winter 2019/20"; of the northern year. The winter of one
/// year only stays a season: it may be either end of the year.
std::optional<DateSpan> DateReader::season(std::size_t i) {
  const int first = season_at(i);
  if (first < 0) return std::nullopt;
  std::size_t next = i + 1;
  int last = first;
  if ((token(next).is(Kind::Slash) || token(next).is(Kind::Dash) || token(next).is_word("and") ||
       token(next).is_word("to")) &&
      season_at(next + 1) > first) {
    last = season_at(next + 1);
    next += 2;
  }
  if (token(next).is(Kind::Comma)) ++next;
  if (!is_year(token(next))) return std::nullopt;
  flag("W:approx");
  const int year = token(next).value;
  const DateToken& second = token(next + 2);
  const bool over = (token(next + 1).is(Kind::Slash) || token(next + 1).is(Kind::Dash)) &&
                    second.is(Kind::Number) && second.value % 100 == (year + 1) % 100 &&
                    (second.text.size() == 2 || second.text.size() == 4);
  if (last == 3 && over)
    return DateSpan{{year, 3 * first + 3, 0}, {year + 1, 2, 0}, true, false, next + 3};
  if (last == 3 && first == 3) return single({year, 24, 0}, next + 1);
  if (last == 3) return std::nullopt;
  return DateSpan{{year, 3 * first + 3, 0}, {year, 3 * last + 5, 0}, true, false, next + 1};
}

/// 0 spring .. 3 winter; -1: none.
int DateReader::season_at(std::size_t i) const {
  static const std::map<std::string, int, std::less<>> kSeasons = {
      {"spring", 0}, {"summer", 1}, {"autumn", 2}, {"winter", 3}};
  const auto found = kSeasons.find(token(i).text);
  return found == kSeasons.end() ? -1 : found->second;
}

std::optional<DateSpan> DateReader::month_year(std::size_t i) {
  if (!token(i).is(Kind::Word)) return std::nullopt;
  const int month = month_named(token(i).text);
  if (month == 0) return std::nullopt;
  std::size_t next = i + 1;
  if (token(next).is(Kind::Dot) || token(next).is(Kind::Comma)) ++next;
  if (token(next).apostrophe && !month_follows(next + 1))
    return single({year_at(next, true), month, 0}, next + 1);
  if (token(next).is(Kind::Dash) && !token(next).blank_before) {
    const DateToken& year = token(next + 1);
    if (year.is(Kind::Number) && year.text.size() == 2 && !year.blank_before &&
        !month_follows(next + 2))
      return single({year_at(next + 1, true), month, 0}, next + 2);
  }
  if (const int year = year_at(next, false)) return single({year, month, 0}, next + 1);
  return month_before_range(month, token(next - 1).is(Kind::Comma) ? next - 1 : next);
}

bool DateReader::month_follows(std::size_t i) const {
  return month_named(token(i).text) > 0;
}

std::optional<DateSpan> DateReader::month_before_range(int month, std::size_t next) {
  const bool joined = token(next).is(Kind::Dash) || token(next).is(Kind::Slash) ||
                      token(next).is_word("to") || token(next).is_word("and") ||
                      token(next).is_word("until") || token(next).is(Kind::Comma);
  if (!joined || !month_follows(next + 1)) return std::nullopt;
  DateSpan span{{2000, month, 0}, {2000, month, 0}, false, true, next};
  return span;
}

std::optional<DateSpan> DateReader::year(std::size_t i) {
  if (!is_year(token(i))) return std::nullopt;
  const Date date{token(i).value, 0, 0};
  if (token(i + 1).is(Kind::Dash) && !token(i + 1).blank_before && number(i + 2, 1, 12) &&
      token(i + 2).text.size() == 2 && !token(i + 2).blank_before && !token(i + 3).is(Kind::Dot) &&
      !token(i + 3).is(Kind::Dash)) {
    // "2018-05" is a month; "2011-12" may be one or two years.
    if (token(i + 2).value > date.year % 100) flag("E:ambiguous");
    return single({date.year, token(i + 2).value, 0}, i + 3);
  }
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
