// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "merge/linkage/table.h"

namespace planmerge::merge::linkage {

/// How two cells compare: 0 says nothing (one of them is blank), 1 is the best agreement of the
/// column's kind, higher ones agree less. See `level_words` for what each means.
using Level = std::uint8_t;
constexpr std::size_t kLevels = 8;

/// What is compared of two rows: each column that is not a Group, and of each Text column its
/// marks (numbers, single letters, Roman numerals) once more, since "phase II" is not "phase I".
struct Aspect {
  enum class Kind { Text, Marks, Items, Names, Month, Amount, Code };
  std::size_t column = 0;
  Kind kind = Kind::Text;
};
std::vector<Aspect> aspects_of(const std::vector<Column>& columns);

/// How many levels a kind has, 0 included.
std::size_t levels_of(Aspect::Kind kind);

/// In words for a reviewer: "the same words", "a month apart", …
std::string level_words(Aspect::Kind kind, Level level);

/// Compares rows aspect by aspect. One a thread; keeps scratch memory.
class Comparer {
 public:
  /// All must outlive the comparer. Both tables have the same columns.
  Comparer(const Table& left, const Table& right, const Lexicon& lexicon,
           const std::vector<Aspect>& aspects);

  /// One level an aspect, into `levels`.
  void compare(std::size_t left, std::size_t right, Level* levels);

  /// Of two cells' words: the weights of those in common and of those in one alone. A word that
  /// stands twice counts twice.
  struct Overlap {
    float common = 0, left = 0, right = 0;  // weights
    float least() const { return left < right ? left : right; }
    /// Share of the shorter side that the other has too; 0..1.
    float share() const;
  };
  /// After it, left_taken() and right_taken() tell which words were paired.
  Overlap overlap(std::span<const CellWord> a, std::span<const CellWord> b);
  const std::vector<std::uint8_t>& left_taken() const { return left_taken_; }
  const std::vector<std::uint8_t>& right_taken() const { return right_taken_; }

 private:
  void pair_equal(std::span<const CellWord> a, std::span<const CellWord> b);
  void pair_alike(std::span<const CellWord> a, std::span<const CellWord> b);
  Level compare_text(std::span<const CellWord> a, std::span<const CellWord> b);
  Level compare_marks(std::span<const CellWord> a, std::span<const CellWord> b) const;
  Level compare_items(std::span<const CellWord> a, std::span<const CellWord> b);
  Level compare_names(std::span<const CellWord> a, std::span<const CellWord> b);
  Level compare_code(std::span<const CellWord> a, std::span<const CellWord> b) const;

  const Table& left_;
  const Table& right_;
  const Lexicon& lexicon_;
  const std::vector<Aspect>& aspects_;
  std::vector<std::uint8_t> left_taken_, right_taken_;
  std::vector<std::uint32_t> left_rest_, right_rest_;
  struct Share {
    std::uint8_t left, right;
    float weight;
  };
  std::vector<Share> shares_;
};

}  // namespace planmerge::merge::linkage
