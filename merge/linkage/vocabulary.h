// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::merge::linkage {

/// A word as a number. In a Vocabulary that is being filled: in order of appearance; once two
/// tables share one (see `unite`): by rarity, the rarest first.
using Word = std::uint32_t;

/// The words of one table, each with the number of rows it stands in.
class Vocabulary {
 public:
  /// The word's number; counts it once a row. `row` never falls from call to call.
  Word count(std::string_view word, std::uint32_t row);

  std::size_t size() const { return texts_.size(); }
  std::string_view text(Word word) const { return texts_[word]; }
  std::uint32_t rows_with(Word word) const { return rows_[word]; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  void grow();
  std::string_view keep(std::string_view word);

  std::vector<std::uint32_t> slots_;  // open addressing, linear; kNone: free
  std::vector<std::uint32_t> hashes_;
  std::vector<std::string_view> texts_;  // into blocks_
  std::vector<std::uint32_t> rows_, last_row_;
  std::deque<std::string> blocks_;  // their bytes never move
};

/// The words of two tables, numbered by rarity over both (ties by text, so that the numbers do
/// not depend on the order of rows).
struct Lexicon {
  struct Entry {
    float weight = 0;           // ln(1 + rows / rows with the word), both tables
    std::uint32_t letters = 0;  // letters_of the text
    std::uint16_t size = 0;     // bytes of the text, at most 65535
    char first = 0;             // letter of the text
    bool shared = false;        // stands in both tables (of one table: in two rows)
    bool mark = false;          // is_mark
  };
  std::vector<Entry> words;
  std::vector<std::string> texts;
};

/// Numbers the words of both anew; `left` and `right` map the old numbers. `right` may be null.
Lexicon unite(const Vocabulary& left, const Vocabulary* right, std::size_t rows,
              std::vector<Word>& left_map, std::vector<Word>& right_map);

}  // namespace planmerge::merge::linkage
