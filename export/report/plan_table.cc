// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "export/report/html.h"
#include "export/report/kinds.h"
#include "export/report/parts.h"

namespace planmerge::exporter {
namespace {

using html::bdi;
using html::escape;
using plan::Field;
using plan::PlanRow;

/// What the table needs to know of each row, looked up once.
struct Lookup {
  std::map<std::string_view, const PlanRow*> before;
  std::map<std::pair<std::string_view, std::string_view>, std::string> questions;  // row, field
  std::map<std::pair<std::string_view, Field>, std::string> by;                    // who changed it
};

Lookup lookup_of(const Bundle& bundle) {
  Lookup lookup;
  for (const PlanRow& row : bundle.before.rows) lookup.before[row.id] = &row;
  std::size_t number = 0;
  for (const plan::ReviewItem& item : bundle.items) {
    ++number;
    if (!is_open(item)) continue;
    const std::string link = " <a class=\"q\" href=\"#item-" + html::anchor(item.id) +
                             "\">question " + std::to_string(number) + "</a>";
    for (const std::string& id : item.rows) lookup.questions[{id, item.field}] += link;
  }
  for (const plan::FieldOutcome& outcome : bundle.outcomes) {
    if (outcome.by.empty() || outcome.outcome == "kept") continue;
    std::string& names = lookup.by[{outcome.row_id, outcome.field}];
    for (const std::string& name : outcome.by) names += (names.empty() ? "" : ", ") + name;
  }
  return lookup;
}

std::string who(const Lookup& lookup, const PlanRow& row, Field field) {
  if (const auto found = row.credited.find(field); found != row.credited.end())
    return found->second;
  const auto found = lookup.by.find({row.id, field});
  return found == lookup.by.end() ? "" : found->second;
}

/// "changed: UNODC", "new: UNODC", or nothing; and links to the questions about the field.
std::string marks(const Lookup& lookup, const PlanRow& row, std::initializer_list<Field> fields) {
  std::string out;
  const auto before = lookup.before.find(row.id);
  for (const Field field : fields) {
    const std::string name(name_of(field));
    if (before != lookup.before.end() &&
        before->second->row.reading(field) != row.row.reading(field)) {
      const std::string partner = who(lookup, row, field);
      out += "<p class=\"change\">▲ " +
             std::string(fields.size() > 1 ? escape(title_of_field(name)) + " " : "") + "changed" +
             (partner.empty() ? "" : ": " + bdi(partner)) + "</p>";
    }
    if (const auto found = lookup.questions.find({row.id, name}); found != lookup.questions.end())
      out += "<p class=\"change\">" + found->second + "</p>";
  }
  return out;
}

std::string discreet(const std::string& text) {
  return text.empty() ? "" : "<p class=\"norm\">" + bdi(text) + "</p>";
}

std::string timeline_value(const plan::Timeline& timeline) {
  std::string text = timeline.status == "none" ? "" : timeline.status;
  for (const std::string* part : {&timeline.edtf, &timeline.duration, &timeline.recurrence}) {
    if (part->empty()) continue;
    text += (text.empty() ? "" : " · ") + *part;
  }
  return text;
}

std::string funding_value(const plan::Funding& funding) {
  std::string text = funding.status == "unknown" ? "" : funding.status;
  for (const plan::Amount& amount : funding.amounts)
    text += (text.empty() ? "" : " · ") + amount.currency + " " + html::grouped(amount.value);
  return text;
}

std::string outputs_html(const std::vector<std::string>& outputs) {
  if (outputs.empty()) return "";
  std::string out = "<ul>";
  for (const std::string& output : outputs) out += "<li>" + bdi(output) + "</li>";
  return out + "</ul>";
}

std::string line(std::string_view label, const std::string& text) {
  return text.empty() ? "" : "<p>" + escape(label) + bdi(text) + "</p>";
}

std::string open_cell(std::size_t span, bool changed) {
  return std::string("<td") + (span > 1 ? " rowspan=\"" + std::to_string(span) + "\"" : "") +
         (changed ? " class=\"changed\"" : "") + ">";
}

std::string cell(const std::string& content, const std::string& mark, std::size_t span = 1) {
  return open_cell(span, mark.find("▲") != std::string::npos) + content + mark + "</td>";
}

/// Rows from `begin` on that stand under the same need (and action).
std::size_t run_of(const std::vector<PlanRow>& rows, std::size_t begin, bool action) {
  const plan::ActionRow& first = rows[begin].row;
  std::size_t end = begin + 1;
  while (end < rows.size()) {
    const plan::ActionRow& next = rows[end].row;
    if (next.section != first.section || next.need_no != first.need_no || next.need != first.need)
      break;
    if (action && (next.action_no != first.action_no || next.action != first.action ||
                   next.scope != first.scope))
      break;
    ++end;
  }
  return end - begin;
}

std::string numbered(const std::string& number, const std::string& title) {
  return "<p>" + (number.empty() ? "" : "<b>" + bdi(number) + "</b> ") + bdi(title) + "</p>";
}

std::string last_cells(const Lookup& lookup, const PlanRow& row) {
  const plan::ActionRow& r = row.row;
  std::string mark = marks(lookup, row, {Field::Outputs});
  if (!lookup.before.contains(row.id)) {
    const std::string partner = who(lookup, row, Field::Action);
    mark += "<p class=\"change\">▲ new row" + (partner.empty() ? "" : ": " + bdi(partner)) + "</p>";
  }
  if (const auto found = lookup.questions.find({row.id, ""}); found != lookup.questions.end())
    mark += "<p class=\"change\">" + found->second + "</p>";
  std::string out = cell("<span id=\"row-" + html::anchor(row.id) + "\"></span>" +
                             outputs_html(r.outputs) + line("Note: ", r.note),
                         mark);
  out += cell(line("", r.drivers_raw), marks(lookup, row, {Field::Drivers}));
  out += cell(line("", r.status_timeline_raw) + line("Start: ", r.start_raw) +
                  line("End: ", r.end_raw) + discreet(timeline_value(r.norm.timeline)),
              marks(lookup, row, {Field::Status, Field::Start, Field::End}));
  return out + cell(line("", r.funding_raw) + discreet(funding_value(r.norm.funding)),
                    marks(lookup, row, {Field::Funding}));
}

std::string dropped_html(const Bundle& bundle) {
  std::map<std::string_view, bool> kept;
  for (const PlanRow& row : bundle.after.rows) kept[row.id] = true;
  std::string entries;
  for (const PlanRow& row : bundle.before.rows) {
    if (!kept.contains(row.id))
      entries += "<li>" + bdi(row.row.action_no + " " + row.row.action) + " (" +
                 bdi(row.row.drivers_raw) + ")</li>\n";
  }
  return entries.empty() ? "" : "<h3>Dropped rows</h3>\n<ul>" + entries + "</ul>\n";
}

constexpr const char* kHead =
    "<table class=\"plan\"><colgroup><col class=\"c1\"><col class=\"c2\">"
    "<col class=\"c3\"><col class=\"c4\"><col class=\"c5\"><col class=\"c6\"></colgroup>"
    "<thead><tr><th scope=\"col\">Need addressed</th><th scope=\"col\">Action</th>"
    "<th scope=\"col\">Expected outputs</th><th scope=\"col\">Driver(s)</th>"
    "<th scope=\"col\">Status / timeline</th><th scope=\"col\">Funding</th></tr></thead><tbody>\n";

}  // namespace

std::string plan_html(const Context& context) {
  const std::vector<PlanRow>& rows = context.bundle.after.rows;
  const Lookup lookup = lookup_of(context.bundle);
  std::string out =
      "<section id=\"plan\" class=\"landscape\"><h2>The plan after the merge</h2>\n"
      "<p>▲ marks what this round changed, and by whom. Small grey text is how a "
      "date or an amount was understood.</p>\n";
  out += kHead;
  std::string section;
  for (std::size_t i = 0, need_end = 0, action_end = 0; i < rows.size(); ++i) {
    const plan::ActionRow& row = rows[i].row;
    if (row.section != section) {
      section = row.section;
      out += "<tr><th colspan=\"6\" scope=\"rowgroup\" class=\"band\">" + bdi(section) +
             "</th></tr>\n";
    }
    out += "<tr>";
    if (i >= need_end) {
      const std::size_t span = run_of(rows, i, false);
      need_end = i + span;
      out += cell(numbered(row.need_no, row.need),
                  marks(lookup, rows[i], {Field::NeedNo, Field::Need}), span);
    }
    if (i >= action_end) {
      const std::size_t span = run_of(rows, i, true);
      action_end = i + span;
      out += cell(numbered(row.action_no, row.action) +
                      (row.scope.empty() ? "" : "<p class=\"scope\">" + bdi(row.scope) + "</p>"),
                  marks(lookup, rows[i], {Field::ActionNo, Field::Action, Field::Scope}), span);
    }
    out += last_cells(lookup, rows[i]) + "</tr>\n";
  }
  return out + "</tbody></table>\n" + dropped_html(context.bundle) + "</section>\n";
}

}  // namespace planmerge::exporter
