// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/linkage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "merge/linkage/candidates.h"
#include "merge/linkage/parallel.h"
#include "merge/linkage/words.h"

namespace planmerge::merge::linkage {
namespace {

struct Alike {
  const char* why;
  const char* a;
  const char* b;
  bool alike;
};
void PrintTo(const Alike& c, std::ostream* out) {
  *out << c.why;
}

class AreAlike : public ::testing::TestWithParam<Alike> {};

TEST_P(AreAlike, EitherWay) {
  EXPECT_EQ(are_alike(GetParam().a, GetParam().b), GetParam().alike);
  EXPECT_EQ(are_alike(GetParam().b, GetParam().a), GetParam().alike);
}

INSTANTIATE_TEST_SUITE_P(
    Words, AreAlike,
    ::testing::Values(Alike{"one letter changed", "river", "rivar", true},
                      Alike{"neighbours swapped", "ferry", "fery", true},
                      Alike{"two slips in a long word", "navigaton", "navigatoin", true},
                      Alike{"two slips in a short word", "ferry", "fexxy", false},
                      Alike{"an abbreviation", "dist", "district", true},
                      Alike{"a contraction", "mgmt", "management", true},
                      Alike{"three letters are too few for a slip", "cat", "car", false},
                      Alike{"numbers are exact", "2019", "2018", false},
                      Alike{"other words", "harbour", "bridges", false}));

TEST(Words, AreFoldedAndCut) {
  WordSplitter splitter;
  const auto words = [&](const char* text) {
    std::string joined;
    for (const std::string_view word : splitter.split(text)) (joined += word) += '|';
    return joined;
  };
  EXPECT_EQ(words("Piloting 12 Ferries (phase II)"), "pilot|12|ferrie|phase|ii|");
  EXPECT_EQ(words("Rehabilitation"), words("rehabilitate"));
  EXPECT_EQ(words("Обука полиције"), words("obuka policije"));
  EXPECT_EQ(words(" – , "), "");
}

TEST(Words, EditsAreCountedWithSwaps) {
  EXPECT_TRUE(within_edits("abcd", "abdc", 1));
  EXPECT_FALSE(within_edits("abcd", "badc", 1));
  EXPECT_TRUE(within_edits("abcd", "badc", 2));
  EXPECT_TRUE(within_edits("", "ab", 2));
  EXPECT_FALSE(within_edits("", "abc", 2));
  EXPECT_FALSE(within_edits(std::string(4000, 'a'), std::string(4001, 'a'), 2));
}

const std::vector<Column> kPlan = {{"partner", ColumnKind::Group},  {"need", ColumnKind::Text},
                                   {"title", ColumnKind::Text},     {"outputs", ColumnKind::Items},
                                   {"drivers", ColumnKind::Names},  {"start", ColumnKind::Month},
                                   {"funding", ColumnKind::Amount}, {"no", ColumnKind::Code}};

struct Row {
  std::string id, partner, need, title;
  std::vector<std::string> outputs, drivers;
  double start = 0, funding = 0;
  std::string no;
};

Table table_of(const std::vector<Row>& rows) {
  Table table(kPlan);
  for (const Row& row : rows) {
    table.begin_row(row.id);
    if (!row.partner.empty()) table.add_text(0, row.partner);
    if (!row.need.empty()) table.add_text(1, row.need);
    if (!row.title.empty()) table.add_text(2, row.title);
    for (const std::string& output : row.outputs) table.add_text(3, output);
    for (const std::string& driver : row.drivers) table.add_text(4, driver);
    if (row.start > 0) table.add_number(5, row.start);
    if (row.funding > 0) table.add_number(6, row.funding);
    if (!row.no.empty()) table.add_text(7, row.no);
    table.end_row();
  }
  return table;
}

std::vector<Row> river_plan() {
  const std::string ferries = "Safe crossings for villages on the Lorn";
  const std::string flood = "Early warning of floods in the Tessel valley";
  return {
      {"R1",
       "",
       ferries,
       "Train ferry crews in rescue, phase I",
       {"Rescue manual printed", "40 crews trained in rescue"},
       {"Lorn River Guild", "Ministry of Waterways"},
       24220,
       80000,
       "1.1"},
      {"R2",
       "",
       ferries,
       "Train ferry crews in rescue, phase II",
       {"Second rescue manual printed", "60 crews trained in night rescue"},
       {"Lorn River Guild"},
       24232,
       95000,
       "1.2"},
      {"R3",
       "",
       ferries,
       "Renew landing stages at Ostmark",
       {"Three landing stages rebuilt", "Lamps installed at every stage"},
       {"Harbour Board of Ostmark"},
       24225,
       310000,
       "1.3"},
      {"R4",
       "",
       flood,
       "Install gauges along the upper Tessel",
       {"Twelve gauges installed", "Readings published every hour"},
       {"Weather Office"},
       24228,
       150000,
       "2.1"},
      {"R5",
       "",
       flood,
       "Teach schools in Tessel what to do in a flood",
       {"Lessons held in nine schools", "Flood game handed out"},
       {"Friends of the Tessel", "School Council"},
       24230,
       20000,
       "2.2"},
  };
}

std::map<std::string, std::pair<std::string, MatchKind>> accepted(const Linkage& links,
                                                                  const Table& left,
                                                                  const Table& right) {
  std::map<std::string, std::pair<std::string, MatchKind>> found;
  for (const Match& match : links.matches()) {
    if (match.score < 0.5F) continue;
    auto& [to, kind] = found[std::string(left.id(match.left))];
    to += (to.empty() ? "" : " ") + std::string(right.id(match.right));
    kind = match.kind;
  }
  return found;
}

TEST(Linkage, FindsARewrittenRowAmongItsSiblings) {
  Table plan = table_of(river_plan());
  Table sent = table_of({{"C1",
                          "P",
                          "",
                          "Training of ferrry crews in rescue (phase II)",
                          {"60 crews trained in night rescue"},
                          {"LRG"},
                          24232,
                          95000,
                          ""}});
  const Linkage links(sent, plan, {});
  const auto found = accepted(links, sent, plan);
  ASSERT_TRUE(found.contains("C1"));
  EXPECT_EQ(found.at("C1").first, "R2");
  EXPECT_EQ(found.at("C1").second, MatchKind::Same);
}

TEST(Linkage, LeavesANewRowAloneThoughItResemblesOne) {
  Table plan = table_of(river_plan());
  Table sent = table_of({{"C1",
                          "P",
                          "",
                          "Train ferry crews in rescue, phase IV",
                          {"Crews of the lower Lorn trained", "Boats bought"},
                          {"Lower Lorn Cooperative"},
                          24290,
                          700000,
                          ""},
                         {"C2",
                          "P",
                          "",
                          "Plant willows on the banks",
                          {"900 willows planted"},
                          {"Willow Trust"},
                          24240,
                          5000,
                          ""}});
  const Linkage links(sent, plan, {});
  EXPECT_TRUE(accepted(links, sent, plan).empty());
}

TEST(Linkage, NamesARowThatJoinsTwo) {
  Table plan = table_of(river_plan());
  Table sent =
      table_of({{"C1",
                 "P",
                 "",
                 "Renew landing stages at Ostmark and install gauges along the upper Tessel",
                 {"Three landing stages rebuilt", "Lamps installed at every stage",
                  "Twelve gauges installed", "Readings published every hour"},
                 {"Harbour Board of Ostmark", "Weather Office"},
                 24225,
                 460000,
                 ""}});
  const Linkage links(sent, plan, {});
  const auto found = accepted(links, sent, plan);
  ASSERT_TRUE(found.contains("C1"));
  EXPECT_EQ(found.at("C1").second, MatchKind::Merged);
  EXPECT_TRUE(found.at("C1").first == "R3 R4" || found.at("C1").first == "R4 R3");
}

TEST(Linkage, NamesTwoRowsThatDivideOne) {
  Table plan = table_of(river_plan());
  Table sent = table_of({{"C1",
                          "P",
                          "",
                          "Teach schools in Tessel what to do in a flood - lessons",
                          {"Lessons held in nine schools"},
                          {"Friends of the Tessel"},
                          24230,
                          0,
                          ""},
                         {"C2",
                          "P",
                          "",
                          "Teach schools in Tessel what to do in a flood - game",
                          {"Flood game handed out"},
                          {"School Council"},
                          24230,
                          0,
                          ""}});
  const Linkage links(sent, plan, {});
  const auto found = accepted(links, sent, plan);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found.at("C1"), std::make_pair(std::string("R5"), MatchKind::Split));
  EXPECT_EQ(found.at("C2"), std::make_pair(std::string("R5"), MatchKind::Split));
}

TEST(Linkage, OfTwoSendersBothMeanTheWholeRow) {
  Table plan = table_of(river_plan());
  Table sent = table_of({{"C1",
                          "P",
                          "",
                          "Teach schools in Tessel what to do in a flood",
                          {"Lessons held in nine schools"},
                          {"Friends of the Tessel"},
                          24230,
                          0,
                          ""},
                         {"C2",
                          "Q",
                          "",
                          "Teach schools in Tessel what to do in a flood",
                          {"Flood game handed out"},
                          {"School Council"},
                          24230,
                          0,
                          ""}});
  const Linkage links(sent, plan, {});
  for (const auto& [id, match] : accepted(links, sent, plan))
    EXPECT_EQ(match.second, MatchKind::Same) << id;
}

TEST(Linkage, OfOneTableFindsTheRowsThatAreTheSame) {
  std::vector<Row> rows = river_plan();
  Row again = rows[3];
  again.id = "R9";
  again.title = "Installation of gauges along the uper Tessel";
  rows.push_back(again);
  Table table = table_of(rows);
  const Linkage links(table, {});
  const auto found = accepted(links, table, table);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.at("R4").first, "R9");
}

