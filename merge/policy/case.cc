// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/policy/case.h"

#include <algorithm>
#include <set>

#include "merge/policy/case_links.h"

namespace planmerge::merge::policy {
namespace {

struct FieldShape {
  CaseField field;
  std::string_view name;
  FieldKind kind;
};
constexpr std::array<FieldShape, kCaseFields> kShapes = {{
    {CaseField::Need, "need", FieldKind::Scalar},
    {CaseField::Number, "no", FieldKind::Hint},
    {CaseField::Title, "title", FieldKind::Scalar},
    {CaseField::Status, "status", FieldKind::Scalar},
    {CaseField::Start, "start", FieldKind::Scalar},
    {CaseField::End, "end", FieldKind::Scalar},
    {CaseField::Funding, "funding", FieldKind::Scalar},
    {CaseField::Outputs, "outputs", FieldKind::List},
    {CaseField::Drivers, "drivers", FieldKind::Set},
}};

std::string key_of(const CaseRow& row, CaseField field) {
  return policy::key_of(row[field], kind_of(field) == FieldKind::Set);
}

bool differ(const CaseRow& a, const CaseRow& b) {
  // Numbers are hints: a plan that was renumbered was not changed.
  return std::any_of(kShapes.begin(), kShapes.end(), [&](const FieldShape& shape) {
    return shape.kind != FieldKind::Hint && key_of(a, shape.field) != key_of(b, shape.field);
  });
}

const CaseRow* find(const std::vector<CaseRow>& rows, const std::string& id) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const CaseRow& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

/// P8: how far a status is; delayed and on hold are on the way. -1: no stage.
int stage_of(std::string_view status) {
  if (status == "not_started") return 0;
  if (status == "in_progress" || status == "delayed" || status == "on_hold") return 1;
  if (status == "completed") return 2;
  return -1;
}

bool goes_back(const CaseRow& before, const Reading& after) {
  const std::string_view from =
      before[CaseField::Status].empty() ? "" : std::string_view(before[CaseField::Status][0].key);
  const std::string_view to = after.empty() ? "" : std::string_view(after[0].key);
  if (from == "cancelled") return to != "cancelled";
  return stage_of(to) >= 0 && stage_of(to) < stage_of(from);
}

bool is_month(std::string_view key) {
  return key.size() == 7 && key[4] == '-' && key.find_first_not_of("0123456789-") == key.npos;
}

std::string first_key(const CaseRow& row, CaseField field) {
  return row[field].empty() ? "" : row[field].front().key;
}

bool starts_after_end(const CaseRow& row) {
  const std::string start = first_key(row, CaseField::Start), end = first_key(row, CaseField::End);
  return is_month(start) && is_month(end) && start > end;
}

/// A partner's row of one return, with what it was made from.
struct Claim {
  const CaseContribution* contribution;
  const CaseRow* row;
  const CaseRow* base;  // null: not known, or the row was not in the base
};

class CaseMerger {
 public:
  explicit CaseMerger(const Case& input) : input_(input) {
    for (const CaseContribution& contribution : input.contributions)
      contributions_.push_back(&contribution);
    // The order in which returns arrive never matters.
    std::stable_sort(contributions_.begin(), contributions_.end(),
                     [](const auto* a, const auto* b) { return a->partner < b->partner; });
    result_.rows = input.current;
  }

  CaseResult merge() {
    link();
    ask_about_divided_rows();
    for (CaseRow& row : result_.rows) merge_row(row);
    ask_about_rows();
    add_new_rows();
    raise_flags();
    finish();
    return std::move(result_);
  }

 private:
  struct NewRow {
    const CaseContribution* contribution;
    std::size_t index;
    std::vector<std::string> near;
  };

  static const std::vector<CaseRow>* find_version(const Case& input, const std::string& name) {
    const auto found = input.versions.find(name);
    return found == input.versions.end() ? nullptr : &found->second;
  }

  // -------------------------------------------------------------- links

  const CaseDecision* link_decision(const CaseRow& row) const {
    for (const CaseDecision& decision : input_.decisions) {
      if (decision.kind == "link" && !decision.title.empty() &&
          decision.title == first_key(row, CaseField::Title))
        return &decision;
    }
    return nullptr;
  }

