// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "export/ooxml/workbook.h"
#include "export/report/figures.h"
#include "export/report/kinds.h"
#include "export/report/summary_text.h"
#include "export/rows.h"
#include "export/sheets.h"
#include "export/writers.h"

// The conflict report to sort and filter: figures, questions (to be answered and read back), every
// change of the round with who asked for it, files.

namespace planmerge::exporter {
namespace {

CellValue text(std::string value) {
  if (value.empty()) return {};
  return value;
}

CellValue whole(long value) {
  return Decimal{std::to_string(value)};
}

Sheet figures_sheet(const Bundle& bundle) {
  const Figures f = figures_of(bundle);
  Sheet sheet;
  sheet.name = "Figures";
  sheet.columns = {
      {"Figure", 46, "", "", false}, {"Value", 20, "", "", false}, {"Before", 20, "", "", false}};
  sheet.numbers = {1, 2};
  const auto add = [&sheet](const char* name, long value) {
    sheet.rows.push_back({text(name), whole(value)});
  };
  sheet.rows.push_back({text("In one sentence"), text(sentence(f))});
  add("Contributions", f.files);
  add("Contributions that were read", f.files_read);
  sheet.rows.push_back({text("Partners not heard yet"), text(joined(f.silent, "; "))});
  add("Rows of the plan", f.rows);
  add("Rows unchanged", f.unchanged);
  add("Rows changed", f.changed);
  add("Rows new", f.added);
  add("Rows dropped", f.dropped);
  add("Questions open", f.open);
  add("Questions open that weigh heavily", f.open_high);
  add("Questions settled by decisions", f.settled);
  add("Fields taken over without a question", f.taken);
  add("Gaps", f.gaps);
  add("Rows that may stand twice", f.duplicates);
  add("Dates to look at", f.dates);
  for (const auto& [currency, sums] : f.money)
    sheet.rows.push_back({text("Money named, " + currency),
                          Decimal{sums.second.empty() ? "0" : sums.second},
                          Decimal{sums.first.empty() ? "0" : sums.first}});
  add("Cells received with text", bundle.coverage.cells);
  add("Cells in the plan", bundle.coverage.in_plan);
  add("Cells in a question", bundle.coverage.in_review);
  add("Cells left out for a named reason", bundle.coverage.left_out);
  add("Cells not accounted for", bundle.coverage.unaccounted);
  return sheet;
}

Sheet changes_sheet(const Bundle& bundle) {
  Sheet sheet;
  sheet.name = "Changes";
  sheet.columns = {{"Row", 14, "", "", false},    {"Title", 40, "", "", false},
                   {"What", 10, "", "", false},   {"Field", 16, "", "", false},
                   {"Before", 44, "", "", false}, {"Now", 44, "", "", false},
                   {"From", 22, "", "", false}};
  std::map<std::string_view, const plan::PlanRow*> before;
  for (const plan::PlanRow& row : bundle.before.rows) before[row.id] = &row;
  for (const plan::PlanRow& row : bundle.after.rows) {
    const auto found = before.find(row.id);
    const auto credit = [&row](plan::Field field) {
      const auto by = row.credited.find(field);
      return by == row.credited.end() ? "" : by->second;
    };
    const std::string title = action_title(row.row);
    if (found == before.end()) {
      sheet.rows.push_back(
          {text(row.id), text(title), text("new"), {}, {}, {}, text(credit(plan::Field::Action))});
      continue;
    }
    for (const plan::Field field : plan::kFields) {
      const std::string old = found->second->row.reading(field);
      const std::string now = row.row.reading(field);
      if (old != now)
        sheet.rows.push_back({text(row.id), text(title), text("changed"),
                              text(std::string(title_of_field(name_of(field)))), text(old),
                              text(now), text(credit(field))});
    }
    before.erase(found);
  }
  for (const plan::PlanRow& row : bundle.before.rows) {
    if (before.contains(row.id) && row_of(bundle.after, row.id) == nullptr)
      sheet.rows.push_back({text(row.id), text(action_title(row.row)), text("dropped")});
  }
  sheet.colours = {{2, "$C2=\"new\"", ColourRule::Colour::Green},
                   {2, "$C2=\"dropped\"", ColourRule::Colour::Red},
                   {2, "$C2=\"changed\"", ColourRule::Colour::Amber}};
  return sheet;
}

Sheet files_sheet(const Bundle& bundle) {
  Sheet sheet;
  sheet.name = "Files";
  sheet.columns = {{"File", 36, "", "", false},     {"From", 20, "", "", false},
                   {"Rows", 8, "", "", false},      {"Matched", 9, "", "", false},
                   {"New", 8, "", "", false},       {"To review", 9, "", "", false},
                   {"Not read", 36, "", "", false}, {"Notes", 60, "", "", false},
                   {"SHA-256", 20, "", "", false}};
  for (const FileOutcome& file : bundle.files) {
    std::vector<std::string> notes;
    for (const plan::Diagnostic& note : file.notes) notes.push_back(note.text);
    sheet.rows.push_back({text(file.file), text(file.is_plan ? "the plan" : file.partner),
                          whole(file.rows), whole(file.matched), whole(file.added),
                          whole(file.to_review), text(file.error), text(joined(notes, "\n")),
                          text(file.sha256)});
  }
  sheet.colours = {{6, "LEN($G2)>0", ColourRule::Colour::Red}};
  return sheet;
}

}  // namespace

std::vector<NotCarried> write_report_xlsx(const Bundle& bundle, std::ostream& out) {
  std::vector<CutCell> cut;
  out << write_workbook(
      {figures_sheet(bundle), items_sheet(bundle), changes_sheet(bundle), files_sheet(bundle)},
      bundle.after.title + ": report", bundle.program, cut);
  std::vector<NotCarried> lost;
  for (const CutCell& cell : cut) lost.push_back(cut_text(bundle, cell));
  return lost;
}

}  // namespace planmerge::exporter
