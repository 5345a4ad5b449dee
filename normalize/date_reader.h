// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "normalize/calendar.h"
#include "normalize/date_tokens.h"

namespace planmerge::normalize {

/// One date or the range that one word means ("Q2 2018").
struct DateSpan {
  Date first, last;
  bool approximate = false, no_year = false;
  std::size_t end = 0;       // token after it
  bool is_end_part = false;  // "end of 2018", "end of May 2018": after "until" it is the end
};

/// Reads the date that begins at a token; what is joined to it is the caller's to see.
///
/// Lifetime: the tokens and the flags must outlive it. Dates that are impossible or ambiguous are
/// given all the same, and flagged ("E:invalid_date").
class DateReader {
 public:
  DateReader(const std::vector<DateToken>& tokens, std::vector<std::string>& flags)
      : tokens_(tokens), flags_(flags) {}

  /// Nothing if none of the forms below begins at token i.
  std::optional<DateSpan> at(std::size_t i);

 private:
  void flag(const std::string& code);
  const DateToken& token(std::size_t i) const;
  bool number(std::size_t i, int low, int high) const;
  DateSpan single(Date date, std::size_t end);
  /// A year of four digits, or of two where it closes a date.
  int year_at(std::size_t i, bool two_digits);
  std::optional<DateSpan> iso(std::size_t i);
  /// d.m.yyyy, d.m.yy, dd/mm/yyyy, d.XI.yyyy, mm.yyyy, mm/yyyy
  std::optional<DateSpan> numeric(std::size_t i);
  std::optional<DateSpan> with_year(std::size_t i, DateToken::Kind separator, int month);
  std::size_t skip_dot(std::size_t i) const;
  /// "4 December 2015", "5-7 June 2018", "28 Feb - 2 Mar 2018", "1-31.5.2018", "June 5, 2018"
  std::optional<DateSpan> day_month(std::size_t i);
  /// "2 Mar" follows, so that the dash joins two days rather than day, month and year.
  bool month_after(std::size_t i) const;
  std::optional<DateSpan> day_range(std::size_t first, std::size_t second);
  /// "2", "2.", "second", "II": 1..4, and the token after it; 0: none.
  int ordinal(std::size_t i, std::size_t& next) const;
  int quarter_letter(std::size_t i, std::size_t& next) const;
  bool is_counted_letter(std::size_t i, std::string_view letters) const;
  std::optional<DateSpan> year_first(std::size_t i);
  std::optional<DateSpan> week(std::size_t i);
  std::optional<DateSpan> third_of(Date month, std::string_view part, std::size_t end);
  std::optional<DateSpan> quarter(std::size_t i);
  std::optional<DateSpan> half(std::size_t i);
  std::optional<DateSpan> months(int first, int last, std::size_t next);
  std::optional<DateSpan> part_of_year(std::size_t i);
  std::optional<DateSpan> season(std::size_t i);
  int season_at(std::size_t i) const;
  std::optional<DateSpan> month_year(std::size_t i);
  bool month_follows(std::size_t i) const;
  std::optional<DateSpan> month_before_range(int month, std::size_t next);
  std::optional<DateSpan> year(std::size_t i);

  const std::vector<DateToken>& tokens_;
  std::vector<std::string>& flags_;
};

}  // namespace planmerge::normalize