  void link() {
    for (const CaseContribution* contribution : contributions_) {
      const std::vector<CaseRow>* base = find_version(input_, contribution->base_version);
      // What the partner was sent, and what came to the plan since.
      std::vector<CaseRow> known = base != nullptr ? *base : std::vector<CaseRow>();
      for (const CaseRow& row : input_.current) {
        if (base == nullptr || find(*base, row.id) == nullptr) known.push_back(row);
      }
      std::set<std::pair<std::size_t, std::string>> not_the_same;
      for (std::size_t i = 0; i < contribution->rows.size(); ++i) {
        const CaseDecision* decision = link_decision(contribution->rows[i]);
        if (decision != nullptr && decision->answer_word == "different")
          not_the_same.insert({i, decision->row});
      }
      std::vector<LinkedRow> linked = link_case_rows(contribution->rows, known, not_the_same);
      for (std::size_t i = 0; i < linked.size(); ++i) {
        const CaseDecision* decision = link_decision(contribution->rows[i]);
        if (decision != nullptr && decision->answer_word == "same")
          linked[i] = {{decision->row}, "same", {}};
        take_link(*contribution, base, i, linked[i]);
      }
    }
  }

  void take_link(const CaseContribution& contribution, const std::vector<CaseRow>* base,
                 std::size_t index, LinkedRow& linked) {
    const CaseRow& row = contribution.rows[index];
    std::sort(linked.to.begin(), linked.to.end(), [&](const auto& a, const auto& b) {
      return place_of(a) != place_of(b) ? place_of(a) < place_of(b) : a < b;
    });
    result_.links.push_back({contribution.partner, index, linked.to, linked.relation});
    for (const std::string& id : linked.to) returned_.insert({contribution.partner, id});
    if (linked.to.empty()) {
      new_rows_.push_back({&contribution, index, linked.near});
    } else if (linked.relation == "same") {
      const CaseRow* was = base == nullptr ? nullptr : find(*base, linked.to.front());
      claims_[linked.to.front()].push_back({&contribution, &row, was});
    }
  }

  /// P10: rows that came back divided or joined stay as they are until it is decided.
  void ask_about_divided_rows() {
    for (const CaseLink& link : result_.links) {
      const std::string id = link.to.empty() ? "" : link.to.front();
      if (link.relation == "split") {
        const bool moved = moved_since(link.partner, id);
        if (answer_to(moved ? "split" : "split_modify", id, "", {}) != nullptr) continue;
        ask(moved ? "split_modify" : "split", id, "", {link.partner}, {}, moved);
      } else if (link.relation == "merge") {
        std::vector<Reading> ids;
        ids.reserve(link.to.size());
        for (const std::string& joined : link.to) ids.push_back({{joined, joined}});
        ask("merge", id, "", {link.partner}, ids, false);
      }
    }
  }

  /// The plan changed the row after the partner's base, other than by what this round brings.
  bool moved_since(const std::string& partner, const std::string& id) {
    const CaseRow* now = find(input_.current, id);
    for (const CaseContribution* contribution : contributions_) {
      if (contribution->partner != partner || now == nullptr) continue;
      const std::vector<CaseRow>* base = find_version(input_, contribution->base_version);
      const CaseRow* was = base == nullptr ? nullptr : find(*base, id);
      return was != nullptr &&
             std::any_of(kShapes.begin(), kShapes.end(), [&](const FieldShape& shape) {
               const std::string key = key_of(*now, shape.field);
               if (shape.kind == FieldKind::Hint || key == key_of(*was, shape.field)) return false;
               return std::none_of(claims_[id].begin(), claims_[id].end(), [&](const Claim& claim) {
                 return key_of(*claim.row, shape.field) == key;
               });
             });
    }
    return false;
  }

  std::size_t place_of(const std::string& id) const {
    for (std::size_t i = 0; i < input_.current.size(); ++i) {
      if (input_.current[i].id == id) return i;
    }
    return input_.current.size();
  }

  // -------------------------------------------------------------- fields

