// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace planmerge::ingest {

/// A count in a w:numFmt: "iv", "d", "7th", "②", "אב"; decimal for formats that we do not write
/// and for counts that a format cannot.
///
/// Source: ECMA-376 Part 1, 17.18.59. Counts as words are English; a custom format is given by an
/// example: "001, 002, 003, ...".
std::string format_number(long count, std::string_view format);

}  // namespace planmerge::ingest
