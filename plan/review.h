// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plan/action.h"
#include "plan/document.h"

namespace planmerge::plan {

/// How a contribution row relates to the plan.
enum class Relation { Same, Split, Merged, Moved, Renumbered, New };
std::string_view name_of(Relation relation);  // "same" "split" "merged" "moved" "renumbered" "new"

/// A contribution row <-> plan rows, with score and reasons.
struct Link {
  std::string sha256;  // of the contribution's file
  std::string file, partner;
  int row = 0;  // index in Document::rows
  Relation relation = Relation::New;
  std::vector<std::string> to;       // plan row ids; empty: new
  double score = 0;                  // calibrated confidence, 0..1
  std::vector<std::string> reasons;  // one a field, in words
  bool operator==(const Link&) const = default;
};

/// One side of a review item.
struct ItemEvidence {
  bool in_plan = false;  // plan or contribution
  std::string file;      // contribution's (or the plan document's) file; may be empty for the plan
  std::string partner;   // empty for the plan
  std::string row_id;    // plan row id; empty for a contribution row
  int row_index = -1;    // index in the contribution's rows
  ActionRow row;         // its readings
  Field field = Field::Action;
  std::string reading;  // as printed
  std::string value;    // canonical value that was compared
  std::vector<Provenance> source;
  bool operator==(const ItemEvidence&) const = default;
};

enum class Stake { High, Medium, Low };
std::string_view name_of(Stake stake);  // "high" "medium" "low"

/// A conflict, duplicate, overlap, gap or doubt that a person should see.
struct ReviewItem {
  std::string id;    // fingerprint: kind, rows, field; the same in every round and file order
  std::string kind;  // codes of design section 6
  Stake severity = Stake::Medium;
  std::string field;  // name_of(Field), or empty for the row
  std::string why;    // one sentence
  std::string suggestion;
  double confidence = 1.0;
  std::string state = "open";     // open | decided | changed (decided once, evidence differs now)
  std::vector<std::string> rows;  // plan row ids concerned
  std::vector<ItemEvidence> evidence;
  std::string evidence_hash;  // of the values compared; a decision holds while it stays the same
  std::string answer;         // of the decision that was applied; empty while open
  bool operator==(const ReviewItem&) const = default;
};

/// What a person decided on an item. Append-only; undo is an entry of its own.
struct Decision {
  long long number = 0;  // in the log, from 1
  std::string item;      // ReviewItem::id
  std::string kind, field;
  std::vector<std::string> rows;
  std::string evidence_hash;
  std::string take;   // "base" | "plan" | partner's name | "value" | "same" | "different" |
                      // "keep" | "delete" | "accept" | "undo"
  std::string value;  // with take "value": the text to print in the plan
  std::string who, when, note;
  std::map<std::string, std::string> values;  // what was compared: party -> canonical value
  bool operator==(const Decision&) const = default;
};

/// What became of one field of one plan row.
struct FieldOutcome {
  std::string row_id;
  Field field = Field::Action;
  std::string outcome;          // "from_contribution" "agreed" "kept" "conflict" "decided"
  std::vector<std::string> by;  // partners
  std::string why;
  bool operator==(const FieldOutcome&) const = default;
};

/// Everything that a round's merge needs; a value, so that it can run on a pipe.
struct MergeInput {
  std::vector<PlanVersion> versions;           // oldest first; the last is the current plan
  std::vector<Contribution> contributions;     // rows normalised; any order
  std::vector<Decision> decisions;             // in force (undone ones removed)
  std::string as_of;                           // ISO date or empty; "today" is nothing else
  std::map<std::string, std::string> parents;  // register: unit id -> id of its organisation
  std::map<std::string, std::string> names;    // register: id -> display name
};

struct MergeResult {
  PlanVersion plan;  // the next version; number = current + 1
  std::vector<Link> links;
  std::vector<ReviewItem> items;  // sorted: severity, kind, rows, id
  std::vector<FieldOutcome> outcomes;
};

}  // namespace planmerge::plan