  void merge_row(CaseRow& row) {
    const auto found = claims_.find(row.id);
    if (found == claims_.end()) return;
    const CaseRow before = row;
    std::map<CaseField, std::vector<std::string>> by;
    for (const FieldShape& shape : kShapes) {
      std::vector<FieldClaim> claims;
      for (const Claim& claim : found->second) {
        claims.push_back({claim.contribution->partner,
                          claim.base == nullptr ? nullptr : &(*claim.base)[shape.field],
                          &(*claim.row)[shape.field]});
      }
      FieldMerge merged = merge_field(shape.kind, before[shape.field], claims);
      for (const Question& question : merged.questions) {
        if (const Reading* answer = ask(question.kind, row.id, std::string(shape.name),
                                        question.parties, question.values, false))
          merged.value = *answer;
      }
      row[shape.field] = std::move(merged.value);
      if (!merged.by.empty()) by[shape.field] = std::move(merged.by);
    }
    keep_status(row, before, by);
    keep_dates(row, before, by);
    for (const auto& [field, partners] : by) {
      if (key_of(row, field) != key_of(before, field))
        result_.provenance.push_back({row.id, std::string(name_of(field)), partners});
    }
  }

  void keep_status(CaseRow& row, const CaseRow& before,
                   std::map<CaseField, std::vector<std::string>>& by) {
    Reading& status = row[CaseField::Status];
    if (!by.contains(CaseField::Status) || !goes_back(before, status)) return;
    std::vector<std::string> parties = by[CaseField::Status];
    parties.emplace_back(kMaster);
    const Reading* answer = ask("status_regression", row.id, "status", parties,
                                {status, before[CaseField::Status]}, false);
    status = answer != nullptr ? *answer : before[CaseField::Status];
  }

  void keep_dates(CaseRow& row, const CaseRow& before,
                  std::map<CaseField, std::vector<std::string>>& by) {
    if (!starts_after_end(row) || starts_after_end(before)) return;
    std::vector<std::string> parties;
    for (const CaseField field : {CaseField::Start, CaseField::End}) {
      for (const std::string& party : by[field]) {
        if (std::find(parties.begin(), parties.end(), party) == parties.end())
          parties.push_back(party);
      }
    }
    const CaseField moved = by[CaseField::End].empty() ? CaseField::Start : CaseField::End;
    const Reading* answer = ask("date_order", row.id, std::string(name_of(moved)), parties,
                                {row[CaseField::Start], row[CaseField::End]}, false);
    row[CaseField::Start] = before[CaseField::Start];
    row[CaseField::End] = before[CaseField::End];
    if (answer != nullptr) row[moved] = *answer;
  }

  // -------------------------------------------------------------- rows that are gone (P9)

  void ask_about_rows() {
    for (const CaseContribution* contribution : contributions_) {
      const std::vector<CaseRow>* base = find_version(input_, contribution->base_version);
      if (!contribution->full || base == nullptr) continue;
      for (const CaseRow& was : *base) {
        const CaseRow* now = find(input_.current, was.id);
        if (now == nullptr || returned_.contains({contribution->partner, was.id})) continue;
        ask_about_missing(*contribution, was, *now);
      }
    }
    for (const auto& [id, claims] : claims_) {
      if (find(input_.current, id) != nullptr) continue;
      for (const Claim& claim : claims) ask_about_deleted(id, claim);
    }
  }

  void ask_about_missing(const CaseContribution& contribution, const CaseRow& was,
                         const CaseRow& now) {
    std::vector<std::string> parties = {contribution.partner};
    for (const Claim& claim : claims_[was.id]) {
      if (claim.base == nullptr || differ(*claim.row, *claim.base))
        parties.push_back(claim.contribution->partner);
    }
    const bool moved = differ(was, now);
    const char* kind = moved || parties.size() > 1 ? "delete_modify" : "delete_proposed";
    const CaseDecision* decision = answer_to(kind, was.id, "", {});
    if (decision == nullptr) {
      ask(kind, was.id, "", parties, {}, moved);
    } else if (decision->answer_word == "delete") {
      deleted_.insert(was.id);
    }
  }

