// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors that look at the merged plan: gaps, dates, amounts, numbers.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/text.h"
#include "merge/detectors.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

using plan::Field;

int last_year(const std::string& edtf) {
  int last = 0;
  for (std::size_t i = 0; i + 4 <= edtf.size(); ++i) {
    const bool starts = i == 0 || std::string("/{,.").find(edtf[i - 1]) != std::string::npos;
    if (starts && edtf[i] >= '0' && edtf[i] <= '9')
      last = std::max(last, std::atoi(edtf.substr(i, 4).c_str()));
  }
  return last;
}

/// One item for all rows with the same gap: a list is read faster than a hundred questions.
void add_gap(MergeRound& round, const char* kind, Field field, const char* what) {
  plan::ReviewItem item;
  item.kind = kind;
  item.field = plan::name_of(field);
  item.severity = plan::Stake::Low;
  for (const plan::PlanRow& row : round.result.plan.rows) {
    if (!canonical(row.row, field).empty()) continue;
    item.rows.push_back(row.id);
    item.evidence.push_back(evidence_of(row, field));
  }
  if (item.rows.empty()) return;
  item.why = std::to_string(item.rows.size()) +
             (item.rows.size() == 1 ? " row has no " : " rows have no ") + what + ".";
  item.suggestion = "Ask the drivers; nothing is filled in by guess.";
  add_item(round, std::move(item), kind);
}

plan::ReviewItem single(const plan::PlanRow& row, const char* kind, Field field) {
  plan::ReviewItem item;
  item.kind = kind;
  item.field = plan::name_of(field);
  item.rows = {row.id};
  item.evidence = {evidence_of(row, field)};
  return item;
}

/// The contribution rows that gave or asked for this field: their place is what a reader looks up.
void add_claims(MergeRound& round, plan::ReviewItem& item, Field field) {
  for (const Claim& claim : round.claims) {
    if (claim.id == item.rows.front()) item.evidence.push_back(evidence_of(claim, field));
  }
}

}  // namespace

void find_gaps(MergeRound& round) {
  add_gap(round, "missing_driver", Field::Drivers, "driver");
  add_gap(round, "missing_timeline", Field::Status, "status or timeline");
  add_gap(round, "missing_funding", Field::Funding, "word on funding");
  add_gap(round, "missing_output", Field::Outputs, "expected output");
}

void find_odd_dates(MergeRound& round) {
  const int end = last_year(round.current.window);
  for (const plan::PlanRow& row : round.result.plan.rows) {
    const plan::Timeline& timeline = row.row.norm.timeline;
    const auto& flags = timeline.flags;
    if (std::find(flags.begin(), flags.end(), "E:reversed") != flags.end()) {
      plan::ReviewItem item = single(row, "end_before_start", Field::Status);
      item.severity = plan::Stake::High;
      item.why =
          called(row.row) + " ends before it starts: “" + printed(row.row, Field::Status) + "”.";
      item.suggestion = "Ask for the right dates; none was taken over.";
      add_claims(round, item, Field::Status);
      add_item(round, std::move(item));
    }
    if (end > 0 && last_year(timeline.edtf) > end) {
      plan::ReviewItem item = single(row, "date_outside_window", Field::Status);
      item.why = called(row.row) + " has a date after the plan's end in " + std::to_string(end) +
                 ": “" + printed(row.row, Field::Status) + "”.";
      item.suggestion = "Check the date, or say that the work goes on after the plan.";
      add_claims(round, item, Field::Status);
      add_item(round, std::move(item));
    }
  }
}

void find_odd_amounts(MergeRound& round) {
  for (const plan::PlanRow& row : round.result.plan.rows) {
    for (const std::string& flag : row.row.norm.funding.flags) {
      const bool sum = flag == "E:inconsistent";
      if (!sum && flag != "E:malformed_amount") continue;
      plan::ReviewItem item = single(row, sum ? "amount_sum" : "amount_malformed", Field::Funding);
      item.severity = plan::Stake::High;
      item.why = "The funding of " + called(row.row) + " does not add up or cannot be read: “" +
                 row.row.funding_raw + "”";
      for (const std::string& hint : row.row.norm.funding.hints) item.why += "; " + hint;
      item.why += ".";
      item.suggestion = "Ask for the right amount; it was not repaired.";
      add_claims(round, item, Field::Funding);
      add_item(round, std::move(item));
    }
  }
}

void find_numbering(MergeRound& round) {
  std::map<std::string, std::map<std::string, std::vector<const plan::PlanRow*>>> by_number;
  for (const plan::PlanRow& row : round.current.rows) {
    const std::string number = number_key(row.row.action_no);
    if (!number.empty()) by_number[number][canonical(row.row, Field::Action)].push_back(&row);
  }
  for (const auto& [number, titles] : by_number) {
    const plan::PlanRow& first = *titles.begin()->second.front();
    const std::string need = number_key(first.row.need_no);
    const std::size_t dot = number.find('.');
    for (const auto& [title, rows] : titles) {
      const std::string own = number_key(rows.front()->row.need_no);
      const bool wrong = dot != std::string::npos && !own.empty() && number.substr(0, dot) != own;
      if (!wrong) continue;
      plan::ReviewItem item = single(*rows.front(), "numbering_wrong_need", Field::ActionNo);
      for (const plan::PlanRow* row : rows) {
        item.rows.push_back(row->id);
        if (row != rows.front()) item.evidence.push_back(evidence_of(*row, Field::ActionNo));
      }
      item.why.append("Action ").append(number).append(" stands under need ").append(own) += '.';
      item.suggestion = "Correct the number in the next version.";
      add_item(round, std::move(item));
    }
    if (titles.size() < 2) continue;
    plan::ReviewItem item;
    item.kind = "numbering_duplicate";
    item.field = plan::name_of(Field::ActionNo);
    for (const auto& [title, rows] : titles) {
      for (const plan::PlanRow* row : rows) {
        item.rows.push_back(row->id);
        item.evidence.push_back(evidence_of(*row, Field::ActionNo));
      }
    }
    item.why = "Number " + number + " is used for " + std::to_string(titles.size()) +
               " different actions.";
    item.suggestion = "Give each action a number of its own.";
    add_item(round, std::move(item), number);
  }
}

}  // namespace planmerge::merge
