// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/document.h"

namespace planmerge::ingest {

/// Lets each invisible row id stand on one row at most; a copied one is noted ("row-id-copied").
///
/// Of rows with the same id, one that is left beats those that were struck out (the row was cut
/// and pasted). Of several that are left, the only one that was there before the tracked changes
/// keeps it; if that does not tell them apart, none does: an id that may be wrong is worse than
/// none, and each copy is then linked by its content.
void settle_row_ids(plan::Document& document);

}  // namespace planmerge::ingest