  void ask_about_deleted(const std::string& id, const Claim& claim) {
    for (const FieldShape& shape : kShapes) {
      if (shape.kind == FieldKind::Hint || claim.base == nullptr) continue;
      if (key_of(*claim.row, shape.field) == key_of(*claim.base, shape.field)) continue;
      ask("modify_deleted", id, std::string(shape.name), {claim.contribution->partner},
          {(*claim.row)[shape.field]}, true);
    }
  }

  // -------------------------------------------------------------- new rows (P11)

  void add_new_rows() {
    std::vector<const CaseRow*> rows;
    std::vector<std::string> parties;
    for (const NewRow& entry : new_rows_) {
      rows.push_back(&entry.contribution->rows[entry.index]);
      parties.push_back(entry.contribution->partner);
    }
    const std::vector<std::size_t> first = same_new_rows(rows, parties);
    for (std::size_t i = 0; i < new_rows_.size(); ++i) {
      if (first[i] == i) add_new_row(i, first);
    }
  }

  void add_new_row(std::size_t i, const std::vector<std::size_t>& first) {
    const NewRow& entry = new_rows_[i];
    CaseRow row = entry.contribution->rows[entry.index];
    row.id = "new:" + entry.contribution->partner + ":" + std::to_string(entry.index);
    std::vector<std::string> senders = {entry.contribution->partner};
    for (std::size_t j = i + 1; j < new_rows_.size(); ++j) {
      if (first[j] != i) continue;
      senders.push_back(new_rows_[j].contribution->partner);
      complete(row, new_rows_[j].contribution->rows[new_rows_[j].index], senders);
    }
    if (senders.size() > 1) result_.flags.push_back({"duplicate_new", {row.id}, "", ""});
    if (!entry.near.empty())
      result_.flags.push_back({"near_duplicate", {row.id, entry.near.front()}, "", ""});
    for (const FieldShape& shape : kShapes) {
      if (!is_blank(row[shape.field]))
        result_.provenance.push_back({row.id, std::string(shape.name), senders});
    }
    result_.rows.push_back(std::move(row));
  }

  /// What another partner says of the same new row: fills blanks, asks about differences.
  void complete(CaseRow& row, const CaseRow& other, const std::vector<std::string>& senders) {
    for (const FieldShape& shape : kShapes) {
      Reading& mine = row[shape.field];
      const Reading& theirs = other[shape.field];
      if (is_blank(theirs) || key_of(row, shape.field) == key_of(other, shape.field)) continue;
      if (is_blank(mine)) {
        mine = theirs;
      } else if (shape.kind != FieldKind::Hint) {
        ask("concurrent", row.id, std::string(shape.name), {senders.front(), senders.back()},
            {mine, theirs}, false);
      }
    }
  }

  // -------------------------------------------------------------- questions and answers (P13)

  const CaseDecision* answer_to(const std::string& kind, const std::string& row,
                                const std::string& field,
                                const std::vector<Reading>& values) const {
    const auto field_id = case_field_named(field);
    const bool sorted = field_id && kind_of(*field_id) == FieldKind::Set;
    const auto keys = [&](const std::vector<Reading>& readings) {
      std::set<std::string> found;
      for (const Reading& reading : readings) found.insert(policy::key_of(reading, sorted));
      return found;
    };
    for (const CaseDecision& decision : input_.decisions) {
      if (family_of(decision.kind) != family_of(kind) || decision.row != row ||
          decision.field != field)
        continue;
      if (keys(decision.values) == keys(values)) return &decision;
      // Answered with a text of its own, which the plan has now: the old values are settled.
      const std::set<std::string> asked = keys(decision.values);
      const std::string answer = policy::key_of(decision.answer, sorted);
      const auto settled = [&](const std::string& key) {
        return key == answer || asked.contains(key);
      };
      const std::set<std::string> now = keys(values);
      if (!field.empty() && now.contains(answer) && std::all_of(now.begin(), now.end(), settled))
        return &decision;
    }
    return nullptr;
  }

  /// Which of several values stands: one question, whatever moved first.
  static std::string_view family_of(std::string_view kind) {
    return kind == "concurrent" || kind == "no_base" ? "both_changed" : kind;
  }

