// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/export/sample_round.h"

#include <array>
#include <string>
#include <string_view>

#include "tests/support/builders.h"

namespace planmerge::exporter {
namespace {

using plan::Field;
using plan::Stake;
using testing::action_row;
using testing::evidence;
using testing::place;
using testing::plan_row;
using testing::review_item;

plan::ActionRow patrols() {
  plan::ActionRow row = action_row("1.1", "Joint patrols on the two lakes, with a shared calendar",
                                   "Lakeside Desk, Northmark Police", "ongoing, until June 2027",
                                   "EUR 450 000 available; EUR 120 000 sought");
  row.section = "Pillar A: Safer crossings";
  row.need_no = "1";
  row.need = "Crossings are watched by one side at a time";
  row.scope = "Northmark and Kosovo*";
  row.outputs = {"Patrol calendar agreed every quarter",
                 "Two exercises a year with a common report"};
  row.norm.drivers.organisations = {
      {"lakeside", "lead", "Lakeside Regional Desk", "Lakeside Desk", "alias", 1.0, 0, 13}};
  row.norm.timeline = {"ongoing", "ongoing", "../2027-06", "", "", {}};
  row.norm.funding.status = "partial";
  row.norm.funding.amounts = {{"EUR", "450000", "", "EUR 450 000", false},
                              {"EUR", "120000", "", "EUR 120 000", false}};
  row.norm.countries = {"XK"};
  row.norm.done = true;
  row.source = {{Field::Action, place("plan.docx", 1, 1, 0), false},
                {Field::Need, place("plan.docx", 1, 0, 0), true}};
  return row;
}

plan::ActionRow training() {
  plan::ActionRow row = action_row("1.2", "Train 40 officers in searching vehicles",
                                   "Vesterland Academy", "planned, Q3 2026 – Q1 2027", "=TBD");
  row.section = "Pillar A: Safer crossings";
  row.need_no = "1";
  row.need = "Crossings are watched by one side at a time";
  row.outputs = {"Course of five days, \"search and seize\"", "- 40 certificates"};
  row.norm.timeline = {"planned", "planned", "2026-07/2027-03", "", "", {"W:approx"}};
  row.norm.done = true;
  row.note = "Rooms <not> booked & paid";
  row.other = {{"Risk", "medium"}};
  return row;
}

plan::ActionRow register_row() {
  plan::ActionRow row = action_row("2.1", "One register of <script>alert(1)</script> boats",
                                   "Министарство за води", "2027", "");
  row.section = "Pillar B: Knowing what is there";
  row.need_no = "2";
  row.need = "Nobody knows how many boats there are";
  row.norm.funding.amounts = {{"CHF", "80000.50", "", "CHF 80'000.50", false}};
  return row;
}

std::vector<plan::ReviewItem> sample_items() {
  std::vector<plan::ReviewItem> items;
  items.push_back(review_item("dates-1", "date_conflict", Stake::High, "status",
                              "Two partners give different end dates; the plan has a third.",
                              {evidence("", Field::Status, "ongoing, until June 2027",
                                        place("plan.docx", 1, 4, 0), patrols()),
                               evidence("Northmark", Field::Status, "ongoing, until December 2027",
                                        place("northmark.pdf", 6, 4, 14), patrols()),
                               evidence("Vesterland", Field::Status, "completed in March 2026",
                                        place("vesterland.docx", 3, 4, 0), patrols())},
                              {"A0001"}));
  items.back().suggestion = "Take the date of the lead body, which is also the newest.";
  items.back().confidence = 0.92;
  items.push_back(
      review_item("twice-1", "near_duplicate", Stake::Medium, "",
                  "Both rows train officers in searching vehicles in 2026.",
                  {evidence("", Field::Action, "", place("plan.docx", 2, 1, 0), training()),
                   evidence("Northmark", Field::Action, "", place("northmark.pdf", 9, 1, 15),
                            action_row("4.2", "Training of officers in vehicle searches",
                                       "Northmark Police", "Q3 2026"))},
                  {"A0002"}));
  items.back().confidence = 0.7;
  items.push_back(review_item("gap-1", "missing_funding", Stake::Low, "funding",
                              "The row names no funding.", {}, {"N00000000aa"}));
  items.push_back(review_item("set-1", "driver_variant", Stake::Low, "drivers",
                              "The driver is spelled in two ways.",
                              {evidence("", Field::Drivers, "Lakeside Desk"),
                               evidence("Vesterland", Field::Drivers, "Lakeside desk")},
                              {"A0001"}));
  items.back().state = "decided";
  items.back().answer = "Lakeside Desk";
  return items;
}

std::vector<FileOutcome> sample_files() {
  FileOutcome master{"plan.docx", std::string(64, 'a'), "docx", "", true, "", 0, 3, 0, 0, 0, {}};
  FileOutcome north{
      "northmark.pdf", std::string(64, 'b'), "pdf", "Northmark", false, "", 0, 9, 8, 1, 2, {}};
  north.notes.push_back({"hidden-text", plan::Severity::Warning, place("northmark.pdf", -1, -1, 4),
                         "3 words on page 4 cannot be seen."});
  FileOutcome east{"east.pdf", std::string(64, 'c'),
                   "pdf",      "",
                   false,      "encrypted: needs a password",
                   5,          0,
                   0,          0,
                   0,          {}};
  FileOutcome west{
      "vesterland.docx", std::string(64, 'd'), "docx", "Vesterland", false, "", 0, 4, 4, 0, 1, {}};
  return {master, north, east, west};
}

std::string words_for(int seed, int count) {
  constexpr std::array<std::string_view, 16> kWords = {
      "joint", "patrols",    "of",         "the",       "lakeside", "crossings",
      "with",  "regional",   "registers",  "exchange",  "officers", "training",
      "and",   "harmonised", "procedures", "evaluation"};
  std::string text;
  for (int i = 0; i < count; ++i) {
    seed = (seed * 1103 + 12345) % 65521;
    text +=
        (i == 0 ? "" : " ") + std::string(kWords[static_cast<std::size_t>(seed) % kWords.size()]);
  }
  return text;
}

plan::PlanRow large_row(int index) {
  plan::ActionRow row = action_row(
      std::to_string(index / 3 + 1) + "." + std::to_string(index % 3 + 1), words_for(index, 14),
      words_for(index + 7, 4), "planned, 2026 – 2027", "EUR 1 250 000 sought");
  row.need_no = std::to_string(index / 3 + 1);
  row.need = words_for(index / 3, 9);
  row.outputs = {words_for(index + 1, 12), words_for(index + 2, 20)};
  row.norm.timeline = {"planned", "planned", "2026/2027", "", "", {}};
  row.norm.funding.amounts = {{"EUR", "1250000", "", "", false}};
  return plan_row("A" + std::to_string(10000 + index), row);
}

plan::ReviewItem large_item(int index, int partners, int rows) {
  constexpr std::array<std::string_view, 6> kKinds = {"value_conflict",   "missing_driver",
                                                      "near_duplicate",   "date_outside_window",
                                                      "funding_conflict", "unknown_driver"};
  const auto stake = index < 12 ? Stake::High : index % 2 == 0 ? Stake::Medium : Stake::Low;
  std::vector<plan::ItemEvidence> sides = {
      evidence("", Field::Outputs, words_for(index, 25), place("plan.docx", index % 40, 2, 0))};
  for (int i = 0; i < 1 + index % 5; ++i)
    sides.push_back(
        evidence("Partner body with a long name " + std::to_string((index + i) % partners + 1),
                 Field::Outputs, words_for(index, 22) + words_for(index + i, 6),
                 place("contribution of the partner body.pdf", index % 40, 2, 3)));
  plan::ReviewItem item = review_item(
      "i" + std::to_string(index), kKinds[static_cast<std::size_t>(index) % kKinds.size()], stake,
      "outputs", "The readings differ in more than wording: " + words_for(index, 40) + ".",
      std::move(sides), {"A" + std::to_string(10000 + index % rows)});
  item.suggestion = "Keep the plan's text: " + words_for(index, 30) + ".";
  return item;
}

IatiSettings iati_settings() {
  IatiSettings settings;
  settings.reporting_org = "XM-DAC-99999";
  settings.reporting_org_name = "Secretariat of the Two Lakes";
  settings.region = "89";
  settings.sector = "15130";
  settings.sectors = {{"1", "15132"}};
  return settings;
}

}  // namespace

Bundle sample_round() {
  Bundle bundle;
  bundle.before = testing::plan_version(
      1, {plan_row("A0001", patrols()), plan_row("A0002", training()),
          plan_row("A0003", action_row("9.9", "A row that was dropped", "Northmark"))});
  plan::PlanRow changed = plan_row("A0002", training());
  changed.row.status_timeline_raw = "planned, Q4 2026 – Q1 2027";
  changed.credited = {{Field::Status, "Vesterland"}};
  plan::PlanRow added = plan_row("N00000000aa", register_row());
  added.credited = {{Field::Action, "Northmark"}};
  bundle.after = testing::plan_version(2, {plan_row("A0001", patrols()), changed, added});
  bundle.after.title = "Plan of the Two Lakes 2026–2028";
  bundle.after.window = "2026/2028";
  bundle.after.acronyms = {{"LRD", "Lakeside Regional Desk"}};
  bundle.links = {{std::string(64, 'b'),
                   "northmark.pdf",
                   "Northmark",
                   0,
                   plan::Relation::Same,
                   {"A0001"},
                   0.97,
                   {"action: the same words"}}};
  bundle.items = sample_items();
  bundle.outcomes = {
      {"A0002", Field::Status, "from_contribution", {"Vesterland"}, "only they changed it"},
      {"A0001", Field::Outputs, "agreed", {"Northmark", "Vesterland"}, ""}};
  bundle.decisions = {{1,
                       "set-1",
                       "driver_variant",
                       "drivers",
                       {"A0001"},
                       "e-set-1",
                       "plan",
                       "",
                       "M. Kay",
                       "2026-11-20",
                       "as in the register",
                       {{"plan", "lakeside"}}}};
  bundle.files = sample_files();
  bundle.contribution_rows = {patrols(), training()};
  bundle.contribution_rows[0].change = plan::ActionRow::Change::Deleted;
  bundle.contribution_rows[0].tracked = true;
  for (plan::FieldSource& source : bundle.contribution_rows[0].source) source.where.struck = true;
  bundle.contribution_rows[0].original = {{Field::Status, "ongoing"}};
  bundle.contribution_rows[0].revisions = {
      {Field::Status, {plan::Revision::Kind::Insert, "A. Lake", "2026-01-02", "2027", 0}}};
  bundle.contribution_rows[0].comments = {{Field::Drivers, {"7", "B. Reed", "", "Agreed?", false}}};
  bundle.coverage = {60, 48, 8, 4, 0, {{"repeated-header", 4}}};
  bundle.as_of = "2026-11-24";
  bundle.program = "planmerge 0.1.0";
  bundle.iati = iati_settings();
  return bundle;
}

Bundle large_round(int items, int partners, int rows) {
  Bundle bundle;
  bundle.before.number = 1;
  bundle.after.number = 2;
  bundle.after.title = "A plan with a title that goes on for rather longer than anybody would wish";
  for (int i = 0; i < rows; ++i) bundle.after.rows.push_back(large_row(i));
  bundle.before.rows = bundle.after.rows;
  for (int i = 0; i < items; ++i) bundle.items.push_back(large_item(i, partners, rows));
  for (int i = 0; i < items / 5; ++i) {  // every fifth
    plan::ReviewItem& item = bundle.items[static_cast<std::size_t>(i) * 5 + 4];
    item.state = "decided";
    item.answer = words_for(i, 20);
  }
  for (int i = 0; i < partners; ++i) {
    FileOutcome file;
    file.file = "contribution of partner " + std::to_string(i + 1) + " with a long file name.pdf";
    file.partner = "Partner body with a long name " + std::to_string(i + 1);
    if (i % 4 == 3) file.error = "damaged: " + words_for(i, 20);
    bundle.files.push_back(file);
  }
  bundle.coverage = {12000, 11000, 800, 200, 0, {{"repeated-header", 150}, {"page-number", 50}}};
  bundle.as_of = "2026-11-24";
  bundle.iati = iati_settings();
  bundle.program = "planmerge 0.1.0";
  return bundle;
}

}  // namespace planmerge::exporter
