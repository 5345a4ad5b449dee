// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/calendar.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace planmerge::normalize {
namespace {

long packed(int year, int month, int day) {
  return year * 10000L + month * 100L + day;
}

// Months that a season covers, by EDTF number; winter is that of the year's end.
constexpr std::array<std::array<int, 2>, 4> kSeasons = {{{3, 5}, {6, 8}, {9, 11}, {12, 12}}};

}  // namespace

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool exists(const Date& date) {
  if (date.month == 0) return true;
  if (date.is_season()) return date.month <= 24 && date.day == 0;
  return date.month <= 12 && date.day <= days_in(date.year, date.month);
}

std::string edtf(const Date& date) {
  char text[32];
  if (date.month == 0) {
    std::snprintf(text, sizeof text, "%04d", date.year);
  } else if (date.day == 0) {
    std::snprintf(text, sizeof text, "%04d-%02d", date.year, date.month);
  } else {
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  }
  return text;
}

long first_day(const Date& date) {
  if (date.is_season())
    return packed(date.year, kSeasons[static_cast<std::size_t>(date.month - 21)][0], 1);
  return packed(date.year, std::max(1, date.month), std::max(1, date.day));
}

long last_day(const Date& date) {
  if (date.is_season())
    return packed(date.year, kSeasons[static_cast<std::size_t>(date.month - 21)][1], 31);
  const int month = date.month == 0 ? 12 : date.month;
  return packed(date.year, month, date.day == 0 ? days_in(date.year, month) : date.day);
}

Date end_of(const Date& start, int months, int days) {
  const int total = start.year * 12 + start.month - 1 + months;
  Date end{total / 12, total % 12 + 1, 0};
  if (start.day == 0) {  // whole months: the end is the month before
    const int last = total - 1;
    return {last / 12, last % 12 + 1, 0};
  }
  end.day = std::min(start.day, days_in(end.year, end.month)) + days - 1;
  while (end.day > days_in(end.year, end.month)) {
    end.day -= days_in(end.year, end.month);
    if (++end.month > 12) {
      end.month = 1;
      ++end.year;
    }
  }
  if (end.day < 1) {
    if (--end.month < 1) {
      end.month = 12;
      --end.year;
    }
    end.day = days_in(end.year, end.month);
  }
  return end;
}

namespace {

std::chrono::sys_days day_of(const Date& date) {
  return std::chrono::year(date.year) / date.month / date.day;
}

Date date_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}),
          static_cast<int>(unsigned{date.day()})};
}

Date moved(const Date& date, int by) {
  if (date.month == 0) return {date.year + by, 0, 0};
  if (date.day > 0) return date_of(day_of(date) + std::chrono::days(by));
  const int months = 12 * date.year + date.month - 1 + by;
  return {months / 12, months % 12 + 1, 0};
}

}  // namespace

int weekday(const Date& date) {
  return static_cast<int>(std::chrono::weekday(day_of(date)).iso_encoding()) - 1;
}

std::pair<Date, Date> week_around(const Date& day) {
  const std::chrono::sys_days monday = day_of(day) - std::chrono::days(weekday(day));
  return {date_of(monday), date_of(monday + std::chrono::days(6))};
}

std::pair<Date, Date> iso_week(int year, int week) {
  // The first week is that of 4 January.
  const auto first = week_around({year, 1, 4}).first;
  const std::chrono::sys_days monday = day_of(first) + std::chrono::days(7 * (week - 1));
  const Date thursday = date_of(monday + std::chrono::days(3));
  if (thursday.year != year) return {};
  return {date_of(monday), date_of(monday + std::chrono::days(6))};
}

Date just_before(const Date& date) {
  return moved(date, -1);
}

Date just_after(const Date& date) {
  return moved(date, 1);
}

}  // namespace planmerge::normalize
