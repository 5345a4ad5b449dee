// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "ingest/odf/styles.h"

namespace planmerge::ingest {

/// Counts list items and headings as OpenDocument says, in document order.
///
/// Source: OpenDocument 1.3 Part 3, 5.3 and 19.780 (text:continue-list, text:continue-numbering).
class OdfLists {
 public:
  explicit OdfLists(const OdfStyles& styles) : styles_(styles) {}

  struct Begin {
    std::string style, id, continues;  // continues: id of an earlier list
    bool goes_on = false;              // text:continue-numbering
  };
  void begin_list(const Begin& list);
  void end_list();
  /// @param start  the number the item is to have; -1: none is given
  void begin_item(int start, bool header);

  /// The label of a paragraph: of the first in its item; else empty.
  /// @param paragraph_list  the list style that the paragraph's style names
  std::string next(const std::string& paragraph_list);
  /// 0 in the outermost list.
  int level() const { return static_cast<int>(open_.size()) - 1; }
  bool inside() const { return !open_.empty(); }
  /// A list inside a cell or text box is none of the list outside: hides and restores.
  void suspend();
  void resume();

  /// The number of a heading with outline level `level` (from 1); empty: headings have none.
  std::string next_heading(int level);

 private:
  struct Counts {
    std::array<int, kOdfListLevels> value{};
    std::array<bool, kOdfListLevels> begun{};
  };
  struct Open {
    std::string style, id;
    bool labelled = true;  // the item has its label, or is to have none
    int start = -1;
  };
  static std::string count_up(Counts& counts, const OdfListStyle& style, int level, int start);

  const OdfStyles& styles_;
  std::vector<Open> open_;
  std::vector<std::vector<Open>> suspended_;
  std::vector<Counts> suspended_counts_;
  Counts counts_, headings_;
  std::map<std::string, Counts> by_id_, by_style_;
};

}  // namespace planmerge::ingest
