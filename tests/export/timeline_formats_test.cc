// SPDX-License-Identifier: GPL-3.0-or-later
// Formats that carry dates: IATI, iCalendar, the drawing. None may make one up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "export/exporters.h"
#include "tests/export/sample_round.h"
#include "tests/support/builders.h"

namespace planmerge::exporter {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::pair<std::string, std::vector<NotCarried>> written(const char* format, const Bundle& bundle) {
  std::ostringstream out;
  auto lost = find_exporter(format)->write(bundle, out);
  return {out.str(), std::move(lost)};
}

plan::ActionRow dated(const char* status, const char* edtf) {
  plan::ActionRow row = testing::action_row("1.1", "Joint patrols", "Lakeside Desk", "as printed");
  row.need_no = "1";
  row.need = "Crossings";
  row.norm.timeline.status = status;
  row.norm.timeline.edtf = edtf;
  row.norm.drivers.organisations = {
      {"lakeside", "driver", "Lakeside Regional Desk", "Lakeside Desk", "alias", 1.0, 0, 13}};
  return row;
}

Bundle of_row(plan::ActionRow row) {
  Bundle bundle = sample_round();
  bundle.after.rows = {testing::plan_row("A0001", std::move(row))};
  return bundle;
}

struct ReasonCase {
  const char* why;
  plan::ActionRow row;
  const char* reason;
};
void PrintTo(const ReasonCase& c, std::ostream* out) {
  *out << c.why;
}
class IatiReason : public ::testing::TestWithParam<ReasonCase> {};

TEST_P(IatiReason, IsToldForARowThatCannotBeValid) {
  const auto [file, lost] = written("iati", of_row(GetParam().row));
  EXPECT_THAT(file, Not(HasSubstr("<iati-activity ")));
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].row_id, "A0001");
  EXPECT_THAT(lost[0].reason, HasSubstr(GetParam().reason));
}

plan::ActionRow without_driver() {
  plan::ActionRow row = dated("planned", "2027");
  row.norm.drivers = {};
  return row;
}
plan::ActionRow refused() {
  plan::ActionRow row = dated("planned", "");
  row.norm.timeline.flags = {"E:reversed"};
  return row;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, IatiReason,
    ::testing::Values(ReasonCase{"no status", dated("none", "2027"), "no status"},
                      ReasonCase{"no date", dated("ongoing", ""), "no start"},
                      ReasonCase{"an end only", dated("ongoing", "../2027-06"), "no start"},
                      ReasonCase{"refused", refused(), "contradicts itself"},
                      ReasonCase{"no driver", without_driver(), "no driver"}));

TEST(IatiExport, WritesActualDatesOnlyForDaysThatArePast) {
  // The round is of 24 November 2026.
  EXPECT_THAT(written("iati", of_row(dated("ongoing", "2026-01/2027-06"))).first,
              HasSubstr("<activity-date type=\"2\" iso-date=\"2026-01-01\">"));
  EXPECT_THAT(written("iati", of_row(dated("ongoing", "2027-01/2027-06"))).first,
              HasSubstr("<activity-date type=\"1\" iso-date=\"2027-01-01\">"));
  EXPECT_THAT(written("iati", of_row(dated("completed", "2025/2027"))).first,
              HasSubstr("<activity-date type=\"3\" iso-date=\"2027-12-31\"/>"));
  Bundle undated = of_row(dated("completed", "2020/2021"));
  undated.as_of.clear();
  EXPECT_THAT(written("iati", undated).first, Not(HasSubstr("activity-date type=\"2\"")));
}

TEST(IatiExport, BeginsWithThePlanOnlyWhenAskedToAndSaysSo) {
  Bundle bundle = of_row(dated("ongoing", "../2027-06"));
  bundle.iati.plan_start_as_start = true;
  const auto [file, lost] = written("iati", bundle);
  EXPECT_TRUE(lost.empty());
  EXPECT_THAT(file,
              HasSubstr("<activity-date type=\"1\" iso-date=\"2026-01-01\"><narrative>Start of "
                        "the plan's period"));
}

