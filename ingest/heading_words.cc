// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/heading_words.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/columns_data.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kTypoLetters = 6;     // shorter words differ by a letter too easily
constexpr std::size_t kLeastContained = 4;  // "no", "to" say nothing inside a longer heading
constexpr std::size_t kExact = 1000, kMisspelt = 900, kAtStart = 100;  // weights

struct Phrase {
  std::string key;
  std::optional<plan::Field> field;
};

std::string joined(const std::vector<std::string>& words) {
  std::string key;
  for (const std::string& word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

std::vector<std::string_view> split(std::string_view line, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = line.find(at);
    parts.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return parts;
    line.remove_prefix(end + 1);
  }
}

/// All phrases, sorted by key, with the ways that lead to them without trying each.
class Phrases {
 public:
  Phrases() {
    std::map<std::string, std::optional<plan::Field>> sorted;
    for (std::string_view line : split(data::kColumns, '\n')) {
      if (line.empty() || line.front() == '#') continue;
      const auto cells = split(line, '\t');
      if (cells.size() < 3) continue;
      // The first entry wins: English stands first, and a word shared by two languages
      // ("rezultati") means the same in both.
      sorted.emplace(joined(text::words(cells[2])),
                     cells[0].empty() ? std::optional<plan::Field>{} : plan::field_named(cells[0]));
    }
    for (auto& [key, field] : sorted) {
      const std::size_t index = list_.size();
      by_key_.emplace(key, index);
      if (key.size() >= kTypoLetters) by_length_[key.size()].push_back(index);
      if (key.size() >= kLeastContained)
        by_first_word_[key.substr(0, key.find(' '))].push_back(index);
      list_.push_back({key, field});
    }
  }

  const Phrase* exact(const std::string& key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : &list_[found->second];
  }

  /// The first phrase, in the order of keys, that differs by one letter.
  const Phrase* misspelt(const std::string& key) const {
    std::size_t best = list_.size();
    if (key.size() >= kTypoLetters) {
      for (std::size_t length = key.size() - 1; length <= key.size() + 1; ++length) {
        const auto found = by_length_.find(length);
        if (found == by_length_.end()) continue;
        for (const std::size_t index : found->second) {
          if (index < best && one_letter_apart(list_[index].key, key)) best = index;
        }
      }
    }
    return best == list_.size() ? nullptr : &list_[best];
  }

  /// Phrases that stand in `key` from byte `at` on, up to the end of a word.
  template <typename Use>
  void each_at(const std::string& key, std::size_t at, const Use& use) const {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    const auto found = by_first_word_.find(key.substr(at, end - at));
    if (found == by_first_word_.end()) return;
    for (const std::size_t index : found->second) {
      const std::string& phrase = list_[index].key;
      const std::size_t behind = at + phrase.size();
      if (key.compare(at, phrase.size(), phrase) != 0) continue;
      if (behind == key.size() || key[behind] == ' ') use(index, list_[index]);
    }
  }

 private:
  static bool one_letter_apart(const std::string& a, const std::string& b) {
    const std::size_t most = std::max(a.size(), b.size());
    const std::size_t least = std::min(a.size(), b.size());
    std::size_t head = 0;
    while (head < least && a[head] == b[head]) ++head;
    std::size_t tail = 0;
    while (tail < least - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    return most - head - tail <= 1;
  }

  std::vector<Phrase> list_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> by_length_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_word_;
};

const Phrases& phrases() {
  static const Phrases loaded;
  return loaded;
}

HeadingMatch whole_match(const std::string& key) {
  if (const Phrase* phrase = phrases().exact(key))
    return {true, phrase->field, kExact + key.size()};
  if (const Phrase* phrase = phrases().misspelt(key))
    return {true, phrase->field, kMisspelt + phrase->key.size()};
  return {};
}

// "Expected outputs of the action (2019)": the longest phrase at the start, then anywhere.
HeadingMatch contained_match(const std::string& key) {
  HeadingMatch best;
  std::size_t best_index = 0;
  for (std::size_t at = 0; at < key.size(); at = std::min(key.find(' ', at), key.size()) + 1) {
    phrases().each_at(key, at, [&](std::size_t index, const Phrase& phrase) {
      const std::size_t weight = phrase.key.size() + (at == 0 ? kAtStart : 0U);
      if (weight < best.weight || (weight == best.weight && index >= best_index)) return;
      best = {true, phrase.field, weight};
      best_index = index;
    });
  }
  return best;
}

/// The heading without letters of scripts that no phrase is written in: they would cost a
/// transliteration and could match nothing. Stays: Latin, Cyrillic, Greek, punctuation.
std::string in_known_scripts(std::string_view heading) {
  std::string kept;
  for (std::size_t at = 0; at < heading.size();) {
    const auto lead = static_cast<unsigned char>(heading[at]);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const auto next = at + 1 < heading.size() ? static_cast<unsigned char>(heading[at + 1]) : 0U;
    const bool latin_additional = lead == 0xE1 && next >= 0xB8 && next <= 0xBB;
    const bool known = lead < 0xD5 || lead == 0xE2 || latin_additional;
    kept += known ? heading.substr(at, length) : std::string_view(" ");
    at += length;
  }
  return kept;
}

}  // namespace

bool is_too_long_for_heading(std::string_view text, std::size_t words) {
  // What blanks part is a word or more if a letter is in it. Bytes from 0xC3 begin letters, but
  // for general punctuation (0xE2).
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || (byte >= 0xC3 && byte != 0xE2);
    if (c == ' ' || c == '\t' || c == '\n') inside = false;
    if (letter && !inside && ++count > words) return true;
    inside = inside || letter;
  }
  return false;
}

HeadingMatch match_heading(std::string_view printed) {
  if (is_too_long_for_heading(printed, kMaxHeadingWords)) return {};
  const std::string heading = in_known_scripts(printed);
  const std::vector<std::string> words = text::words(heading);
  if (words.empty() || words.size() > kMaxHeadingWords) return {};
  const std::string key = joined(words);
  if (const HeadingMatch match = whole_match(key); match.found) return match;
  if (heading.find('/') != std::string::npos) {
    for (const std::string_view part : split(heading, '/')) {
      const HeadingMatch match = whole_match(joined(text::words(part)));
      if (match.found && match.field) return match;
    }
  }
  return contained_match(key);
}

}  // namespace planmerge::ingest
