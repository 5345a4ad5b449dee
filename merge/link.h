// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "merge/similarity.h"
#include "plan/review.h"

namespace planmerge::merge {

/// Links the rows of one contribution to the rows of its base version, each to at most one:
/// by our own row id first, else by what the rows say (outputs, titles, drivers, scope, number).
///
/// What a partner's tracked changes struck out or kept counts as what it started from.
std::vector<plan::Link> link_rows(const plan::Contribution& contribution,
                                  const plan::PlanVersion& base, const WordSpace& space);

}  // namespace planmerge::merge
