// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/model.h"

#include <algorithm>
#include <cmath>

namespace planmerge::merge::linkage {
namespace {

// Rates to start from, by class (same, sibling, other) and level from 1; level 0, a blank, says
// nothing. Rough on purpose: their order is what matters, `fit` finds the figures.
using Start = std::array<std::array<double, kLevels - 1>, kPairClasses>;
constexpr Start kText = {{{.36, .20, .20, .15, .07, .015, .005},
                          {.005, .12, .12, .40, .25, .085, .02},
                          {.001, .002, .004, .013, .06, .25, .67}}};
constexpr Start kMarks = {{{.85, .12, .03, 0, 0, 0, 0},  //
                           {.25, .45, .30, 0, 0, 0, 0},
                           {.05, .55, .40, 0, 0, 0, 0}}};
constexpr Start kItems = {{{.45, .20, .15, .10, .06, .04, 0},
                           {.15, .12, .15, .18, .20, .20, 0},
                           {.005, .01, .03, .105, .30, .55, 0}}};
constexpr Start kNames = {{{.45, .30, .12, .05, .08, 0, 0},
                           {.10, .15, .15, .10, .50, 0, 0},
                           {.005, .02, .03, .045, .90, 0, 0}}};
constexpr Start kMonth = {{{.55, .10, .10, .15, .10, 0, 0},
                           {.05, .05, .10, .30, .50, 0, 0},
                           {.02, .04, .08, .30, .56, 0, 0}}};
constexpr Start kAmount = {{{.45, .15, .15, .10, .15, 0, 0},
                            {.04, .06, .15, .20, .55, 0, 0},
                            {.01, .04, .12, .20, .63, 0, 0}}};
constexpr Start kCode = {{{.75, .10, .15, 0, 0, 0, 0},  //
                          {.20, .10, .70, 0, 0, 0, 0},
                          {.04, .04, .92, 0, 0, 0, 0}}};
constexpr std::array<double, kPairClasses> kPriors = {.10, .25, .65};

const Start& start_of(Aspect::Kind kind) {
  switch (kind) {
    case Aspect::Kind::Text: return kText;
    case Aspect::Kind::Marks: return kMarks;
    case Aspect::Kind::Items: return kItems;
    case Aspect::Kind::Names: return kNames;
    case Aspect::Kind::Month: return kMonth;
    case Aspect::Kind::Amount: return kAmount;
    case Aspect::Kind::Code: return kCode;
  }
  return kText;
}

constexpr double kPseudoPairs = 200;  // what the starting rates count as, in each class
// Siblings' texts keep close to their starting rates: these count so many times what is seen.
// Left to themselves they become a second class of Same (one rewritten row in a hundred is lost),
// held fast they miss what siblings look like in the tables at hand (new rows taken for known).
constexpr double kGuard = 10;
constexpr int kMostRounds = 30;
constexpr double kSettled = 1e-4;  // no prior moved by more

constexpr double kNoWords = -2;  // most that a pair without words in common may get

/// The last level of running text that counts as agreement; 0: the kind holds none.
Level least_agreement(Aspect::Kind kind) {
  return kind == Aspect::Kind::Text ? 6 : kind == Aspect::Kind::Items ? 5 : 0;
}

bool is_words(Aspect::Kind kind) {
  return kind == Aspect::Kind::Text || kind == Aspect::Kind::Marks;
}

}  // namespace

Model::Model(std::vector<Aspect> aspects)
    : aspects_(std::move(aspects)), rates_(aspects_.size()), logs_(aspects_.size()) {
  for (std::size_t a = 0; a < aspects_.size(); ++a) {
    const Start& start = start_of(aspects_[a].kind);
    for (std::size_t c = 0; c < kPairClasses; ++c) {
      rates_[a][c].fill(1);
      for (std::size_t level = 1; level < levels_of(aspects_[a].kind); ++level)
        rates_[a][c][level] = start[c][level - 1];
    }
  }
  priors_ = kPriors;
  refresh();
}

void Model::refresh() {
  for (std::size_t a = 0; a < aspects_.size(); ++a) {
    for (std::size_t c = 0; c < kPairClasses; ++c) {
      for (std::size_t level = 0; level < kLevels; ++level)
        logs_[a][c][level] = level == 0 ? 0 : std::log(rates_[a][c][level]);
    }
  }
  for (std::size_t c = 0; c < kPairClasses; ++c) log_priors_[c] = std::log(priors_[c]);
}

/// Adds the pairs to the counts by the chance of each class; `first` is the first class that
/// comes into question.
void Model::count(const std::vector<Level>& levels, std::size_t first, std::vector<Rates>& counts,
                  std::array<double, kPairClasses>& totals) const {
  const std::size_t width = aspects_.size();
  for (std::size_t begin = 0; begin + width <= levels.size(); begin += width) {
    const Level* pair = levels.data() + begin;
    std::array<double, kPairClasses> share = log_priors_;
    for (std::size_t a = 0; a < width; ++a) {
      for (std::size_t c = first; c < kPairClasses; ++c) share[c] += logs_[a][c][pair[a]];
    }
    const double most =
        *std::max_element(share.begin() + static_cast<std::ptrdiff_t>(first), share.end());
    double sum = 0;
    for (std::size_t c = first; c < kPairClasses; ++c) sum += share[c] = std::exp(share[c] - most);
    for (std::size_t c = first; c < kPairClasses; ++c) {
      share[c] /= sum;
      totals[c] += share[c];
      for (std::size_t a = 0; a < width; ++a) counts[a][c][pair[a]] += share[c];
    }
  }
}

void Model::fit(const std::vector<Level>& levels, const std::vector<Level>& distinct) {
  const std::size_t width = aspects_.size();
  const std::size_t pairs = width == 0 ? 0 : levels.size() / width;
  if (pairs == 0) return;
  for (int round = 0; round < kMostRounds; ++round) {
    std::vector<Rates> counts(width);
    std::array<double, kPairClasses> totals{}, unused{};
    count(levels, 0, counts, totals);
    count(distinct, 1, counts, unused);
    double moved = 0;
    for (std::size_t c = 0; c < kPairClasses; ++c) {
      const double prior =
          (totals[c] + kPseudoPairs * kPriors[c]) / (static_cast<double>(pairs) + kPseudoPairs);
      moved = std::max(moved, std::abs(prior - priors_[c]));
      priors_[c] = prior;
    }
    for (std::size_t a = 0; a < width; ++a) {
      const Aspect::Kind kind = aspects_[a].kind;
      const Start& start = start_of(kind);
      for (std::size_t c = 0; c < kPairClasses; ++c) {
        double seen = 0;
        for (std::size_t level = 1; level < kLevels; ++level) seen += counts[a][c][level];
        const bool guarded = c == static_cast<std::size_t>(PairClass::Sibling) && is_words(kind);
        const double pseudo = kPseudoPairs + (guarded ? kGuard * seen : 0);
        for (std::size_t level = 1; level < levels_of(kind); ++level)
          rates_[a][c][level] =
              (counts[a][c][level] + pseudo * start[c][level - 1]) / (seen + pseudo);
      }
    }
    refresh();
    if (moved < kSettled) break;
  }
}

double Model::log_odds(const Level* levels) const {
  std::array<double, kPairClasses> share = log_priors_;
  bool has_words = false, agrees = false;
  for (std::size_t a = 0; a < aspects_.size(); ++a) {
    for (std::size_t c = 0; c < kPairClasses; ++c) share[c] += logs_[a][c][levels[a]];
    const Level worst = least_agreement(aspects_[a].kind);
    if (worst == 0 || levels[a] == 0) continue;
    has_words = true;
    agrees = agrees || levels[a] <= worst;
  }
  const double most = std::max(share[1], share[2]);
  const double odds =
      share[0] - most - std::log(std::exp(share[1] - most) + std::exp(share[2] - most));
  // Dates, money and status come from templates: they agree together, for rows that say nothing
  // alike. Without a word of either text in common they are no evidence.
  return has_words && !agrees ? std::min(odds, kNoWords) : odds;
}

double Model::weight(std::size_t aspect, Level level) const {
  if (level == 0) return 0;
  const Rates& rates = rates_[aspect];
  const double others =
      (priors_[1] * rates[1][level] + priors_[2] * rates[2][level]) / (priors_[1] + priors_[2]);
  return std::log(rates[0][level] / others);
}

}  // namespace planmerge::merge::linkage
