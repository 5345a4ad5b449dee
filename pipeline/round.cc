// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/round.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "merge/merge.h"
#include "pipeline/files.h"
#include "pipeline/partner.h"
#include "pipeline/version.h"

namespace planmerge::pipeline {
namespace {

constexpr std::size_t kIsoDay = 10;  // "2026-03-03"

std::string plan_row_id(std::size_t index) {
  char text[16];
  std::snprintf(text, sizeof text, "A%04zu", index + 1);
  return text;
}

/// Ids of a master's rows, by document row; "" for a row struck out by tracked changes.
std::vector<std::string> plan_row_ids(const plan::Document& document) {
  std::vector<std::string> ids;
  std::size_t count = 0;
  for (const plan::ActionRow& row : document.rows) {
    const bool gone = row.change == plan::ActionRow::Change::Deleted;
    ids.push_back(gone ? "" : plan_row_id(count++));
  }
  return ids;
}

plan::PlanVersion first_version(const plan::Document& document) {
  plan::PlanVersion version;
  version.number = 1;
  version.title = document.title;
  version.window = document.window;
  version.acronyms = document.acronyms;
  const std::vector<std::string> ids = plan_row_ids(document);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i].empty()) version.rows.push_back({ids[i], document.rows[i], {}});
  }
  return version;
}

Imported told(const ReadOutcome& outcome) {
  Imported imported;
  imported.path = outcome.path;
  imported.file = outcome.file;
  imported.error = outcome.error;
  imported.notes = outcome.notes;
  return imported;
}

bool same_plan(const plan::PlanVersion& a, const plan::PlanVersion& b) {
  plan::PlanVersion copy = b;
  copy.number = a.number;
  return a == copy;
}

/// Cells that the merge neither took nor asked about are put to a person, one item a row: nothing
/// is dropped in silence, whatever the merge's rules forgot.
plan::ReviewItem unaccounted_item(const plan::Contribution& contribution, int row,
                                  const std::set<std::string>& fields) {
  const plan::ActionRow& reading = contribution.document.rows[static_cast<std::size_t>(row)];
  plan::ReviewItem item;
  item.kind = "unaccounted_cell";
  item.severity = plan::Stake::Low;
  item.id = item_fingerprint(contribution.document.source.sha256, row);
  std::string list;
  for (const std::string& field : fields) list += (list.empty() ? "" : ", ") + field;
  item.why = contribution.partner + " gives another " + list + " for \"" + reading.action +
             "\" than the plan; it was neither taken over nor in conflict.";
  item.suggestion = "Compare the row with the plan and take over what is meant.";
  item.confidence = 0.5;
  item.evidence_hash = item.id;
  for (const std::string& field : fields) {
    plan::ItemEvidence evidence;
    evidence.file = contribution.document.source.file;
    evidence.partner = contribution.partner;
    evidence.row_index = row;
    evidence.row = reading;
    evidence.field = plan::field_named(field).value_or(plan::Field::Action);
    evidence.reading = reading.reading(evidence.field);
    if (const plan::Provenance* source = reading.source_of(evidence.field))
      evidence.source = {*source};
    item.evidence.push_back(std::move(evidence));
  }
  return item;
}

std::vector<AuditedDocument> audited(const std::vector<store::StoredContribution>& stored) {
  std::vector<AuditedDocument> documents;
  for (const store::StoredContribution& entry : stored) {
    if (!entry.error.empty()) continue;
    AuditedDocument document{&entry.contribution.document, entry.is_plan, {}};
    if (entry.is_plan) document.plan_row_ids = plan_row_ids(entry.contribution.document);
    documents.push_back(std::move(document));
  }
  return documents;
}

