// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "base/text.h"

namespace planmerge::merge::linkage {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Letters beyond ASCII that fold_latin leaves (it has no Latin form for them) belong to words.
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Longest first. Only what nouns and verbs of one stem differ in; "e" and "y" stay, since without
// them "police" and "policy" meet.
constexpr std::array<std::string_view, 29> kEndings = {
    "isations", "izations", "isation", "ization", "ations", "ation", "ating", "ments",
    "ising",    "izing",    "ated",    "ates",    "ised",   "ized",  "ises",  "izes",
    "ment",     "ings",     "ions",    "ate",     "ise",    "ize",   "ing",   "ion",
    "ers",      "ors",      "er",      "ed",      "s"};
constexpr std::size_t kLeastStem = 4;

constexpr std::size_t kLongWord = 48;  // longer ones are compared by equality alone

}  // namespace

std::string_view stem(std::string_view word) {
  if (word.empty() || is_digit(word.front())) return word;
  for (const std::string_view ending : kEndings) {
    if (word.size() < ending.size() + kLeastStem || !word.ends_with(ending)) continue;
    if (ending == "s" && word[word.size() - 2] == 's') continue;
    return word.substr(0, word.size() - ending.size());
  }
  return word;
}

const std::vector<std::string_view>& WordSplitter::split(std::string_view utf8) {
  words_.clear();
  if (is_ascii(utf8)) {
    folded_.assign(utf8);
    for (char& c : folded_) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
  } else {
    folded_ = text::fold_latin(utf8);
  }
  const std::string_view all = folded_;
  std::size_t at = 0;
  while (at < all.size()) {
    if (!is_word_byte(all[at])) {
      ++at;
      continue;
    }
    const std::size_t from = at;
    while (at < all.size() && is_word_byte(all[at])) ++at;
    words_.push_back(stem(all.substr(from, at - from)));
  }
  return words_;
}

bool is_mark(std::string_view word) {
  if (word.empty()) return false;
  if (word.size() == 1 || is_digit(word.front())) return true;
  return word.size() <= 4 && std::all_of(word.begin(), word.end(),
                                         [](char c) { return c == 'i' || c == 'v' || c == 'x'; });
}

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t bits = 0;
  for (const char c : word) bits |= 1U << (static_cast<unsigned char>(c) & 31U);
  return bits;
}

bool within_edits(std::string_view a, std::string_view b, int most) {
  if (a == b) return true;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > static_cast<std::size_t>(most) || b.size() > kLongWord) return false;
  while (!a.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty()) return b.size() <= static_cast<std::size_t>(most);
  std::array<std::array<int, kLongWord + 1>, 3> rows;  // the rows before the last, last, this
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return false;
  }
  return rows[a.size() % 3][b.size()] <= most;
}

namespace {

/// "mgmt" of "management": first and last letter, the rest in order, no vowel, half as long.
bool is_contraction(std::string_view small, std::string_view word) {
  if (small.size() < 3 || 2 * small.size() > word.size()) return false;
  if (small.front() != word.front() || small.find_first_of("aeiou") != std::string_view::npos)
    return false;
  std::size_t at = 0;
  for (const char c : word) {
    if (at < small.size() && small[at] == c) ++at;
  }
  return at == small.size();
}

}  // namespace

bool is_abbreviation(std::string_view a, std::string_view b) {
  constexpr std::size_t kLeastPrefix = 3;
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < kLeastPrefix || is_digit(a.front()) || is_digit(b.front())) return false;
  return b.starts_with(a) || is_contraction(a, b);
}

bool are_alike(std::string_view a, std::string_view b) {
  constexpr std::size_t kOneEdit = 4, kTwoEdits = 8;
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty() || is_digit(a.front()) || is_digit(b.front())) return false;
  const int most = a.size() >= kTwoEdits ? 2 : a.size() >= kOneEdit ? 1 : 0;
  return (most > 0 && within_edits(a, b, most)) || is_abbreviation(a, b);
}

}  // namespace planmerge::merge::linkage
