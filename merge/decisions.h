// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/round.h"

namespace planmerge::merge {

/// Applies what was decided earlier: an item whose evidence is the same as then is settled and
/// its answer goes into the plan; one whose evidence differs is asked again, marked "changed".
void apply_decisions(MergeRound& round);

}  // namespace planmerge::merge
