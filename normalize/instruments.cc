// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/instruments.h"

#include <algorithm>
#include <map>

#include "normalize/data.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

struct Name {
  std::vector<std::string> words;
  std::string id;
};

/// Names by their first letter, the longest first.
const std::map<char, std::vector<Name>>& names() {
  static const auto kNames = [] {
    std::map<char, std::vector<Name>> index;
    for (const auto& row : read_table(data::kInstruments)) {
      for (const std::string& phrase : split(row.at(2), '|')) {
        const std::string key = key_of(phrase);
        if (!key.empty()) index[key[0]].push_back({split(key, ' '), row[0]});
      }
    }
    for (auto& [letter, list] : index) {
      std::stable_sort(list.begin(), list.end(), [](const Name& a, const Name& b) {
        return a.words.size() > b.words.size();
      });
    }
    return index;
  }();
  return kNames;
}

/// A run of letters and digits, as names are keyed: "ipaii2017" is one.
struct Run {
  std::string text;
  std::size_t first, last;
};

std::vector<Run> runs_of(const std::vector<FundingToken>& tokens) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const FundingToken& token = tokens[i];
    if (!token.is_word() && !token.is_figure()) continue;
    const bool glued = !runs.empty() && runs.back().last + 1 == i &&
                       tokens[i - 1].end == token.begin &&
                       token.text.find_first_of(" .,'") == std::string::npos;
    if (glued) {
      runs.back().text += token.text;
      runs.back().last = i;
    } else {
      runs.push_back({token.text, i, i});
    }
  }
  return runs;
}

bool is_like(const std::string& printed, const std::string& word) {
  constexpr std::size_t kLeast = 8;
  if (printed == word) return true;
  if (word.size() < kLeast || printed.size() + 1 != word.size()) return false;
  std::size_t same = 0;
  while (same < printed.size() && printed[same] == word[same]) ++same;
  return printed.compare(same, std::string::npos, word, same + 1, std::string::npos) == 0;
}

bool is_roman(const std::string& text) {
  return text == "i" || text == "ii" || text == "iii" || text == "iv" || text == "v" ||
         text == "vi" || text == "vii";
}

}  // namespace

std::vector<InstrumentName> find_instruments(const std::vector<FundingToken>& tokens) {
  const std::vector<Run> runs = runs_of(tokens);
  std::vector<InstrumentName> found;
  for (std::size_t at = 0; at < runs.size(); ++at) {
    const auto list = names().find(runs[at].text[0]);
    if (list == names().end()) continue;
    for (const Name& name : list->second) {
      const std::size_t size = name.words.size();
      if (at + size > runs.size()) continue;
      bool fits = true;
      for (std::size_t k = 0; k < size && fits; ++k)
        fits = is_like(runs[at + k].text, name.words[k]);
      if (!fits || (at + size < runs.size() && is_roman(runs[at + size].text))) continue;
      found.push_back({runs[at].first, runs[at + size - 1].last, name.id});
      at += size - 1;
      break;
    }
  }
  return found;
}

}  // namespace planmerge::normalize
