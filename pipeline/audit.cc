// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audit.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "base/text.h"

namespace planmerge::pipeline {
namespace {

using plan::Field;
using CellKey = std::tuple<bool, int, int, int>;  // struck, table, row, col

CellKey key_of(const plan::Provenance& where) {
  return {where.struck, where.table, where.row, where.col};
}

bool same_bodies(const plan::ActionRow& a, const plan::ActionRow& b) {
  const auto ids = a.norm.drivers.driving_ids();
  return !ids.empty() && ids == b.norm.drivers.driving_ids() &&
         a.norm.drivers.unresolved == b.norm.drivers.unresolved;
}

bool same_timeline(const plan::ActionRow& a, const plan::ActionRow& b) {
  const plan::Timeline& x = a.norm.timeline;
  const plan::Timeline& y = b.norm.timeline;
  if (x.refused() || y.refused()) return false;
  return x.status == y.status && x.edtf == y.edtf && x.duration == y.duration &&
         !(x.edtf.empty() && x.status == "none");
}

bool same_funding(const plan::ActionRow& a, const plan::ActionRow& b) {
  const plan::Funding& x = a.norm.funding;
  const plan::Funding& y = b.norm.funding;
  return x.status != "unknown" && x.status == y.status && x.instruments == y.instruments &&
         x.funders == y.funders && x.amounts == y.amounts && x.periods == y.periods;
}

std::string folded_number(const std::string& number) {
  std::string key = text::fold(number);
  while (!key.empty() && (key.back() == '.' || key.back() == ' ')) key.pop_back();
  return key;
}

/// Every bullet of `part` stands in `whole`.
bool holds_outputs(const plan::ActionRow& whole, const plan::ActionRow& part) {
  std::set<std::string> there;
  for (const std::string& bullet : whole.outputs) there.insert(text::fold(bullet));
  return std::all_of(part.outputs.begin(), part.outputs.end(),
                     [&](const std::string& bullet) { return there.contains(text::fold(bullet)); });
}

/// The plan row says what the document's row says in this field.
bool holds(const plan::ActionRow& plan_row, const plan::ActionRow& row, Field field) {
  if (text::fold(plan_row.reading(field)) == text::fold(row.reading(field))) return true;
  switch (field) {
    case Field::NeedNo:
    case Field::ActionNo:
      return folded_number(plan_row.reading(field)) == folded_number(row.reading(field));
    case Field::Outputs: return holds_outputs(plan_row, row);
    case Field::Drivers: return same_bodies(plan_row, row);
    case Field::Status:
    case Field::Start:
    case Field::End: return same_timeline(plan_row, row);
    case Field::Funding: return same_funding(plan_row, row);
    case Field::Note:
      return std::includes(plan_row.other.begin(), plan_row.other.end(), row.other.begin(),
                           row.other.end());
    default: return false;
  }
}

bool is_timeline(std::string_view field) {
  return field == "status" || field == "start" || field == "end" || field == "timeline";
}

/// The item shows the reviewer this field: it is about the field, or about the row as a whole.
bool puts_to_review(const plan::ReviewItem& item, Field field) {
  static const std::set<std::string> kWholeRow = {
      "delete_proposed", "delete_conflict", "delete_modify", "modify_deleted",
      "split",           "merge",           "moved",         "unaccounted_cell"};
  if (kWholeRow.contains(item.kind)) return true;
  const std::string_view name = plan::name_of(field);
  return item.field == name || (is_timeline(item.field) && is_timeline(name));
}

/// Looks things up for one document.
class Auditor {
 public:
  Auditor(const std::vector<plan::PlanVersion>& versions, const plan::PlanVersion& plan,
          const std::vector<plan::Link>& links, const std::vector<plan::ReviewItem>& items) {
    for (const plan::PlanVersion& version : versions) add_rows(version);
    add_rows(plan);
    for (const plan::Link& link : links) links_[{link.sha256, link.row}] = &link;
    for (const plan::ReviewItem& item : items) add_item(item);
  }

  void add(const AuditedDocument& entry, Audit& audit) {
    const plan::Document& document = *entry.document;
    const auto rows_of = sources(document);
    const auto reasons = left_out(document);
    const auto add_table = [&](const plan::Table& table, int index, bool struck) {
      if (table.kind != plan::TableKind::Action) return;
      for (const plan::Cell& cell : table.cells) {
        if (cell.blank()) continue;
        CellFate fate;
        fate.where = plan::place_in(document, index, table, cell);
        fate.where.struck = struck;
        fate.text = cell.text();
        judge(entry, rows_of, reasons, key_of(fate.where), fate);
        count(std::move(fate), audit);
      }
    };
    for (std::size_t t = 0; t < document.tables.size(); ++t)
      add_table(document.tables[t], static_cast<int>(t), false);
    // What tracked changes took out of a table must be accounted for as well.
    for (const plan::StruckTable& struck : document.struck)
      add_table(struck.table, struck.place, true);
  }

 private:
  struct Use {
    int row;
    Field field;
  };
  using Uses = std::map<CellKey, std::vector<Use>>;
  using Reasons = std::map<CellKey, std::string>;

  void add_rows(const plan::PlanVersion& version) {
    for (const plan::PlanRow& row : version.rows) rows_[row.id].push_back(&row.row);
  }

  void add_item(const plan::ReviewItem& item) {
    for (const std::string& id : item.rows) asked_of_[id].push_back(&item);
    for (const plan::ItemEvidence& evidence : item.evidence) {
      if (evidence.in_plan || evidence.row_index < 0) continue;
      asked_[{evidence.file, evidence.row_index}].push_back(&item);
    }
  }

