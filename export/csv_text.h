// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Cells of a CSV file as RFC 4180 says: comma, CRLF, quotes where they are needed and doubled
/// inside.
///
/// A spreadsheet runs a cell that begins like a formula. Such a cell gets one apostrophe in front,
/// and so does one that already begins with apostrophes before a formula: thus the reader's
/// rule is exact ("one apostrophe before blanks or apostrophes and = + - @, tab or line break:
/// drop it") and nothing is lost. Cells that we compute (counts, ids, dates) never begin so.
namespace planmerge::exporter::csv {

std::string quoted(std::string_view value);

/// A whole line, with its end.
std::string line(const std::vector<std::string>& cells);

}  // namespace planmerge::exporter::csv
