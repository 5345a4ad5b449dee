// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace planmerge::ingest {

struct DateTime {
  int year = 0, month = 0, day = 0;  // 1900-01-00 and 1900-02-29 are days of the 1900 system
  int hour = 0, minute = 0, second = 0;
};

/// A day number as a date. nullopt: before the first day, or after the year 9999.
/// Source: ECMA-376 Part 1, 18.17.4; the 1900 system has a 29 February 1900 that never was.
std::optional<DateTime> date_of_serial(double serial, bool system_1904);

}  // namespace planmerge::ingest
