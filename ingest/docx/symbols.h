// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace planmerge::ingest {

/// The character of w:sym as Unicode: U+FFFD where the font is not known to us; empty for no
/// character at all.
///
/// Source: ECMA-376 Part 1, 17.3.3.30; the fonts are those of ingest/data/symbols.tsv.
/// @param hex  w:char: the place in the font, with or without F000 added
std::string symbol(std::string_view font, std::string_view hex);

/// Text in a run of `font` with the characters that a symbol font keeps in the private use area
/// (U+F020 to U+F0FF) as Unicode; those of other fonts stay as they are.
std::string without_private_use(std::string_view text, std::string_view font);

}  // namespace planmerge::ingest
