// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>
#include <string>
#include <vector>

#include "export/calendar.h"
#include "export/csv_text.h"
#include "export/rows.h"
#include "export/writers.h"

// The long form: one line per row and driver, so that a table program can count and group by body.
// A row without a driver has one line with the driver's columns empty.

namespace planmerge::exporter {

std::vector<NotCarried> write_csv_drivers(const Bundle& bundle, std::ostream& out) {
  out << csv::line({"row_id", "action_no", "action", "driver_id", "driver", "driver_printed",
                    "role", "status", "first_day", "last_day"});
  for (const plan::PlanRow& row : bundle.after.rows) {
    const plan::Normalised& norm = row.row.norm;
    const Span span = parse_span(norm.timeline.edtf).value_or(Span());
    const auto add = [&](const std::string& id, const std::string& name, const std::string& printed,
                         const std::string& role) {
      out << csv::line({row.id, row.row.action_no, row.row.action, id, name, printed, role,
                        norm.timeline.status, span.first ? iso(*span.first) : "",
                        span.last ? iso(*span.last) : ""});
    };
    for (const plan::Organisation& body : norm.drivers.organisations)
      add(body.id, body.name, body.printed, body.role);
    for (const std::string& name : norm.drivers.unresolved) add("", "", name, "");
    if (norm.drivers.organisations.empty() && norm.drivers.unresolved.empty())
      add("", "", row.row.drivers_raw, "");
  }
  return {};
}

}  // namespace planmerge::exporter
