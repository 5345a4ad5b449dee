// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "ingest/readers.h"

namespace planmerge::ingest {

/// The package's main part is a workbook (SpreadsheetML, or the binary form, which read_xlsx
/// refuses).
bool is_xlsx(std::string_view bytes);
void read_xlsx(std::string_view bytes, const ReadOptions& options, plan::Document& document);

}  // namespace planmerge::ingest
