// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::text {

/// True for well-formed UTF-8 without surrogates, overlong forms or values past U+10FFFF.
bool is_utf8(std::string_view bytes);

/// `bytes` with every ill-formed sequence replaced by U+FFFD.
std::string to_valid_utf8(std::string_view bytes);

/// What a page's glyphs mean, as UTF-8: ligatures and presentation forms decomposed (U+FB03 ->
/// "ffi"), no-break spaces plain; controls, surrogates and values past U+10FFFF are left out.
std::string from_glyphs(std::span<const std::uint32_t> code_points);

/// UTF-16, big-endian, as UTF-8; a lone surrogate becomes U+FFFD, a last odd byte is left out.
std::string from_utf16be(std::string_view bytes);

/// Latin-1 as UTF-8.
std::string from_latin1(std::string_view bytes);

/// White space (Unicode, NBSP included) collapsed to single spaces, none at the ends.
std::string collapse(std::string_view utf8);

/// The comparison key: NFKC casefold, dashes to '-', quotes to ' and ", zero-width and soft
/// hyphens dropped, white space collapsed, a final full stop or semicolon dropped (POLICY P1).
/// Letters keep their accents and script.
std::string fold(std::string_view utf8);

/// fold(), then any script to Latin and accents off: "Министарство" -> "ministarstvo".
std::string fold_latin(std::string_view utf8);

/// fold() with a map back: offsets[i] is the byte in the source where folded byte i began;
/// one more entry than bytes, the last is source.size(). Keeps a final stop or semicolon.
struct Folded {
  std::string text;
  std::vector<std::size_t> offsets;
};
Folded fold_with_offsets(std::string_view utf8);

/// Words of fold_latin(utf8): runs of letters and digits, in order.
std::vector<std::string> words(std::string_view utf8);

/// Marks of footnotes glued to a word of three letters or more ("Council³", "sought§") dropped;
/// "m²" and "§ 12" are none. `*` stays: it is part of designations.
enum class NoteMarks { Numbers, NumbersAndSymbols };
std::string without_note_marks(std::string_view utf8, NoteMarks which);

/// "1.9" before "1.10": digits compare as numbers, the rest by code point of the folded text.
bool natural_less(std::string_view a, std::string_view b);

/// ASCII capitals made small; every other byte as it is.
std::string lower_ascii(std::string_view bytes);

/// Code points in well-formed UTF-8.
std::size_t length(std::string_view utf8);

/// Bytes of a named character set ("iso-8859-2", "windows-1251", any name ICU knows) as UTF-8.
/// An unknown name is read as UTF-8; what cannot be decoded becomes U+FFFD.
std::string decode(std::string_view bytes, const std::string& charset);

}  // namespace planmerge::text