/// Unaccounted fields by contribution (its file's hash) and row.
std::map<std::pair<std::string, int>, std::set<std::string>> unaccounted_rows(
    const Audit& audit, const std::vector<store::StoredContribution>& stored) {
  std::map<std::pair<std::string, int>, std::set<std::string>> rows;
  std::map<std::string, const plan::Document*> documents;
  for (const auto& entry : stored) {
    documents[entry.contribution.document.source.sha256] = &entry.contribution.document;
  }
  for (const CellFate& fate : audit.cells) {
    if (fate.kind != CellFate::Kind::Unaccounted || fate.detail.empty()) continue;
    const plan::Document& document = *documents.at(fate.where.sha256);
    for (int r = 0; r < static_cast<int>(document.rows.size()); ++r) {
      for (const plan::FieldSource& source : document.rows[static_cast<std::size_t>(r)].source) {
        if (source.where.struck == fate.where.struck && source.where.table == fate.where.table &&
            source.where.row == fate.where.row && source.where.col == fate.where.col)
          rows[{fate.where.sha256, r}].insert(std::string(plan::name_of(source.field)));
      }
    }
  }
  return rows;
}

}  // namespace

std::string item_fingerprint(const std::string& sha256, int row) {
  return "u" + sha256.substr(0, 8) + "-" + std::to_string(row + 1);
}

void RoundRunner::require_plan() const {
  if (store_.current_version() == 0)
    throw Error(Error::Kind::Usage, "no-plan", "",
                "the store holds no plan yet; give its document with --master FILE");
}

void RoundRunner::normalise_rows(std::vector<plan::ActionRow>& rows,
                                 const std::map<std::string, std::string>& acronyms) const {
  for (plan::ActionRow& row : rows) normalizer_.normalise(row, acronyms);
}

Imported RoundRunner::init(ReadOutcome outcome) {
  const std::string& master = outcome.path;
  if (store_.current_version() != 0)
    throw Error(Error::Kind::Usage, "plan-exists", base_name(master),
                "the store has a plan already; leave --master out, or take a new store");
  if (outcome.error) throw Error(*outcome.error);
  if (outcome.document->rows.empty())
    throw Error(Error::Kind::Unreadable, "no-action-table", base_name(master),
                "holds no action table with rows, so it cannot be the plan");
  Imported imported = told(outcome);
  plan::Document& document = *outcome.document;
  normalise_rows(document.rows, document.acronyms);
  imported.rows = static_cast<int>(document.rows.size());
  store::StoredContribution stored;
  stored.is_plan = true;
  stored.contribution.document = std::move(document);
  stored.wall_seconds = outcome.use.wall_seconds;
  stored.cpu_seconds = outcome.use.cpu_seconds;
  stored.peak_bytes = outcome.use.peak_bytes;
  stored.sandboxed = outcome.sandboxed;
  store_.transaction([&] {
    store_.add_version(first_version(stored.contribution.document));
    store_.add_contribution(stored);
  });
  return imported;
}

Imported RoundRunner::store_document(ReadOutcome outcome, const Terms& terms) {
  Imported imported = told(outcome);
  store::StoredContribution stored;
  stored.wall_seconds = outcome.use.wall_seconds;
  stored.cpu_seconds = outcome.use.cpu_seconds;
  stored.peak_bytes = outcome.use.peak_bytes;
  stored.sandboxed = outcome.sandboxed;
  plan::Contribution& contribution = stored.contribution;
  if (outcome.error) {
    if (outcome.sha256.empty()) return imported;  // not even read: nothing to remember
    contribution.document.source.file = outcome.file;
    contribution.document.source.sha256 = outcome.sha256;
    stored.error = outcome.error->code() + ": " + outcome.error->sentence();
    stored.exit_code = exit_status(outcome.error->kind());
    for (const plan::Diagnostic& note : outcome.notes) contribution.document.notes.add(note);
  } else {
    contribution.document = std::move(*outcome.document);
    // The plan's own list of acronyms holds for what is said about it.
    std::map<std::string, std::string> acronyms = contribution.document.acronyms;
    const auto version = store_.version(store_.current_version());
    if (version) acronyms.insert(version->acronyms.begin(), version->acronyms.end());
    normalise_rows(contribution.document.rows, acronyms);
    const Partner partner = terms.partner.empty() ? find_partner(contribution.document, normalizer_)
                                                  : named_partner(terms.partner, normalizer_);
    contribution.partner = imported.partner = partner.name;
    contribution.partner_id = partner.id;
    contribution.base_version = terms.base_version;
    const std::string& mailed = contribution.document.source.received;
    contribution.received = terms.received.empty() ? mailed.substr(0, kIsoDay) : terms.received;
    contribution.returns = terms.returns;
    imported.rows = static_cast<int>(contribution.document.rows.size());
  }
  store_.transaction([&] { imported.already_there = !store_.add_contribution(stored); });
  return imported;
}

