// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ingest/running_text.h"
#include "ingest/table.h"

namespace planmerge::ingest {

/// Bold words in three or more columns: the head of a table, not of a page.
bool looks_like_heads(const TextLine& line);

/// Finds tables that no rules draw, by a header line whose words begin columns that the lines
/// below keep to. Takes their lines out of the pages and puts the tables in reading order.
void find_borderless(std::vector<PageText>& pages, std::vector<SheetTable>& tables);

}  // namespace planmerge::ingest
