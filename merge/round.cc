// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/round.h"

#include <algorithm>

#include "base/hash.h"
#include "merge/values.h"

namespace planmerge::merge {

plan::PlanRow* MergeRound::find(const std::string& id) {
  const auto found = position.find(id);
  return found == position.end() ? nullptr : &result.plan.rows[found->second];
}

std::string MergeRound::name_of(const std::string& body) const {
  const auto found = input.names.find(body);
  return found == input.names.end() ? body : found->second;
}

std::string MergeRound::root_of(std::string body) const {
  for (int depth = 0; depth < 8; ++depth) {  // a register with a cycle must not hang us
    const auto parent = input.parents.find(body);
    if (parent == input.parents.end() || parent->second.starts_with("gov:")) break;
    body = parent->second;
  }
  return body;
}

bool MergeRound::speaks_for(const plan::Contribution& contribution, const std::string& body) const {
  return body == contribution.partner_id || root_of(body) == contribution.partner_id;
}

plan::ItemEvidence evidence_of(const Claim& claim, plan::Field field) {
  plan::ItemEvidence evidence;
  evidence.file = claim.contribution->document.source.file;
  evidence.partner = claim.contribution->partner;
  evidence.row_index = claim.index;
  evidence.row = *claim.row;
  evidence.field = field;
  evidence.reading = printed(*claim.row, field);
  evidence.value = canonical(*claim.row, field);
  if (const plan::Provenance* source = claim.row->source_of(field)) evidence.source = {*source};
  return evidence;
}

plan::ItemEvidence evidence_of(const plan::PlanRow& row, plan::Field field) {
  plan::ItemEvidence evidence;
  evidence.in_plan = true;
  evidence.row_id = row.id;
  evidence.row = row.row;
  evidence.field = field;
  evidence.reading = printed(row.row, field);
  evidence.value = canonical(row.row, field);
  if (const plan::Provenance* source = row.row.source_of(field)) evidence.source = {*source};
  return evidence;
}

plan::ReviewItem& add_item(MergeRound& round, plan::ReviewItem item,
                           const std::string& discriminator) {
  std::sort(item.rows.begin(), item.rows.end());
  item.rows.erase(std::unique(item.rows.begin(), item.rows.end()), item.rows.end());
  std::string identity = item.kind + "\n" + item.field + "\n" + discriminator;
  if (discriminator.empty()) {
    for (const std::string& id : item.rows) identity += "\n" + id;
  }
  item.id = sha256_hex(identity).substr(0, 12);
  std::string values;
  for (const plan::ItemEvidence& evidence : item.evidence)
    values += evidence.partner + "\n" + evidence.row_id + "\n" + evidence.value + "\n";
  item.evidence_hash = sha256_hex(values).substr(0, 16);
  round.result.items.push_back(std::move(item));
  return round.result.items.back();
}

std::string called(const plan::ActionRow& row) {
  constexpr std::size_t kLength = 60;
  std::string text = row.outputs.empty() ? row.action : row.outputs.front();
  if (text.size() > kLength) {
    std::size_t cut = text.rfind(' ', kLength);
    if (cut == std::string::npos || cut == 0) cut = kLength;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    text = text.substr(0, cut) + "…";
  }
  return (row.action_no.empty() ? "" : row.action_no + " ") + "“" + text + "”";
}

}  // namespace planmerge::merge
