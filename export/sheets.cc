// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/sheets.h"

#include <algorithm>
#include <string>
#include <vector>

#include "export/report/figures.h"
#include "export/report/kinds.h"
#include "export/rows.h"
#include "plan/own_marks.h"

namespace planmerge::exporter {
namespace {

CellValue text(std::string value) {
  if (value.empty()) return {};
  return value;
}

/// "Northmark: until 2027" a line; the plan's side apart.
std::string readings_of(const plan::ReviewItem& item, bool in_plan) {
  std::vector<std::string> lines;
  for (const plan::ItemEvidence& side : item.evidence) {
    if (side.in_plan != in_plan) continue;
    const std::string& party = side.partner.empty() ? side.file : side.partner;
    const std::string reading =
        side.reading.empty() && side.field == plan::Field::Action ? side.row.action : side.reading;
    std::string line = in_plan ? reading : party + ": " + (reading.empty() ? "–" : reading);
    if (std::find(lines.begin(), lines.end(), line) == lines.end())
      lines.push_back(std::move(line));
  }
  return joined(lines, "\n");
}

std::string places_of_item(const plan::ReviewItem& item) {
  std::vector<std::string> places;
  for (const plan::ItemEvidence& side : item.evidence) {
    for (const plan::Provenance& where : side.source) {
      std::string place = describe(where);
      if (std::find(places.begin(), places.end(), place) == places.end())
        places.push_back(std::move(place));
    }
  }
  return joined(places, "\n");
}

/// What `decide --take` would accept on the item.
std::vector<std::string> answers_to(const plan::ReviewItem& item) {
  std::vector<std::string> answers;
  const auto add = [&answers](std::string_view word) {
    if (std::find(answers.begin(), answers.end(), word) == answers.end())
      answers.emplace_back(word);
  };
  if (is_duplicate(item.kind)) {
    add("same");
    add("different");
    return answers;
  }
  if (item.kind.find("delete") != std::string::npos || item.kind == "omitted_row") {
    add("keep");
    add("delete");
    return answers;
  }
  add("plan");
  for (const plan::ItemEvidence& side : item.evidence) {
    if (!side.partner.empty()) add(side.partner);
  }
  if (item.evidence.size() < 2) add("accept");
  return answers;
}

}  // namespace

Sheet items_sheet(const Bundle& bundle) {
  Sheet sheet;
  sheet.name = "Items";
  sheet.columns = {
      {"Question", 9, "", "", false},
      {"Weight", 9, "", "", false},
      {"Kind", 22, "", "", false},
      {"Row", 22, "", "", false},
      {"About", 14, "", "", false},
      {"Why it is asked", 44, "", "", false},
      {"The plan says", 34, "", "", false},
      {"Others say", 40, "", "", false},
      {"Suggested", 30, "", "", false},
      {"Printed in", 34, "", "", false},
      {"Answer so far", 16, "", "", false},
      {std::string(plan::kDecisionHeading), 20, "",
       "Choose an answer of the list, or type the text that the plan shall print. Send the file "
       "back, or read it with: planmerge decide --from FILE",
       false},
      {std::string(plan::kDecisionNoteHeading), 30, "", "Why, for the record. May stay empty.",
       false},
      {std::string(plan::kQuestionIdHeading), 18, "", "Keep this id.", true},
      {std::string(plan::kQuestionStateHeading), 18, "",
       "Keep this too: an answer counts only while the readings are the same.", true},
  };
  std::size_t number = 0;
  for (const plan::ReviewItem& item : bundle.items) {
    std::vector<std::string> about;
    for (const std::string& id : item.rows) {
      const plan::PlanRow* row = row_of(bundle.after, id);
      about.push_back(id + (row == nullptr ? "" : " " + action_title(row->row)));
    }
    sheet.rows.push_back({Decimal{std::to_string(++number)},
                          text(std::string(name_of(item.severity))),
                          text(title_of_kind(item.kind)),
                          text(joined(about, "\n")),
                          text(std::string(title_of_field(item.field))),
                          text(item.why),
                          text(readings_of(item, true)),
                          text(readings_of(item, false)),
                          text(item.suggestion),
                          text(places_of_item(item)),
                          text(is_open(item)         ? ""
                               : item.answer.empty() ? "decided"
                                                     : item.answer),
                          {},
                          {},
                          text(item.id),
                          text(item.evidence_hash)});
    sheet.choices.push_back(answers_to(item));
  }
  sheet.choice_column = 11;
  using Colour = ColourRule::Colour;
  sheet.colours = {{1, "$B2=\"high\"", Colour::Red},
                   {1, "$B2=\"medium\"", Colour::Amber},
                   {0, "LEN($K2)>0", Colour::Grey},
                   {11, "AND(LEN($F2)>0,LEN($K2)=0,LEN($L2)=0)", Colour::Amber}};
  return sheet;
}

NotCarried cut_text(const Bundle& bundle, const CutCell& cell) {
  NotCarried lost{"", cell.heading,
                  "sheet " + cell.sheet + ", row " + std::to_string(cell.row) +
                      ": the text is longer than the 32,767 characters that a cell can hold; the "
                      "rest is left out"};
  if (cell.sheet == "Actions" && cell.row >= 2 && cell.row - 2 < bundle.after.rows.size())
    lost.row_id = bundle.after.rows[cell.row - 2].id;
  return lost;
}

}  // namespace planmerge::exporter
