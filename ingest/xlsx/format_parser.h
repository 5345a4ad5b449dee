// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "ingest/xlsx/number_format.h"

namespace planmerge::ingest {

/// The sections of a number format code, at most four. Never throws: what is no token is text.
std::vector<NumberFormat::Section> parse_format(std::string_view code);

}  // namespace planmerge::ingest
