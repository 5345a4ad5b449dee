// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/levels.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace planmerge::merge::linkage {
namespace {

using Cell = std::span<const CellWord>;

// Bounds of the levels, as shares of the shorter side's weight that the other side has.
constexpr std::array<float, 4> kTextShares = {0.90F, 0.75F, 0.55F, 0.30F};         // levels 3..6
constexpr std::array<float, 5> kItemShares = {0.95F, 0.80F, 0.60F, 0.40F, 0.20F};  // 1..5
constexpr float kNothing = 0.02F;       // of a cell's weight: no word to speak of
constexpr float kSameName = 0.6F;       // of the shorter name's weight
constexpr float kWholeName = 1e6F;      // initials that were met: more than any name weighs
constexpr std::size_t kMostNames = 32;  // later names of a list count as the last
constexpr std::size_t kMostRest = 12;   // words left over that are tried for slips

float weight_of(const Lexicon& lexicon, CellWord word) {
  return word.is_initials() ? 0.0F : lexicon.words[word.word].weight;
}

/// More than `most` bits set; std::popcount is a call where the machine is not told.
bool bits_over(std::uint32_t bits, int most) {
  for (; most > 0; --most) bits &= bits - 1;
  return bits != 0;
}

Level compare_months(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return 0;
  const double apart = std::abs(a - b);
  return apart == 0 ? 1 : apart <= 1 ? 2 : apart <= 3 ? 3 : apart <= 12 ? 4 : 5;
}

Level compare_amounts(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return 0;
  const double most = std::max(std::abs(a), std::abs(b));
  if (most == 0) return 1;
  const double apart = std::abs(a - b) / most;
  // Rounded to two figures ("1.3m") a number moves by at most 5 %.
  return apart <= 0.005 ? 1 : apart <= 0.05 ? 2 : apart <= 0.25 ? 3 : apart <= 0.5 ? 4 : 5;
}

}  // namespace

std::vector<Aspect> aspects_of(const std::vector<Column>& columns) {
  std::vector<Aspect> aspects;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    switch (columns[i].kind) {
      case ColumnKind::Text:
        aspects.push_back({i, Aspect::Kind::Text});
        aspects.push_back({i, Aspect::Kind::Marks});
        break;
      case ColumnKind::Items: aspects.push_back({i, Aspect::Kind::Items}); break;
      case ColumnKind::Names: aspects.push_back({i, Aspect::Kind::Names}); break;
      case ColumnKind::Month: aspects.push_back({i, Aspect::Kind::Month}); break;
      case ColumnKind::Amount: aspects.push_back({i, Aspect::Kind::Amount}); break;
      case ColumnKind::Code: aspects.push_back({i, Aspect::Kind::Code}); break;
      case ColumnKind::Group: break;
    }
  }
  return aspects;
}

std::size_t levels_of(Aspect::Kind kind) {
  switch (kind) {
    case Aspect::Kind::Text: return 8;
    case Aspect::Kind::Items: return 7;
    case Aspect::Kind::Names:
    case Aspect::Kind::Month:
    case Aspect::Kind::Amount: return 6;
    case Aspect::Kind::Marks:
    case Aspect::Kind::Code: return 4;
  }
  return 0;
}

std::string level_words(Aspect::Kind kind, Level level) {
  static constexpr const char* kTexts[] = {"",
                                           "the same words",
                                           "one holds the words of the other",
                                           "nearly the same words",
                                           "most words",
                                           "about half the words",
                                           "few words in common",
                                           "other words"};
  static constexpr const char* kMarks[] = {"", "the same numbers in it",
                                           "a number in one of them only", "other numbers in it"};
  static constexpr const char* kItems[] = {
      "",           "all items of the shorter list", "nearly all of the shorter list",
      "most items", "about half the items",          "few items in common",
      "other items"};
  static constexpr const char* kNames[] = {
      "",           "the same names", "one list holds the other", "half or more", "some in common",
      "other names"};
  static constexpr const char* kMonths[] = {"",
                                            "the same month",
                                            "a month apart",
                                            "up to three months apart",
                                            "within a year",
                                            "more than a year apart"};
  static constexpr const char* kAmounts[] = {"",
                                             "the same amount",
                                             "the same when rounded",
                                             "a quarter apart at most",
                                             "up to twice as much",
                                             "another amount"};
  static constexpr const char* kCodes[] = {"", "the same", "nearly the same", "another"};
  switch (kind) {
    case Aspect::Kind::Text: return kTexts[level];
    case Aspect::Kind::Marks: return kMarks[level];
    case Aspect::Kind::Items: return kItems[level];
    case Aspect::Kind::Names: return kNames[level];
    case Aspect::Kind::Month: return kMonths[level];
    case Aspect::Kind::Amount: return kAmounts[level];
    case Aspect::Kind::Code: return kCodes[level];
  }
  return {};
}

