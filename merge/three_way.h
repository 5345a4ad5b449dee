// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/round.h"

namespace planmerge::merge {

/// What became of one value when base, plan and document were compared.
enum class Outcome {
  Unchanged,   // nobody moved it
  FromPlan,    // only the master plan moved it
  FromDoc,     // only the document moved it
  Convergent,  // both moved it to the same value
  Clash,       // both moved it, apart: a person decides, the plan's value stands meanwhile
};

template <typename T>
struct Merged {
  T value;
  Outcome outcome;
};

template <typename T>
Merged<T> merge_value(const T& base, const T& plan, const T& doc) {
  if (plan == doc) return {plan, plan == base ? Outcome::Unchanged : Outcome::Convergent};
  if (doc == base) return {plan, Outcome::FromPlan};
  if (plan == base) return {doc, Outcome::FromDoc};
  return {plan, Outcome::Clash};
}

/// Merges every field of every linked row, all contributions at once (POLICY P1-P8): a value is
/// taken when all who moved it agree and the plan did not; everything else becomes an item.
void merge_fields(MergeRound& round);

}  // namespace planmerge::merge
