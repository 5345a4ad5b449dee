// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/docx/revisions.h"
#include "ingest/docx/styles.h"
#include "plan/table.h"

namespace planmerge::ingest {

/// The paragraphs of one cell (or of the running text) in one view of the tracked changes.
///
/// Source: ECMA-376 Part 1, 17.13.5: where a paragraph's mark is not there, its text goes on in
/// the next paragraph, whose properties (and so whose list label) the joined paragraph has.
class Strand {
 public:
  void begin(std::string label, int level);
  void add(std::string_view text, const RunLook& look);
  void end(bool mark_there);
  /// Ends what is open. A paragraph that lost its mark at the very end stays if it has text.
  void finish();

  /// The last paragraph has text but lost its mark.
  bool dangles() const { return joins_ && !open_.text.empty(); }
  void label_dangling(std::string label) { open_.label = std::move(label); }
  std::vector<plan::Paragraph>& paragraphs() { return done_; }
  const std::vector<plan::Paragraph>& paragraphs() const { return done_; }
  std::string text() const;
  const std::string& open_text() const { return open_.text; }

 private:
  std::vector<plan::Paragraph> done_;
  plan::Paragraph open_;
  bool joins_ = false;                               // the open paragraph goes on in the next
  std::size_t ink_ = 0, underlined_ = 0, bold_ = 0;  // visible characters of the open paragraph
};

/// Collects paragraphs in two views at once: the one that is read, and before all changes.
class TextFlow {
 public:
  Strand view, original;

  void begin_paragraph(std::string view_label, std::string original_label, int level);
  /// Text held by `changes`, outermost first; `there` is what they make of it.
  void add(std::string_view text, const RunLook& look, Presence there,
           std::span<const TrackedChange> changes);
  void end_paragraph(Presence mark, std::span<const TrackedChange> mark_changes);
  /// A change without text: a format, the cell, the row.
  void note(plan::Revision revision);
  void finish();

  /// Accepted changes touched the text or its paragraph marks.
  bool revised() const { return revised_; }
  std::vector<plan::Revision>& revisions() { return revisions_; }

 private:
  void note_text(std::string_view text, const TrackedChange& change, std::size_t depth);
  int paragraph() const { return static_cast<int>(view.paragraphs().size()); }

  bool open_ = false, revised_ = false;
  std::vector<plan::Revision> revisions_;
};

/// The flow's text in the view with its changes, as the content of a cell; `flow.original` stays.
plan::Cell take_content(TextFlow& flow);

}  // namespace planmerge::ingest
