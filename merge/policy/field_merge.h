// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "merge/policy/reading.h"

namespace planmerge::merge::policy {

/// How a field's values combine.
enum class FieldKind {
  Scalar,  // one value: a title, a date
  Hint,    // one value that says nothing when blank: a number
  Set,     // any order, each value once: drivers
  List,    // in order; a value keeps its identity through a small rewording: outputs
};

/// What one party says about a field, and what it was sent.
struct FieldClaim {
  std::string party;
  const Reading* base = nullptr;  // null: not known
  const Reading* value = nullptr;
};

/// Something that only a person can decide. `kind`: both_changed, concurrent, no_base, cleared,
/// edit_delete (docs/merging.md).
struct Question {
  std::string kind;
  std::vector<std::string> parties;  // partners, and "master" where the plan is a party
  std::vector<Reading> values;       // what was compared
};

struct FieldMerge {
  Reading value;                // the plan's from now on
  std::vector<std::string> by;  // whose values it took; empty: nobody's
  std::vector<Question> questions;
};

/// Merges one field of one row three-way, any number of claims at once, each against its own
/// base; claims in order of their parties, which decides the order of additions and nothing else.
/// A blank never erases, and where a question is raised the current value stays.
FieldMerge merge_field(FieldKind kind, const Reading& current,
                       const std::vector<FieldClaim>& claims);

inline constexpr const char* kMaster = "master";

}  // namespace planmerge::merge::policy
