// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "plan/document.h"
#include "plan/review.h"

namespace planmerge::pipeline {

/// What a person filled in beside one question of a workbook that we exported.
struct FilledAnswer {
  std::string item, evidence_hash;  // as the workbook has them
  std::string answer, note;         // answer is never empty
  plan::Provenance where;           // of the answer's cell
};

/// The answers in the list of questions of a workbook (docs/exports/xlsx.md); questions without
/// one are left out.
/// Errors: Error(Unreadable, "no-questions") if the document has no such list;
///         Error(Usage, "two-answers") if a question is answered twice, apart.
std::vector<FilledAnswer> read_answers(const plan::Document& document);

/// Fills take, or value with take "value", from the words of an answer: an answer that
/// `decide --take` knows for this item, in any case of letters, else a text for the plan to print.
void set_answer(plan::Decision& decision, const plan::ReviewItem& item, const std::string& answer);

/// Every answer that `decide --take` knows for this item.
std::vector<std::string> answers_known(const plan::ReviewItem& item);

}  // namespace planmerge::pipeline
