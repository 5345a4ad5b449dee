// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/link.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "merge/linkage/linkage.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

using linkage::Aspect;
using linkage::ColumnKind;
using linkage::Match;
using linkage::MatchKind;

const std::vector<linkage::Column>& row_columns() {
  static const std::vector<linkage::Column> kColumns = {
      {"need", ColumnKind::Text},      {"title", ColumnKind::Text},
      {"scope", ColumnKind::Text},     {"outputs", ColumnKind::Items},
      {"drivers", ColumnKind::Names},  {"status", ColumnKind::Code},
      {"start", ColumnKind::Month},    {"end", ColumnKind::Month},
      {"funding", ColumnKind::Amount}, {"number", ColumnKind::Code},
  };
  return kColumns;
}

// Places in row_columns().
constexpr std::size_t kNeed = 0, kTitle = 1, kScope = 2, kOutputs = 3, kDrivers = 4, kStatus = 5,
                      kStart = 6, kEnd = 7, kFunding = 8, kNumber = 9;

plan::ActionRow as_started(const plan::ActionRow& row) {
  plan::ActionRow before = row;
  for (const auto& [field, text] : row.original) before.set_reading(field, text);
  return before;
}

void add_names(linkage::Table& table, const plan::ActionRow& row) {
  const std::vector<std::string> ids = row.norm.drivers.driving_ids();
  if (ids.empty() && !row.drivers_raw.empty()) table.add_text(kDrivers, row.drivers_raw);
  for (std::string id : ids) {
    // One word an id: parts of ids ("gov:", a country) are not what two bodies have in common.
    std::erase_if(id, [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; });
    table.add_text(kDrivers, id);
  }
}

void add_row(linkage::Table& table, const plan::ActionRow& row, std::size_t index) {
  table.begin_row(std::to_string(index));
  const auto add = [&](std::size_t column, const std::string& text) {
    if (!text.empty()) table.add_text(column, text);
  };
  add(kNeed, row.need);
  add(kTitle, row.action);
  add(kScope, row.scope);
  for (const std::string& output : row.outputs) add(kOutputs, output);
  add_names(table, row);
  if (row.norm.timeline.status != "none") add(kStatus, row.norm.timeline.status);
  if (const auto month = plan::first_month(row.norm.timeline.edtf))
    table.add_number(kStart, *month);
  if (const auto month = plan::last_month(row.norm.timeline.edtf)) table.add_number(kEnd, *month);
  if (const auto amount = plan::total(row.norm.funding)) table.add_number(kFunding, *amount);
  add(kNumber, number_key(row.action_no));
  table.end_row();
}

/// What was compared, in words, the weightiest first.
std::vector<std::string> reasons_of(const linkage::Linkage& links, const Match& match) {
  const linkage::Model& model = links.model();
  const std::vector<linkage::Level> levels = links.levels(match.left, match.right);
  std::vector<std::pair<double, std::string>> weighted;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i] == 0) continue;
    const Aspect& aspect = model.aspects()[i];
    weighted.emplace_back(
        -std::abs(model.weight(i, levels[i])),
        row_columns()[aspect.column].name + ": " + linkage::level_words(aspect.kind, levels[i]));
  }
  std::stable_sort(weighted.begin(), weighted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> reasons;
  reasons.reserve(weighted.size());
  for (auto& [weight, reason] : weighted) reasons.push_back(std::move(reason));
  return reasons;
}

/// Rows that still carry the invisible id of our own export.
void link_by_id(const plan::Contribution& contribution, const plan::PlanVersion& base,
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
      break;
    }
  }
}

bool is_renumbered(const plan::ActionRow& row, const plan::ActionRow& plan_row) {
  const std::string number = number_key(row.action_no);
  return !number.empty() && number != number_key(plan_row.action_no);
}

void take(plan::Link& link, const Match& match, const plan::PlanRow& plan_row,
          const plan::ActionRow& row, std::vector<std::string> reasons) {
  link.to.push_back(plan_row.id);
  if (link.to.size() > 1) return;
  link.score = match.score;
  link.reasons = std::move(reasons);
  link.relation = match.kind == MatchKind::Split     ? plan::Relation::Split
                  : match.kind == MatchKind::Merged  ? plan::Relation::Merged
                  : is_renumbered(row, plan_row.row) ? plan::Relation::Renumbered
                                                     : plan::Relation::Same;
}

}  // namespace

std::vector<plan::Link> link_rows(const plan::Contribution& contribution,
                                  const plan::PlanVersion& base) {
  constexpr float kAccepted = 0.5F;
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
  link_by_id(contribution, base, links, used);

  // Positions in the two tables -> in the documents.
  std::vector<std::size_t> theirs, ours;
  linkage::Table left(row_columns()), right(row_columns());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!links[i].to.empty()) continue;
    add_row(left, as_started(rows[i]), i);
    theirs.push_back(i);
  }
  for (std::size_t j = 0; j < base.rows.size(); ++j) {
    if (used.contains(j)) continue;
    add_row(right, base.rows[j].row, j);
    ours.push_back(j);
  }
  const linkage::Linkage linked(left, right, {});
  std::vector<Match> matches = linked.matches();
  std::erase_if(matches, [](const Match& match) { return match.score < kAccepted; });
  // The surest first; the order of the rows settles ties, so that the result is always the same.
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.score > b.score; });
  for (const Match& match : matches) {
    const std::size_t row = theirs[match.left], plan_row = ours[match.right];
    if (match.kind == MatchKind::Same && (!links[row].to.empty() || used.contains(plan_row)))
      continue;
    if (match.kind == MatchKind::Same) used.insert(plan_row);
    take(links[row], match, base.rows[plan_row], rows[row], reasons_of(linked, match));
  }
  return links;
}

}  // namespace planmerge::merge