std::vector<Imported> RoundRunner::ingest(DocumentReader& reader,
                                          const std::vector<std::string>& paths, const Terms& terms,
                                          const std::function<void(const ReadOutcome&)>& progress) {
  require_plan();
  Terms complete = terms;
  if (complete.base_version == 0) {
    // Unsaid, a contribution belongs to the round that is open.
    for (const auto& entry : store_.contributions())
      complete.base_version = std::max(complete.base_version, entry.contribution.base_version);
    complete.base_version = std::max(complete.base_version, 1);
  }
  if (!store_.version(complete.base_version))
    throw Error(Error::Kind::Usage, "no-such-version", "",
                "the plan has no version " + std::to_string(complete.base_version));
  std::vector<Imported> imported;
  std::vector<ReadOutcome> outcomes = reader.read_all(paths, {}, progress);
  for (const ReadOutcome& outcome : outcomes) {
    // Not the file's fault, so not to be kept as its refusal.
    if (outcome.error && outcome.error->kind() == Error::Kind::NoSandbox)
      throw Error(*outcome.error);
  }
  imported.reserve(outcomes.size());
  for (ReadOutcome& outcome : outcomes)
    imported.push_back(store_document(std::move(outcome), complete));
  return imported;
}

std::vector<plan::Contribution> RoundRunner::contributions() const {
  std::vector<plan::Contribution> list;
  for (store::StoredContribution& entry : store_.contributions()) {
    if (!entry.is_plan && entry.error.empty()) list.push_back(std::move(entry.contribution));
  }
  return list;
}

plan::MergeInput RoundRunner::merge_input(const std::string& as_of) const {
  plan::MergeInput input;
  input.contributions = contributions();
  int sent_out = 1;
  for (const plan::Contribution& contribution : input.contributions)
    sent_out = std::max(sent_out, contribution.base_version);
  for (plan::PlanVersion& version : store_.versions()) {
    if (version.number <= sent_out) input.versions.push_back(std::move(version));
  }
  input.decisions = store::in_force(store_.decision_log());
  input.as_of = as_of;
  const auto name_bodies = [&](const plan::ActionRow& row) {
    for (const plan::Organisation& body : row.norm.drivers.organisations) {
      for (std::string id = body.id; !id.empty() && !input.names.contains(id);
           id = normalizer_.parent_of(id)) {
        const std::string acronym = normalizer_.acronym_of(id);
        input.names[id] = acronym.empty() ? normalizer_.name_of(id) : acronym;
        const std::string parent = normalizer_.parent_of(id);
        if (!parent.empty()) input.parents[id] = parent;
      }
    }
  };
  for (const auto& row : input.versions.back().rows) name_bodies(row.row);
  for (const auto& contribution : input.contributions) {
    for (const auto& row : contribution.document.rows) name_bodies(row);
  }
  return input;
}

