// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/merge.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "base/hash.h"
#include "merge/decisions.h"
#include "merge/detectors.h"
#include "merge/link.h"
#include "merge/round.h"
#include "merge/three_way.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

/// Contributions in an order that does not depend on how they came. Several returns of one
/// partner all count: which of them supersedes which is not decided here.
std::vector<const plan::Contribution*> in_order(const plan::MergeInput& input) {
  std::vector<const plan::Contribution*> list;
  for (const plan::Contribution& contribution : input.contributions) list.push_back(&contribution);
  std::sort(list.begin(), list.end(), [](const auto* a, const auto* b) {
    return std::tie(a->partner_id, a->received, a->document.source.file,
                    a->document.source.sha256) <
           std::tie(b->partner_id, b->received, b->document.source.file, b->document.source.sha256);
  });
  return list;
}

const plan::PlanVersion& base_of(const plan::MergeInput& input,
                                 const plan::Contribution& contribution) {
  for (const plan::PlanVersion& version : input.versions) {
    if (version.number == contribution.base_version) return version;
  }
  return input.versions.back();
}

std::string new_id(const plan::Contribution& contribution, const plan::ActionRow& row) {
  std::string content = contribution.partner_id + "\n" + row.action + "\n" + row.drivers_raw;
  for (const std::string& bullet : row.outputs) content += "\n" + bullet;
  return "N" + sha256_hex(content).substr(0, 10);
}

void learn_words(MergeRound& round) {
  for (const plan::PlanRow& row : round.current.rows) {
    round.space.learn(identity_text(row.row) + " " + row.row.action + " " + row.row.need);
  }
  for (const plan::Contribution* contribution : round.contributions) {
    for (const plan::ActionRow& row : contribution->document.rows)
      round.space.learn(identity_text(row) + " " + row.action + " " + row.need);
  }
}

void link_all(MergeRound& round) {
  for (const plan::Contribution* contribution : round.contributions) {
    const plan::PlanVersion& base = base_of(round.input, *contribution);
    std::vector<plan::Link> links = link_rows(*contribution, base);
    for (plan::Link& link : links) {
      const auto index = static_cast<std::size_t>(link.row);
      Claim claim;
      claim.contribution = contribution;
      claim.row = &contribution->document.rows[index];
      claim.index = link.row;
      if (link.to.empty()) {
        claim.is_new = true;
        claim.id = new_id(*contribution, *claim.row);
        link.to = {claim.id};
      } else {
        claim.id = link.to.front();
        claim.is_part = link.relation == plan::Relation::Split;
        if (link.relation == plan::Relation::Merged) claim.joins = link.to;
        for (const plan::PlanRow& row : base.rows) {
          if (row.id == claim.id) claim.base = &row;
        }
      }
      round.claims.push_back(claim);
      round.result.links.push_back(std::move(link));
    }
  }
}

/// A new row stands after the last row of its need; one whose need is new stands at the end.
void append_new_rows(MergeRound& round) {
  for (const Claim& claim : round.claims) {
    if (!claim.is_new || claim.row->change == plan::ActionRow::Change::Deleted) continue;
    std::vector<plan::PlanRow>& rows = round.result.plan.rows;
    if (std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.id == claim.id; }))
      continue;
    plan::PlanRow row{claim.id, *claim.row, {}};
    for (const plan::Field field : kMergedFields) {
      if (!canonical(row.row, field).empty()) row.credited[field] = claim.contribution->partner;
    }
    row.row.original.clear();
    row.row.revisions.clear();
    row.row.change = plan::ActionRow::Change::None;
    row.row.tracked = false;
    auto place = rows.end();
    for (auto other = rows.begin(); other != rows.end(); ++other) {
      const bool same_need =
          number_key(other->row.need_no) == number_key(row.row.need_no) &&
          canonical(other->row, plan::Field::Need) == canonical(row.row, plan::Field::Need);
      if (same_need) place = std::next(other);
    }
    rows.insert(place, std::move(row));
  }
  for (std::size_t i = 0; i < round.result.plan.rows.size(); ++i)
    round.position[round.result.plan.rows[i].id] = i;
}

void sort_result(plan::MergeResult& result) {
  std::stable_sort(result.items.begin(), result.items.end(), [](const auto& a, const auto& b) {
    return std::tie(a.severity, a.kind, a.rows, a.id) < std::tie(b.severity, b.kind, b.rows, b.id);
  });
}

}  // namespace

plan::MergeResult merge(const plan::MergeInput& input) {
  if (input.versions.empty()) throw std::logic_error("a merge without a plan");
  MergeRound round{input, input.versions.back(), in_order(input), {}, {}, {}, {}};
  round.result.plan = round.current;
  round.result.plan.number = round.current.number + 1;
  learn_words(round);
  link_all(round);
  append_new_rows(round);
  merge_fields(round);
  for (const Detector& detector : detectors()) detector.find(round);
  apply_decisions(round);
  sort_result(round.result);
  return std::move(round.result);
}

}  // namespace planmerge::merge