float Comparer::Overlap::share() const {
  const float shorter = common + least();
  return shorter > 0 ? common / shorter : 0;
}

Comparer::Comparer(const Table& left, const Table& right, const Lexicon& lexicon,
                   const std::vector<Aspect>& aspects)
    : left_(left), right_(right), lexicon_(lexicon), aspects_(aspects) {}

void Comparer::compare(std::size_t left, std::size_t right, Level* levels) {
  for (std::size_t i = 0; i < aspects_.size(); ++i) {
    const std::size_t column = aspects_[i].column;
    const Aspect::Kind kind = aspects_[i].kind;
    if (kind == Aspect::Kind::Month || kind == Aspect::Kind::Amount) {
      const double a = left_.value(left, column), b = right_.value(right, column);
      levels[i] = kind == Aspect::Kind::Month ? compare_months(a, b) : compare_amounts(a, b);
      continue;
    }
    const Cell a = left_.words(left, column), b = right_.words(right, column);
    if (a.empty() || b.empty()) {
      levels[i] = 0;
      continue;
    }
    switch (kind) {
      case Aspect::Kind::Text: levels[i] = compare_text(a, b); break;
      case Aspect::Kind::Marks: levels[i] = compare_marks(a, b); break;
      case Aspect::Kind::Items: levels[i] = compare_items(a, b); break;
      case Aspect::Kind::Names: levels[i] = compare_names(a, b); break;
      default: levels[i] = compare_code(a, b); break;
    }
  }
}

/// Pairs equal words; what is left of either side goes to left_rest_ and right_rest_.
void Comparer::pair_equal(Cell a, Cell b) {
  left_taken_.assign(a.size(), 0);
  right_taken_.assign(b.size(), 0);
  left_rest_.clear();
  right_rest_.clear();
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].word < b[j].word)) {
      left_rest_.push_back(static_cast<std::uint32_t>(i++));
    } else if (i == a.size() || b[j].word < a[i].word) {
      right_rest_.push_back(static_cast<std::uint32_t>(j++));
    } else {
      left_taken_[i++] = 1;
      right_taken_[j++] = 1;
    }
  }
}

/// Of the words that stand in one of the cells alone, pairs those that may be slips or
/// abbreviations of each other; the rarest first.
void Comparer::pair_alike(Cell a, Cell b) {
  constexpr int kMostEdits = 2;
  constexpr std::uint16_t kLeastAlike = 3;
  const std::size_t most_left = std::min(left_rest_.size(), kMostRest);
  const std::size_t most_right = std::min(right_rest_.size(), kMostRest);
  for (std::size_t i = 0; i < most_left; ++i) {
    const CellWord x = a[left_rest_[i]];
    const Lexicon::Entry& one = lexicon_.words[x.word];
    if (x.is_initials() || one.size < kLeastAlike) continue;
    for (std::size_t j = 0; j < most_right; ++j) {
      const CellWord y = b[right_rest_[j]];
      const Lexicon::Entry& two = lexicon_.words[y.word];
      if (right_taken_[right_rest_[j]] != 0 || y.is_initials() || two.size < kLeastAlike) continue;
      // An abbreviation has no letter more; slips change few letters and hardly the length.
      const bool within = one.first == two.first &&
                          ((one.letters & ~two.letters) == 0 || (two.letters & ~one.letters) == 0);
      const int longer = std::abs(int{one.size} - int{two.size});
      // Words that both tables know are no slips of each other: "Upper" and "Ulper", two villages.
      const bool slip = !(one.shared && two.shared) && longer <= kMostEdits &&
                        !bits_over(one.letters ^ two.letters, 2 * kMostEdits);
      if (!within && !slip) continue;
      if (slip ? !are_alike(lexicon_.texts[x.word], lexicon_.texts[y.word])
               : !is_abbreviation(lexicon_.texts[x.word], lexicon_.texts[y.word]))
        continue;
      left_taken_[left_rest_[i]] = 1;
      right_taken_[right_rest_[j]] = 1;
      break;
    }
  }
}

