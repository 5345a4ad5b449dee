// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plan/action.h"

namespace planmerge::ingest {

/// A title split from the number printed in front of it: "Action 3: Share data" is
/// {keyword "Action", number "3", title "Share data"}.
struct NumberedTitle {
  std::string keyword;  // as printed; empty: none
  std::string number;   // "1.1", "11.2.", "c", "IV"; empty: none
  std::string title;

  /// What the keyword names ("Action", "Cilj"), as a column heading would.
  std::optional<plan::Field> field() const;
};

/// Splits number and title. A bare whole number counts only before a capital letter, so that
/// "10 workshops for judges" stays a title; a year never counts; a letter needs ")" or ".".
NumberedTitle split_number(std::string_view text);

}  // namespace planmerge::ingest
