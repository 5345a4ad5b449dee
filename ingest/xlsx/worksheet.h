// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "base/zip.h"
#include "ingest/sheet.h"
#include "ingest/xlsx/workbook.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// What may be read from one workbook altogether; counted down while sheets are read.
struct SheetBudget {
  std::size_t cells = 250'000;                      // with text
  std::size_t characters = std::size_t{64} << 20U;  // a shared string counts each time it is used
};

/// Reads one worksheet: cells as they are shown, merges, what is hidden, named tables, comments.
/// Errors: Error(Limit) beyond the budget, Error(Unreadable).
Sheet read_worksheet(const ZipPackage& package, const Workbook& workbook, const SheetEntry& entry,
                     SheetBudget& budget, plan::Document& document);

}  // namespace planmerge::ingest
