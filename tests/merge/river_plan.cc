// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/merge/river_plan.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace planmerge::testing {
namespace {

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

const std::vector<std::string> kGauges = {
    "Forty river gauges replaced between the Morva weir and the old mill at Tarn",
    "Readings of all gauges shared hourly with the flood desk"};
const std::vector<std::string> kSirens = {
    "Sirens installed in nine villages below the Hollow reservoir",
    "Yearly rehearsal of the evacuation with schools and the fire brigade"};
const std::vector<std::string> kMaps = {
    "Hazard maps of the lower valley printed for every municipality"};

}  // namespace

plan::ActionRow river_row(const Said& said) {
  plan::ActionRow row;
  row.need_no = said.need_no;
  row.need = said.need;
  row.action_no = said.number;
  row.action = said.action;
  row.scope = said.scope;
  row.outputs = said.outputs;
  for (const std::string& id : said.drivers) {
    row.drivers_raw += (row.drivers_raw.empty() ? "" : ", ") + capitals(id);
    plan::Organisation body;
    body.id = id;
    body.printed = capitals(id);
    row.norm.drivers.organisations.push_back(body);
  }
  if (said.status != "none" || !said.edtf.empty())
    row.status_timeline_raw = said.status + " " + said.edtf;
  row.norm.timeline.status = said.status;
  row.norm.timeline.edtf = said.edtf;
  if (said.funding != "unknown") row.funding_raw = said.funding;
  row.norm.funding.status = said.funding;
  row.norm.done = true;
  return row;
}

plan::PlanVersion river_plan() {
  plan::PlanVersion plan;
  plan.number = 1;
  plan.title = "River safety plan 2030-2032";
  plan.window = "2030/2032";
  Said gauges, sirens, maps;
  gauges.outputs = kGauges;
  gauges.drivers = {"rbc"};
  gauges.status = "ongoing";
  gauges.edtf = "2030-01/2031-12";
  gauges.funding = "available";
  sirens.number = "1.2";
  sirens.action = "Alarm and evacuation of villages";
  sirens.outputs = kSirens;
  sirens.drivers = {"met", "rbc"};
  sirens.status = "planned";
  sirens.edtf = "2031";
  sirens.funding = "sought";
  maps.number = "1.3";
  maps.action = "Knowledge of the danger";
  maps.outputs = kMaps;
  plan.rows = {{"A0001", river_row(gauges), {}},
               {"A0002", river_row(sirens), {}},
               {"A0003", river_row(maps), {}}};
  return plan;
}

plan::ActionRow sent_row(std::string_view id) {
  for (const plan::PlanRow& row : river_plan().rows) {
    if (row.id == id) return row.row;
  }
  throw std::logic_error("no such row");
}

plan::Contribution contribution(std::string_view partner, std::vector<plan::ActionRow> rows) {
  plan::Contribution file;
  file.partner = capitals(std::string(partner));
  file.partner_id = partner;
  file.base_version = 1;
  file.document.source.file = std::string(partner) + ".docx";
  file.document.source.sha256 = "hash of " + std::string(partner);
  file.document.rows = std::move(rows);
  return file;
}

plan::MergeInput round_of(std::vector<plan::Contribution> contributions,
                          std::vector<plan::Decision> decisions) {
  plan::MergeInput input;
  input.versions = {river_plan()};
  input.contributions = std::move(contributions);
  input.decisions = std::move(decisions);
  return input;
}

std::vector<plan::ReviewItem> items_of(const plan::MergeResult& result, std::string_view kind) {
  std::vector<plan::ReviewItem> found;
  std::copy_if(result.items.begin(), result.items.end(), std::back_inserter(found),
               [&](const plan::ReviewItem& item) { return item.kind == kind; });
  return found;
}

const plan::PlanRow& row_of(const plan::MergeResult& result, std::string_view id) {
  for (const plan::PlanRow& row : result.plan.rows) {
    if (row.id == id) return row;
  }
  throw std::logic_error("the plan has lost a row");
}

plan::Decision answer(const plan::ReviewItem& item, std::string_view take, std::string_view value) {
  plan::Decision decision;
  decision.number = 1;
  decision.item = item.id;
  decision.kind = item.kind;
  decision.field = item.field;
  decision.rows = item.rows;
  decision.evidence_hash = item.evidence_hash;
  decision.take = take;
  decision.value = value;
  decision.who = "secretariat";
  return decision;
}

}  // namespace planmerge::testing