store::Round RoundRunner::merge(const std::string& as_of) {
  require_plan();
  const std::string date = as_of.empty() ? store_.last_round().as_of : as_of;
  const plan::MergeInput input = merge_input(date);
  plan::MergeResult result = merge::merge(input);

  const auto stored = store_.contributions();
  const Audit first =
      pipeline::audit(audited(stored), input.versions, result.plan, result.links, result.items);
  for (const auto& [key, fields] : unaccounted_rows(first, stored)) {
    for (const plan::Contribution& contribution : input.contributions) {
      if (contribution.document.source.sha256 == key.first)
        result.items.push_back(unaccounted_item(contribution, key.second, fields));
    }
  }

  store::Round round;
  round.base_version = input.versions.back().number;
  round.as_of = date;
  round.links = std::move(result.links);
  round.items = std::move(result.items);
  round.outcomes = std::move(result.outcomes);
  const int latest = store_.current_version();
  const auto current = store_.version(latest);
  if (current && same_plan(*current, result.plan)) {
    round.result_version = latest;
    store_.save_round(round, std::nullopt);
  } else {
    result.plan.number = latest + 1;
    round.result_version = result.plan.number;
    store_.save_round(round, result.plan);
  }
  return round;
}

Audit RoundRunner::audit() const {
  require_plan();
  const auto stored = store_.contributions();
  const store::Round round = store_.last_round();
  const auto versions = store_.versions();
  const auto plan = store_.version(store_.current_version());
  return pipeline::audit(audited(stored), versions, *plan, round.links, round.items);
}

exporter::Bundle RoundRunner::bundle(const std::string& as_of) const {
  require_plan();
  exporter::Bundle bundle;
  const store::Round round = store_.last_round();
  bundle.after = *store_.version(store_.current_version());
  bundle.before = store_.version(std::max(round.base_version, 1)).value_or(bundle.after);
  bundle.links = round.links;
  bundle.items = round.items;
  bundle.outcomes = round.outcomes;
  bundle.decisions = store_.decision_log();
  bundle.as_of = as_of.empty() ? round.as_of : as_of;
  bundle.program = std::string("planmerge ") + kVersion;
  std::vector<store::StoredContribution> stored = store_.contributions();
  bundle.sandboxed =
      std::all_of(stored.begin(), stored.end(), [](const auto& entry) { return entry.sandboxed; });
  // By name, not by the order of import: that must not reach an output.
  std::sort(stored.begin(), stored.end(), [](const auto& a, const auto& b) {
    const plan::Source& x = a.contribution.document.source;
    const plan::Source& y = b.contribution.document.source;
    return std::tie(b.is_plan, x.file, x.sha256) < std::tie(a.is_plan, y.file, y.sha256);
  });
  std::set<std::pair<std::string, int>> asked;
  for (const plan::ReviewItem& item : round.items) {
    for (const plan::ItemEvidence& evidence : item.evidence) {
      if (!evidence.in_plan && item.state != "decided")
        asked.insert({evidence.file, evidence.row_index});
    }
  }
  for (const store::StoredContribution& entry : stored) {
    const plan::Document& document = entry.contribution.document;
    exporter::FileOutcome file;
    file.file = document.source.file;
    file.sha256 = document.source.sha256;
    file.format = document.source.format;
    file.partner = entry.contribution.partner;
    file.is_plan = entry.is_plan;
    file.error = entry.error;
    file.exit_code = entry.exit_code;
    file.rows = static_cast<int>(document.rows.size());
    file.notes = document.notes.list();
    for (const plan::Link& link : round.links) {
      if (link.sha256 != document.source.sha256) continue;
      ++(link.relation == plan::Relation::New ? file.added : file.matched);
      if (asked.contains({document.source.file, link.row})) ++file.to_review;
    }
    if (!entry.is_plan) {
      bundle.contribution_rows.insert(bundle.contribution_rows.end(), document.rows.begin(),
                                      document.rows.end());
    }
    bundle.files.push_back(std::move(file));
  }
  const Audit proof = audit();
  bundle.coverage.cells = static_cast<long>(proof.cells.size());
  bundle.coverage.in_plan = proof.in_plan;
  bundle.coverage.in_review = proof.in_review;
  bundle.coverage.left_out = proof.left_out;
  bundle.coverage.unaccounted = proof.unaccounted;
  bundle.coverage.left_out_by_reason.assign(proof.left_out_by_reason.begin(),
                                            proof.left_out_by_reason.end());
  return bundle;
}

}  // namespace planmerge::pipeline
