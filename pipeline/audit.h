// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plan/review.h"

namespace planmerge::pipeline {

/// Where one non-blank cell of an action table went.
struct CellFate {
  enum class Kind { InPlan, InReview, LeftOut, Unaccounted };
  plan::Provenance where;
  std::string text;
  Kind kind = Kind::Unaccounted;
  std::string detail;  // "row A0012, drivers", "item 3f2a…", "repeated-header"
};

/// The proof that nothing is lost: every non-blank cell of every action table, once.
struct Audit {
  std::vector<CellFate> cells;
  long in_plan = 0, in_review = 0, left_out = 0, unaccounted = 0;
  std::map<std::string, long> left_out_by_reason;
  bool complete() const { return unaccounted == 0; }
};

/// What an audit compares: one document and what the round made of it.
struct AuditedDocument {
  const plan::Document* document = nullptr;
  bool is_plan = false;  // rows became plan rows `plan_row_ids`, one a document row ("" = none)
  std::vector<std::string> plan_row_ids;
};

/// A cell is in the plan when each field that it gave is there: the plan row that its row is
/// linked to holds an equal reading or value, in `plan` or (nothing claimed) in the version it
/// was made from. Else it must be the evidence of a review item, or be left out for a reason.
Audit audit(const std::vector<AuditedDocument>& documents,
            const std::vector<plan::PlanVersion>& versions, const plan::PlanVersion& plan,
            const std::vector<plan::Link>& links, const std::vector<plan::ReviewItem>& items);

}  // namespace planmerge::pipeline
