// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exporters.h"

#include <ostream>

#include "export/csv_text.h"
#include "export/embedded.h"
#include "export/partner_rows.h"
#include "export/writers.h"

namespace planmerge::exporter {
namespace {

constexpr Exporter kExporters[] = {
    {"json", "everything, with provenance; see `schema/plan.schema.json`", "plan.json", write_json},
    {"csv", "one line per action row, UTF-8", "plan.csv", write_csv},
    {"csv-excel", "the same with a byte order mark, as Excel expects it", "plan-excel.csv",
     write_csv_excel},
    {"csv-drivers", "one line per action row and driver", "plan-drivers.csv", write_csv_drivers},
    {"datapackage", "what the columns of both CSV files mean (Frictionless)", "datapackage.json",
     write_datapackage},
    {"xlsx", "workbook: actions, drivers, funding, questions to answer, sources", "plan.xlsx",
     write_xlsx},
    {"docx", "the plan as a Word document in its own look, rows with invisible ids", "plan.docx",
     write_docx},
    {"docx-partner", "one partner's rows to check, open questions as comments; needs --partner",
     "partner.docx", write_docx_partner, has_partner},
    {"docx-tracked", "what one partner sent, the plan's text as tracked changes; needs --partner",
     "partner-tracked.docx", write_docx_tracked, has_partner},
    {"receipt", "what became of one partner's rows; needs --partner", "receipt.html", write_receipt,
     has_partner},
    {"html", "the plan as a page for a web site", "plan.html", write_html},
    {"iati", "IATI 2.03 activities; needs [iati] in planmerge.toml", "plan-iati.xml", write_iati,
     iati_ready},
    {"ics", "timelines as a calendar (RFC 5545)", "plan.ics", write_ics},
    {"gantt", "timelines as a drawing (SVG)", "plan-gantt.svg", write_gantt},
    {"report", "conflict report and plan as one HTML page, made to be printed", "report.html",
     write_report},
    {"monitoring", "progress, money and gaps beside the version before, with charts",
     "monitoring.html", write_monitoring},
    {"report-docx", "conflict report as a Word document: two pages, then every question",
     "report.docx", write_report_docx},
    {"report-xlsx", "conflict report as a workbook: figures, questions, changes, files",
     "report.xlsx", write_report_xlsx},
};

}  // namespace

std::span<const Exporter> exporters() {
  return kExporters;
}

const Exporter* find_exporter(std::string_view name) {
  for (const Exporter& exporter : kExporters) {
    if (name == exporter.name) return &exporter;
  }
  return nullptr;
}

void write_not_exported(const std::vector<FormatLosses>& losses, std::ostream& out) {
  out << csv::line({"format", "row_id", "part", "reason"});
  for (const FormatLosses& format : losses) {
    for (const NotCarried& lost : format.list)
      out << csv::line({format.format, lost.row_id, lost.part, lost.reason});
  }
}

std::string_view json_schema() {
  return embedded::kPlanSchema;
}

}  // namespace planmerge::exporter
