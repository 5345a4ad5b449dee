// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>
#include <string>
#include <vector>

#include "export/designations.h"
#include "export/embedded.h"
#include "export/report/html.h"
#include "export/rows.h"
#include "export/writers.h"

// The plan as one page for a web site: the plan's own words and nothing of the round. No script, no
// network; headings can be linked to.

namespace planmerge::exporter {
namespace {

using html::bdi;

std::string cell(const std::string& content, std::size_t span, const char* tag = "td") {
  return std::string("<") + tag + (span > 1 ? " rowspan=\"" + std::to_string(span) + "\"" : "") +
         ">" + content + "</" + tag + ">";
}

std::string numbered(const std::string& number, const std::string& title) {
  return (number.empty() ? "" : "<b>" + bdi(number) + "</b> ") + bdi(title);
}

std::string lines(const plan::ActionRow& row) {
  std::string out = row.scope.empty() ? "" : "<p class=\"scope\">" + bdi(row.scope) + "</p>";
  if (!row.outputs.empty()) {
    out += "<ul>";
    for (const std::string& output : row.outputs) out += "<li>" + bdi(output) + "</li>";
    out += "</ul>";
  }
  if (!row.note.empty()) out += "<p>" + bdi(row.note) + "</p>";
  for (const auto& [heading, text] : row.other)
    out += "<p class=\"norm\">" + bdi(heading) + ": " + bdi(text) + "</p>";
  return out;
}

std::string timeline(const plan::ActionRow& row) {
  std::string out = bdi(row.status_timeline_raw);
  if (!row.start_raw.empty()) out += "<p>Start: " + bdi(row.start_raw) + "</p>";
  if (!row.end_raw.empty()) out += "<p>End: " + bdi(row.end_raw) + "</p>";
  return out;
}

constexpr const char* kHead =
    "<table class=\"plan\"><colgroup><col class=\"c1\"><col class=\"c2\"><col class=\"c3\">"
    "<col class=\"c4\"><col class=\"c5\"><col class=\"c6\"></colgroup>"
    "<thead><tr><th scope=\"col\">Need addressed</th><th scope=\"col\">Action</th>"
    "<th scope=\"col\">Expected outputs</th><th scope=\"col\">Driver(s)</th>"
    "<th scope=\"col\">Status / timeline</th><th scope=\"col\">Funding</th></tr></thead><tbody>\n";

std::string table(const std::vector<plan::PlanRow>& rows) {
  std::string out = kHead;
  std::string section;
  for (std::size_t i = 0, need_end = 0, action_end = 0; i < rows.size(); ++i) {
    const plan::ActionRow& row = rows[i].row;
    if (row.section != section) {
      section = row.section;
      out += "<tr><th colspan=\"6\" scope=\"rowgroup\" class=\"band\">" + bdi(section) +
             "</th></tr>\n";
    }
    out += "<tr id=\"" + html::anchor(rows[i].id) + "\">";
    if (i >= need_end) {
      const std::size_t span = run_of(rows, i, false);
      need_end = i + span;
      out += cell(numbered(row.need_no, row.need), span, "th");
    }
    if (i >= action_end) {
      const std::size_t span = run_of(rows, i, true);
      action_end = i + span;
      out += cell(numbered(row.action_no, row.action), span);
    }
    out += cell(lines(row), 1) + cell(bdi(row.drivers_raw), 1) + cell(timeline(row), 1) +
           cell(bdi(row.funding_raw), 1) + "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

}  // namespace

std::vector<NotCarried> write_html(const Bundle& bundle, std::ostream& out) {
  const std::string title =
      html::escape(bundle.after.title.empty() ? "Action plan" : bundle.after.title);
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'sha256-"
      << html::csp_hash(embedded::kReportStyle)
      << "'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
      << title << "</title>\n<style>" << embedded::kReportStyle
      << "</style>\n</head>\n<body>\n<header><h1><bdi>" << title << "</bdi></h1>\n"
      << "<p class=\"round\">Version " << bundle.after.number
      << (bundle.as_of.empty() ? "" : " · as of " + html::escape(bundle.as_of))
      << "</p></header>\n<main class=\"landscape\">\n"
      << table(bundle.after.rows) << designations_html(bundle.after)
      << "</main>\n</body>\n</html>\n";
  return {};
}

}  // namespace planmerge::exporter
