// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/number_format.h"

#include <gtest/gtest.h>

#include <ostream>

#include "ingest/xlsx/serial_date.h"

namespace planmerge::ingest {
namespace {

struct Case {
  const char* why;
  const char* code;
  double value;
  const char* shown;
};

void PrintTo(const Case& test, std::ostream* out) {
  *out << test.why << " (" << test.code << ")";
}

class NumberFormatCase : public ::testing::TestWithParam<Case> {};

TEST_P(NumberFormatCase, PrintsAsASpreadsheetShowsIt) {
  const Case& test = GetParam();
  EXPECT_EQ(NumberFormat(test.code).print(test.value, false), test.shown);
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, NumberFormatCase,
    ::testing::Values(
        Case{"a whole number", "General", 450000, "450000"},
        Case{"a sum with the noise of binary fractions", "General", 0.1 + 0.2, "0.3"},
        Case{"decimals", "0.00", 2.675, "2.68"}, Case{"a half up", "0", 2.5, "3"},
        Case{"a carry into a new digit", "0.0", 9.96, "10.0"},
        Case{"thousands", "#,##0", 1234567.4, "1,234,567"},
        Case{"thousands below one", "#,##0", 0.2, "0"},
        Case{"no digit before the point", "#.##", 0.5, ".5"},
        Case{"optional decimals", "0.0##", 3.25, "3.25"}, Case{"percent", "0%", 0.4, "40%"},
        Case{"percent with decimals", "0.0%", 0.125, "12.5%"},
        Case{"scaled by a comma", "#,##0,", 1250000, "1,250"},
        Case{"scaled to millions", "0.0,,\" million\"", 1250000, "1.3 million"},
        Case{"currency with a locale", "[$€-407] #,##0.00", 1500, "€ 1,500.00"},
        Case{"currency behind", "#,##0.00\\ \"EUR\"", 1500, "1,500.00 EUR"},
        Case{"a bare sign", "$#,##0", -5, "-$5"},
        Case{"parentheses for less than nothing", "#,##0_);(#,##0)", -500, "(500)"},
        Case{"a colour", "0.00;[Red]-0.00", -1.5, "-1.50"},
        Case{"a section for nothing", "0;-0;\"none\"", 0, "none"},
        Case{"accounting", "_-* #,##0.00\\ [$KM-1A]_-;\\-* #,##0.00_-", 20, "20.00 KM"},
        Case{"a condition", "[<1000]0;[>=1000]0.0,\" thousand\"", 2500, "2.5 thousand"},
        Case{"leading noughts", "00000", 42, "00042"},
        Case{"text between digits", "000\\-000", 123456, "123-456"},
        Case{"exponent", "0.00E+00", 12345, "1.23E+04"},
        Case{"exponent by threes", "##0.0E+0", 12345, "12.3E+3"},
        Case{"a fraction", "# ?/?", 1.5, "1 1/2"},
        Case{"a given denominator", "# ?/8", 0.25, "2/8"},
        Case{"General with a unit", "General\" staff\"", 12, "12 staff"},
        Case{"as text", "@", 7, "7"}, Case{"hidden", ";;;", 7, ""}));

INSTANTIATE_TEST_SUITE_P(
    Dates, NumberFormatCase,
    ::testing::Values(Case{"day first", "dd/mm/yyyy", 45750, "2025-04-03"},
                      Case{"month first", "m/d/yy", 45750, "2025-04-03"},
                      Case{"words", "[$-409]d\\-mmm\\-yyyy;@", 45750, "2025-04-03"},
                      Case{"no day", "mmm\\-yy", 45750, "2025-04"},
                      Case{"the year alone", "yyyy", 45750, "2025"},
                      Case{"month in full", "mmmm", 45750, "2025-04"},
                      Case{"day and month", "d-mmm", 45750, "2025-04-03"},
                      Case{"with a time", "dd.mm.yyyy hh:mm", 45750.75, "2025-04-03 18:00"},
                      Case{"midnight is no time", "dd.mm.yyyy hh:mm", 45750, "2025-04-03"},
                      Case{"a time alone", "h:mm AM/PM", 0.604166666666667, "14:30"},
                      Case{"minutes before seconds", "mm:ss", 0.5, "12:00:00"},
                      Case{"hours beyond a day", "[h]:mm", 1.5, "36:00"},
                      Case{"a number before all days", "dd/mm/yyyy", -3, "-3"},
                      Case{"a number after all days", "dd/mm/yyyy", 1e9, "1000000000"}));

TEST(SerialDate, HasTheLeapDayThatNeverWas) {
  const auto day = [](double serial) {
    const auto date = date_of_serial(serial, false);
    return date ? date->month * 100 + date->day : -1;
  };
  EXPECT_EQ(day(1), 101);
  EXPECT_EQ(day(59), 228);
  EXPECT_EQ(day(60), 229);
  EXPECT_EQ(day(61), 301);
}

TEST(SerialDate, CountsFrom1904WhereTheWorkbookSaysSo) {
  const auto date = date_of_serial(0, true);
  ASSERT_TRUE(date);
  EXPECT_EQ(date->year, 1904);
  EXPECT_EQ(date->month, 1);
  EXPECT_EQ(date->day, 1);
}

TEST(SerialDate, RoundsToTheSecondAndNotIntoThePast) {
  const auto date = date_of_serial(45750.9999999, false);
  ASSERT_TRUE(date);
  EXPECT_EQ(date->day, 4);
  EXPECT_EQ(date->hour, 0);
}

}  // namespace
}  // namespace planmerge::ingest
