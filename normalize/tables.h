// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planmerge::normalize {

/// Lines of a data file as columns (tab-separated); comments (#) and blank lines left out.
std::vector<std::vector<std::string>> read_table(std::string_view text);

/// Parts between separators; empty parts left out.
std::vector<std::string> split(std::string_view text, char separator);

/// Folded words joined by blanks: the key under which names are looked up.
std::string key_of(std::string_view text);

/// Month (1-12) by its folded name, in any of our languages; 0: none.
int month_named(const std::string& word);

/// Phrases of whole folded words and what each means, found in a text by their first word.
class PhraseIndex {
 public:
  void add(const std::string& phrase, std::string meaning);

  struct Found {
    std::size_t begin = 0;  // byte of the text
    const std::string* phrase = nullptr;
    const std::string* meaning = nullptr;
  };
  /// From left to right, the longest phrase at each place; a phrase may begin a longer last word
  /// only if it was added with a trailing '*'. `key`: folded words joined by blanks.
  std::vector<Found> find(std::string_view key) const;

 private:
  struct Entry {
    std::string phrase, meaning;
    bool open = false;  // more letters may follow
  };
  std::unordered_map<std::string, std::vector<Entry>> by_first_word_;
};

/// Status phrases and the status each means.
const PhraseIndex& status_phrases();

/// The phrase at the end of `before` (folded words) that makes another status of the word after
/// it: "has not yet been" ends with "not yet been".
struct StatusModifier {
  enum class Kind { None, Not, Future, Part };
  Kind kind = Kind::None;
  std::size_t length = 0;  // bytes of its phrase, with the blank after it
};
StatusModifier status_modifier(std::string_view before);

/// The word under which the grammar of timelines knows a folded word, in any of our languages:
/// "krajem" -> "end"; "-" for words that say nothing; the word itself if it is none of them.
const std::string& date_word(const std::string& word);

/// A small number in words ("two", "zwei"); 0: none.
int number_named(const std::string& word);

/// The stage that a whole status cell names, in any of our languages: not_started, in_progress,
/// delayed, on_hold, completed, cancelled; empty: none of our labels.
std::string stage_labelled(std::string_view cell);

}  // namespace planmerge::normalize
