// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/dates.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace planmerge::normalize {
namespace {

struct Case {
  const char* phrase;
  const char* edtf;
  const char* status;
};
void PrintTo(const Case& c, std::ostream* out) {
  *out << c.phrase;
}

class ReadTimeline : public testing::TestWithParam<Case> {};

TEST_P(ReadTimeline, GivesIntervalAndStatus) {
  const plan::Timeline timeline = read_timeline(GetParam().phrase);
  EXPECT_EQ(timeline.edtf, GetParam().edtf);
  EXPECT_EQ(timeline.status, GetParam().status);
  EXPECT_FALSE(timeline.refused());
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, ReadTimeline,
    testing::Values(Case{"ongoing 2025-2027", "2025/2027", "ongoing"},
                    Case{"Ongoing (3.2.2025 – 30.11.2026)", "2025-02-03/2026-11-30", "ongoing"},
                    Case{"On-going 1.2. 2025 - 1.3. 2026", "2025-02-01/2026-03-01", "ongoing"},
                    Case{"completed (7-8 May 2026)", "2026-05-07/2026-05-08", "completed"},
                    Case{"planned Q2-3 2026", "2026-04/2026-09", "planned"},
                    Case{"second half of 2027", "2027-07/2027-12", "none"},
                    Case{"foreseen in the 3rd quarter of 2027", "2027-07/2027-09", "planned"},
                    Case{"spring 2026", "2026-21", "none"},
                    Case{"from 1 March 2026", "2026-03-01/..", "none"},
                    Case{"until 30 June 2026", "/2026-06-30", "none"},
                    Case{"Nov 2026 – Feb 2027", "2026-11/2027-02", "none"},
                    Case{"28 Feb - 2 Mar 2026", "2026-02-28/2026-03-02", "none"},
                    Case{"10.XI.2026", "2026-11-10", "none"},
                    Case{"13/04/2026", "2026-04-13", "none"}, Case{"03/2026", "2026-03", "none"},
                    Case{"2026-05-01", "2026-05-01", "none"},
                    Case{"2025, 2026 and 2027", "2025/2027", "none"},
                    Case{"May 2026; Sep 2026", "{2026-05,2026-09}", "none"},
                    Case{"gusht 2026", "2026-08", "none"}, Case{"март 2026", "2026-03", "none"},
                    Case{"u toku, januar 2026 – decembar 2027", "2026-01/2027-12", "ongoing"},
                    Case{"suspended until further notice", "", "suspended"},
                    Case{"requested", "", "requested"}, Case{"", "", "none"}));

class RefuseTimeline : public testing::TestWithParam<const char*> {};

TEST_P(RefuseTimeline, GivesNoDateWhatCannotBeRight) {
  const plan::Timeline timeline = read_timeline(GetParam());
  EXPECT_EQ(timeline.edtf, "") << GetParam();
  EXPECT_TRUE(timeline.refused()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Traps, RefuseTimeline,
                         testing::Values("31.2.2026", "03/04/2026", "2027-2025",
                                         "1.1.2026-31.6.2027", "30 February 2026"));

TEST(Timeline, SurvivesOtherBlanksAndDashes) {
  const plan::Timeline plain = read_timeline("ongoing 1.1.2026 - 31.12.2027");
  for (const char* same :
       {"ongoing\u00a01.1.2026 – 31.12.2027", "ongoing 1.1.2026—31.12.2027",
        "  ONGOING   1.1.2026 − 31.12.2027 ", "ongoing 1.1.2026\u200b - 31.12.2027"}) {
    EXPECT_EQ(read_timeline(same), plain) << same;
  }
}

TEST(Timeline, DerivesTheEndFromADuration) {
  const plan::Timeline timeline = read_timeline("ongoing from 15 January 2026, 18 months");
  EXPECT_EQ(timeline.edtf, "2026-01-15/2027-07-14");
  EXPECT_EQ(timeline.duration, "P18M");
  EXPECT_NE(std::find(timeline.flags.begin(), timeline.flags.end(), "W:derived_end"),
            timeline.flags.end());
}

TEST(Timeline, MarksTwoDigitYears) {
  const plan::Timeline timeline = read_timeline("8.9.26 - 31.12.27");
  EXPECT_EQ(timeline.edtf, "2026-09-08/2027-12-31");
  EXPECT_EQ(timeline.flags, std::vector<std::string>{"W:two_digit_year"});
}

}  // namespace
}  // namespace planmerge::normalize
