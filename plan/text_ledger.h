// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace planmerge::plan {

/// Where the characters of a document's text came to stand: what was read against what is shown or
/// left out for a named cause. Whatever remains was lost by a fault of ours.
///
/// Units: visible characters (code points other than blanks, tabs and line ends). List labels and
///        comments are not in it.
/// Fates: "value" (in a cell), "running-text", "note" (footnotes and endnotes), "page-header",
///        "page-footer", "deleted" (not in the view of tracked changes that was asked for),
///        "hidden-text", "field-code", "ruby", "under-merged-cell", "outside-paragraph",
///        "outside-table".
struct TextLedger {
  std::size_t read = 0;
  std::map<std::string, std::size_t> fates;

  void add(const std::string& fate, std::size_t characters) {
    if (characters > 0) fates[fate] += characters;
  }
  /// Characters read that have no fate; negative: some have two.
  long unexplained() const;
  bool operator==(const TextLedger&) const = default;
};

/// Visible characters of UTF-8 text, as the ledger counts them.
std::size_t visible_characters(std::string_view text);

}  // namespace planmerge::plan
