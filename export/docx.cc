// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>
#include <string>
#include <vector>

#include "export/plan_document.h"
#include "export/writers.h"

// The master plan as the document that is printed, sent out and read again: title, acronyms of the
// drivers, the table. Each row carries its invisible id, so that what comes back links exactly.

namespace planmerge::exporter {

std::vector<NotCarried> write_docx(const Bundle& bundle, std::ostream& out) {
  std::vector<NotCarried> lost;
  const std::string title = bundle.after.title.empty() ? "Action plan" : bundle.after.title;
  word::Document document(true);
  add_designations(document);
  document.add(word::plain(title, "Title"));
  std::vector<DocumentRow> rows;
  rows.reserve(bundle.after.rows.size());
  for (const plan::PlanRow& row : bundle.after.rows) rows.push_back({&row, nullptr, false, {}});
  add_acronyms(document, bundle, rows);
  add_plan_table(document, rows, lost);
  std::string foot = "Version " + std::to_string(bundle.after.number);
  if (!bundle.as_of.empty()) foot += ", " + bundle.as_of;
  out << document.finish(title, title, foot, bundle.program);
  return lost;
}

}  // namespace planmerge::exporter
