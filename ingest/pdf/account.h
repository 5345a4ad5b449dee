// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ingest/running_text.h"
#include "ingest/table.h"

namespace planmerge::ingest {

/// Visible letters, in bytes of UTF-8 without blanks: what the pages draw must be what cells,
/// running text and the list of what was left out hold together.
std::size_t letters_in(std::string_view text);
std::size_t letters_in(const std::vector<Glyph>& glyphs);  // those that can be seen
std::size_t letters_in(const std::vector<TextLine>& lines);
std::size_t letters_in(const SheetTable& table);

/// Lists the page's turned letters that no cell took, in the order they were drawn.
void leave_out_turned(const std::vector<const Glyph*>& turned, int page,
                      std::vector<plan::LeftOut>& left_out);

/// Notes "letters-unaccounted" where the two sums differ: our mistake, to be told, not hidden.
void check_letters(std::size_t drawn, const std::vector<SheetTable>& tables,
                   const std::vector<PageText>& pages, plan::Document& document);

}  // namespace planmerge::ingest
