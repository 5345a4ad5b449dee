// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace planmerge::exporter {
namespace {

constexpr std::size_t kYearDigits = 4;

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

/// A number of exactly `width` digits; X (any digit) counts as `open`. -1: it is none.
int number(std::string_view text, std::size_t width, char open) {
  if (text.size() != width) return -1;
  int value = 0;
  for (char c : text) {
    if (c == 'X') c = open;
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// First and last day of "2026", "2026-07", "2026-07-15", "201X".
std::optional<Span> one_date(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::string_view year = text.substr(0, dash);
  const int low = number(year, kYearDigits, '0');
  const int high = number(year, kYearDigits, '9');
  if (low < 1 || high < low) return std::nullopt;
  if (dash == std::string_view::npos) return Span{Day{low, 1, 1}, Day{high, 12, 31}};
  if (low != high) return std::nullopt;
  std::string_view rest = text.substr(dash + 1);
  const std::size_t second = rest.find('-');
  if (rest.substr(0, second) == "XX" && second == std::string_view::npos)
    return Span{Day{low, 1, 1}, Day{low, 12, 31}};
  const int month = number(rest.substr(0, second), 2, '?');
  if (month < 1 || month > 12) return std::nullopt;  // 21 to 24: seasons, which have no days
  if (second == std::string_view::npos || rest.substr(second + 1) == "XX")
    return Span{Day{low, month, 1}, Day{low, month, days_in(low, month)}};
  const int day = number(rest.substr(second + 1), 2, '?');
  if (day < 1 || day > days_in(low, month)) return std::nullopt;
  return Span{Day{low, month, day}, Day{low, month, day}};
}

}  // namespace

std::string iso(const Day& day) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", day.year, day.month, day.day);
  return text.data();
}

long day_number(const Day& day) {
  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March.
  const long year = day.month <= 2 ? day.year - 1 : day.year;
  const long era = (year >= 0 ? year : year - 399) / 400;
  const long year_of_era = year - era * 400;
  const long day_of_year =
      (153 * (day.month > 2 ? day.month - 3 : day.month + 9) + 2) / 5 + day.day - 1;
  const long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Day day_of(long number) {
  const long shifted = number + 719468;
  const long era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const long day_of_era = shifted - era * 146097;
  const long year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long month = (5 * day_of_year + 2) / 153;
  Day day;
  day.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  day.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  day.year = static_cast<int>(year_of_era + era * 400 + (day.month <= 2 ? 1 : 0));
  return day;
}

std::optional<Day> parse_day(std::string_view text) {
  const auto span = one_date(text);
  if (!span || span->first != span->last) return std::nullopt;
  return span->first;
}

std::optional<Span> parse_span(std::string_view edtf) {
  std::string text(edtf);
  std::erase_if(text, [](char c) { return c == '?' || c == '~' || c == '%'; });
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return one_date(text);
  const std::string begin = text.substr(0, slash);
  const std::string end = text.substr(slash + 1);
  const auto is_open = [](const std::string& side) { return side.empty() || side == ".."; };
  Span span;
  if (!is_open(begin)) {
    const auto date = one_date(begin);
    if (!date) return std::nullopt;
    span.first = date->first;
  }
  if (!is_open(end)) {
    const auto date = one_date(end);
    if (!date) return std::nullopt;
    span.last = date->last;
  }
  if (!span.first && !span.last) return std::nullopt;
  if (span.first && span.last && *span.last < *span.first) return std::nullopt;
  return span;
}

}  // namespace planmerge::exporter
