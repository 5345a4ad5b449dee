// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/dates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

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
    testing::Values(Case{"has not yet been launched", "", "planned"},
                    Case{"noch nicht begonnen", "", "planned"},
                    Case{"to be finished by 2026", "/2026", "planned"},
                    Case{"will be implemented in 2027", "2027", "planned"},
                    Case{"ongoing, to be finished by 2026", "/2026", "ongoing"},
                    Case{"partly implemented in 2026", "2026", "ongoing"},
                    Case{"ongoing 2025-2027", "2025/2027", "ongoing"},
                    Case{"Ongoing (3.2.2025 – 30.11.2026)", "2025-02-03/2026-11-30", "ongoing"},
                    Case{"On-going 1.2. 2025 - 1.3. 2026", "2025-02-01/2026-03-01", "ongoing"},
                    Case{"completed (7-8 May 2026)", "2026-05-07/2026-05-08", "completed"},
                    Case{"planned Q2-3 2026", "2026-04/2026-09", "planned"},
                    Case{"second half of 2027", "2027-07/2027-12", "none"},
                    Case{"foreseen in the 3rd quarter of 2027", "2027-07/2027-09", "planned"},
                    Case{"spring 2026", "2026-03~/2026-05~", "none"},
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

/// Phrases in the languages of the region and its partners: EDTF, then flags.
struct Phrase {
  const char* phrase;
  const char* read;
};
void PrintTo(const Phrase& c, std::ostream* out) {
  *out << c.phrase;
}

std::string line_of(const plan::Timeline& timeline) {
  std::string line = timeline.edtf;
  for (const std::string& flag : timeline.flags) line += (line.empty() ? "" : " ") + flag;
  return line;
}

class TimelinePhrase : public testing::TestWithParam<Phrase> {};

TEST_P(TimelinePhrase, IsReadAsMeant) {
  EXPECT_EQ(line_of(read_timeline(GetParam().phrase)), GetParam().read);
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, TimelinePhrase,
    testing::Values(Phrase{"before 2031", "/2030"}, Phrase{"after June 2031", "2031-07/.."},
                    Phrase{"after 31 December 2031", "2032-01-01/.."},
                    Phrase{"before the end of 2031", "/2031-12-31"},
                    Phrase{"not before 2031", "2031/.."}, Phrase{"as of 1.7.2031", "2031-07-01/.."},
                    Phrase{"no later than 31 March 2031", "/2031-03-31"},
                    Phrase{"by mid-2031", "/2031-08~ W:approx"},
                    Phrase{"bis Ende 2031", "/2031-12-31"}, Phrase{"d'ici fin 2031", "/2031-12-31"},
                    Phrase{"à partir de mars 2031", "2031-03/.."},
                    Phrase{"entro il 30 giugno 2031", "/2031-06-30"},
                    Phrase{"do kraja 2031. godine", "/2031-12-31"},
                    Phrase{"deri në fund të vitit 2031", "/2031-12-31"},
                    Phrase{"до крај на 2031", "/2031-12-31"}));

INSTANTIATE_TEST_SUITE_P(
    Parts, TimelinePhrase,
    testing::Values(Phrase{"QII 2031", "2031-04/2031-06"}, Phrase{"2031-Q1", "2031-01/2031-03"},
                    Phrase{"1H2031", "2031-01/2031-06"}, Phrase{"S2 2031", "2031-07/2031-12"},
                    Phrase{"Q1 2031 – Q2 2032", "2031-01/2032-06"},
                    Phrase{"u drugom kvartalu 2031. godine", "2031-04/2031-06"},
                    Phrase{"2e trimestre 2031", "2031-04/2031-06"},
                    Phrase{"zweites Halbjahr 2031", "2031-07/2031-12"},
                    Phrase{"втора половина на 2031", "2031-07/2031-12"},
                    Phrase{"2. četrtletje 2031", "2031-04/2031-06"},
                    Phrase{"week 23, 2018", "2018-06-04/2018-06-10"},
                    Phrase{"KW 1/2031", "2030-12-30/2031-01-05"},
                    Phrase{"week of 4 June 2018", "2018-06-04/2018-06-10"},
                    Phrase{"early 2031", "2031-01~/2031-04~ W:approx"},
                    Phrase{"krajem maja 2031.", "2031-05-21~/2031-05-31~ W:approx"},
                    Phrase{"mid-June 2031", "2031-06-11~/2031-06-20~ W:approx"},
                    Phrase{"spring/summer 2031", "2031-03~/2031-08~ W:approx"},
                    Phrase{"winter 2031/32", "2031-12~/2032-02~ W:approx"},
                    Phrase{"around May 2031", "2031-05~ W:approx"},
                    Phrase{"possibly October 2031", "2031-10? W:tentative"}));

INSTANTIATE_TEST_SUITE_P(
    Ranges, TimelinePhrase,
    testing::Values(
        Phrase{"start: 1.6.2031; end: 31.5.2033", "2031-06-01/2033-05-31"},
        Phrase{"May, July and September 2031", "{2031-05,2031-07,2031-09}"},
        Phrase{"January to March and October 2031", "{2031-01..2031-03,2031-10}"},
        Phrase{"between June/July 2031 to April 2032", "2031-06~/2032-04 W:approx"},
        Phrase{"end 31 March 2032, duration 24 months", "2030-04-01/2032-03-31 W:derived_start"},
        Phrase{"two years from January 2031", "2031-01/2032-12 W:derived_end"},
        Phrase{"1st Jan. ’31 to 31st Dec. ’32", "2031-01-01/2032-12-31 W:two_digit_year"},
        Phrase{"15 .12. 2031 - 14 . 6. 2032", "2031-12-15/2032-06-14"},
        Phrase{"1.1.2031..31.12.2031", "2031-01-01/2031-12-31"},
        Phrase{"nga 1 janari 2031 deri më 31 dhjetor 2031", "2031-01-01/2031-12-31"},
        Phrase{"du 1er mars au 30 juin 2031", "2031-03-01/2031-06-30"},
        Phrase{"dal 1 marzo 2031 al 30 giugno 2031", "2031-03-01/2031-06-30"},
        Phrase{"од 1. марта 2031. до 30. јуна 2031.", "2031-03-01/2031-06-30"}));

INSTANTIATE_TEST_SUITE_P(
    Refused, TimelinePhrase,
    testing::Values(Phrase{"Q3", "E:ambiguous"}, Phrase{"Q5 2031", "E:invalid_date"},
                    Phrase{"H3 2031", "E:invalid_date"}, Phrase{"week 54, 2031", "E:invalid_date"},
                    Phrase{"2031 Q5", "E:malformed"}, Phrase{"II/2031", "E:malformed"},
                    Phrase{"XII.2031", "E:malformed"}, Phrase{"l.1.2031", "E:malformed"},
                    Phrase{"1.1.20I8", "E:malformed W:two_digit_year"},
                    Phrase{"1 Janvember 2031", "E:malformed"},
                    Phrase{"0. maja 2031", "E:invalid_date"}, Phrase{"0.5.2031", "E:invalid_date"},
                    Phrase{"32 janvier 2031", "E:invalid_date"},
                    Phrase{"Monday 20 September 2018", "E:inconsistent"},
                    Phrase{"'31", "E:ambiguous_year"}, Phrase{"17-20", "E:ambiguous"},
                    Phrase{"2011-12", "E:ambiguous"}, Phrase{"01/02/03", "E:ambiguous_order"},
                    Phrase{"next year", "E:relative"}, Phrase{"tomorrow", "E:relative"},
                    Phrase{"upon approval of the budget", "E:relative"}));

INSTANTIATE_TEST_SUITE_P(NoDates, TimelinePhrase,
                         testing::Values(Phrase{"+381 11 2018 2019", ""}, Phrase{"IPA II 2014", ""},
                                         Phrase{"ISO 9001:2015", ""},
                                         Phrase{"two-day workshop", "W:no_anchor"},
                                         Phrase{"until further notice", "W:no_anchor"}));

TEST(ReadTimeline, WhatWePrintReadsBackToItself) {
  for (const char* edtf :
       {"2031", "2031-05", "2031-05-04", "2031/2032", "2031-05/2032-04", "/2031-12-31",
        "2031-07/..", "2031-05~", "2031-10?", "2031-06-11~/2031-06-20~",
        "{2031-05,2031-09..2031-10}", "XXXX-02-28/XXXX-03-02", "2031-34", "2031-41", "2031-24"})
    EXPECT_EQ(read_timeline(edtf).edtf, edtf);
  EXPECT_EQ(read_timeline("2031-02-30/2031-05-01").edtf, "");
}

TEST(ReadTimeline, NamesTheTimeBetweenRepetitions) {
  const std::pair<const char*, const char*> kCases[] = {
      {"annually, 2031-2033", "P1Y"},  {"quarterly in 2031", "P3M"}, {"every two years", "P2Y"},
      {"two reports per year", "P6M"}, {"semi-annual", "P6M"},       {"jährlich", "P1Y"}};
  for (const auto& [phrase, recurrence] : kCases)
    EXPECT_EQ(read_timeline(phrase).recurrence, recurrence) << phrase;
  const plan::Timeline unclear = read_timeline("bi-monthly");
  EXPECT_EQ(line_of(unclear), "W:recurrence_ambiguous");
}

TEST(ReadTimeline, OddInputCostsNoMoreThanItsLength) {
  std::string combining = "May 2031";
  for (int i = 0; i < 50'000; ++i) combining += "\u0301";
  for (const std::string& phrase :
       {std::string("\xFF\xFE 2031"), std::string("2031\0 2032", 10), std::string(100'000, '1'),
        std::string(100'000, '-'), std::string("year 0"), std::string("99999"),
        std::string("\u202e2031\u202c"), combining, std::string(200'000, '(')})
    read_timeline(phrase);
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "1.1.2031, ";
  read_timeline(many);
}

/// What "not completed" is instead, the phrase does not say.
TEST(Timeline, WithholdsAStatusThatIsDenied) {
  for (const char* phrase : {"Not completed", "no longer planned", "nije završeno", "није завршено",
                             "pas encore terminé", "not ongoing"}) {
    const plan::Timeline timeline = read_timeline(phrase);
    EXPECT_EQ(timeline.status, "none") << phrase;
    EXPECT_TRUE(timeline.refused()) << phrase;
  }
}

/// Which of two dates holds is for a person to say when one took the other's place.
TEST(Timeline, WithholdsDatesOfWhichOneReplacesTheOther) {
  for (const char* phrase : {"postponed from 2026 to 2027", "delayed from May 2026 to March 2027",
                             "moved from 2026 to 2027", "2027 instead of 2026",
                             "2027 (originally 2026)", "ursprünglich 2026, 2027"}) {
    EXPECT_TRUE(read_timeline(phrase).refused()) << phrase;
  }
  EXPECT_EQ(read_timeline("moved to 2027").edtf, "2027");
  EXPECT_EQ(read_timeline("postponed to 2027").edtf, "2027");
}

TEST(Timeline, BetweenTwoDatesIsOneTime) {
  EXPECT_EQ(read_timeline("between 2026 and 2028").edtf, "2026/2028");
  EXPECT_EQ(read_timeline("zwischen Mai 2026 und Juni 2027").edtf, "2026-05/2027-06");
  EXPECT_EQ(read_timeline("between May and July 2026").edtf, "2026-05/2026-07");
  EXPECT_EQ(read_timeline("2026 and 2028").edtf, "{2026,2028}");
}

}  // namespace
}  // namespace planmerge::normalize
