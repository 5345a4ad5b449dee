// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "ingest/docx/styles.h"

namespace planmerge::ingest {

inline constexpr int kListLevels = 9;

/// One level of a list. Source: ECMA-376 Part 1, 17.9.
struct ListLevel {
  long start = 0;                        // w:start; 17.9.25: zero if it is absent
  std::string format = "decimal", text;  // w:numFmt, w:lvlText ("%1.%2")
  int restart = -1;                      // w:lvlRestart; -1: after any higher level
  bool legal = false;                    // w:isLgl
  std::string style;                     // w:pStyle: paragraphs of this style are of this level
};

/// w:abstractNum and w:num: what the lists of a document look like.
struct Numbering {
  struct Abstract {
    std::array<ListLevel, kListLevels> levels;
    std::string style_link;  // w:numStyleLink: the levels are those of this numbering style
  };
  struct Instance {
    std::string abstract;
    std::map<int, ListLevel> levels;  // w:lvlOverride with w:lvl
    std::map<int, long> starts;       // w:startOverride
  };
  std::map<std::string, Abstract> abstracts;
  std::map<std::string, Instance> instances;

  /// Lets lists that name a numbering style use (and count with) that style's own list; drops
  /// those whose abstract list is not there.
  void resolve_links(const DocxStyles& styles);
  /// Null: the instance has no list, or there is no such level.
  const ListLevel* level_of(const Instance& instance, int level) const;
};

/// The list that a paragraph is an item of.
struct ListItem {
  std::string list;  // w:numId; empty: none
  int level = 0;     // from 0
};

/// What the paragraph itself says (empty list, level -1: nothing), filled up from its style.
///
/// Source: ECMA-376 Part 1, 17.9.23: a style's level is the one that names the style in w:pStyle;
/// 17.9.18: list 0 switches numbering off.
ListItem list_item(const DocxStyles& styles, const Numbering& numbering, const std::string& style,
                   std::string list, int level);

/// Counts list items as Word does, in document order.
///
/// Lists (w:num) on one abstract list share their counts. A start override holds when its list is
/// first used, and whenever the level starts again.
class ListCounter {
 public:
  explicit ListCounter(const Numbering& numbering) : numbering_(&numbering) {}

  /// The label of the next item of list `id` at `level`: "•", "1.2.", ""; empty: no such list.
  std::string next(const std::string& id, int level);

 private:
  struct State {
    std::array<long, kListLevels> counts{};
    std::array<bool, kListLevels> begun{};
  };
  long start_of(const Numbering::Instance& instance, int level) const;
  /// An item below levels that were not used stands for one item of each: 1.1 is followed by 2.
  void begin_above(const Numbering::Instance& instance, State& state, int level) const;
  void restart_below(const Numbering::Instance& instance, State& state, int level) const;
  std::string label(const Numbering::Instance& instance, const State& state, int level) const;
  std::string number_at(const Numbering::Instance& instance, const State& state, int level,
                        bool legal) const;

  const Numbering* numbering_;
  std::map<std::string, State> states_;                  // by abstract list
  std::map<std::pair<std::string, int>, bool> started_;  // start overrides used up
};

}  // namespace planmerge::ingest
