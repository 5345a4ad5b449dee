// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/funding.h"
#include "plan/organisation.h"
#include "plan/provenance.h"
#include "plan/table.h"
#include "plan/timeline.h"

namespace planmerge::plan {

/// A named part of a row. The order is the order of the printed plan.
enum class Field {
  Section,
  NeedNo,
  Need,
  ActionNo,
  Action,
  Scope,
  Outputs,
  Drivers,
  Status,
  Start,
  End,
  Funding,
  Note,
};

/// The names used in JSON, the store, exports and header tables, by Field.
/// Readings in JSON: section need_no need action_no action scope outputs drivers_raw
/// status_timeline_raw start_raw end_raw funding_raw note.
std::string_view name_of(Field field);                    // "drivers"
std::string_view reading_name_of(Field field);            // "drivers_raw"
std::optional<Field> field_named(std::string_view name);  // either form

inline constexpr std::array kFields = {
    Field::Section, Field::NeedNo,  Field::Need,    Field::ActionNo, Field::Action,
    Field::Scope,   Field::Outputs, Field::Drivers, Field::Status,   Field::Start,
    Field::End,     Field::Funding, Field::Note,
};

/// Where one field's reading came from. A field may come from several cells.
struct FieldSource {
  Field field = Field::Action;
  Provenance where;
  bool inherited = false;  // carried over from a merged or blank cell above, or from a heading
  bool operator==(const FieldSource&) const = default;
};

/// Values that normalize made of the readings. Empty until normalize ran.
struct Normalised {
  Drivers drivers;
  Timeline timeline;  // of status cell, Start and End together
  Funding funding;
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2 and XK, of the scope
  bool done = false;
  bool operator==(const Normalised&) const = default;
};

/// The unit that is linked and merged: one action x one set of drivers, as read.
///
/// Text is as printed, slips included. `outputs` has one string a bullet, without the bullet.
struct ActionRow {
  std::string section, need_no, need, action_no, action, scope;
  std::vector<std::string> outputs;
  std::string drivers_raw, status_timeline_raw, start_raw, end_raw, funding_raw, note;
  std::map<std::string, std::string> other;  // columns with no field of ours, by header

  /// Readings before the document's tracked changes; a field is listed only if it changed.
  /// Outputs are joined by '\n'.
  std::map<Field, std::string> original;
  enum class Change { None, Inserted, Deleted };
  Change change = Change::None;  // the row as a whole was inserted or struck out (tracked)
  bool tracked = false;          // the document has tracked changes at all: what is untouched
                                 // in it is no claim
  std::vector<std::pair<Field, Revision>> revisions;
  std::vector<std::pair<Field, Comment>> comments;

  std::vector<FieldSource> source;
  std::string row_id;  // invisible id of our own export, if the document carried one
  double confidence = 1.0;
  Normalised norm;
  bool operator==(const ActionRow&) const = default;

  /// The reading of one field; outputs joined by '\n'.
  std::string reading(Field field) const;
  void set_reading(Field field, std::string_view value);  // outputs split at '\n'
  /// First source of the field, or nullptr.
  const Provenance* source_of(Field field) const;
};

/// A row of the master plan: a row with an id that never changes.
struct PlanRow {
  std::string id;  // "A0012"; new rows "N" + 10 hex of content hash: the same for any file order
  ActionRow row;
  /// Who gave a field's present value (credit_of); absent: the plan itself.
  std::map<Field, std::string> credited;
  bool operator==(const PlanRow&) const = default;
};

/// The partners whose changes stand together in one value: "MET, RBC".
std::string credit_of(const std::vector<std::string>& partners);
/// The partner is one of those that a credit names; both printed or both folded.
bool is_credited(std::string_view credit, std::string_view partner);

/// An immutable numbered state of the plan.
struct PlanVersion {
  int number = 0;
  std::string title;
  std::vector<PlanRow> rows;
  /// Years the plan covers, EDTF interval ("2018/2020") from its title; empty: unknown.
  std::string window;
  /// Acronyms the document lists: acronym -> name. The default register is extended by them.
  std::map<std::string, std::string> acronyms;
  bool operator==(const PlanVersion&) const = default;
};

}  // namespace planmerge::plan
