// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "plan/action.h"

namespace planmerge::ingest {

inline constexpr std::size_t kMaxHeadingWords = 8;  // a longer cell is content

/// What data/columns.tsv knows of one printed heading.
struct HeadingMatch {
  bool found = false;
  std::optional<plan::Field> field;  // nullopt with `found`: a known heading with no field of ours
  std::size_t weight = 0;            // an exact phrase above a misspelt one above a contained one
};

/// Looks a heading up: the whole phrase, the same with one letter wrong, its parts round a slash,
/// then the longest known phrase inside it, best at its start.
HeadingMatch match_heading(std::string_view heading);

/// The text has more words than any heading; cheap, so that content costs nothing.
bool is_too_long_for_heading(std::string_view text, std::size_t words);

}  // namespace planmerge::ingest