  /// Raises an item, unless it was answered before: then gives the answer, to be applied.
  const Reading* ask(const std::string& kind, const std::string& row, const std::string& field,
                     std::vector<std::string> parties, const std::vector<Reading>& values,
                     bool with_master) {
    if (const CaseDecision* decision = answer_to(kind, row, field, values))
      return &decision->answer;
    if (with_master) parties.emplace_back(kMaster);
    for (CaseItem& item : result_.items) {
      if (item.kind != kind || item.row != row || item.field != field) continue;
      for (const std::string& party : parties) {
        if (std::find(item.parties.begin(), item.parties.end(), party) == item.parties.end())
          item.parties.push_back(party);
      }
      return nullptr;
    }
    result_.items.push_back({kind, row, field, std::move(parties), values});
    return nullptr;
  }

  // -------------------------------------------------------------- flags (P12)

  void raise_flags() {
    for (const CaseRow& row : result_.rows) {
      for (const CaseField field :
           {CaseField::Drivers, CaseField::Funding, CaseField::Start, CaseField::End}) {
        if (is_blank(row[field]))
          result_.flags.push_back({"gap", {row.id}, std::string(name_of(field)), ""});
      }
    }
    std::set<std::string> needs;
    for (const CaseRow& row : result_.rows) needs.insert(key_of(row, CaseField::Need));
    std::set<std::string> told;
    for (const CaseRow& row : input_.current) {
      const std::string need = key_of(row, CaseField::Need);
      if (!need.empty() && !needs.contains(need) && told.insert(need).second)
        result_.flags.push_back({"gap", {}, "", row[CaseField::Need].front().print});
    }
    for (std::size_t i = 0; i < result_.rows.size(); ++i) {
      for (std::size_t j = i + 1; j < result_.rows.size(); ++j)
        compare(result_.rows[i], result_.rows[j]);
    }
  }

  void compare(const CaseRow& a, const CaseRow& b) {
    const std::string number = key_of(a, CaseField::Number);
    if (!number.empty() && number == key_of(b, CaseField::Number))
      result_.flags.push_back({"number_clash", {a.id, b.id}, "", ""});
    const auto share = [&](CaseField field) {
      return std::any_of(a[field].begin(), a[field].end(), [&](const Value& value) {
        return !value.key.empty() &&
               std::any_of(b[field].begin(), b[field].end(),
                           [&](const Value& other) { return other.key == value.key; });
      });
    };
    const auto month = [](const CaseRow& row, CaseField field) {
      const std::string key = first_key(row, field);
      return is_month(key) ? key : std::string();
    };
    const std::string a_start = month(a, CaseField::Start), a_end = month(a, CaseField::End);
    const std::string b_start = month(b, CaseField::Start), b_end = month(b, CaseField::End);
    if (a_start.empty() || a_end.empty() || b_start.empty() || b_end.empty()) return;
    if (a_start <= b_end && b_start <= a_end && share(CaseField::Outputs) &&
        share(CaseField::Drivers))
      result_.flags.push_back({"overlap", {a.id, b.id}, "", ""});
  }

  void finish() {
    std::erase_if(result_.rows, [&](const CaseRow& row) { return deleted_.contains(row.id); });
    std::stable_sort(result_.items.begin(), result_.items.end(),
                     [](const CaseItem& a, const CaseItem& b) {
                       return std::tie(a.row, a.field, a.kind) < std::tie(b.row, b.field, b.kind);
                     });
  }

  const Case& input_;
  std::vector<const CaseContribution*> contributions_;
  CaseResult result_;
  std::map<std::string, std::vector<Claim>> claims_;        // by plan row
  std::set<std::pair<std::string, std::string>> returned_;  // partner, plan row
  std::vector<NewRow> new_rows_;
  std::set<std::string> deleted_;
};

}  // namespace

std::string_view name_of(CaseField field) {
  return kShapes[static_cast<std::size_t>(field)].name;
}

std::optional<CaseField> case_field_named(std::string_view name) {
  for (const FieldShape& shape : kShapes) {
    if (shape.name == name) return shape.field;
  }
  return std::nullopt;
}

FieldKind kind_of(CaseField field) {
  return kShapes[static_cast<std::size_t>(field)].kind;
}

CaseResult merge_case(const Case& input) {
  return CaseMerger(input).merge();
}

}  // namespace planmerge::merge::policy
