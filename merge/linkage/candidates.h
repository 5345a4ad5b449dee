// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "merge/linkage/table.h"

namespace planmerge::merge::linkage {

/// A row that shares rare words with the one looked up.
struct Candidate {
  std::uint32_t row = 0;
  float score = 0;  // sum of the weights of what is shared
};

/// An inverted index over the rare words of a table and pairs of them: which rows of a table are
/// worth comparing with a given one. Its cost depends on how many rows share something rare, not
/// on the number of rows; no list of pairs is ever made.
///
/// Source: prefix filtering on rare tokens (Chaudhuri, Ganti, Kaushik 2006), with pairs of words
/// as tokens since single words stop being rare in large tables.
class CandidateIndex {
 public:
  /// Both must outlive the index.
  CandidateIndex(const Table& table, const Lexicon& lexicon, unsigned jobs);

  /// What a thread needs for its searches.
  class Search {
   public:
    explicit Search(const CandidateIndex& index);
    /// The best candidates for a row given by its cells, one a column of the table, the best
    /// first; ties in row order. Valid until the next call.
    const std::vector<Candidate>& find(std::span<const std::span<const CellWord>> cells);

   private:
    const CandidateIndex& index_;
    std::vector<float> scores_;
    std::vector<std::uint32_t> touched_;
    std::vector<std::uint64_t> keys_;
    struct Posting {
      std::uint32_t from, count;
    };
    std::vector<Posting> postings_;
    std::vector<Candidate> found_;
  };

 private:
  struct Entry {
    std::uint32_t tag, row;
  };

  void keys_of(std::span<const std::span<const CellWord>> cells,
               std::vector<std::uint64_t>& keys) const;
  std::size_t bucket_of(std::uint64_t key) const { return key >> shift_; }

  const Table& table_;
  const Lexicon& lexicon_;
  unsigned shift_ = 0;
  std::vector<std::uint32_t> starts_;  // of each bucket in entries_
  std::vector<Entry> entries_;         // by bucket, tag, row
};

}  // namespace planmerge::merge::linkage
