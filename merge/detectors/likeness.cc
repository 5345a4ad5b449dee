// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that seem to say the same: new ones against all others, and contradictions that remain.
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "merge/detectors.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

using plan::Field;

// Share of weighted words from which a person should look; below it pairs were other workshops of
// the same kind.
constexpr double kAlike = 0.30;
// Of the plan's rows that a new row resembles a little only the most alike is shown; a reader who
// looks at that one sees its neighbours too.
constexpr double kEachOfThem = 0.50;
constexpr std::size_t kSameBulletFrom = 40;  // bytes; shorter bullets are set phrases

bool different_scope(const plan::ActionRow& a, const plan::ActionRow& b) {
  const std::string x = text::fold(a.scope), y = text::fold(b.scope);
  return !x.empty() && !y.empty() && x != y;
}

std::string share(double value) {
  return std::to_string(std::lround(100 * value)) + " %";
}

}  // namespace

void find_duplicates(MergeRound& round) {
  struct Side {
    const Claim* claim = nullptr;
    const plan::PlanRow* row = nullptr;
    WordVector words;
  };
  std::vector<Side> sides;
  for (const plan::PlanRow& row : round.current.rows)
    sides.push_back({nullptr, &row, round.space.vector(identity_text(row.row))});
  const std::size_t first_new = sides.size();
  for (const Claim& claim : round.claims) {
    if (claim.is_new)
      sides.push_back(
          {&claim, round.find(claim.id), round.space.vector(identity_text(*claim.row))});
  }
  for (std::size_t i = first_new; i < sides.size(); ++i) {
    if (sides[i].row == nullptr) continue;
    double most = kAlike;
    for (std::size_t j = 0; j < first_new; ++j) {
      if (sides[j].row != nullptr && !different_scope(sides[i].row->row, sides[j].row->row))
        most = std::max(most, cosine(sides[i].words, sides[j].words));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (sides[j].row == nullptr) continue;
      const double alike = cosine(sides[i].words, sides[j].words);
      if (j < first_new && alike < most && alike < kEachOfThem) continue;
      if (alike < kAlike || different_scope(sides[i].row->row, sides[j].row->row)) continue;
      const bool both_new = sides[j].claim != nullptr;
      if (both_new && sides[i].claim->contribution == sides[j].claim->contribution) continue;
      plan::ReviewItem item;
      item.kind = "cross_partner_duplicate";
      item.severity = plan::Stake::High;
      item.rows = {sides[i].row->id, sides[j].row->id};
      item.evidence.push_back(both_new ? evidence_of(*sides[j].claim, Field::Outputs)
                                       : evidence_of(*sides[j].row, Field::Outputs));
      item.evidence.push_back(evidence_of(*sides[i].claim, Field::Outputs));
      for (const Claim& claim : round.claims) {
        const bool theirs = !both_new && claim.id == sides[j].row->id &&
                            claim.contribution != sides[i].claim->contribution;
        if (theirs) item.evidence.push_back(evidence_of(claim, Field::Outputs));
      }
      item.why = "The new row of " + sides[i].claim->contribution->partner + ", " +
                 called(*sides[i].claim->row) + ", shares " + share(alike) + " of its words with " +
                 (both_new ? "that of " + sides[j].claim->contribution->partner
                           : "row " + sides[j].row->id) +
                 ", " + called(sides[j].row->row) + ".";
      item.suggestion = "Decide: same (one row), different, or related.";
      item.confidence = std::min(1.0, alike + 0.2);
      add_item(round, std::move(item));
    }
  }
}

void find_remaining_conflicts(MergeRound& round) {
  std::set<std::string> touched;
  for (const plan::FieldOutcome& outcome : round.result.outcomes) {
    if (outcome.field == Field::Status) touched.insert(outcome.row_id);
  }
  std::map<std::string, std::vector<const plan::PlanRow*>> by_bullet;
  for (const plan::PlanRow& row : round.result.plan.rows) {
    std::set<std::string> own;
    for (const std::string& bullet : row.row.outputs) {
      const std::string key = text::fold(bullet);
      if (key.size() >= kSameBulletFrom && own.insert(key).second) by_bullet[key].push_back(&row);
    }
  }
  std::set<std::string> asked;
  for (const auto& [bullet, rows] : by_bullet) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        const plan::ActionRow& a = rows[i]->row;
        const plan::ActionRow& b = rows[j]->row;
        const bool dated = !a.norm.timeline.edtf.empty() && !b.norm.timeline.edtf.empty();
        const bool new_here = touched.contains(rows[i]->id) || touched.contains(rows[j]->id);
        if (!dated || !new_here || a.norm.timeline.edtf == b.norm.timeline.edtf) continue;
        if (different_scope(a, b) || !asked.insert(rows[i]->id + rows[j]->id).second) continue;
        plan::ReviewItem item;
        item.kind = "master_conflict_remains";
        item.field = "status";
        item.severity = plan::Stake::High;
        item.rows = {rows[i]->id, rows[j]->id};
        item.evidence = {evidence_of(*rows[i], Field::Status),
                         evidence_of(*rows[j], Field::Status)};
        item.why = "Rows " + rows[i]->id + " and " + rows[j]->id +
                   " share an output and differ in their dates: “" + printed(a, Field::Status) +
                   "” and “" + printed(b, Field::Status) + "”.";
        item.suggestion = "Confirm which dates hold for the shared output.";
        item.confidence = 0.7;
        for (const Claim& claim : round.claims) {
          if (!claim.is_new && (claim.id == rows[i]->id || claim.id == rows[j]->id))
            item.evidence.push_back(evidence_of(claim, Field::Status));
        }
        add_item(round, std::move(item));
      }
    }
  }
}

}  // namespace planmerge::merge
