// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
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
};

std::span<const Exporter> exporters();
const Exporter* find_exporter(std::string_view name);

/// The published JSON Schema (2020-12) of the JSON export, as text.
std::string_view json_schema();

}  // namespace planmerge::exporter
