// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/candidates.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

#include "merge/linkage/parallel.h"

namespace planmerge::merge::linkage {
namespace {

// How many of its rarest words a cell is known by, and a whole row in pairs over all columns.
// Measured on 10,000 plan rows: with two thirds of these 1 % more of the true rows are missed.
constexpr std::size_t kTextWords = 8, kItemWords = 10, kNameWords = 6, kRowWords = 7;
// What more rows than this share is no longer rare; in small tables nothing is that frequent.
constexpr std::uint32_t kMostRows = 2000;
constexpr std::size_t kMostPostings = 1000;  // looked at for one row, the rarest first
constexpr std::size_t kMostCandidates = 10;
constexpr std::size_t kPaired = 4;  // the rarest words of a cell, each paired with all others

std::uint64_t mix(std::uint64_t x) {  // splitmix64's finaliser
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

std::uint64_t pair_key(Word a, Word b) {
  const auto [low, high] = std::minmax(a, b);
  return mix((static_cast<std::uint64_t>(low) << 32) + high + 0x9E3779B97F4A7C15ULL);
}

std::size_t words_taken(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::Text: return kTextWords;
    case ColumnKind::Items: return kItemWords;
    case ColumnKind::Names: return kNameWords;
    case ColumnKind::Code: return 1;
    default: return 0;
  }
}

std::uint32_t tag_of(std::uint64_t key) {
  return static_cast<std::uint32_t>(key);
}

}  // namespace

void CandidateIndex::keys_of(std::span<const std::span<const CellWord>> cells,
                             std::vector<std::uint64_t>& keys) const {
  keys.clear();
  std::array<Word, 64> rarest;  // of all columns
  std::size_t all = 0;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const std::size_t most = words_taken(table_.columns()[column].kind);
    std::array<Word, kItemWords> taken;
    std::size_t count = 0;
    for (const CellWord word : cells[column]) {
      if (count == most) break;
      if (!lexicon_.words[word.word].shared || (count > 0 && taken[count - 1] == word.word))
        continue;
      taken[count++] = word.word;
    }
    for (std::size_t i = 0; i < count; ++i) {
      // A word alone is its pair with itself; pairs have one of the rarest four in them.
      keys.push_back(pair_key(taken[i], taken[i]));
      for (std::size_t j = 0; j < std::min(i, kPaired); ++j)
        keys.push_back(pair_key(taken[i], taken[j]));
      if (all < rarest.size()) rarest[all++] = taken[i];
    }
  }
  std::sort(rarest.begin(), rarest.begin() + static_cast<std::ptrdiff_t>(all));
  all = static_cast<std::size_t>(
      std::unique(rarest.begin(), rarest.begin() + static_cast<std::ptrdiff_t>(all)) -
      rarest.begin());
  all = std::min(all, kRowWords);
  for (std::size_t i = 0; i < all; ++i) {
    for (std::size_t j = 0; j < i; ++j) keys.push_back(pair_key(rarest[i], rarest[j]));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

CandidateIndex::CandidateIndex(const Table& table, const Lexicon& lexicon, unsigned jobs)
    : table_(table), lexicon_(lexicon) {
  // About one bucket for four entries of some sixty a row; the top bits of a key choose it.
  unsigned bits = 8;
  while ((std::size_t{1} << bits) < 16 * table.rows() && bits < 28) ++bits;
  shift_ = 64 - bits;
  const std::size_t buckets = std::size_t{1} << bits;

  std::vector<std::atomic<std::uint32_t>> counts(buckets);
  in_parallel(jobs, table.rows(), [&](std::size_t from, std::size_t to) {
    std::vector<std::uint64_t> keys;
    std::vector<std::span<const CellWord>> cells;
    for (std::size_t row = from; row < to; ++row) {
      table.cells(row, cells);
      keys_of(cells, keys);
      for (const std::uint64_t key : keys)
        counts[bucket_of(key)].fetch_add(1, std::memory_order_relaxed);
    }
  });
  starts_.resize(buckets + 1, 0);
  for (std::size_t i = 0; i < buckets; ++i) {
    starts_[i + 1] = starts_[i] + counts[i];
    counts[i] = starts_[i];
  }
  entries_.resize(starts_[buckets]);
  in_parallel(jobs, table.rows(), [&](std::size_t from, std::size_t to) {
    std::vector<std::uint64_t> keys;
    std::vector<std::span<const CellWord>> cells;
    for (std::size_t row = from; row < to; ++row) {
      table.cells(row, cells);
      keys_of(cells, keys);
      for (const std::uint64_t key : keys) {
        const std::uint32_t at = counts[bucket_of(key)].fetch_add(1, std::memory_order_relaxed);
        entries_[at] = {tag_of(key), static_cast<std::uint32_t>(row)};
      }
    }
  });
  // Threads fill a bucket in any order; sorting makes the index the same every time.
  in_parallel(jobs, buckets, [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      std::sort(entries_.begin() + starts_[i], entries_.begin() + starts_[i + 1],
                [](Entry a, Entry b) { return a.tag != b.tag ? a.tag < b.tag : a.row < b.row; });
    }
  });
}

CandidateIndex::Search::Search(const CandidateIndex& index)
    : index_(index), scores_(index.table_.rows(), 0.0F) {}

const std::vector<Candidate>& CandidateIndex::Search::find(
    std::span<const std::span<const CellWord>> cells) {
  index_.keys_of(cells, keys_);
  // A large index is far larger than the caches: ask for all buckets before looking at any.
  for (const std::uint64_t key : keys_) __builtin_prefetch(&index_.starts_[index_.bucket_of(key)]);
  for (const std::uint64_t key : keys_)
    __builtin_prefetch(index_.entries_.data() + index_.starts_[index_.bucket_of(key)]);
  postings_.clear();
  Posting common{0, 0};  // the rarest of those that are too common
  for (const std::uint64_t key : keys_) {
    const std::size_t bucket = index_.bucket_of(key);
    const auto begin = index_.entries_.begin() + index_.starts_[bucket];
    const auto end = index_.entries_.begin() + index_.starts_[bucket + 1];
    const std::uint32_t tag = tag_of(key);
    const auto first =
        std::lower_bound(begin, end, tag, [](Entry e, std::uint32_t t) { return e.tag < t; });
    const auto last =
        std::upper_bound(first, end, tag, [](std::uint32_t t, Entry e) { return t < e.tag; });
    const auto count = static_cast<std::uint32_t>(last - first);
    if (count > kMostRows && (common.count == 0 || count < common.count))
      common = {static_cast<std::uint32_t>(first - index_.entries_.begin()), count};
    if (count == 0 || count > kMostRows) continue;
    postings_.push_back({static_cast<std::uint32_t>(first - index_.entries_.begin()), count});
  }
  // A row of common words only still meets the first of its likes.
  if (postings_.empty() && common.count > 0)
    postings_.push_back({common.from, static_cast<std::uint32_t>(kMostPostings)});
  std::sort(postings_.begin(), postings_.end(), [](Posting a, Posting b) {
    return a.count != b.count ? a.count < b.count : a.from < b.from;
  });
  touched_.clear();
  std::size_t seen = 0;
  const double rows = static_cast<double>(index_.table_.rows());
  for (const Posting posting : postings_) {
    if (seen > 0 && seen + posting.count > kMostPostings) break;
    seen += posting.count;
    const auto weight = static_cast<float>(std::log1p(rows / posting.count));
    for (std::uint32_t i = 0; i < posting.count; ++i) {
      const std::uint32_t hit = index_.entries_[posting.from + i].row;
      if (scores_[hit] == 0) touched_.push_back(hit);
      scores_[hit] += weight;
    }
  }
  found_.clear();
  for (const std::uint32_t hit : touched_) {
    found_.push_back({hit, scores_[hit]});
    scores_[hit] = 0;
  }
  const auto better = [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.row < b.row;
  };
  if (found_.size() > kMostCandidates) {
    std::nth_element(found_.begin(), found_.begin() + kMostCandidates, found_.end(), better);
    found_.resize(kMostCandidates);
  }
  std::sort(found_.begin(), found_.end(), better);
  return found_;
}

}  // namespace planmerge::merge::linkage
