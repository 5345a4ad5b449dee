// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/review.h"

namespace planmerge::exporter {

/// One file of the round, as the report lists it.
struct FileOutcome {
  std::string file, sha256, format, partner;
  bool is_plan = false;
  std::string error;  // "encrypted: needs a password"; empty: read
  int exit_code = 0;
  int rows = 0, matched = 0, added = 0, to_review = 0;
  std::vector<plan::Diagnostic> notes;
};

/// Where every cell went (`audit`): the sum is all non-blank cells of all action tables.
struct Coverage {
  long cells = 0, in_plan = 0, in_review = 0, left_out = 0, unaccounted = 0;
  std::vector<std::pair<std::string, long>> left_out_by_reason;
};

/// What an IATI file needs beside the plan; all of it is the user's to say ([iati] in
/// planmerge.toml, docs/exports/iati.md).
struct IatiSettings {
  std::string reporting_org;              // "XM-DAC-12345"; empty: no IATI file can be made
  std::string reporting_org_type = "40";  // OrganisationType
  std::string reporting_org_name;
  std::string language = "en";
  std::string region;  // code of the Region list, for rows that name no country
  std::string sector;  // DAC five-digit code for needs without one of their own
  std::map<std::string, std::string> sectors;        // need number -> DAC code
  std::map<std::string, std::string> organisations;  // register id -> IATI reference
  bool plan_start_as_start = false;  // a row without a start begins with the plan; said in the file
};

/// All that an exporter may need; values only.
struct Bundle {
  plan::PlanVersion before, after;
  std::vector<plan::Link> links;
  std::vector<plan::ReviewItem> items;
  std::vector<plan::FieldOutcome> outcomes;
  std::vector<plan::Decision> decisions;
  std::vector<FileOutcome> files;
  std::vector<plan::ActionRow> contribution_rows;  // in no fixed relation; for JSON lossless
  Coverage coverage;
  std::string as_of;      // ISO date or empty
  std::string program;    // "planmerge 0.1.0"
  bool sandboxed = true;  // false: every report says so
  IatiSettings iati;
  std::string partner;                       // whom the output is for; empty: everybody
  std::vector<std::string> silent_partners;  // expected (planmerge.toml), and no file read of them
};

/// Something of the plan that a format could not take, or only in part: told, never dropped in
/// silence. What a format never holds (questions in a calendar) stands in docs/exports/ instead.
struct NotCarried {
  std::string row_id;  // plan row; empty: the plan as a whole
  std::string part;    // "timeline", "row"
  std::string reason;  // a sentence
  bool operator==(const NotCarried&) const = default;
};

struct Exporter {
  const char* name;         // "csv"
  const char* description;  // for --help
  const char* file_name;    // "plan.csv": what `consolidate --out DIR` calls it
  /// @return what could not be carried, in the order of the plan
  std::vector<NotCarried> (*write)(const Bundle& bundle, std::ostream& out);
  /// Null: always. Else whether the bundle has what the format needs; write() throws
  /// Error(Usage, "not-configured") without it, and `consolidate` leaves the file out.
  bool (*ready)(const Bundle& bundle) = nullptr;
};

std::span<const Exporter> exporters();
const Exporter* find_exporter(std::string_view name);

/// A file or a row of the plan is of this partner (without regard to case).
bool knows_partner(const Bundle& bundle, const std::string& partner);

/// What one format could not carry.
struct FormatLosses {
  std::string format;
  std::vector<NotCarried> list;
};

/// The list of all that was not carried, as CSV: format, row_id, part, reason. `consolidate --out`
/// writes it as kNotExportedFile, with its header alone where nothing was lost.
void write_not_exported(const std::vector<FormatLosses>& losses, std::ostream& out);
inline constexpr const char* kNotExportedFile = "not_exported.csv";

/// The published JSON Schema (2020-12) of the JSON export, as text.
std::string_view json_schema();

}  // namespace planmerge::exporter