TEST(Linkage, RowsOfCommonWordsOnlyStillMeetTheirLikes) {
  std::vector<Row> rows;
  for (int i = 0; i < 2'500; ++i)
    rows.push_back({"R" + std::to_string(i),
                    "",
                    "Safe crossings",
                    "Train ferry crews in rescue",
                    {"Rescue manual printed"},
                    {"Lorn River Guild"},
                    24220,
                    80000,
                    "1.1"});
  Table table = table_of(rows);
  const Linkage links(table, {});
  EXPECT_FALSE(accepted(links, table, table).empty());
}

TEST(Linkage, ABlankTableHasNoMatches) {
  Table plan = table_of(river_plan());
  Table none = table_of({});
  EXPECT_TRUE(Linkage(none, plan, {}).matches().empty());
  Table blank = table_of({{"C1", "P", "", "", {}, {}, 0, 0, ""}});
  EXPECT_TRUE(Linkage(blank, plan, {}).matches().empty());
}

/// Rows of invented places, each in two tables, the second with a slip in it.
std::pair<std::vector<Row>, std::vector<Row>> many_rows(int count) {
  static const char* const kWorks[] = {"Dredge the channel", "Repair the lock", "Paint the buoys",
                                       "Survey the bank", "Move the ferry"};
  std::pair<std::vector<Row>, std::vector<Row>> both;
  for (int i = 0; i < count; ++i) {
    const std::string place = "Place" + std::string(1, static_cast<char>('a' + i % 26)) +
                              std::string(1, static_cast<char>('a' + i / 26 % 26)) + "ville";
    Row row{"R" + std::to_string(i),
            "",
            "Upkeep of the canals",
            std::string(kWorks[i % 5]) + " at " + place,
            {std::to_string(i + 3) + " reports on " + place},
            {"Guild of " + place},
            24000.0 + i % 90,
            1000.0 * (i + 1),
            ""};
    both.second.push_back(row);
    row.id[0] = 'C';
    row.partner = "P";
    row.title = place + ": " + kWorks[i % 5];
    both.first.push_back(row);
  }
  return both;
}

TEST(Linkage, IsTheSameWithAnyNumberOfThreads) {
  const auto [sent_rows, plan_rows] = many_rows(600);
  std::vector<std::vector<Match>> results;
  for (const unsigned jobs : {1U, 2U, 5U}) {
    Table sent = table_of(sent_rows), plan = table_of(plan_rows);
    LinkSettings settings;
    settings.jobs = jobs;
    results.push_back(Linkage(sent, plan, settings).matches());
  }
  for (std::size_t i = 1; i < results.size(); ++i) {
    ASSERT_EQ(results[i].size(), results[0].size());
    for (std::size_t m = 0; m < results[0].size(); ++m) {
      EXPECT_EQ(results[i][m].left, results[0][m].left);
      EXPECT_EQ(results[i][m].right, results[0][m].right);
      EXPECT_EQ(results[i][m].score, results[0][m].score);
      EXPECT_EQ(results[i][m].kind, results[0][m].kind);
    }
  }
}

TEST(Linkage, LinksHundredsOfRowsRightly) {
  const auto [sent_rows, plan_rows] = many_rows(600);
  Table sent = table_of(sent_rows), plan = table_of(plan_rows);
  const Linkage links(sent, plan, {});
  const auto found = accepted(links, sent, plan);
  int right = 0;
  for (const auto& [id, match] : found) right += id.substr(1) == match.first.substr(1);
  EXPECT_EQ(right, 600);
}

TEST(Linkage, TheOrderOfRowsChangesNoScore) {
  const auto [sent_rows, plan_rows] = many_rows(300);
  const auto scores = [](std::vector<Row> theirs, std::vector<Row> ours, bool turned) {
    if (turned) {
      std::reverse(theirs.begin(), theirs.end());
      std::reverse(ours.begin(), ours.end());
    }
    Table sent = table_of(theirs), plan = table_of(ours);
    std::map<std::string, float> found;
    for (const Match& match : Linkage(sent, plan, {}).matches()) {
      if (match.score >= 0.5F)
        found[std::string(sent.id(match.left)) + std::string(plan.id(match.right))] = match.score;
    }
    return found;
  };
  const auto straight = scores(sent_rows, plan_rows, false);
  const auto turned = scores(sent_rows, plan_rows, true);
  ASSERT_EQ(straight.size(), turned.size());
  for (const auto& [pair, score] : straight) EXPECT_NEAR(turned.at(pair), score, 1e-3F) << pair;
}

TEST(Model, BetterLevelsWeighMore) {
  const Model model(aspects_of(kPlan));
  for (std::size_t aspect = 0; aspect < model.aspects().size(); ++aspect) {
    const auto levels = levels_of(model.aspects()[aspect].kind);
    EXPECT_GT(model.weight(aspect, 1), 0) << aspect;
    EXPECT_LT(model.weight(aspect, static_cast<Level>(levels - 1)), 0) << aspect;
    EXPECT_EQ(model.weight(aspect, 0), 0) << aspect;
  }
}

TEST(Model, AFitOnPairsThatAllDifferDoesNotCallThemTheSame) {
  Model model(aspects_of(kPlan));
  std::vector<Level> levels;
  for (int pair = 0; pair < 5000; ++pair) {
    for (const Aspect& aspect : model.aspects())
      levels.push_back(static_cast<Level>(levels_of(aspect.kind) - 1));
  }
  model.fit(levels, {});
  EXPECT_LT(model.log_odds(levels.data()), -5);
}

TEST(Levels, SayWhatTheyMean) {
  for (const Aspect& aspect : aspects_of(kPlan)) {
    for (std::size_t level = 1; level < levels_of(aspect.kind); ++level)
      EXPECT_FALSE(level_words(aspect.kind, static_cast<Level>(level)).empty());
  }
}

TEST(InParallel, CoversAllAndPassesOnTheFirstFailure) {
  std::vector<std::atomic<int>> seen(10'000);
  in_parallel(4, seen.size(), [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) ++seen[i];
  });
  EXPECT_TRUE(std::all_of(seen.begin(), seen.end(), [](const auto& n) { return n == 1; }));
  EXPECT_THROW(in_parallel(4, 10'000,
                           [](std::size_t from, std::size_t) {
                             if (from > 0) throw std::runtime_error("no");
                           }),
               std::runtime_error);
}

}  // namespace
}  // namespace planmerge::merge::linkage
