// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plan/document.h"

namespace planmerge::ingest {

/// Adds what a table of two columns (acronym or code, meaning) lists. False: it is no such table.
bool read_acronym_table(const plan::Table& table, std::map<std::string, std::string>& acronyms);

/// Adds runs of paragraphs "UNODC – United Nations Office on Drugs and Crime".
void read_acronym_paragraphs(const std::vector<plan::Paragraph>& paragraphs,
                             std::map<std::string, std::string>& acronyms);

/// "Plan of Action 2018-2020" -> "2018/2020"; "2019" -> ""; the first span of years in the text.
std::string years_of(std::string_view text);

}  // namespace planmerge::ingest
