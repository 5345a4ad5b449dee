// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace planmerge::plan {

/// A body named in a cell, found in the register.
struct Organisation {
  std::string id;               // of the register: "unodc", "gov:IT"
  std::string role = "driver";  // driver lead partner support initiator evaluator auspices chair
                                // host funder forum scope
  std::string name;             // the register's name
  std::string printed;          // as written: "OMik"
  std::string method;           // how it was matched: "name", "acronym", "alias", "code", "typo"
  double confidence = 1.0;
  std::size_t begin = 0, end = 0;  // bytes of `printed` in the phrase
  bool operator==(const Organisation&) const = default;

  /// Leads or takes part (and is not only chair, host, scope…).
  bool drives() const { return role == "driver" || role == "lead" || role == "partner"; }
};

/// What a driver cell says.
struct Drivers {
  std::vector<Organisation> organisations;
  std::vector<std::string> unresolved;  // organisation-like text that is in no register
  std::vector<std::string> flags;       // "W:ambiguous"…
  bool operator==(const Drivers&) const = default;

  /// Sorted unique ids of those that lead or take part.
  std::vector<std::string> driving_ids() const;
};

}  // namespace planmerge::plan
