// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ingest/pdf/columns.h"
#include "ingest/table.h"

namespace planmerge::ingest {

/// The head of a table whose columns are known: names over several columns become spanning cells
/// in a row of their own, the others span the head. Adds the cells to `table` from row 0 on and
/// counts its rows. `lines`: the head's, top to bottom; `rules`: the page's.
void add_heads(const std::vector<TextLine>& lines, const std::vector<River>& rivers,
               const std::vector<Rule>& rules, SheetTable& table);

}  // namespace planmerge::ingest
