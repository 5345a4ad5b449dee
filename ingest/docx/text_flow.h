// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/table.h"

namespace planmerge::ingest {

/// How the characters of a run look and whether a tracked change holds them.
struct RunLook {
  bool bold = false, underlined = false, hidden = false;
  bool inserted = false, deleted = false, moved = false;
  std::string author, date;
};

/// Collects the paragraphs of one cell (or of the running text) in both views at once:
/// with all tracked changes accepted, and with all rejected.
///
/// Source: ECMA-376 Part 1, 17.13.5: a deleted paragraph mark joins its paragraph with the next
/// in the final view, an inserted one joins in the original view.
class TextFlow {
 public:
  void begin_paragraph(std::string label, int level);
  void add(std::string_view text, const RunLook& look);
  void end_paragraph(bool mark_inserted, bool mark_deleted);

  /// Ends what is open and gives the final paragraphs.
  std::vector<plan::Paragraph> final_paragraphs();
  std::string original_text() const;
  std::vector<plan::Paragraph> original_paragraphs() const { return original_; }
  bool revised() const { return revised_; }
  const std::vector<plan::Revision>& revisions() const { return revisions_; }
  std::size_t hidden_characters() const { return hidden_; }
  /// Text of the paragraph that is open (final view).
  const std::string& open_text() const { return current_.text; }

 private:
  void note_revision(std::string_view text, const RunLook& look);

  std::vector<plan::Paragraph> final_, original_;
  plan::Paragraph current_, current_original_;
  bool joins_final_ = false, joins_original_ = false;
  bool open_ = false;
  std::size_t ink_ = 0, underlined_ = 0, bold_ = 0;  // visible characters of the open paragraph
  bool revised_ = false;
  bool any_inserted_ = false, any_kept_ = false;
  std::vector<plan::Revision> revisions_;
  std::size_t hidden_ = 0;
};

}  // namespace planmerge::ingest
