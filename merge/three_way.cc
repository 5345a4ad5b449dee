// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/three_way.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "merge/policy/field_merge.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

using plan::Field;

/// A claim on one field, with what its author started from.
struct Bid {
  const Claim* claim;
  std::string value, base;
};

/// The partner says something about this field: not blank, and not what it was sent.
bool is_bid(const Claim& claim, Field field, Bid& bid) {
  const plan::ActionRow& row = *claim.row;
  // In a document with tracked changes, what nobody touched is no claim.
  if (row.tracked && row.change == plan::ActionRow::Change::None) {
    const bool touched = row.original.contains(field) ||
                         (field == Field::Status && (row.original.contains(Field::Start) ||
                                                     row.original.contains(Field::End)));
    if (!touched) return false;
  }
  bid = {&claim, canonical(row, field), canonical(claim.base->row, field)};
  return !bid.value.empty() && bid.value != bid.base;
}

int stage_of(const std::string& status) {
  if (status == "planned" || status == "requested" || status == "postponed") return 1;
  if (status == "initiated" || status == "ongoing" || status == "suspended") return 2;
  if (status == "completed") return 3;
  return 0;  // none, cancelled: no stage
}

bool goes_back(const plan::ActionRow& plan_row, const plan::ActionRow& row) {
  const std::string& before = plan_row.norm.timeline.status;
  const std::string& after = row.norm.timeline.status;
  if (before == "cancelled" && after != "cancelled" && after != "none") return true;
  return stage_of(after) > 0 && stage_of(after) < stage_of(before);
}

bool funding_goes_back(const plan::ActionRow& plan_row, const plan::ActionRow& row) {
  return plan_row.norm.funding.status == "available" && row.norm.funding.status == "sought";
}

class FieldMerger {
 public:
  FieldMerger(MergeRound& round, plan::PlanRow& row, Field field)
      : round_(round), row_(row), field_(field), name_(plan::name_of(field)) {}

  void merge(std::vector<Bid> bids) {
    const std::string plan_value = canonical(row_.row, field_);
    std::vector<Bid> agreed;
    std::erase_if(bids, [&](const Bid& bid) {
      if (bid.value == plan_value) agreed.push_back(bid);
      return bid.value == plan_value;
    });
    if (!agreed.empty()) note("agreed", agreed, "the plan says the same already");
    if (bids.empty()) return;
    if (field_ == Field::Outputs && merge_bullets(bids)) return;
    std::set<std::string> values;
    for (const Bid& bid : bids) values.insert(bid.value);
    if (values.size() > 1) return conflict("concurrent_change", bids);
    const auto merged = merge_value(bids.front().base, plan_value, bids.front().value);
    if (merged.outcome == Outcome::Clash) return conflict("value_conflict", bids);
    if (merged.outcome == Outcome::FromDoc) take(bids);
  }

 private:
  void note(const char* outcome, const std::vector<Bid>& bids, const std::string& why) {
    plan::FieldOutcome entry;
    entry.row_id = row_.id;
    entry.field = field_;
    entry.outcome = outcome;
    for (const Bid& bid : bids) entry.by.push_back(bid.claim->contribution->partner);
    std::sort(entry.by.begin(), entry.by.end());
    entry.by.erase(std::unique(entry.by.begin(), entry.by.end()), entry.by.end());
    entry.why = why;
    round_.result.outcomes.push_back(std::move(entry));
  }

  plan::ReviewItem item(const char* kind, const std::vector<Bid>& bids) const {
    plan::ReviewItem item;
    item.kind = kind;
    item.field = name_;
    item.rows = {row_.id};
    item.evidence.push_back(evidence_of(row_, field_));
    for (const Bid& bid : bids) item.evidence.push_back(evidence_of(*bid.claim, field_));
    return item;
  }

  std::string said(const std::vector<Bid>& bids) const {
    std::string list;
    for (const Bid& bid : bids) {
      if (!list.empty()) list += "; ";
      list += bid.claim->contribution->partner + ": “" + printed(*bid.claim->row, field_) + "”";
    }
    return list;
  }

  std::string planned() const {
    const std::string text = printed(row_.row, field_);
    return text.empty() ? "the plan is blank" : "the plan says “" + text + "”";
  }

  void conflict(const char* kind, const std::vector<Bid>& bids) {
    plan::ReviewItem entry = item(kind, bids);
    entry.severity = plan::Stake::High;
    entry.why = "Different " + name_ + " for " + called(row_.row) + ": " + said(bids) + "; " +
                planned() + ".";
    entry.suggestion = "Ask the partners; the plan's text stands meanwhile.";
    entry.confidence = 0.9;
    add_item(round_, std::move(entry));
    note("conflict", bids, "readings differ; the plan's stands until it is decided");
  }

  void ask(const char* kind, plan::Stake stake, const std::vector<Bid>& bids,
           const std::string& why) {
    plan::ReviewItem entry = item(kind, bids);
    entry.severity = stake;
    entry.why = why;
    entry.suggestion = "Confirm with the partner, or keep what the plan says.";
    entry.confidence = 0.8;
    add_item(round_, std::move(entry));
  }

  void take(const std::vector<Bid>& bids) {
    const Claim& claim = *bids.front().claim;
    if (field_ == Field::Status && goes_back(row_.row, *claim.row)) {
      ask("status_regression", plan::Stake::High, bids,
          "The status of " + called(row_.row) + " would go back: " + said(bids) + "; " + planned() +
              ".");
      return note("conflict", bids, "a status that goes back is asked");
    }
    if (field_ == Field::Funding && funding_goes_back(row_.row, *claim.row)) {
      ask("funding_regression", plan::Stake::High, bids,
          "Funding of " + called(row_.row) + " was available and is now sought: " + said(bids) +
              ".");
      return note("conflict", bids, "funding that is withdrawn is asked");
    }
    if (field_ == Field::Drivers && !drivers_may_change(claim, bids)) return;
    take_field(row_.row, *claim.row, field_);
    row_.credited[field_] = claim.contribution->partner;
    note("from_contribution", bids, "only the contribution changed it");
  }

