// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "merge/policy/field_merge.h"

namespace planmerge::merge::policy {

/// The fields of a row, in the order in which they are asked about.
enum class CaseField { Need, Number, Title, Status, Start, End, Funding, Outputs, Drivers };
inline constexpr std::size_t kCaseFields = 9;
std::string_view name_of(CaseField field);
std::optional<CaseField> case_field_named(std::string_view name);
FieldKind kind_of(CaseField field);

/// A row of a version or of a return; keys of dates are "YYYY-MM", of money "205000 USD", of
/// statuses not_started, in_progress, delayed, on_hold, completed, cancelled (or the folded text).
struct CaseRow {
  std::string id;  // of plan rows
  std::array<Reading, kCaseFields> fields;

  const Reading& operator[](CaseField field) const {
    return fields[static_cast<std::size_t>(field)];
  }
  Reading& operator[](CaseField field) { return fields[static_cast<std::size_t>(field)]; }
};

struct CaseContribution {
  std::string partner, base_version;  // empty version: not known
  bool full = false;                  // the whole plan came back: a missing row asks for deletion
  std::vector<CaseRow> rows;
};

/// An answer given before, to an item (kind, row, field, values compared) or about a link.
struct CaseDecision {
  std::string kind, row, field;
  std::vector<Reading> values;
  Reading answer;
  std::string answer_word;  // keep, delete, same, different
  std::string title;        // key; of link decisions
};

struct Case {
  std::map<std::string, std::vector<CaseRow>> versions;
  std::vector<CaseRow> current;
  std::vector<CaseContribution> contributions;
  std::vector<CaseDecision> decisions;
};

struct CaseLink {
  std::string partner;
  std::size_t row = 0;
  std::vector<std::string> to;
  std::string relation;  // same, split, merge, new
};

struct CaseItem {
  std::string kind, row, field;  // field empty: the row
  std::vector<std::string> parties;
  std::vector<Reading> values;
};

struct CaseFlag {
  std::string kind;  // gap, overlap, number_clash, near_duplicate, duplicate_new
  std::vector<std::string> rows;
  std::string field, need;
};

struct CaseCredit {
  std::string row, field;
  std::vector<std::string> by;
};

struct CaseResult {
  std::vector<CaseRow> rows;
  std::vector<CaseLink> links;
  std::vector<CaseItem> items;
  std::vector<CaseFlag> flags;
  std::vector<CaseCredit> provenance;
};

/// Links and merges one case: every contribution against its own base, in any order, the same
/// result. The policy (P1 to P13, docs/merging.md) stands in this folder alone.
CaseResult merge_case(const Case& input);

}  // namespace planmerge::merge::policy
