// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exporters.h"

#include "export/embedded.h"
#include "export/writers.h"

namespace planmerge::exporter {
namespace {

constexpr Exporter kExporters[] = {
    {"json", "everything, with provenance; see `schema/plan.schema.json`", "plan.json", write_json},
    {"csv", "one line per action row, UTF-8", "plan.csv", write_csv},
    {"csv-excel", "the same with a byte order mark, as Excel expects it", "plan-excel.csv",
     write_csv_excel},
    {"xlsx", "workbook: actions, drivers, funding, questions to answer, sources", "plan.xlsx",
     write_xlsx},
    {"docx", "the plan as a Word document in its own look, rows with invisible ids", "plan.docx",
     write_docx},
    {"report", "conflict report and plan as one HTML page, made to be printed", "report.html",
     write_report},
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

std::string_view json_schema() {
  return embedded::kPlanSchema;
}

}  // namespace planmerge::exporter
