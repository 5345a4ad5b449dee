// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/serial_date.h"

#include <chrono>
#include <cmath>

namespace planmerge::ingest {
namespace {

constexpr double kLastSerial = 2'958'466;  // the day after 9999-12-31
constexpr int kDaysFrom1900To1904 = 1462;
constexpr int kBogusLeapDay = 60;
constexpr long kSecondsADay = 86'400;

void set_day(DateTime& result, int serial) {
  using std::chrono::days;
  using std::chrono::sys_days;
  if (serial == kBogusLeapDay) {
    result.year = 1900;
    result.month = 2;
    result.day = 29;
    return;
  }
  if (serial == 0) {
    result.year = 1900;
    result.month = 1;
    return;
  }
  const sys_days base{std::chrono::year{1899} / 12 / (serial < kBogusLeapDay ? 31 : 30)};
  const std::chrono::year_month_day date{base + days{serial}};
  result.year = static_cast<int>(date.year());
  result.month = static_cast<int>(static_cast<unsigned>(date.month()));
  result.day = static_cast<int>(static_cast<unsigned>(date.day()));
}

}  // namespace

std::optional<DateTime> date_of_serial(double serial, bool system_1904) {
  if (system_1904) serial += kDaysFrom1900To1904;
  if (!(serial >= 0 && serial < kLastSerial)) return std::nullopt;
  double day = std::floor(serial);
  // A clock shows whole seconds; half a second before midnight is midnight.
  long second = std::lround((serial - day) * static_cast<double>(kSecondsADay));
  if (second >= kSecondsADay) {
    second -= kSecondsADay;
    day += 1;
  }
  if (day >= kLastSerial) return std::nullopt;
  DateTime result;
  set_day(result, static_cast<int>(day));
  result.hour = static_cast<int>(second / 3600);
  result.minute = static_cast<int>(second / 60 % 60);
  result.second = static_cast<int>(second % 60);
  return result;
}

}  // namespace planmerge::ingest
