// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/decision_sheet.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "plan/own_marks.h"

namespace planmerge::pipeline {
namespace {

/// Column of a heading in the table's first row; -1: it is not there.
int column_named(const plan::Table& table, std::string_view heading) {
  for (const plan::Cell& cell : table.cells) {
    if (cell.row == 0 && text::fold(cell.text()) == text::fold(heading)) return cell.col;
  }
  return -1;
}

struct Line {
  std::map<int, const plan::Cell*> cells;  // by column
  std::string text(int column) const {
    const auto found = cells.find(column);
    return found == cells.end() ? "" : text::collapse(found->second->printed_text());
  }
};

}  // namespace

std::vector<FilledAnswer> read_answers(const plan::Document& document) {
  bool found = false;
  std::map<std::string, FilledAnswer> answers;
  for (std::size_t t = 0; t < document.tables.size(); ++t) {
    const plan::Table& table = document.tables[t];
    const int decision = column_named(table, plan::kDecisionHeading);
    const int id = column_named(table, plan::kQuestionIdHeading);
    const int state = column_named(table, plan::kQuestionStateHeading);
    const int note = column_named(table, plan::kDecisionNoteHeading);
    if (decision < 0 || id < 0 || state < 0) continue;
    found = true;
    std::map<int, Line> lines;
    for (const plan::Cell& cell : table.cells) {
      if (cell.row > 0) lines[cell.row].cells[cell.col] = &cell;
    }
    for (const auto& [row, line] : lines) {
      FilledAnswer answer{
          line.text(id), line.text(state), line.text(decision), line.text(note), {}};
      if (answer.item.empty() || answer.answer.empty()) continue;
      answer.where = plan::place_in(document, static_cast<int>(t), table, *line.cells.at(decision));
      const auto [known, fresh] = answers.emplace(answer.item, answer);
      if (!fresh && known->second.answer != answer.answer)
        throw Error(Error::Kind::Usage, "two-answers", plan::describe(answer.where),
                    "question " + answer.item + " has another answer in " +
                        plan::describe(known->second.where));
    }
  }
  if (!found)
    throw Error(Error::Kind::Unreadable, "no-questions", document.source.file,
                "holds no list of questions as our workbook has it");
  std::vector<FilledAnswer> list;
  list.reserve(answers.size());
  for (auto& [item, answer] : answers) list.push_back(std::move(answer));
  return list;
}

std::vector<std::string> answers_known(const plan::ReviewItem& item) {
  std::vector<std::string> known = {"base", "plan",   "same",   "different",
                                    "keep", "delete", "accept", "value"};
  for (const plan::ItemEvidence& evidence : item.evidence) {
    if (!evidence.partner.empty()) known.push_back(evidence.partner);
  }
  return known;
}

void set_answer(plan::Decision& decision, const plan::ReviewItem& item, const std::string& answer) {
  const std::string folded = text::fold(answer);
  for (const std::string& known : answers_known(item)) {
    if (known == "value" || text::fold(known) != folded) continue;
    decision.take = known;
    decision.value.clear();
    return;
  }
  decision.take = "value";
  decision.value = answer;
}

}  // namespace planmerge::pipeline
