// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/funding_status.h"

#include <algorithm>
#include <map>

#include "normalize/data.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

struct Phrase {
  std::vector<std::string> words;
  std::string squeezed, meaning;
};

/// Phrases by their first two letters, the longest first.
const std::map<std::string, std::vector<Phrase>>& phrases() {
  static const auto kPhrases = [] {
    std::map<std::string, std::vector<Phrase>> index;
    for (const auto& row : read_table(data::kFundingStatuses)) {
      for (const std::string& text : split(row.at(1), '|')) {
        Phrase phrase;
        phrase.words = split(text, ' ');
        phrase.meaning = row[0];
        for (const std::string& word : phrase.words) phrase.squeezed += word;
        index[phrase.squeezed.substr(0, 2)].push_back(std::move(phrase));
      }
    }
    for (auto& [begin, list] : index) {
      std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) {
        return a.squeezed.size() > b.squeezed.size();
      });
    }
    return index;
  }();
  return kPhrases;
}

/// One letter more, less or other, in words that are long enough to be known by the rest.
bool is_slip(const std::string& printed, const std::string& word) {
  constexpr std::size_t kLeast = 6;
  if (printed == word) return true;
  if (word.size() < kLeast || printed.size() + 1 < word.size() || printed.size() > word.size() + 1)
    return false;
  std::size_t same = 0;
  while (same < printed.size() && same < word.size() && printed[same] == word[same]) ++same;
  const auto rest = [&](std::size_t a, std::size_t b) {
    return printed.substr(std::min(a, printed.size())) == word.substr(std::min(b, word.size()));
  };
  return rest(same + 1, same + 1) || rest(same, same + 1) || rest(same + 1, same);
}

/// Tokens from `at` on that say the phrase; 0: they do not.
std::size_t length_of(const std::vector<FundingToken>& tokens, const std::vector<bool>& taken,
                      std::size_t at, const Phrase& phrase) {
  std::size_t i = at;
  for (const std::string& word : phrase.words) {
    while (i > at && i < tokens.size() && (tokens[i].is("-") || tokens[i].is("'"))) ++i;
    if (i >= tokens.size() || taken[i] || !tokens[i].is_word() || !is_slip(tokens[i].text, word))
      return 0;
    ++i;
  }
  return i - at;
}

/// Words that were torn ("seek- ing") or run together ("seekingfunding").
std::size_t squeezed_length(const std::vector<FundingToken>& tokens, const std::vector<bool>& taken,
                            std::size_t at, const Phrase& phrase) {
  constexpr std::size_t kLeast = 7;
  if (phrase.squeezed.size() < kLeast) return 0;
  std::string joined;
  for (std::size_t i = at; i < tokens.size() && !taken[i]; ++i) {
    if (tokens[i].is("-")) continue;
    if (!tokens[i].is_word()) break;
    joined += tokens[i].text;
    if (joined == phrase.squeezed) return i - at + 1;
    if (joined.size() >= phrase.squeezed.size()) break;
  }
  return 0;
}

}  // namespace

std::vector<StatusPhrase> find_statuses(const std::vector<FundingToken>& tokens,
                                        const std::vector<bool>& taken) {
  std::vector<StatusPhrase> found;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (taken[at] || !tokens[at].is_word() || tokens[at].text.size() < 2) continue;
    const auto list = phrases().find(tokens[at].text.substr(0, 2));
    if (list == phrases().end()) continue;
    for (const Phrase& phrase : list->second) {
      std::size_t length = length_of(tokens, taken, at, phrase);
      if (length == 0) length = squeezed_length(tokens, taken, at, phrase);
      if (length == 0) continue;
      found.push_back({at, at + length - 1, phrase.meaning});
      at += length - 1;
      break;
    }
  }
  return found;
}

}  // namespace planmerge::normalize
