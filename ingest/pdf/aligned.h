// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ingest/running_text.h"
#include "ingest/table.h"

namespace planmerge::ingest {

/// Finds tables whose columns are parted by white and not by walls, with whatever rules and shades
/// there are as evidence for head, rows and edges. One that reaches the end of its page goes on
/// overleaf in the same columns. Takes their lines out of the pages and puts the tables in reading
/// order.
void find_aligned(std::vector<PageText>& pages, std::vector<SheetTable>& tables);

}  // namespace planmerge::ingest
