// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/table.h"

namespace planmerge::ingest {

/// Parts a header cell from the body cell below it where the rule between the two was not drawn:
/// the header's other cells end above, its text is bold to the last line, and plain text follows.
///
/// Both parts keep the whole cell's box: where the missing rule would be is not known.
void part_header_cells(plan::Table& table);

}  // namespace planmerge::ingest
