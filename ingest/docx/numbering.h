// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <string>

namespace planmerge::ingest {

inline constexpr int kListLevels = 9;

/// One level of a list. Source: ECMA-376 Part 1, 17.9.
struct ListLevel {
  long start = 1;
  std::string format = "decimal", text;  // w:numFmt, w:lvlText ("%1.%2")
  int restart = -1;                      // w:lvlRestart; -1: after any higher level
  bool legal = false;                    // w:isLgl
};

/// w:abstractNum and w:num: what the lists of a document look like.
struct Numbering {
  struct Abstract {
    std::array<ListLevel, kListLevels> levels;
  };
  struct Instance {
    std::string abstract;
    std::map<int, ListLevel> levels;  // w:lvlOverride with w:lvl
    std::map<int, long> starts;       // w:startOverride
  };
  std::map<std::string, Abstract> abstracts;
  std::map<std::string, Instance> instances;
};

/// Counts list items as Word does, in document order.
class ListCounter {
 public:
  explicit ListCounter(const Numbering& numbering) : numbering_(numbering) {}

  /// The label of the next item of list `id` at `level`: "•", "1.2.", ""; empty: no such list.
  std::string next(const std::string& id, int level);

 private:
  struct State {
    std::array<long, kListLevels> counts{};
    std::array<bool, kListLevels> begun{};
  };
  const ListLevel* level_of(const Numbering::Instance& instance, int level) const;
  std::string label(const Numbering::Instance& instance, const State& state, int level) const;

  const Numbering& numbering_;
  std::map<std::string, State> states_;                  // by abstract list
  std::map<std::pair<std::string, int>, bool> started_;  // start overrides used up
};

/// A count in a w:numFmt: "iv", "d", "7th"; decimal for formats that we do not write.
std::string format_number(long count, const std::string& format);

}  // namespace planmerge::ingest
