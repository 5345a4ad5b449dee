// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/decision_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/error.h"
#include "export/ooxml/workbook.h"
#include "export/sheets.h"
#include "ingest/readers.h"
#include "tests/support/builders.h"

namespace planmerge::pipeline {
namespace {

using testing::evidence;

constexpr std::size_t kDecision = 11, kReason = 12;  // columns of the list of questions

exporter::Bundle round_with_questions() {
  exporter::Bundle bundle;
  for (const char* id : {"dates-1", "dates-2", "dates-3"})
    bundle.items.push_back(
        testing::review_item(id, "date_conflict", plan::Stake::High, "status", "Two ends.",
                             {evidence("", plan::Field::Status, "2026"),
                              evidence("Northmark, Police", plan::Field::Status, "2027")}));
  return bundle;
}

/// The list of questions as a person sends it back: `fill` types into cells.
template <typename Fill>
plan::Document filled(const Fill& fill) {
  exporter::Sheet sheet = exporter::items_sheet(round_with_questions());
  fill(sheet.rows);
  std::vector<exporter::CutCell> cut;
  const std::string bytes = exporter::write_workbook({sheet}, "Plan", "planmerge", cut);
  plan::Notes notes;
  return ingest::read_document(bytes, "answers.xlsx", {}, notes);
}

TEST(DecisionSheet, GivesTheAnswersThatWereFilledIn) {
  const auto answers = read_answers(filled([](auto& rows) {
    rows[0][kDecision] = std::string("northmark, police");
    rows[2][kDecision] = std::string("until June 2027");
    rows[2][kReason] = std::string("agreed by phone");
  }));
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].item, "dates-1");
  EXPECT_EQ(answers[0].evidence_hash, round_with_questions().items[0].evidence_hash);
  EXPECT_EQ(answers[1].answer, "until June 2027");
  EXPECT_EQ(answers[1].note, "agreed by phone");
  EXPECT_EQ(plan::describe(answers[1].where), "answers.xlsx, sheet Items, cell L4");
}

TEST(DecisionSheet, IsFoundInAnyOrderOfRows) {
  const auto answers = read_answers(filled([](auto& rows) {
    rows[1][kDecision] = std::string("plan");
    std::swap(rows[0], rows[1]);
  }));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].item, "dates-2");
}

TEST(DecisionSheet, RefusesTwoAnswersToOneQuestion) {
  EXPECT_THROW(read_answers(filled([](auto& rows) {
                 rows[0][kDecision] = std::string("plan");
                 rows.push_back(rows[0]);
                 rows.back()[kDecision] = std::string("base");
               })),
               Error);
}

TEST(DecisionSheet, RefusesADocumentWithoutQuestions) {
  try {
    read_answers(plan::Document());
    FAIL() << "not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "no-questions");
  }
}

struct AnswerCase {
  const char* answer;
  const char* take;
  const char* value;
};
void PrintTo(const AnswerCase& c, std::ostream* out) {
  *out << c.answer;
}
class Answer : public ::testing::TestWithParam<AnswerCase> {};

TEST_P(Answer, IsAWordThatIsKnownOrATextForThePlan) {
  plan::Decision decision;
  set_answer(decision, round_with_questions().items[0], GetParam().answer);
  EXPECT_EQ(decision.take, GetParam().take);
  EXPECT_EQ(decision.value, GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(Words, Answer,
                         ::testing::Values(AnswerCase{"plan", "plan", ""},
                                           AnswerCase{"Plan", "plan", ""},
                                           AnswerCase{"northmark, police", "Northmark, Police", ""},
                                           AnswerCase{"Vesterland", "value", "Vesterland"},
                                           AnswerCase{"value", "value", "value"},
                                           AnswerCase{"until 2027", "value", "until 2027"}));

}  // namespace
}  // namespace planmerge::pipeline
