// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/decisions.h"

#include <algorithm>

#include "merge/values.h"

namespace planmerge::merge {
namespace {

void remove_row(MergeRound& round, const std::string& id) {
  std::erase_if(round.result.plan.rows, [&](const plan::PlanRow& row) { return row.id == id; });
  round.position.clear();
  for (std::size_t i = 0; i < round.result.plan.rows.size(); ++i)
    round.position[round.result.plan.rows[i].id] = i;
}

/// The text that a person typed. Its values are made again by the next normalisation.
void set_value(plan::PlanRow& row, plan::Field field, const plan::Decision& decision) {
  row.row.set_reading(field, decision.value);
  if (field == plan::Field::Status) row.row.start_raw = row.row.end_raw = "";
  row.row.norm.done = false;
  row.credited[field] = decision.who.empty() ? "decision" : decision.who;
}

void take_evidence(plan::PlanRow& row, const plan::ReviewItem& item, const std::string& party) {
  for (const plan::ItemEvidence& evidence : item.evidence) {
    if (evidence.in_plan || evidence.partner != party) continue;
    take_field(row.row, evidence.row, evidence.field);
    row.credited[evidence.field] = party;
    return;
  }
}

void apply(MergeRound& round, plan::ReviewItem& item, const plan::Decision& decision) {
  item.state = "decided";
  item.answer = decision.take == "value" ? decision.value : decision.take;
  if (item.rows.empty()) return;
  if (decision.take == "delete" && item.kind.starts_with("delete_") && item.rows.size() == 1)
    return remove_row(round, item.rows.front());
  if (decision.take == "same" && item.kind == "cross_partner_duplicate") {
    // The younger row goes: ids of new rows begin with N, those of the plan with A.
    const std::string id = item.rows.back();
    if (id.starts_with("N")) remove_row(round, id);
    return;
  }
  const auto field = plan::field_named(item.field);
  // A title is that of all rows under it; of other items a value answers for one row.
  if (!field || (item.rows.size() != 1 && item.kind != "title_changed")) return;
  for (const std::string& id : item.rows) {
    plan::PlanRow* row = round.find(id);
    if (row == nullptr) continue;
    if (decision.take == "value") set_value(*row, *field, decision);
    take_evidence(*row, item, decision.take);
  }
}

}  // namespace

void apply_decisions(MergeRound& round) {
  std::map<std::string, const plan::Decision*> latest;
  for (const plan::Decision& decision : round.input.decisions) latest[decision.item] = &decision;
  for (plan::ReviewItem& item : round.result.items) {
    const auto found = latest.find(item.id);
    if (found == latest.end()) continue;
    if (found->second->evidence_hash == item.evidence_hash) {
      apply(round, item, *found->second);
    } else {
      item.state = "changed";
    }
  }
}

}  // namespace planmerge::merge
