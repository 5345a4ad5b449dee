// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include "merge/linkage/levels.h"

namespace planmerge::merge::linkage {

/// What a pair of rows may be: the same row; siblings, which differ in a place, a phase or a
/// beneficiary on purpose; or two rows that have nothing to do with each other.
enum class PairClass { Same, Sibling, Other };
constexpr std::size_t kPairClasses = 3;

/// Fellegi and Sunter's model of comparison levels, with a third class for siblings: how often
/// each level of each aspect is seen among pairs of each class. Aspects count as independent.
///
/// Starts from rates that hold for tables in general; `fit` moves them towards what the pairs at
/// hand show (expectation maximisation, no labels). The starting rates count as some hundreds of
/// pairs, so that a small round is judged by them and a fit cannot degenerate. What siblings'
/// texts look like is not fitted: without that guard EM turns them into a second class of Same.
///
/// Source: Fellegi and Sunter 1969; Winkler 1988 for EM.
class Model {
 public:
  explicit Model(std::vector<Aspect> aspects);

  /// @param levels    pairs row by row, aspects().size() levels each
  /// @param distinct  such pairs that are known not to be the same: rows of one table. They show
  ///                  what siblings look like in this table, which no pair of two tables does.
  void fit(const std::vector<Level>& levels, const std::vector<Level>& distinct);

  const std::vector<Aspect>& aspects() const { return aspects_; }
  /// Odds that the pair is the same row, by what is compared alone; a natural logarithm.
  double log_odds(const Level* levels) const;
  /// What one aspect contributes: ln(rate among the same / rate among the others).
  double weight(std::size_t aspect, Level level) const;

 private:
  using Rates = std::array<std::array<double, kLevels>, kPairClasses>;  // class, level

  void refresh();
  void count(const std::vector<Level>& levels, std::size_t first, std::vector<Rates>& counts,
             std::array<double, kPairClasses>& totals) const;

  std::vector<Aspect> aspects_;
  std::vector<Rates> rates_;
  std::vector<Rates> logs_;
  std::array<double, kPairClasses> priors_{};
  std::array<double, kPairClasses> log_priors_{};
};

}  // namespace planmerge::merge::linkage
