// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
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

/// Status phrases (folded words) and the status each means, longest phrase first.
const std::vector<std::pair<std::string, std::string>>& status_phrases();

/// The word under which the grammar of timelines knows a folded word, in any of our languages:
/// "krajem" -> "end"; "-" for words that say nothing; the word itself if it is none of them.
const std::string& date_word(const std::string& word);

/// A small number in words ("two", "zwei"); 0: none.
int number_named(const std::string& word);

/// The stage that a whole status cell names, in any of our languages: not_started, in_progress,
/// delayed, on_hold, completed, cancelled; empty: none of our labels.
std::string stage_labelled(std::string_view cell);

}  // namespace planmerge::normalize