Comparer::Overlap Comparer::overlap(Cell a, Cell b) {
  pair_equal(a, b);
  if (!left_rest_.empty() && !right_rest_.empty()) pair_alike(a, b);
  Overlap result;
  for (std::size_t i = 0; i < a.size(); ++i)
    (left_taken_[i] != 0 ? result.common : result.left) += weight_of(lexicon_, a[i]);
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (right_taken_[j] == 0) result.right += weight_of(lexicon_, b[j]);
  }
  return result;
}

Level Comparer::compare_text(Cell a, Cell b) {
  const Overlap words = overlap(a, b);
  const float nothing = kNothing * (words.common + std::max(words.left, words.right));
  if (words.common > 0 && words.least() <= nothing)
    return std::max(words.left, words.right) <= nothing ? 1 : 2;
  const float share = words.share();
  for (std::size_t i = 0; i < kTextShares.size(); ++i) {
    if (share >= kTextShares[i]) return static_cast<Level>(3 + i);
  }
  return 7;
}

Level Comparer::compare_marks(Cell a, Cell b) const {
  bool left_only = false, right_only = false, both = false;
  std::size_t i = 0, j = 0;
  const auto skip = [&](Cell cell, std::size_t& at) {
    while (at < cell.size() && (!lexicon_.words[cell[at].word].mark || cell[at].is_initials()))
      ++at;
  };
  while (true) {
    skip(a, i);
    skip(b, j);
    if (i == a.size() && j == b.size()) break;
    if (j == b.size() || (i < a.size() && a[i].word < b[j].word)) {
      left_only = true;
      ++i;
    } else if (i == a.size() || b[j].word < a[i].word) {
      right_only = true;
      ++j;
    } else {
      both = true;
      ++i;
      ++j;
    }
  }
  if (left_only && right_only) return 3;
  if (left_only || right_only) return 2;
  return both ? 1 : 0;
}

Level Comparer::compare_items(Cell a, Cell b) {
  const float share = overlap(a, b).share();
  for (std::size_t i = 0; i < kItemShares.size(); ++i) {
    if (share >= kItemShares[i]) return static_cast<Level>(1 + i);
  }
  return 6;
}

Level Comparer::compare_names(Cell a, Cell b) {
  // Names that share most of their words are one name; so are a name and its initials.
  pair_equal(a, b);
  if (!left_rest_.empty() && !right_rest_.empty()) pair_alike(a, b);
  std::array<float, kMostNames> left_weight{}, right_weight{}, left_common{}, right_common{};
  const auto place = [](CellWord word) {
    return std::min<std::size_t>(word.item_number(), kMostNames - 1);
  };
  // A paired word counts for its name whichever name of the other list holds its partner: names
  // of one list seldom share rare words.
  for (std::size_t i = 0; i < a.size(); ++i) {
    const float weight = weight_of(lexicon_, a[i]);
    left_weight[place(a[i])] += weight;
    if (left_taken_[i] != 0) {
      left_common[place(a[i])] += a[i].is_initials() ? kWholeName : weight;
    }
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    const float weight = weight_of(lexicon_, b[j]);
    right_weight[place(b[j])] += weight;
    if (right_taken_[j] != 0) {
      right_common[place(b[j])] += b[j].is_initials() ? kWholeName : weight;
    }
  }
  int left_names = 0, right_names = 0, left_met = 0, right_met = 0;
  for (std::size_t n = 0; n < left_weight.size(); ++n) {
    left_names += left_weight[n] > 0;
    right_names += right_weight[n] > 0;
    left_met += left_weight[n] > 0 && left_common[n] >= kSameName * left_weight[n];
    right_met += right_weight[n] > 0 && right_common[n] >= kSameName * right_weight[n];
  }
  const int met = std::min(left_met, right_met);
  if (met == 0) return 5;
  if (met >= left_names && met >= right_names) return 1;
  const int fewer = std::min(left_names, right_names);
  if (met >= fewer) return 2;
  return 2 * met >= fewer ? 3 : 4;
}

Level Comparer::compare_code(Cell a, Cell b) const {
  if (a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                         [](CellWord x, CellWord y) { return x.word == y.word; }))
    return 1;
  constexpr std::size_t kLeastNear = 4;  // of shorter codes every letter counts
  // The first byte tells the column.
  const std::string_view x = std::string_view(lexicon_.texts[a.front().word]).substr(1);
  const std::string_view y = std::string_view(lexicon_.texts[b.front().word]).substr(1);
  const bool near = std::min(x.size(), y.size()) >= kLeastNear && within_edits(x, y, 1);
  return near ? 2 : 3;
}

}  // namespace planmerge::merge::linkage
