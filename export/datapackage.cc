// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>
#include <string>

#include "base/hash.h"
#include "codec/json.h"
#include "export/writers.h"

// Frictionless Data Package over the two CSV files: what each column means, and the files' hashes,
// so that a copy that was changed is noticed. Source: Data Package and Table Schema, version 2.

namespace planmerge::exporter {
namespace {

using codec::Json;

struct FieldText {
  const char* name;
  const char* type;
  const char* description;
};

constexpr std::array kPlanFields = {
    FieldText{"row_id", "string", "Id of the row, which never changes"},
    FieldText{"version", "integer", "Version of the plan"},
    FieldText{"section", "string", "Section, as printed"},
    FieldText{"need_no", "string", "Number of the need, as printed"},
    FieldText{"need", "string", "Need addressed, as printed"},
    FieldText{"action_no", "string", "Number of the action, as printed"},
    FieldText{"action", "string", "Action, as printed"},
    FieldText{"scope", "string", "Geographic scope, as printed"},
    FieldText{"outputs", "string", "Expected outputs, one a line"},
    FieldText{"drivers_raw", "string", "Drivers, as printed"},
    FieldText{"status_timeline_raw", "string", "Status and timeline, as printed"},
    FieldText{"start_raw", "string", "Start, as printed"},
    FieldText{"end_raw", "string", "End, as printed"},
    FieldText{"funding_raw", "string", "Funding, as printed"},
    FieldText{"note", "string", "Note on the row"},
    FieldText{"driver_ids", "string", "Bodies that lead or take part: ids of the register"},
    FieldText{"drivers_unresolved", "string", "Names that the register does not know"},
    FieldText{"status", "string", "Status, understood"},
    FieldText{"edtf", "string", "Timeline as in ISO 8601-2 (EDTF)"},
    FieldText{"duration", "string", "Duration as in ISO 8601"},
    FieldText{"recurrence", "string", "How often it comes again"},
    FieldText{"funding_status", "string", "Status of the funding, understood"},
    FieldText{"funding_instruments", "string", "Instruments named in the funding"},
    FieldText{"funders", "string", "Bodies that fund"},
    FieldText{"amounts", "string", "Amounts with their currency"},
    FieldText{"countries", "string", "ISO 3166-1 codes and XK"},
    FieldText{"flags", "string", "Doubts: E: refused, W: assumed"},
    FieldText{"credited", "string", "Which partner gave a field's present value"},
    FieldText{"other", "string", "Columns that have no field of ours"},
    FieldText{"sources", "string", "Where the row was printed"},
};

constexpr std::array kDriverFields = {
    FieldText{"row_id", "string", "Row of plan.csv"},
    FieldText{"action_no", "string", "Number of the action, as printed"},
    FieldText{"action", "string", "Action, as printed"},
    FieldText{"driver_id", "string", "Id of the register; empty: not known"},
    FieldText{"driver", "string", "Name in the register"},
    FieldText{"driver_printed", "string", "Name as printed"},
    FieldText{"role", "string", "driver, lead, partner, support, …"},
    FieldText{"status", "string", "Status, understood"},
    FieldText{"first_day", "date", "First day of the timeline; empty: open or not said"},
    FieldText{"last_day", "date", "Last day of the timeline; empty: open or not said"},
};

template <std::size_t Count>
Json fields_of(const std::array<FieldText, Count>& fields) {
  Json list = Json::array();
  for (const FieldText& field : fields) {
    Json entry = Json::object();
    entry["name"] = field.name;
    entry["type"] = field.type;
    entry["description"] = field.description;
    list.push_back(std::move(entry));
  }
  return list;
}

Json resource(const char* name, const char* path, const std::string& bytes, Json fields) {
  Json json = Json::object();
  json["name"] = name;
  json["type"] = "table";
  json["path"] = path;
  json["format"] = "csv";
  json["mediatype"] = "text/csv";
  json["encoding"] = "utf-8";
  json["bytes"] = bytes.size();
  json["hash"] = "sha256:" + sha256_hex(bytes);
  json["schema"] = Json::object();
  json["schema"]["fields"] = std::move(fields);
  json["schema"]["missingValues"] = Json::array({""});
  return json;
}

}  // namespace

std::vector<NotCarried> write_datapackage(const Bundle& bundle, std::ostream& out) {
  std::ostringstream rows;
  std::ostringstream drivers;
  write_csv(bundle, rows);
  write_csv_drivers(bundle, drivers);
  Json json = Json::object();
  json["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json";
  json["name"] = "action-plan";
  json["title"] = bundle.after.title.empty() ? "Action plan" : bundle.after.title;
  json["version"] = std::to_string(bundle.after.number) + ".0.0";
  Json plan = resource("plan", "plan.csv", rows.str(), fields_of(kPlanFields));
  plan["schema"]["primaryKey"] = Json::array({"row_id"});
  Json long_form =
      resource("plan-drivers", "plan-drivers.csv", drivers.str(), fields_of(kDriverFields));
  Json key = Json::object();
  key["fields"] = Json::array({"row_id"});
  key["reference"] = {{"resource", "plan"}, {"fields", Json::array({"row_id"})}};
  long_form["schema"]["foreignKeys"] = Json::array({key});
  json["resources"] = Json::array({plan, long_form});
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  return {};
}

}  // namespace planmerge::exporter