  /// Bullets are merged one by one (P6): partners who change different bullets do not disagree.
  /// Gives false, and changes nothing, where a person must decide.
  bool merge_bullets(const std::vector<Bid>& bids) {
    const policy::Reading current = bullets_of(row_.row);
    std::vector<policy::Reading> bases, values;
    for (const Bid& bid : bids) {
      bases.push_back(bullets_of(bid.claim->base->row));
      values.push_back(bullets_of(*bid.claim->row));
    }
    std::vector<policy::FieldClaim> claims;
    for (std::size_t i = 0; i < bids.size(); ++i)
      claims.push_back({bids[i].claim->contribution->partner, &bases[i], &values[i]});
    const policy::FieldMerge merged = policy::merge_field(policy::FieldKind::List, current, claims);
    if (!merged.questions.empty()) return false;
    // What all of them removed is never all there is: a blank does not erase (P5).
    if (policy::is_blank(merged.value)) return false;
    std::vector<Bid> takers = bids;
    std::erase_if(takers, [&](const Bid& bid) {
      return std::find(merged.by.begin(), merged.by.end(), bid.claim->contribution->partner) ==
             merged.by.end();
    });
    if (takers.empty()) {
      note("agreed", bids, "the plan has moved the same bullets already");
      return true;
    }
    take_outputs(row_.row, merged.value, takers);
    row_.credited[field_] = plan::credit_of(merged.by);
    note("from_contribution", takers,
         takers.size() == 1 ? "only the contribution changed it" : "each changed other bullets");
    return true;
  }

  static policy::Reading bullets_of(const plan::ActionRow& row) {
    policy::Reading reading;
    for (const std::string& bullet : row.outputs) reading.push_back({bullet_key(bullet), bullet});
    return reading;
  }

  /// The sources of a list that several made are those of all, the plan's own included.
  static void take_outputs(plan::ActionRow& row, const policy::Reading& bullets,
                           const std::vector<Bid>& takers) {
    row.outputs.clear();
    for (const policy::Value& bullet : bullets) row.outputs.push_back(bullet.print);
    const bool whole = std::any_of(takers.begin(), takers.end(), [&](const Bid& bid) {
      return bid.claim->row->outputs == row.outputs;
    });
    if (whole) std::erase_if(row.source, [](const auto& s) { return s.field == Field::Outputs; });
    for (const Bid& bid : takers) {
      for (const plan::FieldSource& source : bid.claim->row->source) {
        if (source.field == Field::Outputs) row.source.push_back(source);
      }
    }
  }

  /// Drivers are a set: who is added may be taken, who drops out must be heard first.
  bool drivers_may_change(const Claim& claim, const std::vector<Bid>& bids) {
    const auto before = row_.row.norm.drivers.driving_ids();
    const auto after = claim.row->norm.drivers.driving_ids();
    const bool blank = text::fold(row_.row.drivers_raw).empty();
    std::vector<std::string> dropped;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(dropped));
    if (blank) {
      ask("driver_filled", plan::Stake::Low, bids,
          called(row_.row) + " had no driver; " + said(bids) + ".");
      return true;
    }
    std::erase_if(dropped, [&](const std::string& id) {
      return std::any_of(after.begin(), after.end(), [&](const std::string& other) {
        return round_.root_of(other) == round_.root_of(id);
      });
    });
    if (dropped.empty()) {
      std::vector<std::string> roots_before, roots_after;
      for (const std::string& id : before) roots_before.push_back(round_.root_of(id));
      for (const std::string& id : after) roots_after.push_back(round_.root_of(id));
      const bool more = std::any_of(roots_after.begin(), roots_after.end(), [&](const auto& id) {
        return std::find(roots_before.begin(), roots_before.end(), id) == roots_before.end();
      });
      if (more)
        ask("driver_changed", plan::Stake::Low, bids,
            "A driver is added to " + called(row_.row) + ": " + said(bids) + "; " + planned() +
                ".");
      return true;
    }
    std::string names;
    for (const std::string& id : dropped) names += (names.empty() ? "" : ", ") + round_.name_of(id);
    ask("driver_changed", plan::Stake::High, bids,
        names + " would drop out of " + called(row_.row) +
            " without having been asked: " + said(bids) + "; " + planned() + ".");
    note("conflict", bids, "a driver that drops out is asked");
    return false;
  }

  MergeRound& round_;
  plan::PlanRow& row_;
  Field field_;
  std::string name_;
};

}  // namespace

void merge_fields(MergeRound& round) {
  std::map<std::string, std::vector<const Claim*>> by_row;
  for (const Claim& claim : round.claims) {
    const bool is_whole = !claim.is_new && !claim.is_part && claim.joins.empty();
    if (is_whole && claim.row->change != plan::ActionRow::Change::Deleted)
      by_row[claim.id].push_back(&claim);
  }
  for (const auto& [id, claims] : by_row) {
    plan::PlanRow* row = round.find(id);
    if (row == nullptr) continue;
    for (const Field field : kMergedFields) {
      std::vector<Bid> bids;
      for (const Claim* claim : claims) {
        Bid bid{};
        if (is_bid(*claim, field, bid)) bids.push_back(std::move(bid));
      }
      FieldMerger(round, *row, field).merge(std::move(bids));
    }
  }
}

}  // namespace planmerge::merge
