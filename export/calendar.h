// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace planmerge::exporter {

/// A day of the Gregorian calendar.
struct Day {
  int year = 0, month = 1, day = 1;
  auto operator<=>(const Day&) const = default;
};

/// "2026-07-01"
std::string iso(const Day& day);
/// Days since 1970-01-01.
long day_number(const Day& day);
Day day_of(long number);
/// A whole ISO day; nullopt for anything else.
std::optional<Day> parse_day(std::string_view iso);

/// The days that an EDTF value reaches from and to. Missing: that side is open or unknown, never
/// a guess. "2026-07/2027-03" is 1 July 2026 to 31 March 2027; "2026~" the whole year.
struct Span {
  std::optional<Day> first, last;
};

/// Reads what normalize writes: years, months, days, digits left open ("201X"), intervals with
/// open ends ("../2027-06"), qualifiers (? ~ %), which widen nothing. Nullopt: no date in it, or
/// a form (seasons, sets) that is no single span of days.
/// Source: EDTF, ISO 8601-2:2019.
std::optional<Span> parse_span(std::string_view edtf);

}  // namespace planmerge::exporter
