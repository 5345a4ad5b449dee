// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "merge/linkage/levels.h"

namespace planmerge::merge::linkage {

/// Tells rows that join or divide others from rows that are the same.
class RowRelations {
 public:
  RowRelations(const Table& left, const Table& right, const Lexicon& lexicon,
               const std::vector<Aspect>& aspects);

  /// Takes a left row and the right row it matches best; what follows is about what is left of it.
  void set(std::uint32_t left, std::uint32_t first);

  /// The words of the left row that are not in the right one, one cell a column, if its texts say
  /// more than the right row does, so that they may be another row; else empty. Valid until set().
  std::span<const std::span<const CellWord>> other_row() const;

  /// How much of what tells `second` from the first right row is found in what the first leaves
  /// of the left row: 0..1. Near 1: the left row joins the two.
  double joins(std::uint32_t second);

  /// True if two left rows that both match a right row hold different parts of it.
  bool are_parts(std::uint32_t one, std::uint32_t other);

  bool same_group(std::uint32_t one, std::uint32_t other) const;

 private:
  static std::vector<std::vector<CellWord>> items_of(std::span<const CellWord> cell);
  void leave(std::span<const CellWord> cell, const std::vector<std::uint8_t>& taken,
             std::vector<CellWord>& rest) const;

  const Table& left_;
  const Table& right_;
  const Lexicon& lexicon_;
  const std::vector<Aspect>& aspects_;
  std::optional<std::size_t> group_;
  Comparer comparer_;
  std::uint32_t first_ = 0;
  bool says_more_ = false, any_left_ = false;  // of texts, of anything
  std::vector<std::vector<CellWord>> rests_;   // of the left row, one a column
  std::vector<std::span<const CellWord>> rest_cells_;
  std::vector<bool> filled_;  // the left row's cell is
  std::vector<CellWord> right_rest_;
};

}  // namespace planmerge::merge::linkage
