// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plan/organisation.h"

namespace planmerge::normalize {

/// Organisations by their names, and the grammar of driver cells over them.
class Register {
 public:
  struct Body {
    std::string id, name, acronym, parent;
  };

  /// Adds the lines of a register file (columns: id, name, acronym, aliases, parent).
  /// Errors: Error(Usage) naming the line.
  void add(std::string_view table, const std::string& where);

  /// Reads a driver cell. @param acronyms  as the document lists them: acronym -> name
  plan::Drivers read(std::string_view phrase,
                     const std::map<std::string, std::string>& acronyms) const;
  const Body* find(std::string_view id) const;
  /// Id for a folded name; empty: none.
  std::string id_of(const std::string& key) const;
  /// Id for a long name without blanks and small words; empty: none.
  std::string squeezed_id_of(const std::string& squeezed) const;

 private:
  friend class DriverReader;
  void add_name(const std::string& id, std::string_view name);

  std::map<std::string, Body, std::less<>> bodies_;
  std::map<std::string, std::string> by_name_;      // folded words -> id
  std::map<std::string, std::string> by_squeezed_;  // long names without blanks and small words
  std::size_t longest_ = 1;                         // words of the longest name
};

}  // namespace planmerge::normalize
