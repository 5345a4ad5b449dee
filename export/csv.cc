// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "export/csv_text.h"
#include "export/rows.h"
#include "export/writers.h"

namespace planmerge::exporter {
namespace {

using plan::Field;

std::string credits(const plan::PlanRow& row) {
  std::vector<std::string> parts;
  for (const auto& [field, partner] : row.credited)
    parts.push_back(std::string(name_of(field)) + ": " + partner);
  return joined(parts, "; ");
}

std::string others(const plan::ActionRow& row) {
  std::vector<std::string> parts;
  for (const auto& [header, text] : row.other)
    parts.push_back(std::string(header).append(": ").append(text));
  return joined(parts, "\n");
}

struct Column {
  const char* name;
  std::function<std::string(const plan::PlanRow&, const Bundle&)> value;
};

Column reading(Field field) {
  return {reading_name_of(field).data(),
          [field](const plan::PlanRow& row, const Bundle&) { return row.row.reading(field); }};
}

template <typename Get>
Column of_row(const char* name, Get get) {
  return {name, [get](const plan::PlanRow& row, const Bundle&) { return get(row.row); }};
}

/// The fixed columns, described in datapackage.cc; new ones are only ever added at the end
/// (docs/exports/csv.md).
std::vector<Column> columns() {
  using Row = plan::ActionRow;
  std::vector<Column> list = {
      {"row_id", [](const plan::PlanRow& row, const Bundle&) { return row.id; }},
      {"version",
       [](const plan::PlanRow&, const Bundle& b) { return std::to_string(b.after.number); }},
  };
  for (const Field field : plan::kFields) list.push_back(reading(field));
  list.push_back(of_row(
      "driver_ids", [](const Row& row) { return joined(row.norm.drivers.driving_ids(), "; "); }));
  list.push_back(of_row("drivers_unresolved",
                        [](const Row& row) { return joined(row.norm.drivers.unresolved, "; "); }));
  list.push_back(of_row("status", [](const Row& row) { return row.norm.timeline.status; }));
  list.push_back(of_row("edtf", [](const Row& row) { return row.norm.timeline.edtf; }));
  list.push_back(of_row("duration", [](const Row& row) { return row.norm.timeline.duration; }));
  list.push_back(of_row("recurrence", [](const Row& row) { return row.norm.timeline.recurrence; }));
  list.push_back(of_row("funding_status", [](const Row& row) { return row.norm.funding.status; }));
  list.push_back(of_row("funding_instruments",
                        [](const Row& row) { return joined(row.norm.funding.instruments, "; "); }));
  list.push_back(
      of_row("funders", [](const Row& row) { return joined(row.norm.funding.funders, "; "); }));
  list.push_back(of_row("amounts", [](const Row& row) { return amounts_text(row.norm.funding); }));
  list.push_back(
      of_row("countries", [](const Row& row) { return joined(row.norm.countries, "; "); }));
  list.push_back(of_row("flags", [](const Row& row) { return flags_text(row.norm); }));
  list.push_back(
      {"credited", [](const plan::PlanRow& row, const Bundle&) { return credits(row); }});
  list.push_back(of_row("other", [](const Row& row) { return others(row); }));
  list.push_back(of_row("sources", [](const Row& row) { return joined(places_of(row), "; "); }));
  return list;
}

}  // namespace

std::vector<NotCarried> write_csv(const Bundle& bundle, std::ostream& out) {
  const std::vector<Column> list = columns();
  const char* comma = "";
  for (const Column& column : list) {
    out << comma << column.name;
    comma = ",";
  }
  out << "\r\n";
  for (const plan::PlanRow& row : bundle.after.rows) {
    comma = "";
    for (const Column& column : list) {
      out << comma << csv::quoted(column.value(row, bundle));
      comma = ",";
    }
    out << "\r\n";
  }
  return {};
}

std::vector<NotCarried> write_csv_excel(const Bundle& bundle, std::ostream& out) {
  out << "\xEF\xBB\xBF";
  return write_csv(bundle, out);
}

}  // namespace planmerge::exporter
