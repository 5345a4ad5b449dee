// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/relations.h"

#include <algorithm>

namespace planmerge::merge::linkage {
namespace {

bool holds_content(Aspect::Kind kind) {
  return kind == Aspect::Kind::Text || kind == Aspect::Kind::Items || kind == Aspect::Kind::Names;
}

constexpr float kNothing = 0.05F;  // of a text's weight: the two texts are the same
// A text that says nothing of the second row counts against it by half only: of joined rows the
// titles are joined, but the need is the first one's.
constexpr float kSaid = 0.2F, kContradiction = 0.5F;
constexpr float kOther = 0.3F;  // of a text's weight: there may be another row in it

}  // namespace

RowRelations::RowRelations(const Table& left, const Table& right, const Lexicon& lexicon,
                           const std::vector<Aspect>& aspects)
    : left_(left),
      right_(right),
      lexicon_(lexicon),
      aspects_(aspects),
      comparer_(left, right, lexicon, aspects) {
  for (std::size_t i = 0; i < left.columns().size(); ++i) {
    if (left.columns()[i].kind == ColumnKind::Group) group_ = i;
  }
}

void RowRelations::leave(std::span<const CellWord> cell, const std::vector<std::uint8_t>& taken,
                         std::vector<CellWord>& rest) const {
  rest.clear();
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (taken[i] == 0 && !cell[i].is_initials()) rest.push_back(cell[i]);
  }
}

void RowRelations::set(std::uint32_t left, std::uint32_t first) {
  first_ = first;
  says_more_ = any_left_ = false;
  rests_.resize(left_.columns().size());
  rest_cells_.assign(left_.columns().size(), {});
  filled_.assign(left_.columns().size(), false);
  for (const Aspect& aspect : aspects_) {
    if (!holds_content(aspect.kind)) continue;
    const auto own = left_.words(left, aspect.column);
    if (own.empty()) continue;
    const Comparer::Overlap shared = comparer_.overlap(own, right_.words(first, aspect.column));
    leave(own, comparer_.left_taken(), rests_[aspect.column]);
    rest_cells_[aspect.column] = rests_[aspect.column];
    filled_[aspect.column] = true;
    const bool more = shared.left > kOther * (shared.left + shared.common);
    any_left_ = any_left_ || more;
    // Rewritten, a text leaves about as much on either side; joined, only the longer one.
    const bool longer = shared.left - shared.right > kOther * (shared.left + shared.common);
    says_more_ = says_more_ || (longer && aspect.kind == Aspect::Kind::Text && shared.common > 0);
  }
}

std::span<const std::span<const CellWord>> RowRelations::other_row() const {
  if (!says_more_) return {};
  return rest_cells_;
}

double RowRelations::joins(std::uint32_t second) {
  if (!any_left_) return 0;
  float wanted = 0, found = 0;
  for (const Aspect& aspect : aspects_) {
    if (!holds_content(aspect.kind) || !filled_[aspect.column]) continue;
    const auto one = right_.words(first_, aspect.column);
    const auto two = right_.words(second, aspect.column);
    if (two.empty()) continue;
    const Comparer::Overlap apart = comparer_.overlap(one, two);
    leave(two, comparer_.right_taken(), right_rest_);
    if (aspect.kind == Aspect::Kind::Text) {
      if (apart.right <= kNothing * (apart.common + apart.right)) continue;
      // A joint text says both: after the first one's words the second's are still there.
      right_rest_.assign(two.begin(), two.end());
    }
    const Comparer::Overlap rest = comparer_.overlap(rest_cells_[aspect.column], right_rest_);
    const bool one_text = aspect.kind == Aspect::Kind::Text && rest.common < kSaid * rest.right;
    found += rest.common;
    wanted += rest.common + (one_text ? kContradiction : 1.0F) * rest.right;
  }
  return wanted > 0 ? found / wanted : 0;
}

/// The words of each item of a list cell.
std::vector<std::vector<CellWord>> RowRelations::items_of(std::span<const CellWord> cell) {
  std::vector<std::vector<CellWord>> items(Table::items(cell));
  for (const CellWord word : cell) {
    if (!word.is_initials()) items[word.item_number()].push_back(word);
  }
  return items;
}

bool RowRelations::are_parts(std::uint32_t one, std::uint32_t other) {
  // An item that stands in both rows: most of its words, and hardly a word more.
  constexpr float kSameItem = 0.75F;
  for (const Aspect& aspect : aspects_) {
    if (aspect.kind != Aspect::Kind::Items) continue;
    const auto a = items_of(left_.words(one, aspect.column));
    const auto b = items_of(left_.words(other, aspect.column));
    std::size_t common = 0;
    for (const std::vector<CellWord>& item : a) {
      common += std::any_of(b.begin(), b.end(), [&](const std::vector<CellWord>& match) {
        const Comparer::Overlap words = comparer_.overlap(item, match);
        return words.common >= kSameItem * (words.common + std::max(words.left, words.right));
      });
    }
    // A third in common is a slip of the pen, half of the items is the whole row again.
    if (3 * common > std::min(a.size(), b.size())) return false;
  }
  return true;
}

bool RowRelations::same_group(std::uint32_t one, std::uint32_t other) const {
  if (!group_) return true;
  const auto a = left_.words(one, *group_), b = left_.words(other, *group_);
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](CellWord x, CellWord y) { return x.word == y.word; });
}

}  // namespace planmerge::merge::linkage
