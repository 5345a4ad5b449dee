// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exporters.h"
#include "export/ooxml/workbook.h"

/// Sheets that the plan's workbook and the report's share.
namespace planmerge::exporter {

/// Every question, heaviest first, with a column to answer in. When the file comes back, what was
/// filled in is read as decisions (docs/exports/xlsx.md).
Sheet items_sheet(const Bundle& bundle);

/// A text that a workbook cut, by the row it is about.
NotCarried cut_text(const Bundle& bundle, const CutCell& cell);

}  // namespace planmerge::exporter
