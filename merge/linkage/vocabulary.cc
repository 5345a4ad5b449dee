// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/vocabulary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "merge/linkage/words.h"

namespace planmerge::merge::linkage {
namespace {

constexpr std::size_t kFirstSlots = 1 << 12, kBlockBytes = 1 << 16;

std::uint32_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a, then mixed
  for (const char c : word) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3ULL;
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 29));
}

}  // namespace

std::string_view Vocabulary::keep(std::string_view word) {
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < word.size()) {
    blocks_.emplace_back();
    blocks_.back().reserve(std::max(kBlockBytes, word.size()));
  }
  std::string& block = blocks_.back();
  block.append(word);
  return std::string_view(block).substr(block.size() - word.size());
}

void Vocabulary::grow() {
  std::vector<std::uint32_t> slots(slots_.empty() ? kFirstSlots : 2 * slots_.size(), kNone);
  for (std::uint32_t word = 0; word < hashes_.size(); ++word) {
    std::size_t at = hashes_[word] & (slots.size() - 1);
    while (slots[at] != kNone) at = (at + 1) & (slots.size() - 1);
    slots[at] = word;
  }
  slots_ = std::move(slots);
}

Word Vocabulary::count(std::string_view word, std::uint32_t row) {
  if (2 * texts_.size() >= slots_.size()) grow();
  const std::uint32_t hash = hash_of(word);
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at] != kNone) {
    const std::uint32_t found = slots_[at];
    if (hashes_[found] == hash && texts_[found] == word) {
      if (last_row_[found] != row) {
        ++rows_[found];
        last_row_[found] = row;
      }
      return found;
    }
    at = (at + 1) & (slots_.size() - 1);
  }
  const auto fresh = static_cast<Word>(texts_.size());
  slots_[at] = fresh;
  texts_.push_back(keep(word));
  hashes_.push_back(hash);
  rows_.push_back(1);
  last_row_.push_back(row);
  return fresh;
}

Lexicon unite(const Vocabulary& left, const Vocabulary* right, std::size_t rows,
              std::vector<Word>& left_map, std::vector<Word>& right_map) {
  // One list of (text, rows left, rows right) in the order of first appearance; then by rarity.
  struct Entry {
    std::string_view text;
    std::uint32_t left = 0, right = 0;
  };
  Vocabulary both;
  std::vector<Entry> entries;
  const auto add = [&](const Vocabulary& from, std::vector<Word>& map, bool is_left) {
    map.resize(from.size());
    for (Word word = 0; word < from.size(); ++word) {
      map[word] = both.count(from.text(word), 0);
      if (map[word] == entries.size()) entries.push_back({from.text(word), 0, 0});
      (is_left ? entries[map[word]].left : entries[map[word]].right) = from.rows_with(word);
    }
  };
  add(left, left_map, true);
  if (right != nullptr) add(*right, right_map, false);

  std::vector<Word> order(entries.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](Word a, Word b) {
    const std::uint32_t x = entries[a].left + entries[a].right;
    const std::uint32_t y = entries[b].left + entries[b].right;
    return x != y ? x < y : entries[a].text < entries[b].text;
  });

  Lexicon lexicon;
  std::vector<Word> rank(entries.size());
  for (const Word old : order) {
    const Entry& entry = entries[old];
    rank[old] = static_cast<Word>(lexicon.texts.size());
    lexicon.texts.emplace_back(entry.text);
    const double share = static_cast<double>(rows) / (entry.left + entry.right);
    lexicon.words.push_back({static_cast<float>(std::log1p(share)), letters_of(entry.text),
                             static_cast<std::uint16_t>(std::min<std::size_t>(
                                 entry.text.size(), std::numeric_limits<std::uint16_t>::max())),
                             entry.text.empty() ? char{0} : entry.text.front(),
                             right != nullptr ? entry.left > 0 && entry.right > 0 : entry.left > 1,
                             is_mark(entry.text)});
  }
  for (Word& word : left_map) word = rank[word];
  for (Word& word : right_map) word = rank[word];
  return lexicon;
}

}  // namespace planmerge::merge::linkage