TEST(IatiExport, WritesNoBudgetForMoneyThatIsSoughtOrForMoreThanAYear) {
  plan::ActionRow row = dated("planned", "2027");
  row.norm.funding.status = "available";
  row.norm.funding.amounts = {{"EUR", "5000", "", "EUR 5000", false}};
  EXPECT_THAT(written("iati", of_row(row)).first,
              HasSubstr("<value currency=\"EUR\" value-date=\"2027-01-01\">5000</value>"));
  row.norm.timeline.edtf = "2027/2028";
  EXPECT_THAT(written("iati", of_row(row)).second.at(0).reason, HasSubstr("more than a year"));
  row.norm.timeline.edtf = "2027";
  row.norm.funding.status = "sought";
  EXPECT_THAT(written("iati", of_row(row)).second.at(0).reason, HasSubstr("sought"));
}

TEST(IatiExport, SharesAHundredExactlyAmongCountries) {
  plan::ActionRow row = dated("planned", "2027");
  row.norm.countries = {"AL", "BA", "XK"};
  const std::string file = written("iati", of_row(row)).first;
  EXPECT_THAT(file, HasSubstr("code=\"AL\" percentage=\"33.34\""));
  EXPECT_THAT(file, HasSubstr("code=\"XK\" percentage=\"33.33\""));
}

TEST(IatiExport, IsRefusedWithoutABodyThatReports) {
  Bundle bundle = sample_round();
  bundle.iati.reporting_org.clear();
  std::ostringstream out;
  EXPECT_FALSE(find_exporter("iati")->ready(bundle));
  EXPECT_THROW(find_exporter("iati")->write(bundle, out), Error);
}

TEST(CalendarExport, EndsAnEventOfWholeDaysOnTheDayAfter) {
  const std::string file = written("ics", of_row(dated("planned", "2019-01/2019-12"))).first;
  EXPECT_THAT(file, HasSubstr("DTSTART;VALUE=DATE:20190101\r\nDTEND;VALUE=DATE:20200101\r\n"));
}

TEST(CalendarExport, MakesATaskOfWhatIsOpenAndTellsWhatHasNoDate) {
  const std::string open_end = written("ics", of_row(dated("ongoing", "2026-03/.."))).first;
  EXPECT_THAT(open_end, HasSubstr("BEGIN:VTODO"));
  EXPECT_THAT(open_end, Not(HasSubstr("DUE")));
  EXPECT_THAT(written("ics", of_row(dated("ongoing", "../2027-06"))).first,
              HasSubstr("DUE;VALUE=DATE:20270630"));
  const auto [file, lost] = written("ics", of_row(dated("ongoing", "")));
  EXPECT_THAT(file, Not(HasSubstr("BEGIN:VTODO")));
  ASSERT_EQ(lost.size(), 1U);
}

TEST(CalendarExport, FoldsLinesBetweenCharacters) {
  plan::ActionRow row = dated("planned", "2027");
  for (int i = 0; i < 60; ++i) row.action += "Ж,";
  const std::string file = written("ics", of_row(row)).first;
  std::string unfolded;
  std::istringstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(line.ends_with('\r'));
    ASSERT_LE(line.size(), 76U);
    ASSERT_NE(static_cast<unsigned char>(line[0]) & 0xC0U, 0x80U);
    line.pop_back();
    unfolded += line.starts_with(" ") ? line.substr(1) : "\n" + line;
  }
  std::string escaped;
  for (int i = 0; i < 60; ++i) escaped += "Ж\\,";
  EXPECT_THAT(unfolded, HasSubstr("SUMMARY:1.1 Joint patrols" + escaped));
}

TEST(GanttExport, PointsWhereASideIsOpenAndKeepsTextInsideThePicture) {
  const std::string closed = written("gantt", of_row(dated("planned", "2026/2027"))).first;
  const std::string open = written("gantt", of_row(dated("planned", "2026/.."))).first;
  EXPECT_THAT(closed, HasSubstr("2026-01-01 – 2027-12-31"));
  EXPECT_THAT(open, HasSubstr("2026-01-01 – open"));
  plan::ActionRow row = dated("planned", "2026");
  row.action = std::string(500, 'x');
  EXPECT_THAT(written("gantt", of_row(row)).first,
              Not(HasSubstr("\">1.1 " + std::string(80, 'x'))));
}

}  // namespace
}  // namespace planmerge::exporter
