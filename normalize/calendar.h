// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

namespace planmerge::normalize {

/// A date in the precision printed: day 0 = month only, month 0 = year only; a season has month
/// 21-24 (EDTF level 1).
struct Date {
  int year = 0, month = 0, day = 0;
  bool operator==(const Date&) const = default;
  bool is_season() const { return month >= 21; }
};

int days_in(int year, int month);  // 0 for an impossible month
bool exists(const Date& date);

/// "2018", "2018-05", "2018-05-04", "2018-21"
std::string edtf(const Date& date);

/// First and last day that a date may mean, as yyyymmdd: to compare dates of any precision.
long first_day(const Date& date);
long last_day(const Date& date);

/// date + months - 1 day (the end of something that begins on `date` and lasts so long).
Date end_of(const Date& start, int months, int days);

/// Monday and Sunday of an ISO 8601 week; year 0 if the year has no such week.
std::pair<Date, Date> iso_week(int year, int week);
std::pair<Date, Date> week_around(const Date& day);

/// The date just before or after, in the same precision: 2019 -> 2018, 2018-12 -> 2019-01.
Date just_before(const Date& date);
Date just_after(const Date& date);

/// 0 Monday .. 6 Sunday; the date has a day.
int weekday(const Date& date);

}  // namespace planmerge::normalize