  static Uses sources(const plan::Document& document) {
    Uses uses;
    for (int r = 0; r < static_cast<int>(document.rows.size()); ++r) {
      for (const plan::FieldSource& source : document.rows[static_cast<std::size_t>(r)].source) {
        uses[key_of(source.where)].push_back({r, source.field});
      }
    }
    return uses;
  }

  static Reasons left_out(const plan::Document& document) {
    Reasons reasons;
    for (const plan::LeftOut& entry : document.left_out) {
      if (entry.where.table >= 0) reasons[key_of(entry.where)] = entry.reason;
    }
    return reasons;
  }

  void judge(const AuditedDocument& entry, const Uses& uses, const Reasons& reasons,
             const CellKey& key, CellFate& fate) const {
    const auto used = uses.find(key);
    if (used == uses.end()) {
      const auto reason = reasons.find(key);
      if (reason == reasons.end()) return;
      fate.kind = CellFate::Kind::LeftOut;
      fate.detail = reason->second;
      return;
    }
    // A merged cell feeds several rows: the worst fate of them is the cell's.
    fate.kind = CellFate::Kind::InPlan;
    for (const Use& use : used->second) {
      const auto [kind, detail] = entry.is_plan ? in_master(entry, use) : in_round(entry, use);
      if (fate.detail.empty() || kind > fate.kind) fate.detail = detail;
      fate.kind = std::max(fate.kind, kind);
    }
  }

  static std::pair<CellFate::Kind, std::string> in_master(const AuditedDocument& entry,
                                                          const Use& use) {
    const std::string& id = entry.plan_row_ids.at(static_cast<std::size_t>(use.row));
    if (id.empty()) return {CellFate::Kind::LeftOut, "deleted-by-tracked-change"};
    return {CellFate::Kind::InPlan, id + ", " + std::string(plan::name_of(use.field))};
  }

  std::pair<CellFate::Kind, std::string> in_round(const AuditedDocument& entry,
                                                  const Use& use) const {
    const plan::Document& document = *entry.document;
    const plan::ActionRow& row = document.rows[static_cast<std::size_t>(use.row)];
    const auto link = links_.find({document.source.sha256, use.row});
    if (link != links_.end() && row.change != plan::ActionRow::Change::Deleted) {
      for (const std::string& id : link->second->to) {
        if (row_holds(id, row, use.field))
          return {CellFate::Kind::InPlan, id + ", " + std::string(plan::name_of(use.field))};
      }
    }
    const auto asked = asked_.find({document.source.file, use.row});
    if (asked != asked_.end()) {
      for (const plan::ReviewItem* item : asked->second) {
        if (puts_to_review(*item, use.field)) return {CellFate::Kind::InReview, "item " + item->id};
      }
    }
    if (link != links_.end()) {
      if (const plan::ReviewItem* item = asked_once(*link->second, entry, row, use.field))
        return {CellFate::Kind::InReview, "item " + item->id};
    }
    return {CellFate::Kind::Unaccounted, std::string(plan::name_of(use.field))};
  }

  /// An item about several rows, a renamed need, shows what a file says once for all of them.
  const plan::ReviewItem* asked_once(const plan::Link& link, const AuditedDocument& entry,
                                     const plan::ActionRow& row, Field field) const {
    const std::string reading = text::fold(row.reading(field));
    const auto shows = [&](const plan::ItemEvidence& evidence) {
      return evidence.file == entry.document->source.file && evidence.field == field &&
             text::fold(evidence.reading) == reading;
    };
    for (const std::string& id : link.to) {
      const auto asked = asked_of_.find(id);
      if (asked == asked_of_.end()) continue;
      for (const plan::ReviewItem* item : asked->second) {
        if (puts_to_review(*item, field) && std::ranges::any_of(item->evidence, shows)) return item;
      }
    }
    return nullptr;
  }

  bool row_holds(const std::string& id, const plan::ActionRow& row, Field field) const {
    const auto found = rows_.find(id);
    if (found == rows_.end()) return false;
    return std::any_of(
        found->second.begin(), found->second.end(),
        [&](const plan::ActionRow* plan_row) { return holds(*plan_row, row, field); });
  }

  static void count(CellFate fate, Audit& audit) {
    switch (fate.kind) {
      case CellFate::Kind::InPlan: ++audit.in_plan; break;
      case CellFate::Kind::InReview: ++audit.in_review; break;
      case CellFate::Kind::LeftOut:
        ++audit.left_out;
        ++audit.left_out_by_reason[fate.detail];
        break;
      case CellFate::Kind::Unaccounted: ++audit.unaccounted; break;
    }
    audit.cells.push_back(std::move(fate));
  }

  std::map<std::string, std::vector<const plan::ActionRow*>> rows_;
  std::map<std::pair<std::string, int>, const plan::Link*> links_;
  std::map<std::pair<std::string, int>, std::vector<const plan::ReviewItem*>> asked_;
  std::map<std::string, std::vector<const plan::ReviewItem*>> asked_of_;  // by plan row
};

}  // namespace

Audit audit(const std::vector<AuditedDocument>& documents,
            const std::vector<plan::PlanVersion>& versions, const plan::PlanVersion& plan,
            const std::vector<plan::Link>& links, const std::vector<plan::ReviewItem>& items) {
  Audit result;
  Auditor auditor(versions, plan, links, items);
  for (const AuditedDocument& entry : documents) auditor.add(entry, result);
  return result;
}

}  // namespace planmerge::pipeline
