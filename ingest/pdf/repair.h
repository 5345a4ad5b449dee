// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/table.h"

namespace planmerge::ingest {

/// Is what rules enclose a table, and not the grid behind a chart or a decoration? A table has
/// text in many of its rows, or a first row that names all its columns.
bool holds_table(const SheetTable& table);

/// Draws the walls of a ruled table that its text shows and no rule does: columns that only the
/// head has walls for, single lines beside each row in a cell that seems to run over them, and
/// rows of figures that stand between two rules. A cell with wrapped text stays whole.
void draw_missing_walls(SheetTable& table);

}  // namespace planmerge::ingest
