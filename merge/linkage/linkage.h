// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "merge/linkage/model.h"
#include "merge/linkage/table.h"

namespace planmerge::merge::linkage {

class CandidateIndex;
class RowRelations;

/// Same: one left row, one right row. Split: the left row is a part of the right one. Merged: the
/// left row joins several right ones.
enum class MatchKind { Same, Split, Merged };

struct Match {
  std::uint32_t left = 0, right = 0;
  float score = 0;  // chance that the two are the same row or parts of one; 0.5 and more: accepted
  MatchKind kind = MatchKind::Same;
};

struct LinkSettings {
  unsigned jobs = 1;
  double least_score = 0.001;  // matches below are not given
};

/// The best candidates of each left row with their levels, and the model fitted on them.
///
/// The same tables give the same result whatever `jobs` is.
class Linkage {
 public:
  /// Numbers the words of both tables; they must have the same columns and outlive the linkage.
  Linkage(Table& left, Table& right, const LinkSettings& settings);
  /// Of one table with itself: which of its rows are the same.
  Linkage(Table& table, const LinkSettings& settings);

  /// By left row, the best first. Of a left row's candidates one is right or none, so they
  /// compete, unless the row joins several (Merged) or the table is linked with itself.
  std::vector<Match> matches() const;

  const Model& model() const { return model_; }
  const Lexicon& lexicon() const { return lexicon_; }
  /// Levels of a match, one an aspect of the model.
  std::vector<Level> levels(std::uint32_t left, std::uint32_t right) const;

 private:
  void compare_all();
  void compare_distinct(const CandidateIndex& index);
  void fit();
  void match_row(std::uint32_t row, RowRelations& relations, std::vector<Match>& matches) const;
  void name_parts(std::vector<Match>& matches) const;
  bool is_dedup() const { return &left_ == &right_; }

  Table& left_;
  Table& right_;
  LinkSettings settings_;
  Lexicon lexicon_;
  Model model_;
  std::vector<std::uint32_t> starts_;  // of each left row in pairs_
  std::vector<std::uint32_t> pairs_;   // right rows
  std::vector<Level> levels_;          // of each pair, one an aspect
  std::vector<Level> distinct_;        // of pairs that are not the same
};

}  // namespace planmerge::merge::linkage
