// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/review.h"

namespace planmerge::merge {

/// Links, merges, detects, applies earlier decisions: one round.
///
/// A pure function; the order of contributions changes nothing. Rows must be normalised.
/// A value changes only when exactly one party moved it away from its base; everything else
/// becomes a review item and the plan's value stands (docs/merging.md, POLICY P1-P13).
plan::MergeResult merge(const plan::MergeInput& input);

}  // namespace planmerge::merge
