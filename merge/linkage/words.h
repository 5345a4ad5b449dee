// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::merge::linkage {

/// Splits texts into comparable words: runs of letters and digits, folded to small Latin letters
/// without accents, common English endings cut off ("Piloting", "Pilots" -> "pilot").
class WordSplitter {
 public:
  /// The words of `utf8`, in order; valid until the next call.
  const std::vector<std::string_view>& split(std::string_view utf8);

 private:
  std::string folded_;
  std::vector<std::string_view> words_;
};

/// The word without a common English ending; at least four letters stay, numbers stay whole.
std::string_view stem(std::string_view word);

/// A number, a single letter or a small Roman numeral: what tells "phase I" from "phase II".
bool is_mark(std::string_view word);

/// Which letters a word holds, one bit each: words with few bits apart may be alike.
std::uint32_t letters_of(std::string_view word);

/// True if one word may stand for the other: its beginning, from three letters on ("dist",
/// "district"), or its consonants ("mgmt", "management"). Never for numbers.
bool is_abbreviation(std::string_view a, std::string_view b);

/// True if one word may be a slip or an abbreviation of the other. A slip is one edit from four
/// letters on, two from eight on (optimal string alignment: insert, delete, replace, swap
/// neighbours). Never for numbers.
bool are_alike(std::string_view a, std::string_view b);

/// True if at most `most` edits (0, 1 or 2; optimal string alignment) lie between the two.
bool within_edits(std::string_view a, std::string_view b, int most);

}  // namespace planmerge::merge::linkage
