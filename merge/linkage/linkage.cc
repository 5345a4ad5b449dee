// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/linkage.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "merge/linkage/candidates.h"
#include "merge/linkage/parallel.h"
#include "merge/linkage/relations.h"

namespace planmerge::merge::linkage {
namespace {

constexpr std::size_t kFitPairs = 200'000;  // more change no rate by a hundredth
constexpr std::size_t kOthers = 3;          // candidates for what one row leaves of another
constexpr float kAccepted = 0.5F;
constexpr float kPlausible = 0.3F;      // the best match may be one of two that the row joins
constexpr double kJoined = 0.55;        // share of the second row that must be there
constexpr double kMostOdds = 50;        // as a logarithm; no evidence is surer
constexpr std::size_t kMostParts = 20;  // of one row

}  // namespace

Linkage::Linkage(Table& left, Table& right, const LinkSettings& settings)
    : left_(left), right_(right), settings_(settings), model_(aspects_of(left.columns())) {
  std::vector<Word> left_map, right_map;
  lexicon_ = unite(left.vocabulary(), &right.vocabulary(), left.rows() + right.rows(), left_map,
                   right_map);
  left.number(left_map);
  right.number(right_map);
  compare_all();
  fit();
}

Linkage::Linkage(Table& table, const LinkSettings& settings)
    : left_(table), right_(table), settings_(settings), model_(aspects_of(table.columns())) {
  std::vector<Word> map, none;
  lexicon_ = unite(table.vocabulary(), nullptr, table.rows(), map, none);
  table.number(map);
  compare_all();
  fit();
}

void Linkage::compare_all() {
  const CandidateIndex index(right_, lexicon_, settings_.jobs);
  if (!is_dedup()) compare_distinct(index);
  const std::size_t width = model_.aspects().size();
  struct Piece {
    std::size_t from = 0;
    std::vector<std::uint32_t> counts, rights;
    std::vector<Level> levels;
  };
  std::vector<Piece> pieces;
  std::mutex mutex;
  in_parallel(settings_.jobs, left_.rows(), [&](std::size_t from, std::size_t to) {
    CandidateIndex::Search search(index);
    Comparer comparer(left_, right_, lexicon_, model_.aspects());
    Piece piece;
    piece.from = from;
    RowRelations relations(left_, right_, lexicon_, model_.aspects());
    std::vector<std::span<const CellWord>> cells;
    for (std::size_t row = from; row < to; ++row) {
      const std::size_t first = piece.rights.size();
      const auto take = [&](const Candidate& candidate) {
        const auto known = piece.rights.begin() + static_cast<std::ptrdiff_t>(first);
        // Of two rows of one table the later is looked for from the earlier.
        if (is_dedup() && candidate.row <= row) return;
        if (std::find(known, piece.rights.end(), candidate.row) != piece.rights.end()) return;
        piece.rights.push_back(candidate.row);
        piece.levels.resize(piece.levels.size() + width);
        comparer.compare(row, candidate.row, &piece.levels[piece.levels.size() - width]);
      };
      left_.cells(row, cells);
      for (const Candidate& candidate : search.find(cells)) take(candidate);
      if (!is_dedup() && piece.rights.size() > first) {
        // A row that joins two shows the rare words of one of them first; look for the other.
        relations.set(static_cast<std::uint32_t>(row), piece.rights[first]);
        const auto rest = relations.other_row();
        if (!rest.empty()) {
          const std::vector<Candidate>& others = search.find(rest);
          for (std::size_t i = 0; i < std::min(kOthers, others.size()); ++i) take(others[i]);
        }
      }
      piece.counts.push_back(static_cast<std::uint32_t>(piece.rights.size() - first));
    }
    const std::lock_guard lock(mutex);
    pieces.push_back(std::move(piece));
  });
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.from < b.from; });
  starts_.push_back(0);
  for (Piece& piece : pieces) {
    for (const std::uint32_t count : piece.counts) starts_.push_back(starts_.back() + count);
    pairs_.insert(pairs_.end(), piece.rights.begin(), piece.rights.end());
    levels_.insert(levels_.end(), piece.levels.begin(), piece.levels.end());
    piece = {};
  }
}

/// Levels of pairs of right rows, which are all different rows, as far as rows resemble others.
void Linkage::compare_distinct(const CandidateIndex& index) {
  constexpr std::size_t kRows = 10'000;
  const std::size_t width = model_.aspects().size();
  const std::size_t step = (right_.rows() + kRows - 1) / kRows;
  CandidateIndex::Search search(index);
  Comparer comparer(right_, right_, lexicon_, model_.aspects());
  std::vector<std::span<const CellWord>> cells;
  for (std::size_t row = 0; row < right_.rows(); row += step) {
    right_.cells(row, cells);
    for (const Candidate& candidate : search.find(cells)) {
      if (candidate.row == row) continue;
      distinct_.resize(distinct_.size() + width);
      comparer.compare(row, candidate.row, &distinct_[distinct_.size() - width]);
    }
  }
}

