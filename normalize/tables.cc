// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/tables.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "normalize/data.h"

namespace planmerge::normalize {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return parts;
}

std::vector<std::vector<std::string>> read_table(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : split(text, '\n')) {
    if (line[0] == '#') continue;
    std::vector<std::string>& row = rows.emplace_back();
    std::string_view rest = line;
    while (true) {
      const std::size_t end = rest.find('\t');
      row.emplace_back(rest.substr(0, end));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return rows;
}

std::string key_of(std::string_view text) {
  std::string key;
  for (const std::string& word : text::words(text)) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

int month_named(const std::string& word) {
  static const std::map<std::string, int> kMonths = [] {
    std::map<std::string, int> months;
    for (const auto& row : read_table(data::kMonths)) {
      for (const std::string& form : split(row.at(1), ' '))
        months.emplace(key_of(form), std::atoi(row[0].c_str()));
    }
    return months;
  }();
  const auto found = kMonths.find(word);
  return found == kMonths.end() ? 0 : found->second;
}

void PhraseIndex::add(const std::string& phrase, std::string meaning) {
  Entry entry{phrase, std::move(meaning), phrase.ends_with('*')};
  if (entry.open) entry.phrase.pop_back();
  std::vector<Entry>& list = by_first_word_[entry.phrase.substr(0, entry.phrase.find(' '))];
  list.push_back(std::move(entry));
  std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
    return a.phrase.size() > b.phrase.size();
  });
}

std::vector<PhraseIndex::Found> PhraseIndex::find(std::string_view key) const {
  std::vector<Found> found;
  std::string word;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    word.assign(key.substr(at, end - at));
    std::size_t next = end + 1;
    const auto list = by_first_word_.find(word);
    if (list != by_first_word_.end()) {
      for (const Entry& entry : list->second) {
        const std::size_t after = at + entry.phrase.size();
        if (key.compare(at, entry.phrase.size(), entry.phrase) != 0 ||
            (after < key.size() && key[after] != ' ' && !entry.open))
          continue;
        found.push_back({at, &entry.phrase, &entry.meaning});
        next = std::min(key.find(' ', after), key.size()) + 1;
        break;
      }
    }
    at = next;
  }
  return found;
}

const PhraseIndex& status_phrases() {
  static const PhraseIndex kPhrases = [] {
    PhraseIndex index;
    for (const auto& row : read_table(data::kStatuses)) {
      for (const std::string& phrase : split(row.at(1), '|')) index.add(key_of(phrase), row[0]);
    }
    return index;
  }();
  return kPhrases;
}

StatusModifier status_modifier(std::string_view before) {
  using Kind = StatusModifier::Kind;
  static const std::vector<std::pair<std::string, Kind>> kPhrases = [] {
    std::vector<std::pair<std::string, Kind>> phrases;
    for (const auto& row : read_table(data::kStatusModifiers)) {
      const Kind kind = row[0] == "not"      ? Kind::Not
                        : row[0] == "future" ? Kind::Future
                                             : Kind::Part;
      for (const std::string& phrase : split(row.at(1), '|'))
        phrases.emplace_back(key_of(phrase) + " ", kind);
    }
    return phrases;
  }();
  StatusModifier found;
  for (const auto& [phrase, kind] : kPhrases) {
    if (phrase.size() <= found.length || !before.ends_with(phrase)) continue;
    const std::size_t begin = before.size() - phrase.size();
    if (begin == 0 || before[begin - 1] == ' ') found = {kind, phrase.size()};
  }
  return found;
}

const std::string& date_word(const std::string& word) {
  static const auto kWords = [] {
    std::unordered_map<std::string, std::string> words;
    for (const auto& row : read_table(data::kDateWords)) {
      for (const std::string& form : split(row.at(1), '|')) words.emplace(form, row[0]);
    }
    return words;
  }();
  const auto found = kWords.find(word);
  return found == kWords.end() ? word : found->second;
}

int number_named(const std::string& word) {
  static const auto kNumbers = [] {
    std::unordered_map<std::string, int> numbers;
    for (const auto& row : read_table(data::kNumberWords)) {
      for (const std::string& form : split(row.at(1), '|'))
        numbers.emplace(form, std::atoi(row[0].c_str()));
    }
    return numbers;
  }();
  const auto found = kNumbers.find(word);
  return found == kNumbers.end() ? 0 : found->second;
}

std::string stage_labelled(std::string_view cell) {
  static const auto kStages = [] {
    std::map<std::string, std::string> stages;
    for (const auto& row : read_table(data::kStatusLabels)) {
      for (const std::string& label : split(row.at(1), '|'))
        stages.emplace(text::fold(label), row[0]);
    }
    return stages;
  }();
  const auto found = kStages.find(text::fold(cell));
  return found == kStages.end() ? "" : found->second;
}

}  // namespace planmerge::normalize
