// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "export/exporters.h"
#include "tests/support/builders.h"

namespace planmerge::exporter {
namespace {

using ::testing::HasSubstr;

plan::PlanRow row(const char* id, const char* need_no, const char* status, const char* amount,
                  const char* funding) {
  plan::ActionRow row = testing::action_row(id, "Patrols", "Lakeside", "as printed", amount);
  row.need_no = need_no;
  row.need = "Need";
  row.norm.timeline.status = status;
  row.norm.drivers.unresolved = {"Lakeside <b>"};
  row.norm.countries = {"AL", "XK"};
  row.norm.funding.status = funding;
  if (*amount != '\0') row.norm.funding.amounts = {{"EUR", amount, "", amount, false}};
  return testing::plan_row(id, row);
}

std::string page_of(const Bundle& bundle) {
  std::ostringstream out;
  find_exporter("monitoring")->write(bundle, out);
  return out.str();
}

Bundle two_versions() {
  Bundle bundle;
  bundle.before = testing::plan_version(
      1, {row("A1", "2", "planned", "100", "sought"), row("A2", "10", "planned", "", "unknown")});
  bundle.after = testing::plan_version(2, {row("A1", "2", "completed", "100.50", "available"),
                                           row("A2", "10", "planned", "", "unknown"),
                                           row("A3", "2", "ongoing", "0.25", "available")});
  return bundle;
}

TEST(Monitoring, CountsRowsByStatusNowAndBefore) {
  const std::string page = page_of(two_versions());
  EXPECT_THAT(
      page, HasSubstr("<tr><th scope=\"row\"><bdi>2 Need</bdi></th><td class=\"num\">0 <small>(was "
                      "1)</small></td><td class=\"num\">1 <small>(was 0)</small></td>"
                      "<td class=\"num\">1 <small>(was 0)</small></td>"));
  EXPECT_LT(page.find("<bdi>2 Need"), page.find("<bdi>10 Need"));
  EXPECT_THAT(page, HasSubstr("<title>1 under way, 1 completed</title>"));
  EXPECT_THAT(page, HasSubstr("<bdi>Lakeside &lt;b&gt;</bdi>"));
  EXPECT_THAT(page, HasSubstr("<bdi>XK</bdi>"));
}

TEST(Monitoring, SumsMoneyExactlyByWhatIsSaidOfIt) {
  EXPECT_THAT(page_of(two_versions()),
              HasSubstr("<bdi>2 Need · EUR</bdi></th><td class=\"num\">100.75 <small>(was "
                        "0)</small></td><td class=\"num\">0 <small>(was 100)</small></td>"));
}

TEST(Monitoring, CountsGaps) {
  EXPECT_THAT(page_of(two_versions()), HasSubstr("no funding</th><td class=\"num\">1</td>"));
  EXPECT_THAT(page_of(two_versions()),
              HasSubstr("no date</th><td class=\"num\">3 <small>(was 2)</small></td>"));
}

}  // namespace
}  // namespace planmerge::exporter
