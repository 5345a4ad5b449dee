// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/calendar.h"

#include <gtest/gtest.h>

#include <string>

namespace planmerge::exporter {
namespace {

struct SpanCase {
  const char* edtf;
  const char* days;  // "first..last"; "-" for a side that is open; "" for no span
};
void PrintTo(const SpanCase& c, std::ostream* out) {
  *out << c.edtf;
}

class SpanOfDays : public ::testing::TestWithParam<SpanCase> {};

TEST_P(SpanOfDays, ReachesFromTheFirstToTheLastDayThatIsSaid) {
  const auto span = parse_span(GetParam().edtf);
  std::string days;
  if (span)
    days = (span->first ? iso(*span->first) : "-") + ".." + (span->last ? iso(*span->last) : "-");
  EXPECT_EQ(days, GetParam().days);
}

INSTANTIATE_TEST_SUITE_P(Edtf, SpanOfDays,
                         ::testing::Values(SpanCase{"2026", "2026-01-01..2026-12-31"},
                                           SpanCase{"2028-02", "2028-02-01..2028-02-29"},
                                           SpanCase{"2026-07-15", "2026-07-15..2026-07-15"},
                                           SpanCase{"201X", "2010-01-01..2019-12-31"},
                                           SpanCase{"2026-XX", "2026-01-01..2026-12-31"},
                                           SpanCase{"2026-07/2027-03", "2026-07-01..2027-03-31"},
                                           SpanCase{"../2027-06", "-..2027-06-30"},
                                           SpanCase{"2026~/..", "2026-01-01..-"},
                                           SpanCase{"2026-07-15/", "2026-07-15..-"},
                                           SpanCase{"../..", ""}, SpanCase{"", ""},
                                           SpanCase{"2026-21", ""}, SpanCase{"2026-02-30", ""},
                                           SpanCase{"2027/2026", ""}, SpanCase{"soon", ""}));

TEST(Calendar, CountsDaysFrom1970AndBack) {
  EXPECT_EQ(day_number({1970, 1, 1}), 0);
  EXPECT_EQ(day_number({2000, 2, 29}), 11016);
  EXPECT_EQ(day_number({1969, 12, 31}), -1);
  for (long number = -800'000; number < 800'000; number += 997)
    EXPECT_EQ(day_number(day_of(number)), number);
}

TEST(Calendar, ReadsWholeDaysOnly) {
  EXPECT_EQ(parse_day("2026-11-24"), (Day{2026, 11, 24}));
  EXPECT_FALSE(parse_day("2026-11"));
  EXPECT_FALSE(parse_day("24.11.2026"));
}

}  // namespace
}  // namespace planmerge::exporter
