// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <functional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "export/ooxml/workbook.h"
#include "export/report/figures.h"
#include "export/report/kinds.h"
#include "export/rows.h"
#include "export/sheets.h"
#include "export/writers.h"
#include "plan/own_marks.h"

// The plan as a workbook that partners edit and that is read back without loss: sheet Actions holds
// the readings, a row each and nothing merged, so that it can be sorted and filtered; values that
// we computed stand beside them in grey and are left out when the file comes back.

namespace planmerge::exporter {
namespace {

using plan::Field;
using plan::PlanRow;

constexpr std::string_view kStatuses =
    "planned,requested,initiated,ongoing,completed,suspended,postponed,cancelled,none";

std::string computed(std::string_view heading) {
  return std::string(heading) + std::string(plan::kComputedHeading);
}

CellValue text(std::string value) {
  if (value.empty()) return {};
  return value;
}

CellValue day(const std::optional<Day>& value) {
  if (!value) return {};
  return *value;
}

/// A column of the sheet and what stands in it.
struct ActionColumn {
  SheetColumn column;
  std::function<CellValue(const PlanRow&)> value;
};

ActionColumn reading(const char* heading, double width, Field field) {
  return {{heading, width, "", "", false},
          [field](const PlanRow& row) { return text(row.row.reading(field)); }};
}

/// One line a bullet: thus the list is read back as the list it was.
std::string bulleted(const std::vector<std::string>& outputs) {
  std::string cell;
  for (const std::string& output : outputs) {
    if (!cell.empty()) cell += "\n";
    cell += "• " + output;
  }
  return cell;
}

bool any_reading(const Bundle& bundle, Field field) {
  return std::any_of(bundle.after.rows.begin(), bundle.after.rows.end(),
                     [field](const auto& row) { return !row.row.reading(field).empty(); });
}

/// Headings of columns that have no field of ours, by first appearance.
std::vector<std::string> other_headings(const Bundle& bundle) {
  std::vector<std::string> headings;
  std::set<std::string> seen;
  for (const PlanRow& row : bundle.after.rows) {
    for (const auto& [heading, value] : row.row.other) {
      if (seen.insert(heading).second) headings.push_back(heading);
    }
  }
  return headings;
}

ActionColumn computed_column(const char* heading, double width, const char* prompt,
                             std::function<CellValue(const PlanRow&)> value) {
  return {{computed(heading), width, "", prompt, true}, std::move(value)};
}

constexpr const char* kPrompt =
    "How the text to the left was understood. To change it, change the text itself.";

std::vector<ActionColumn> action_columns(const Bundle& bundle) {
  std::vector<ActionColumn> columns = {
      reading("Section", 18, Field::Section),
      reading("Need no", 8, Field::NeedNo),
      reading("Need addressed", 28, Field::Need),
      reading("Action no", 8, Field::ActionNo),
      reading("Action", 34, Field::Action),
      reading("Geographic scope", 16, Field::Scope),
      {{"Expected outputs", 48, "", "One output a line, each with • in front.", false},
       [](const PlanRow& row) { return text(bulleted(row.row.outputs)); }},
      reading("Driver(s)", 24, Field::Drivers),
      reading("Status / Timeline", 22, Field::Status),
  };
  if (any_reading(bundle, Field::Start)) columns.push_back(reading("Start", 14, Field::Start));
  if (any_reading(bundle, Field::End)) columns.push_back(reading("End", 14, Field::End));
  columns.push_back(reading("Funding", 26, Field::Funding));
  if (any_reading(bundle, Field::Note)) columns.push_back(reading("Row note", 24, Field::Note));
  for (const std::string& heading : other_headings(bundle)) {
    columns.push_back({{heading, 18, "", "", false}, [heading](const PlanRow& row) {
                         const auto found = row.row.other.find(heading);
                         return found == row.row.other.end() ? CellValue() : text(found->second);
                       }});
  }
  ActionColumn status = computed_column(
      "Status", 12, kPrompt, [](const PlanRow& row) { return text(row.row.norm.timeline.status); });
  status.column.list = kStatuses;
  columns.push_back(std::move(status));
  const auto span = [](const PlanRow& row) {
    return parse_span(row.row.norm.timeline.edtf).value_or(Span());
  };
  columns.push_back(computed_column("Starts", 12, kPrompt,
                                    [span](const PlanRow& row) { return day(span(row).first); }));
  columns.push_back(computed_column("Ends", 12, kPrompt,
                                    [span](const PlanRow& row) { return day(span(row).last); }));
  columns.push_back(computed_column("Timeline", 20, kPrompt, [](const PlanRow& row) {
    return text(row.row.norm.timeline.edtf);
  }));
  columns.push_back(computed_column("Funding status", 13, kPrompt, [](const PlanRow& row) {
    return text(row.row.norm.funding.status);
  }));
  columns.push_back(
      computed_column("Doubts", 18, "E: refused, W: assumed; docs/exports/csv.md says more.",
                      [](const PlanRow& row) { return text(flags_text(row.row.norm)); }));
  columns.push_back(
      {{std::string(plan::kRowIdHeading), 14, "",
        "Keep this id: with it the row is found again when the file comes back.", true},
       [](const PlanRow& row) { return text(row.id); }});
  return columns;
}

std::size_t column_named(const Sheet& sheet, const std::string& heading) {
  const auto found = std::find_if(sheet.columns.begin(), sheet.columns.end(),
                                  [&](const auto& column) { return column.heading == heading; });
  return static_cast<std::size_t>(found - sheet.columns.begin());
}

/// Excel wants each heading of a table once, without regard to case, and on one line.
void make_headings_unique(std::vector<SheetColumn>& columns, std::vector<NotCarried>& lost) {
  std::set<std::string> seen;
  for (SheetColumn& column : columns) {
    std::string heading = text::collapse(column.heading);
    for (int copy = 2; !seen.insert(text::fold(heading)).second; ++copy)
      heading = text::collapse(column.heading) + " " + std::to_string(copy);
    if (heading != column.heading)
      lost.push_back({"", "heading",
                      "the column \"" + column.heading + "\" is called \"" + heading +
                          "\": a table has each heading once, on one line"});
    column.heading = heading;
  }
}

Sheet actions_sheet(const Bundle& bundle, std::vector<NotCarried>& lost) {
  Sheet sheet;
  sheet.name = "Actions";
  const std::vector<ActionColumn> columns = action_columns(bundle);
  for (const ActionColumn& column : columns) sheet.columns.push_back(column.column);
  for (const PlanRow& row : bundle.after.rows) {
    std::vector<CellValue>& cells = sheet.rows.emplace_back();
    for (const ActionColumn& column : columns) cells.push_back(column.value(row));
  }
  using Colour = ColourRule::Colour;
  const std::size_t status = column_named(sheet, computed("Status"));
  const std::size_t ends = column_named(sheet, computed("Ends"));
  const std::size_t doubts = column_named(sheet, computed("Doubts"));
  const auto is = [](std::size_t column, const char* value) {
    return "$" + column_letters(column) + "2=\"" + value + "\"";
  };
  sheet.colours = {
      {status, is(status, "completed"), Colour::Green},
      {status, "OR(" + is(status, "suspended") + "," + is(status, "postponed") + ")",
       Colour::Amber},
      {status, is(status, "cancelled"), Colour::Grey},
      {doubts, "ISNUMBER(SEARCH(\"E:\",$" + column_letters(doubts) + "2))", Colour::Red},
  };
  // Late: the end is before the date of the round (never the reader's clock).
  if (const auto as_of = parse_day(bundle.as_of)) {
    const std::string end = "$" + column_letters(ends) + "2";
    sheet.colours.push_back({ends,
                             "AND(ISNUMBER(" + end + ")," + end + "<DATE(" +
                                 std::to_string(as_of->year) + "," + std::to_string(as_of->month) +
                                 "," + std::to_string(as_of->day) + "),NOT(" +
                                 is(status, "completed") + "))",
                             Colour::Red});
  }
  make_headings_unique(sheet.columns, lost);
  return sheet;
}

Sheet drivers_sheet(const Bundle& bundle) {
  Sheet sheet;
  sheet.name = "Drivers";
  sheet.columns = {{"Row", 14, "", "", false},  {"Printed as", 28, "", "", false},
                   {"Body", 36, "", "", false}, {"Register id", 16, "", "", false},
                   {"Role", 12, "", "", false}, {"Found by", 12, "", "", false}};
  for (const PlanRow& row : bundle.after.rows) {
    for (const plan::Organisation& body : row.row.norm.drivers.organisations)
      sheet.rows.push_back({text(row.id), text(body.printed), text(body.name), text(body.id),
                            text(body.role), text(body.method)});
    for (const std::string& name : row.row.norm.drivers.unresolved)
      sheet.rows.push_back({text(row.id), text(name), {}, {}, {}, text("not in the register")});
  }
  sheet.colours = {{5, "$F2=\"not in the register\"", ColourRule::Colour::Amber}};
  return sheet;
}

Sheet funding_sheet(const Bundle& bundle) {
  Sheet sheet;
  sheet.name = "Funding";
  sheet.columns = {{"Row", 14, "", "", false},         {"State", 12, "", "", false},
                   {"Currency", 9, "", "", false},     {"Amount", 16, "", "", false},
                   {"Share of", 20, "", "", false},    {"Printed as", 24, "", "", false},
                   {"Instruments", 24, "", "", false}, {"Given by", 20, "", "", false},
                   {"Doubts", 24, "", "", false}};
  sheet.numbers = {3};
  for (const PlanRow& row : bundle.after.rows) {
    const plan::Funding& funding = row.row.norm.funding;
    const std::string instruments = joined(funding.instruments, "; ");
    const std::string funders = joined(funding.funders, "; ");
    const std::string doubts = joined(funding.flags, "; ");
    if (funding.amounts.empty() && row.row.funding_raw.empty()) continue;
    const auto add = [&](const plan::Amount& amount) {
      CellValue value;
      if (is_decimal(amount.value))
        value = Decimal{amount.value};
      else
        value = text(amount.value);
      sheet.rows.push_back({text(row.id), text(funding.status), text(amount.currency),
                            std::move(value), text(amount.share_of),
                            text(amount.printed.empty() ? row.row.funding_raw : amount.printed),
                            text(instruments), text(funders), text(doubts)});
    };
    if (funding.amounts.empty()) add({});
    for (const plan::Amount& amount : funding.amounts) add(amount);
  }
  return sheet;
}

Sheet sources_sheet(const Bundle& bundle) {
  Sheet sheet;
  sheet.name = "Sources";
  sheet.columns = {{"Row", 14, "", "", false},
                   {"Fields", 30, "", "", false},
                   {"Printed in", 60, "", "", false},
                   {"Present value from", 30, "", "", false}};
  for (const PlanRow& row : bundle.after.rows) {
    for (const std::string& place : places_of(row.row)) {
      std::vector<std::string> fields;
      std::vector<std::string> credits;
      for (const plan::FieldSource& source : row.row.source) {
        if (describe(source.where) != place) continue;
        const std::string field(name_of(source.field));
        if (std::find(fields.begin(), fields.end(), field) != fields.end()) continue;
        fields.push_back(field);
        if (const auto by = row.credited.find(source.field); by != row.credited.end())
          credits.push_back(field + ": " + by->second);
      }
      sheet.rows.push_back(
          {text(row.id), text(joined(fields, ", ")), text(place), text(joined(credits, "; "))});
    }
  }
  return sheet;
}

}  // namespace

std::vector<NotCarried> write_xlsx(const Bundle& bundle, std::ostream& out) {
  std::vector<NotCarried> lost;
  const std::vector<Sheet> sheets = {actions_sheet(bundle, lost), drivers_sheet(bundle),
                                     funding_sheet(bundle), items_sheet(bundle),
                                     sources_sheet(bundle)};
  std::vector<CutCell> cut;
  out << write_workbook(sheets, bundle.after.title, bundle.program, cut);
  for (const CutCell& cell : cut) lost.push_back(cut_text(bundle, cell));
  return lost;
}

}  // namespace planmerge::exporter
