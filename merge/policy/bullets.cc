// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/policy/bullets.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"

namespace planmerge::merge::policy {
namespace {

// Dice's coefficient of the words. "6 meetings held with donors" and "13 meetings held with
// donors" are one bullet (0.8), "work plan adopted" and "policy brief adopted" two (0.33).
constexpr double kReworded = 0.6;

double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::map<std::string, int> counts;
  for (const std::string& word : a) ++counts[word];
  int common = 0;
  for (const std::string& word : b) {
    if (counts[word]-- > 0) ++common;
  }
  return 2.0 * common / static_cast<double>(a.size() + b.size());
}

}  // namespace

std::string key_of(const Reading& reading, bool sorted) {
  std::vector<std::string> keys;
  for (const Value& value : reading) {
    if (!value.key.empty()) keys.push_back(value.key);
  }
  if (sorted) std::sort(keys.begin(), keys.end());
  std::string joined;
  for (const std::string& key : keys) joined += key + "\n";
  return joined;
}

std::vector<int> counterparts(const Reading& from, const Reading& to) {
  std::vector<int> found(from.size(), -1);
  std::vector<bool> used(to.size(), false);
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t j = 0; j < to.size() && found[i] < 0; ++j) {
      if (used[j] || from[i].key != to[j].key) continue;
      found[i] = static_cast<int>(j);
      used[j] = true;
    }
  }
  std::vector<std::vector<std::string>> from_words, to_words;
  for (const Value& value : from) from_words.push_back(text::words(value.key));
  for (const Value& value : to) to_words.push_back(text::words(value.key));
  std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;  // -likeness, from, to
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t j = 0; found[i] < 0 && j < to.size(); ++j) {
      if (used[j]) continue;
      const double alike = likeness(from_words[i], to_words[j]);
      if (alike >= kReworded) pairs.emplace_back(-alike, i, j);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [less, i, j] : pairs) {
    if (found[i] >= 0 || used[j]) continue;
    found[i] = static_cast<int>(j);
    used[j] = true;
  }
  return found;
}

}  // namespace planmerge::merge::policy
