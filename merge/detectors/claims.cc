// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors that look at what partners sent: comments, deletions, omissions, numbers, silence.
#include <algorithm>
#include <set>

#include "merge/detectors.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

using plan::Field;

plan::ReviewItem about(MergeRound& round, const Claim& claim, Field field) {
  plan::ReviewItem item;
  item.field = plan::name_of(field);
  item.rows = {claim.id};
  if (const plan::PlanRow* row = round.find(claim.id); row != nullptr && !claim.is_new)
    item.evidence.push_back(evidence_of(*row, field));
  item.evidence.push_back(evidence_of(claim, field));
  return item;
}

}  // namespace

void find_comments(MergeRound& round) {
  for (const Claim& claim : round.claims) {
    for (const auto& [field, comment] : claim.row->comments) {
      if (comment.resolved || comment.text.empty()) continue;
      plan::ReviewItem item = about(round, claim, field);
      item.kind = "open_comment";
      item.severity = plan::Stake::Low;
      item.why = claim.contribution->partner + " remarks on " + called(claim.row[0]) + ": “" +
                 comment.text + "”";
      item.suggestion = "Read the remark; it changes nothing by itself.";
      add_item(
          round, std::move(item),
          claim.contribution->document.source.sha256 + std::to_string(claim.index) + comment.id);
    }
  }
}

void find_deletions(MergeRound& round) {
  std::set<std::string> changed_by_others;
  for (const plan::FieldOutcome& outcome : round.result.outcomes) {
    if (outcome.outcome != "agreed") changed_by_others.insert(outcome.row_id);
  }
  for (const Claim& claim : round.claims) {
    if (claim.is_new || claim.row->change != plan::ActionRow::Change::Deleted) continue;
    plan::ReviewItem item = about(round, claim, Field::Action);
    const bool contested = changed_by_others.contains(claim.id);
    item.kind = contested ? "delete_conflict" : "delete_proposed";
    item.field.clear();
    item.severity = contested ? plan::Stake::High : plan::Stake::Medium;
    item.why = claim.contribution->partner + " asks to delete " + called(*claim.row) +
               (contested ? ", which another partner changed." : ".");
    item.suggestion = "The row stays until the secretariat decides: keep or delete.";
    add_item(round, std::move(item));
  }
}

void find_omissions(MergeRound& round) {
  for (const plan::Contribution* contribution : round.contributions) {
    std::set<std::string> sent;
    for (const Claim& claim : round.claims) {
      if (claim.contribution != contribution) continue;
      sent.insert(claim.id);
      sent.insert(claim.joins.begin(), claim.joins.end());
    }
    plan::ReviewItem item;
    item.kind = contribution->returns == "full" ? "delete_proposed" : "omitted_row";
    item.severity = plan::Stake::Low;
    for (const plan::PlanRow& row : round.current.rows) {
      if (sent.contains(row.id)) continue;
      const auto ids = row.row.norm.drivers.driving_ids();
      const bool theirs = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
        return round.speaks_for(*contribution, id);
      });
      if (!theirs) continue;
      item.rows.push_back(row.id);
      item.evidence.push_back(evidence_of(row, Field::Drivers));
    }
    if (item.rows.empty()) continue;
    item.why = contribution->partner + " drives " + std::to_string(item.rows.size()) +
               " more rows of the plan that its contribution does not mention.";
    item.suggestion = "They stay as they are; ask whether they are still current.";
    add_item(round, std::move(item), contribution->partner_id);
  }
}

void find_renumbering(MergeRound& round) {
  std::map<std::string, std::string> title_of;  // number -> title in the plan
  for (const plan::PlanRow& row : round.current.rows)
    title_of.emplace(number_key(row.row.action_no), canonical(row.row, Field::Action));
  for (const Claim& claim : round.claims) {
    if (claim.is_new || claim.base == nullptr || claim.is_part || !claim.joins.empty()) continue;
    const std::string cited = number_key(claim.row->action_no);
    const std::string printed_no = number_key(claim.base->row.action_no);
    if (cited.empty() || printed_no.empty() || cited == printed_no) continue;
    const bool taken = title_of.contains(cited);
    plan::ReviewItem item = about(round, claim, Field::ActionNo);
    item.kind = taken ? "wrong_number" : "renumbered";
    item.severity = taken ? plan::Stake::Medium : plan::Stake::Low;
    item.why = claim.contribution->partner;
    item.why.append(" cites ").append(cited);
    item.why.append(" for the action that the plan prints as ").append(printed_no);
    if (taken) item.why.append("; ").append(cited).append(" is another action");
    item.why += '.';
    item.suggestion = "The plan's number stays.";
    add_item(round, std::move(item), claim.id + claim.contribution->partner_id);
  }
}

void find_unheard_drivers(MergeRound& round) {
  for (const Claim& claim : round.claims) {
    if (!claim.is_new) continue;
    std::string silent;
    for (const std::string& id : claim.row->norm.drivers.driving_ids()) {
      if (round.speaks_for(*claim.contribution, id) || id.starts_with("grp:")) continue;
      silent += (silent.empty() ? "" : ", ") + round.name_of(id);
    }
    if (silent.empty()) continue;
    plan::ReviewItem item = about(round, claim, Field::Drivers);
    item.kind = "joint_driver_not_heard";
    item.why = claim.contribution->partner + " names " + silent +
               " as joint driver of the new row " + called(*claim.row) + ", which did not send it.";
    item.suggestion = "Ask " + silent + " to confirm.";
    item.confidence = 0.7;
    add_item(round, std::move(item));
  }
}

