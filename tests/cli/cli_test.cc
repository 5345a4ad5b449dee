// SPDX-License-Identifier: GPL-3.0-or-later
// The program as users run it: a process, its two streams, its exit status and its files.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/program.h"
#include "tests/support/docx_builder.h"

namespace planmerge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using test::Outcome;

class Cli : public test::Program {};

TEST_F(Cli, TheSameRoundAgainGivesTheSameBytes) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  const auto first = test::files_below(work_ / "round");
  EXPECT_GE(first.size(), 3U);
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  EXPECT_TRUE(first == test::files_below(work_ / "round"));
}

TEST_F(Cli, TheOrderOfPartnersDoesNotMatter) {
  ASSERT_EQ(consolidate("one", "north.docx south.docx").status, 0);
  ASSERT_EQ(consolidate("two", "south.docx north.docx").status, 0);
  for (const auto& [name, bytes] : test::files_below(work_ / "one")) {
    EXPECT_TRUE(bytes == test::bytes_of(work_ / "two" / name)) << name;
  }
}

TEST_F(Cli, ADecisionIsKeptInTheNextRoundAndCanBeUndone) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  const std::string item = first_item("round");
  ASSERT_NE(item, "");
  const Outcome decided = run("decide --plan round.db --take plan --who Ada " + item);
  ASSERT_EQ(decided.status, 0) << decided.err;
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  EXPECT_THAT(run("items --json --plan round.db " + item).out,
              Not(HasSubstr("\"state\": \"open\"")));
  const Outcome undone = run("undo --plan round.db " + item);
  ASSERT_EQ(undone.status, 0) << undone.err;
  EXPECT_THAT(run("items --json --plan round.db " + item).out, HasSubstr("\"state\": \"open\""));
}

TEST_F(Cli, AnswersOfAWorkbookAreDecisions) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  const Outcome none = run("decide --plan round.db --from round/plan.xlsx");
  ASSERT_EQ(none.status, 0) << none.err;
  EXPECT_THAT(none.err, HasSubstr("0 items decided"));
  const Outcome other = run("decide --plan round.db --from round/plan.docx");
  EXPECT_EQ(other.status, 4);
  EXPECT_THAT(other.err, StartsWith("planmerge: plan.docx: no-questions: "));
  EXPECT_EQ(run("decide --plan round.db --take plan").status, 2);
  EXPECT_EQ(run("decide --plan round.db --from round/plan.xlsx --take plan").status, 2);
}

TEST_F(Cli, APartnerGetsItsRowsItsTextAndItsReceipt) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  const std::string partner = "--plan round.db --partner 'Harbour Office'";
  EXPECT_THAT(run("export --to docx " + partner).out, StartsWith("PK"));
  EXPECT_THAT(run("export --to docx --tracked " + partner).out, StartsWith("PK"));
  EXPECT_THAT(run("report " + partner).out, HasSubstr("receipt for <bdi>Harbour Office"));
  EXPECT_EQ(run("report --plan round.db --partner Nobdoy").status, 2);
  EXPECT_EQ(run("export --to csv --tracked " + partner).status, 2);
}

TEST_F(Cli, TheAuditOfARoundPasses) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  EXPECT_EQ(run("audit --plan round.db").status, 0);
}

TEST_F(Cli, LinksRecordsOfTwoFiles) {
  std::ofstream(work_ / "ours.csv") << "id,title,year\n1,Renew the landing stages,2020\n";
  std::ofstream(work_ / "theirs.csv") << "id,title,year\na,Renewal of the landing stages,2020\n";
  const Outcome linked = run("link theirs.csv ours.csv");
  ASSERT_EQ(linked.status, 0) << linked.err;
  EXPECT_THAT(linked.out, StartsWith("left_id,right_id,score,relation\na,1,"));
  EXPECT_EQ(run("link ours.csv").status, 2);
  EXPECT_EQ(run("link --dedup ours.csv theirs.csv").status, 2);
  EXPECT_NE(run("link none.csv ours.csv").status, 0);
}

TEST_F(Cli, AMistypedNameIsAnsweredWithTheNearest) {
  const Outcome option = run("status --plna round.db");
  EXPECT_EQ(option.status, 2);
  EXPECT_THAT(option.err, StartsWith("planmerge: usage: "));
  EXPECT_THAT(option.err, HasSubstr("did you mean --plan?"));
  EXPECT_THAT(run("statsu").err, HasSubstr("did you mean status?"));
}

TEST_F(Cli, TheSandboxChangesNothingButWhatIsSaidOfIt) {
  ASSERT_EQ(consolidate("inside", "north.docx").status, 0);
  ASSERT_EQ(consolidate("outside", "north.docx", "--unsafe-no-sandbox").status, 0);
  std::string expected = test::bytes_of(work_ / "inside/plan.json");
  const std::string statement = "\"sandboxed\": true";
  const std::size_t at = expected.find(statement);
  ASSERT_NE(at, std::string::npos);
  expected.replace(at, statement.size(), "\"sandboxed\": false");
  EXPECT_EQ(expected, test::bytes_of(work_ / "outside/plan.json"));
}

TEST_F(Cli, EachAuthorHasAViewWithTheirChangesAlone) {
  const auto changed = [](const char* element, const char* author, const char* text) {
    return "<w:" + std::string(element) + " w:id=\"1\" w:author=\"" + author + "\"><w:r><w:t>" +
           text + "</w:t></w:r></w:" + element + ">";
  };
  testing::DocxBuilder builder;
  builder.body = testing::table_xml(testing::row_xml(
      "<w:tc>" +
      testing::paragraph_xml(testing::run_xml("until ") + changed("del", "Ana", "2031") +
                             changed("ins", "Ana", "2032") + changed("ins", "Ben", "!")) +
      "</w:tc>"));
  test::write(work_ / "views.docx", builder.bytes());
  const Outcome text = run("extract --text --revisions each-author views.docx");
  EXPECT_EQ(text.status, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("== Ana\nuntil 2032\n"));
  EXPECT_THAT(text.out, HasSubstr("== Ben\nuntil 2031!\n"));
  const Outcome json = run("extract --json --revisions each-author views.docx");
  EXPECT_THAT(json.out, HasSubstr("\"authors\""));
  EXPECT_THAT(json.out, HasSubstr("until 2031!"));
  EXPECT_THAT(json.out, Not(HasSubstr("until 2032!")));
}

}  // namespace
}  // namespace planmerge
