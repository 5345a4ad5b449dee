// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "plan/action.h"

namespace planmerge::merge {

/// A text as weighted words: rare words weigh more (TF-IDF), length 1.
using WordVector = std::map<int, double>;

/// Word statistics over all rows of a round; gives comparable vectors.
class WordSpace {
 public:
  void learn(const std::string& text);
  WordVector vector(const std::string& text) const;

 private:
  std::unordered_map<std::string, int> index_;
  std::vector<int> documents_;  // in how many texts a word stands
  int texts_ = 0;
};

double cosine(const WordVector& a, const WordVector& b);

/// The text by which a row is known: scope and outputs; the title where there are none.
std::string identity_text(const plan::ActionRow& row);

}  // namespace planmerge::merge
