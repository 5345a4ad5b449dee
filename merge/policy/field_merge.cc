// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/policy/field_merge.h"

#include <algorithm>
#include <map>
#include <set>

#include "merge/policy/bullets.h"

namespace planmerge::merge::policy {
namespace {

void add_once(std::vector<std::string>& list, const std::string& name) {
  if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

/// Adds a question, or the party to one of its kind: the same proposal is asked once.
void ask(FieldMerge& result, const char* kind, const std::vector<std::string>& parties,
         const std::vector<Reading>& values) {
  for (Question& question : result.questions) {
    if (question.kind != kind) continue;
    for (const std::string& party : parties) add_once(question.parties, party);
    for (const Reading& value : values) {
      const bool known = std::any_of(
          question.values.begin(), question.values.end(),
          [&](const Reading& other) { return key_of(other, false) == key_of(value, false); });
      if (!known) question.values.push_back(value);
    }
    return;
  }
  result.questions.push_back({kind, parties, values});
}

bool contains(const Reading& reading, const std::string& key) {
  return std::any_of(reading.begin(), reading.end(),
                     [&](const Value& value) { return value.key == key; });
}

/// P5: a partner that blanks a field is asked; a blank one that was blank says nothing.
bool is_cleared(const FieldClaim& claim) {
  return claim.base != nullptr && is_blank(*claim.value) && !is_blank(*claim.base);
}

// ------------------------------------------------------------------ scalars (P2, P3, P4)

FieldMerge merge_scalar(const Reading& current, const std::vector<FieldClaim>& claims, bool hint) {
  FieldMerge result{current, {}, {}};
  const std::string plan = key_of(current, false);
  struct Proposal {
    const FieldClaim* claim;
    std::string key;
    bool plan_moved;  // since the party's base
  };
  std::vector<Proposal> proposals;
  std::vector<std::string> agreeing;
  for (const FieldClaim& claim : claims) {
    const std::string value = key_of(*claim.value, false);
    if (claim.base != nullptr && value == key_of(*claim.base, false)) continue;
    if (value.empty()) {
      if (is_cleared(claim) && !hint)
        ask(result, "cleared", {claim.party, kMaster}, {*claim.value, current});
      continue;
    }
    if (value == plan) {
      agreeing.push_back(claim.party);
    } else if (claim.base == nullptr && !plan.empty()) {
      ask(result, "no_base", {claim.party, kMaster}, {*claim.value, current});
    } else {
      proposals.push_back(
          {&claim, value, claim.base != nullptr && key_of(*claim.base, false) != plan});
    }
  }
  // What a party with a newer base started from, and changed on to what the plan says, is history.
  std::erase_if(proposals, [&](const Proposal& proposal) {
    return std::any_of(claims.begin(), claims.end(), [&](const FieldClaim& claim) {
      return claim.base != nullptr && key_of(*claim.value, false) == plan &&
             key_of(*claim.base, false) == proposal.key;
    });
  });
  if (proposals.empty()) return result;
  std::set<std::string> distinct;
  bool all_moved = true, any_moved = false;
  std::vector<std::string> parties;
  std::vector<Reading> values;
  for (const Proposal& proposal : proposals) {
    all_moved = all_moved && proposal.plan_moved;
    any_moved = any_moved || proposal.plan_moved;
    add_once(parties, proposal.claim->party);
    if (distinct.insert(proposal.key).second) values.push_back(*proposal.claim->value);
  }
  if (distinct.size() == 1 && !all_moved) {
    result.value = *proposals.front().claim->value;
    result.by = parties;
  } else if (any_moved) {
    for (const std::string& party : agreeing) add_once(parties, party);
    std::sort(parties.begin(), parties.end());
    parties.emplace_back(kMaster);
    values.push_back(current);
    ask(result, "both_changed", parties, values);
  } else {
    ask(result, "concurrent", parties, values);
  }
  return result;
}

// ------------------------------------------------------------------ sets (P6)

FieldMerge merge_set(const Reading& current, const std::vector<FieldClaim>& claims) {
  FieldMerge result{current, {}, {}};
  static const Reading kNothing;
  for (const FieldClaim& claim : claims) {
    if (is_cleared(claim)) {
      ask(result, "cleared", {claim.party, kMaster}, {*claim.value, current});
      continue;
    }
    const Reading& base = claim.base != nullptr ? *claim.base : kNothing;
    for (const Value& value : *claim.value) {
      if (value.key.empty() || contains(base, value.key) || contains(result.value, value.key))
        continue;
      result.value.push_back(value);
      add_once(result.by, claim.party);
    }
    for (const Value& value : base) {
      if (contains(*claim.value, value.key) || !contains(result.value, value.key)) continue;
      std::erase_if(result.value, [&](const Value& other) { return other.key == value.key; });
      add_once(result.by, claim.party);
    }
    const bool lacks = claim.base == nullptr && !is_blank(*claim.value) &&
                       std::any_of(current.begin(), current.end(), [&](const Value& value) {
                         return !contains(*claim.value, value.key);
                       });
    if (lacks) ask(result, "no_base", {claim.party, kMaster}, {*claim.value, current});
  }
  return result;
}

// ------------------------------------------------------------------ lists (P6)

/// Collects what all claims do to each of the plan's bullets, then does it.
class ListMerger {
 public:
  explicit ListMerger(const Reading& current) : current_(current), fates_(current.size()) {
    result_.value = current;
  }

  void add(const FieldClaim& claim) {
    if (is_cleared(claim))
      return ask(result_, "cleared", {claim.party, kMaster}, {*claim.value, current_});
    if (is_blank(*claim.value)) return;
    if (claim.base == nullptr) return add_without_base(claim);
    const Reading& base = *claim.base;
    const Reading& value = *claim.value;
    const std::vector<int> theirs = counterparts(base, value), ours = counterparts(base, current_);
    for (std::size_t i = 0; i < base.size(); ++i)
      take_fate(claim, base[i], theirs[i] < 0 ? nullptr : &value[index(theirs[i])], ours[i]);
    take_order(claim, theirs, ours);
    std::vector<int> place_in_plan(value.size(), -1);
    std::vector<bool> is_new(value.size(), true);
    for (std::size_t i = 0; i < base.size(); ++i) {
      if (theirs[i] < 0) continue;
      is_new[index(theirs[i])] = false;
      place_in_plan[index(theirs[i])] = ours[i];
    }
    take_additions(claim, is_new, place_in_plan);
  }

  FieldMerge finish() {
    Reading merged;
    std::vector<int> place(current_.size(), -1);  // of the plan's bullets in `merged`
    for (const std::size_t k : order()) {
      const Fate& fate = fates_[k];
      if (!fate.edits.empty() && !fate.removers.empty()) {
        std::vector<std::string> parties = fate.removers;
        for (const Edit& edit : fate.edits) add_once(parties, edit.party);
        ask(result_, "edit_delete", parties, {{current_[k]}});
      } else if (has_rival_edits(fate)) {
        std::vector<std::string> parties;
        std::vector<Reading> values;
        for (const Edit& edit : fate.edits) {
          add_once(parties, edit.party);
          values.push_back({*edit.value});
        }
        ask(result_, "concurrent", parties, values);
      } else if (!fate.edits.empty()) {
        for (const Edit& edit : fate.edits) add_once(result_.by, edit.party);
        merged.push_back(*fate.edits.front().value);
        place[k] = static_cast<int>(merged.size()) - 1;
        continue;
      } else if (!fate.removers.empty()) {
        for (const std::string& party : fate.removers) add_once(result_.by, party);
        continue;
      }
      merged.push_back(current_[k]);
      place[k] = static_cast<int>(merged.size()) - 1;
    }
    insert_additions(merged, place);
    result_.value = std::move(merged);
    return std::move(result_);
  }

 private:
  struct Edit {
    std::string party;
    const Value* value;
  };
  struct Fate {
    std::vector<Edit> edits;
    std::vector<std::string> removers;
  };
  struct Addition {
    std::string party;
    const Value* value;
    int after;  // the plan's bullet before it; -1: none
    bool last;  // nothing of the plan's came after it
  };

  static std::size_t index(int place) { return static_cast<std::size_t>(place); }

  static bool has_rival_edits(const Fate& fate) {
    return std::any_of(fate.edits.begin(), fate.edits.end(), [&](const Edit& edit) {
      return edit.value->key != fate.edits.front().value->key;
    });
  }

  /// What a claim did to one bullet of its base (`now` null: removed), against what the plan did.
  void take_fate(const FieldClaim& claim, const Value& base, const Value* now, int ours) {
    const std::vector<std::string> both = {claim.party, kMaster};
    if (now == nullptr) {
      if (ours < 0) return;
      if (current_[index(ours)].key == base.key) {
        fates_[index(ours)].removers.push_back(claim.party);
      } else {
        ask(result_, "edit_delete", both, {{base}, {current_[index(ours)]}});
      }
      return;
    }
    if (now->key == base.key || contains(current_, now->key)) return;
    if (ours < 0) {
      ask(result_, "edit_delete", both, {{base}, {*now}});
    } else if (current_[index(ours)].key == base.key) {
      fates_[index(ours)].edits.push_back({claim.party, now});
    } else {
      ask(result_, "both_changed", both, {{*now}, {current_[index(ours)]}});
    }
  }

  void add_without_base(const FieldClaim& claim) {
    const std::vector<int> theirs = counterparts(current_, *claim.value);
    bool lacks = false;
    std::vector<bool> is_new(claim.value->size(), true);
    std::vector<int> place_in_plan(claim.value->size(), -1);
    for (std::size_t k = 0; k < current_.size(); ++k) {
      lacks = lacks || !contains(*claim.value, current_[k].key);
      if (theirs[k] < 0) continue;
      is_new[index(theirs[k])] = false;
      place_in_plan[index(theirs[k])] = static_cast<int>(k);
    }
    if (lacks) ask(result_, "no_base", {claim.party, kMaster}, {*claim.value, current_});
    take_additions(claim, is_new, place_in_plan);
  }

  void take_additions(const FieldClaim& claim, const std::vector<bool>& is_new,
                      const std::vector<int>& place_in_plan) {
    int after = -1;
    for (std::size_t j = 0; j < claim.value->size(); ++j) {
      if (place_in_plan[j] >= 0) after = place_in_plan[j];
      const Value& value = (*claim.value)[j];
      if (!is_new[j] || value.key.empty() || contains(current_, value.key)) continue;
      const bool last = std::none_of(place_in_plan.begin() + static_cast<std::ptrdiff_t>(j),
                                     place_in_plan.end(), [](int place) { return place >= 0; });
      const auto known =
          std::find_if(additions_.begin(), additions_.end(),
                       [&](const Addition& other) { return other.value->key == value.key; });
      if (known == additions_.end()) additions_.push_back({claim.party, &value, after, last});
      add_once(result_.by, claim.party);
    }
  }

  void insert_additions(Reading& merged, const std::vector<int>& place) {
    // From the back, so that earlier places stay valid.
    Reading tail;
    std::map<int, Reading> inside;  // place in `merged` -> what follows it
    for (const Addition& addition : additions_) {
      if (addition.last) {
        tail.push_back(*addition.value);
        continue;
      }
      int after = -1;
      for (int k = addition.after; k >= 0 && after < 0; --k) after = place[index(k)];
      inside[after].push_back(*addition.value);
    }
    for (auto entry = inside.rbegin(); entry != inside.rend(); ++entry)
      merged.insert(merged.begin() + entry->first + 1, entry->second.begin(), entry->second.end());
    merged.insert(merged.end(), tail.begin(), tail.end());
  }

  /// A claim that puts the plan's bullets in another order, while the plan kept its base's.
  void take_order(const FieldClaim& claim, const std::vector<int>& theirs,
                  const std::vector<int>& ours) {
    std::vector<std::pair<int, int>> kept;  // place in the claim, place in the plan
    bool plan_moved = false;
    int last = -1;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      if (ours[i] < 0) continue;
      plan_moved = plan_moved || ours[i] < last;
      last = ours[i];
      if (theirs[i] >= 0) kept.emplace_back(theirs[i], ours[i]);
    }
    if (plan_moved || std::is_sorted(kept.begin(), kept.end())) return;
    std::sort(kept.begin(), kept.end());
    std::vector<std::size_t> wanted;
    wanted.reserve(kept.size());
    for (const auto& [their, our] : kept) wanted.push_back(index(our));
    if (!orders_.empty() && orders_.front() != wanted) rival_orders_ = true;
    orders_.push_back(std::move(wanted));
    add_once(result_.by, claim.party);
  }

  /// The plan's bullets in the order of the result.
  std::vector<std::size_t> order() const {
    std::vector<std::size_t> list(current_.size());
    for (std::size_t k = 0; k < list.size(); ++k) list[k] = k;
    if (orders_.empty() || rival_orders_) return list;
    const std::vector<std::size_t>& wanted = orders_.front();
    std::vector<bool> moves(list.size(), false);
    for (const std::size_t k : wanted) moves[k] = true;
    auto next = wanted.begin();
    for (std::size_t& k : list) {
      if (moves[k]) k = *next++;
    }
    return list;
  }

  const Reading& current_;
  FieldMerge result_;
  std::vector<Fate> fates_;
  std::vector<Addition> additions_;
  std::vector<std::vector<std::size_t>> orders_;
  bool rival_orders_ = false;
};

}  // namespace

FieldMerge merge_field(FieldKind kind, const Reading& current,
                       const std::vector<FieldClaim>& claims) {
  switch (kind) {
    case FieldKind::Scalar: return merge_scalar(current, claims, false);
    case FieldKind::Hint: return merge_scalar(current, claims, true);
    case FieldKind::Set: return merge_set(current, claims);
    case FieldKind::List: break;
  }
  ListMerger merger(current);
  for (const FieldClaim& claim : claims) merger.add(claim);
  return merger.finish();
}

}  // namespace planmerge::merge::policy
