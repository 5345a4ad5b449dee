// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/similarity.h"

#include <cmath>
#include <set>
#include <vector>

#include "base/text.h"

namespace planmerge::merge {
namespace {

/// Words without their commonest endings, so that "scenes" meets "scene"; short ones stay whole.
std::vector<std::string> stems(const std::string& text) {
  constexpr std::size_t kShort = 5;
  std::vector<std::string> words = text::words(text);
  for (std::string& word : words) {
    if (word.size() >= kShort && word.back() == 's' && word[word.size() - 2] != 's')
      word.pop_back();
    if (word.size() > kShort + 2 && word.ends_with("ing")) word.resize(word.size() - 3);
    if (word.size() > kShort + 1 && word.ends_with("ed")) word.resize(word.size() - 2);
  }
  return words;
}

}  // namespace

void WordSpace::learn(const std::string& text) {
  ++texts_;
  std::set<std::string> seen;
  for (const std::string& word : stems(text)) seen.insert(word);
  for (const std::string& word : seen) {
    const auto [entry, fresh] = index_.emplace(word, static_cast<int>(documents_.size()));
    if (fresh) documents_.push_back(0);
    ++documents_[static_cast<std::size_t>(entry->second)];
  }
}

WordVector WordSpace::vector(const std::string& text) const {
  WordVector vector;
  for (const std::string& word : stems(text)) {
    const auto found = index_.find(word);
    if (found == index_.end()) continue;
    const int documents = documents_[static_cast<std::size_t>(found->second)];
    vector[found->second] += std::log(1.0 + static_cast<double>(texts_) / documents);
  }
  double square = 0;
  for (const auto& [word, weight] : vector) square += weight * weight;
  if (square > 0) {
    for (auto& [word, weight] : vector) weight /= std::sqrt(square);
  }
  return vector;
}

double cosine(const WordVector& a, const WordVector& b) {
  double sum = 0;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (x->first == y->first) {
      sum += x->second * y->second;
      ++x;
      ++y;
    } else {
      ++(x->first < y->first ? x : y);
    }
  }
  return sum;
}

std::string identity_text(const plan::ActionRow& row) {
  std::string text = row.scope;
  for (const std::string& bullet : row.outputs) text += " " + bullet;
  return text.find_first_not_of(' ') == std::string::npos ? row.action : text;
}

}  // namespace planmerge::merge
