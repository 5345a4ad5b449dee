// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "export/exporters.h"
#include "export/report/differences.h"
#include "export/report/figures.h"
#include "export/report/html.h"
#include "export/report/kinds.h"
#include "tests/export/sample_round.h"

namespace planmerge::exporter {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string report_of(const Bundle& bundle) {
  std::ostringstream out;
  find_exporter("report")->write(bundle, out);
  return out.str();
}

/// Values of one attribute, in order.
std::vector<std::string> values_of(std::string_view page, std::string_view attribute) {
  std::vector<std::string> values;
  std::string start(1, ' ');
  start.append(attribute).append("=\"");
  for (std::size_t at = page.find(start); at != std::string_view::npos; at = page.find(start, at)) {
    at += start.size();
    values.emplace_back(page.substr(at, page.find('"', at) - at));
  }
  return values;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST(Report, EscapesTextOfDocumentsAndKeepsKosovoAsPrinted) {
  const std::string page = report_of(sample_round());
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(page, HasSubstr("<bdi>Northmark and Kosovo*</bdi>"));
}

TEST(Report, CallsTrackedChangesNoProblemAndNamesTheFirstThatIsOne) {
  Bundle bundle = sample_round();
  bundle.files.resize(1);
  FileOutcome& file = bundle.files.front();
  file.error.clear();
  file.notes = {{"tracked-changes", plan::Severity::Warning, {}, "somebody's changes are marked"}};
  EXPECT_THAT(report_of(bundle), HasSubstr("<h2>Files with problems</h2>\n<p>None.</p>"));
  file.notes.push_back({"limit", plan::Severity::Warning, {}, "a page was too full"});
  EXPECT_THAT(report_of(bundle), HasSubstr("1 note, first: <bdi>a page was too full</bdi>"));
}

TEST(Report, NeedsNothingFromOutsideAndRunsOneScriptOnly) {
  const std::string page = report_of(sample_round());
  EXPECT_THAT(page, Not(HasSubstr("http://")));
  EXPECT_THAT(page, Not(HasSubstr("https://")));
  EXPECT_THAT(page, Not(HasSubstr(" style=")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_EQ(occurrences(page, "<script"), 1U);
  EXPECT_TRUE(values_of(page, "src").empty());
}

TEST(Report, HasEachAnchorOnceAndNoLinkToNowhere) {
  for (const Bundle& bundle : {sample_round(), large_round(60, 5, 20)}) {
    const std::string page = report_of(bundle);
    std::set<std::string> ids;
    for (const std::string& id : values_of(page, "id")) EXPECT_TRUE(ids.insert(id).second) << id;
    for (const std::string& link : values_of(page, "href"))
      EXPECT_TRUE(link[0] == '#' && ids.contains(link.substr(1))) << link;
  }
}

TEST(Report, PutsAtMostFiveQuestionsOnTheFirstPage) {
  EXPECT_EQ(occurrences(report_of(large_round(0, 3, 9)), "class=\"question\""), 0U);
  EXPECT_EQ(occurrences(report_of(large_round(3, 3, 9)), "class=\"question\""), 3U);
  EXPECT_EQ(occurrences(report_of(large_round(500, 40, 9)), "class=\"question\""), 5U);
}

TEST(Report, SaysSoWhenDocumentsWereReadWithoutASandbox) {
  Bundle bundle = sample_round();
  EXPECT_THAT(report_of(bundle), Not(HasSubstr("without a sandbox")));
  bundle.sandboxed = false;
  EXPECT_THAT(report_of(bundle), HasSubstr("without a sandbox"));
}

TEST(Report, NamesWhoHasNotAnswered) {
  Bundle bundle = sample_round();
  EXPECT_THAT(report_of(bundle), Not(HasSubstr("not heard yet")));
  bundle.silent_partners = {"Northmark <b>", "Vesterland"};
  EXPECT_THAT(report_of(bundle), HasSubstr("; not heard yet: Northmark &lt;b&gt;, Vesterland"));
}

TEST(Report, NamesWhoChangedACell) {
  EXPECT_THAT(report_of(sample_round()), HasSubstr("Timeline changed: <bdi>Vesterland</bdi>"));
}

TEST(ReportFigures, CountRowsItemsAndMoney) {
  const Figures figures = figures_of(sample_round());
  EXPECT_EQ(figures.files, 3);
  EXPECT_EQ(figures.files_read, 2);
  EXPECT_EQ(figures.unchanged, 1);
  EXPECT_EQ(figures.changed, 1);
  EXPECT_EQ(figures.added, 1);
  EXPECT_EQ(figures.dropped, 1);
  EXPECT_EQ(figures.open, 3);
  EXPECT_EQ(figures.open_high, 1);
  EXPECT_EQ(figures.settled, 1);
  EXPECT_EQ(figures.money.at("EUR").second, "570000");
  EXPECT_EQ(figures.money.at("CHF").second, "80000.50");
}

TEST(ReportFigures, AddMoneyExactly) {
  EXPECT_EQ(decimal_sum("0.10", "0.2"), "0.30");
  EXPECT_EQ(decimal_sum("999999999999999999999", "1"), "1000000000000000000000");
  EXPECT_EQ(decimal_sum("0", "0"), "0");
  EXPECT_EQ(decimal_sum("0.5", "0.50"), "1.00");
  EXPECT_EQ(decimal_sum("1,000", "1"), "");
}

TEST(ReportDifferences, AreMarkedByWordAndEscaped) {
  EXPECT_EQ(marked_html("until June 2027", "until May 2027"), "until <b class=\"d\">June</b> 2027");
  EXPECT_EQ(marked_html("a <b> c", "a c"), "a <b class=\"d\">&lt;b&gt;</b> c");
  EXPECT_EQ(marked_html("same", "same"), "same");
  EXPECT_EQ(marked_html("alone", ""), "alone");
}

TEST(ReportHtml, CutsTextBetweenCharacters) {
  EXPECT_EQ(html::shortened("водa", 2), "во…");
  EXPECT_EQ(html::shortened("short", 5), "short");
  EXPECT_EQ(html::shortened("one two three", 9), "one two…");
  EXPECT_EQ(html::grouped("1234567.50"), "1\u202F234\u202F567.50");
}

TEST(ReportHtml, HashesForTheContentPolicyAsBrowsersDo) {
  // printf '' | openssl dgst -sha256 -binary | base64
  EXPECT_EQ(html::csp_hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(ReportKinds, HaveANameEvenIfNobodyGaveOne) {
  EXPECT_EQ(title_of_kind("value_conflict"), "Different values");
  EXPECT_EQ(title_of_kind("quite_new"), "Quite new");
}

}  // namespace
}  // namespace planmerge::exporter
