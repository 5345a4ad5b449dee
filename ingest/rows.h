// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/document.h"

namespace planmerge::ingest {

/// Recognises the action tables among document.tables, names their columns, and appends their
/// rows to document.rows; also finds acronyms, title and window. Reads no file: the same code
/// for every format.
///
/// Need and action are carried over merged and blank cells, or come from the heading above the
/// table. Every non-blank cell of an action table ends in a row (FieldSource) or in
/// document.left_out with a reason.
void find_rows(plan::Document& document);

}  // namespace planmerge::ingest
