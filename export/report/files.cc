// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <string_view>

#include "export/report/html.h"
#include "export/report/parts.h"

namespace planmerge::exporter {
namespace {

using html::bdi;
using html::grouped;

std::string_view title_of(plan::Severity severity) {
  switch (severity) {
    case plan::Severity::Info: return "Note";
    case plan::Severity::Warning: return "Warning";
    case plan::Severity::Error: break;
  }
  return "Error";
}

std::string notes_of(const FileOutcome& file) {
  std::string out = file.error.empty() ? "" : "<li><b>Not read:</b> " + bdi(file.error) + "</li>";
  for (const plan::Diagnostic& note : file.notes) {
    plan::Provenance where = note.where;
    where.file.clear();  // the line is already the file's
    const std::string place = describe(where);
    out += "<li>" + std::string(title_of(note.severity)) + ": " +
           (place.empty() ? "" : bdi(place) + ": ") + bdi(note.text) + "</li>";
  }
  return out.empty() ? "–" : "<ul>" + out + "</ul>";
}

std::string number_cell(int number) {
  return "<td class=\"num\">" + grouped(std::to_string(number)) + "</td>";
}

}  // namespace

std::string files_html(const Context& context) {
  std::string out =
      "<section id=\"files\" class=\"annex\"><h2>Files</h2>\n<table class=\"files\"><thead><tr>"
      "<th scope=\"col\">File</th><th scope=\"col\">From</th><th scope=\"col\">Rows</th>"
      "<th scope=\"col\">Matched</th><th scope=\"col\">New</th>"
      "<th scope=\"col\">To review</th><th scope=\"col\">Notes</th></tr></thead><tbody>\n";
  for (const FileOutcome& file : context.bundle.files) {
    out += "<tr><th scope=\"row\">" + bdi(file.file) + "<p class=\"norm\">SHA-256 " +
           html::escape(file.sha256.substr(0, 12)) + "</p></th><td>" +
           (file.is_plan ? "the plan" : bdi(file.partner)) + "</td>" + number_cell(file.rows) +
           number_cell(file.matched) + number_cell(file.added) + number_cell(file.to_review) +
           "<td>" + notes_of(file) + "</td></tr>\n";
  }
  return out + "</tbody></table></section>\n";
}

}  // namespace planmerge::exporter
