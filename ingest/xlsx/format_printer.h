// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ingest/xlsx/number_format.h"

namespace planmerge::ingest {

/// @param sign  a minus sign goes in front
std::string print_number(const NumberFormat::Section& section, double value, bool sign);

/// Empty: the number is no date (negative, or after the year 9999).
std::string print_date(const NumberFormat::Section& section, double value, bool system_1904);

}  // namespace planmerge::ingest
