// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/link.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

using plan::Field;

// Weights of what two rows have in common; they sum to 1. Outputs tell rows of one action apart,
// so they weigh most; numbers are only a hint (partners renumber).
constexpr double kOutputs = 0.58, kTitle = 0.16, kNeed = 0.06, kDrivers = 0.12, kNumber = 0.05,
                 kScope = 0.03;
// Below this a row is taken for new. A rewritten row of the same action and driver scores over
// 0.5, another row of the same action under 0.4.
constexpr double kSame = 0.46;
// Whatever else agrees, rows whose outputs share little are not the same; bodies that have
// nothing in common, or another title, are evidence against, which only outputs can outweigh.
constexpr double kLeastOutputs = 0.30, kLeastAgainstDrivers = 0.60, kLeastAgainstTitle = 0.80;
constexpr double kOtherTitle = 0.50;

struct Known {
  WordVector outputs, title, need;
  std::vector<std::string> drivers;
  std::string number, scope;
};

plan::ActionRow as_started(const plan::ActionRow& row) {
  plan::ActionRow before = row;
  for (const auto& [field, text] : row.original) before.set_reading(field, text);
  return before;
}

Known known(const plan::ActionRow& row, const WordSpace& space) {
  return {space.vector(identity_text(row)), space.vector(row.action),  space.vector(row.need),
          row.norm.drivers.driving_ids(),   number_key(row.action_no), text::fold(row.scope)};
}

double overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() && b.empty()) return 0.5;  // nothing is said: no evidence either way
  std::vector<std::string> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return static_cast<double>(common.size()) /
         static_cast<double>(std::max<std::size_t>(1, std::max(a.size(), b.size())));
}

struct Scored {
  double total = 0, outputs = 0, title = 0, drivers = 0;
  bool number = false;
};

Scored compare(const Known& a, const Known& b) {
  Scored score;
  score.outputs = cosine(a.outputs, b.outputs);
  score.title = cosine(a.title, b.title);
  score.drivers = overlap(a.drivers, b.drivers);
  score.number = !a.number.empty() && a.number == b.number;
  score.total = kOutputs * score.outputs + kTitle * score.title + kNeed * cosine(a.need, b.need) +
                kDrivers * score.drivers + (score.number ? kNumber : 0) +
                (a.scope == b.scope ? kScope : 0);
  return score;
}

bool may_be_same(const Scored& score, const Known& a, const Known& b) {
  if (score.total < kSame || score.outputs < kLeastOutputs) return false;
  const bool other_bodies = !a.drivers.empty() && !b.drivers.empty() && score.drivers == 0;
  if (other_bodies && score.outputs < kLeastAgainstDrivers) return false;
  return score.title >= kOtherTitle || score.outputs >= kLeastAgainstTitle;
}

std::string percent(double share) {
  return std::to_string(std::lround(100 * share)) + " %";
}

std::vector<std::string> reasons(const Scored& score) {
  std::vector<std::string> list = {"outputs share " + percent(score.outputs) + " of their words",
                                   "titles share " + percent(score.title)};
  list.push_back(score.drivers >= 1 ? "same drivers"
                                    : "drivers overlap by " + percent(score.drivers));
  if (score.number) list.emplace_back("same number");
  return list;
}

struct Pair {
  double score;
  std::size_t row, plan_row;
  Scored detail;
};

void add_by_id(const plan::Contribution& contribution, const plan::PlanVersion& base,
               std::vector<plan::Link>& links, std::set<std::size_t>& used) {
  for (std::size_t i = 0; i < links.size(); ++i) {
    const std::string& id = contribution.document.rows[i].row_id;
    if (id.empty()) continue;
    for (std::size_t j = 0; j < base.rows.size(); ++j) {
      if (base.rows[j].id != id || used.contains(j)) continue;
      links[i].relation = plan::Relation::Same;
      links[i].to = {id};
      links[i].score = 1;
      links[i].reasons = {"carries the row's own id"};
      used.insert(j);
    }
  }
}

}  // namespace

std::vector<plan::Link> link_rows(const plan::Contribution& contribution,
                                  const plan::PlanVersion& base, const WordSpace& space) {
  const std::vector<plan::ActionRow>& rows = contribution.document.rows;
  std::vector<plan::Link> links(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    links[i].sha256 = contribution.document.source.sha256;
    links[i].file = contribution.document.source.file;
    links[i].partner = contribution.partner;
    links[i].row = static_cast<int>(i);
    links[i].reasons = {"no row of the plan says the same"};
  }
  std::set<std::size_t> used;
  add_by_id(contribution, base, links, used);

  std::vector<Known> theirs, ours;
  for (const plan::ActionRow& row : rows) theirs.push_back(known(as_started(row), space));
  for (const plan::PlanRow& row : base.rows) ours.push_back(known(row.row, space));
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!links[i].to.empty()) continue;
    for (std::size_t j = 0; j < ours.size(); ++j) {
      const Scored score = compare(theirs[i], ours[j]);
      if (may_be_same(score, theirs[i], ours[j])) pairs.push_back({score.total, i, j, score});
    }
  }
  // The surest pairs first; the plan's order settles ties, so that the result is always the same.
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.score > b.score; });
  for (const Pair& pair : pairs) {
    plan::Link& link = links[pair.row];
    if (!link.to.empty() || used.contains(pair.plan_row)) continue;
    used.insert(pair.plan_row);
    const plan::ActionRow& plan_row = base.rows[pair.plan_row].row;
    link.to = {base.rows[pair.plan_row].id};
    link.score = std::min(1.0, pair.score);
    link.reasons = reasons(pair.detail);
    const std::string number = number_key(rows[pair.row].action_no);
    const bool renumbered = !number.empty() && number != number_key(plan_row.action_no);
    link.relation = renumbered ? plan::Relation::Renumbered : plan::Relation::Same;
  }
  return links;
}

}  // namespace planmerge::merge
