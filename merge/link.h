// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "plan/review.h"

namespace planmerge::merge {

/// Links the rows of one contribution to the rows of its base version: by our own row id first,
/// else by what the rows say (merge/linkage): need, title, scope, outputs, drivers, status, dates,
/// funding, number.
///
/// What a partner's tracked changes struck out or kept counts as what it started from. At most
/// one row is the same as a row of the plan; several may be its parts (Split), and one may join
/// several (Merged).
std::vector<plan::Link> link_rows(const plan::Contribution& contribution,
                                  const plan::PlanVersion& base);

}  // namespace planmerge::merge