void Linkage::fit() {
  const std::size_t width = model_.aspects().size();
  if (pairs_.size() <= kFitPairs) {
    model_.fit(levels_, distinct_);
    return;
  }
  // Whole rows, evenly over the table, so that each brings its rivals along.
  const std::size_t step = (pairs_.size() + kFitPairs - 1) / kFitPairs;
  std::vector<Level> sample;
  for (std::size_t row = 0; row + 1 < starts_.size(); row += step) {
    sample.insert(sample.end(), levels_.begin() + static_cast<std::ptrdiff_t>(starts_[row] * width),
                  levels_.begin() + static_cast<std::ptrdiff_t>(starts_[row + 1] * width));
  }
  model_.fit(sample, distinct_);
}

std::vector<Match> Linkage::matches() const {
  struct Piece {
    std::size_t from = 0;
    std::vector<Match> matches;
  };
  std::vector<Piece> pieces;
  std::mutex mutex;
  in_parallel(settings_.jobs, left_.rows(), [&](std::size_t from, std::size_t to) {
    RowRelations relations(left_, right_, lexicon_, model_.aspects());
    Piece piece;
    piece.from = from;
    for (std::size_t row = from; row < to; ++row)
      match_row(static_cast<std::uint32_t>(row), relations, piece.matches);
    const std::lock_guard lock(mutex);
    pieces.push_back(std::move(piece));
  });
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.from < b.from; });
  std::vector<Match> all;
  for (Piece& piece : pieces) {
    all.insert(all.end(), piece.matches.begin(), piece.matches.end());
    piece = {};
  }
  if (!is_dedup()) name_parts(all);
  return all;
}

/// Appends the matches of one left row, the best first.
void Linkage::match_row(std::uint32_t row, RowRelations& relations,
                        std::vector<Match>& matches) const {
  const std::size_t width = model_.aspects().size();
  const std::size_t first = matches.size();
  double sum = 1;  // of the odds of all candidates, and of none of them
  for (std::uint32_t p = starts_[row]; p < starts_[row + 1]; ++p) {
    const double odds = std::exp(std::min(kMostOdds, model_.log_odds(&levels_[p * width])));
    matches.push_back({row, pairs_[p], static_cast<float>(odds), MatchKind::Same});
    sum += odds;
  }
  for (std::size_t i = first; i < matches.size(); ++i) {
    const double odds = matches[i].score;
    matches[i].score = static_cast<float>(odds / (is_dedup() ? 1 + odds : sum));
  }
  const auto better = [](const Match& a, const Match& b) {
    return a.score != b.score ? a.score > b.score : a.right < b.right;
  };
  const auto begin = matches.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, matches.end(), better);
  if (!is_dedup() && matches.size() > first + 1 && begin->score >= kPlausible) {
    relations.set(row, begin->right);
    auto second = begin;
    double most = kJoined;
    for (auto other = begin + 1; other != matches.end(); ++other) {
      const double joined = relations.joins(other->right);
      if (joined <= most) continue;
      most = joined;
      second = other;
    }
    if (second != begin) {
      for (Match* match : {&*begin, &*second}) {
        match->kind = MatchKind::Merged;
        match->score = std::max(match->score, static_cast<float>(most));
      }
      std::sort(begin, matches.end(), better);
    }
  }
  const double least = settings_.least_score;
  while (matches.size() > first && matches.back().score < least) matches.pop_back();
}

/// Several left rows of one sender at one right row, each with a part of it, are its parts.
void Linkage::name_parts(std::vector<Match>& matches) const {
  RowRelations relations(left_, right_, lexicon_, model_.aspects());
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < matches.size(); ++i) {
    if (matches[i].score >= kAccepted && matches[i].kind == MatchKind::Same) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return matches[a].right != matches[b].right ? matches[a].right < matches[b].right : a < b;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    Match& a = matches[order[i]];
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      Match& b = matches[order[j]];
      if (b.right != a.right || j > i + kMostParts) break;
      if (relations.same_group(a.left, b.left) && relations.are_parts(a.left, b.left))
        a.kind = b.kind = MatchKind::Split;
    }
  }
}

std::vector<Level> Linkage::levels(std::uint32_t left, std::uint32_t right) const {
  std::vector<Level> levels(model_.aspects().size());
  Comparer comparer(left_, right_, lexicon_, model_.aspects());
  comparer.compare(left, right, levels.data());
  return levels;
}

}  // namespace planmerge::merge::linkage