/// A title belongs to all rows under it, so it is never taken from one of them: it is asked, once
/// for the need or the action. A table of the partner's own is no claim: it has titles of its own.
void find_retitled(MergeRound& round) {
  struct Renaming {
    Field field = Field::Action;
    const plan::PlanRow* first = nullptr;
    std::vector<const Claim*> claims;
    std::set<std::string> said;  // who, and what
  };
  constexpr std::pair<Field, Field> kTitles[] = {{Field::Need, Field::NeedNo},
                                                 {Field::Action, Field::ActionNo}};
  const auto heading_of = [](const plan::ActionRow& row, Field title, Field number) {
    return canonical(row, title) + "\n" + canonical(row, number);
  };
  std::map<std::string, Renaming> by_heading;
  for (const Claim& claim : round.claims) {
    if (claim.is_new || claim.base == nullptr) continue;
    const plan::PlanRow* now = round.find(claim.id);
    if (now == nullptr || claim.row->change == plan::ActionRow::Change::Deleted) continue;
    for (const auto& [title, number] : kTitles) {
      const bool meant =
          claim.row->tracked ? claim.row->original.contains(title) : !claim.row->row_id.empty();
      const std::string value = canonical(*claim.row, title);
      if (!meant || value.empty() || value == canonical(claim.base->row, title) ||
          value == canonical(now->row, title))
        continue;
      Renaming& renaming = by_heading[std::string(plan::name_of(title)) + "\n" +
                                      heading_of(now->row, title, number)];
      renaming.field = title;
      if (renaming.first == nullptr) renaming.first = now;
      if (renaming.said.insert(claim.contribution->partner + "\n" + value).second)
        renaming.claims.push_back(&claim);
    }
  }
  for (const auto& [heading, renaming] : by_heading) {
    plan::ReviewItem item;
    item.kind = "title_changed";
    item.field = plan::name_of(renaming.field);
    item.severity = plan::Stake::Medium;
    const Field number = renaming.field == Field::Need ? Field::NeedNo : Field::ActionNo;
    for (const plan::PlanRow& row : round.result.plan.rows) {
      if (heading_of(row.row, renaming.field, number) ==
          heading_of(renaming.first->row, renaming.field, number))
        item.rows.push_back(row.id);
    }
    item.evidence.push_back(evidence_of(*renaming.first, renaming.field));
    item.why = "The plan says “" + renaming.first->row.reading(renaming.field) + "”";
    for (const Claim* claim : renaming.claims) {
      item.evidence.push_back(evidence_of(*claim, renaming.field));
      item.why +=
          "; " + claim->contribution->partner + " “" + claim->row->reading(renaming.field) + "”";
    }
    item.why +=
        " (" + std::to_string(item.rows.size()) + (item.rows.size() == 1 ? " row)." : " rows).");
    item.suggestion = "The plan's title stands until it is decided; it changes in all its rows.";
    item.confidence = 0.9;
    add_item(round, std::move(item), heading);
  }
}

/// Rows that came back divided or joined: shown whole, nothing of them is taken (POLICY P10).
void find_divided_rows(MergeRound& round) {
  std::map<std::string, std::vector<const Claim*>> parts;
  for (const Claim& claim : round.claims) {
    if (claim.is_part) parts[claim.id].push_back(&claim);
    if (claim.joins.empty()) continue;
    plan::ReviewItem item;
    item.kind = "merge";
    item.severity = plan::Stake::High;
    item.rows = claim.joins;
    item.evidence.push_back(evidence_of(claim, Field::Outputs));
    for (const std::string& id : claim.joins) {
      if (const plan::PlanRow* row = round.find(id))
        item.evidence.push_back(evidence_of(*row, Field::Outputs));
    }
    item.why = claim.contribution->partner + " sent one row, " + called(*claim.row) +
               ", that joins " + std::to_string(claim.joins.size()) + " rows of the plan.";
    item.suggestion = "Decide whether the rows become one; they stay as they are meanwhile.";
    item.confidence = 0.8;
    add_item(round, std::move(item), claim.contribution->partner_id + std::to_string(claim.index));
  }
  for (const auto& [id, claims] : parts) {
    const plan::PlanRow* row = round.find(id);
    if (row == nullptr) continue;
    plan::ReviewItem item;
    item.kind = "split";
    item.severity = plan::Stake::High;
    item.rows = {id};
    item.evidence.push_back(evidence_of(*row, Field::Outputs));
    for (const Claim* claim : claims) item.evidence.push_back(evidence_of(*claim, Field::Outputs));
    item.why = called(row->row) + " came back in " + std::to_string(claims.size()) + " rows from " +
               claims.front()->contribution->partner + ".";
    item.suggestion = "Decide whether the row is divided; it stays as it is meanwhile.";
    item.confidence = 0.8;
    add_item(round, std::move(item));
  }
}

}  // namespace planmerge::merge
