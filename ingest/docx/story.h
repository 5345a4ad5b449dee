// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of WordprocessingML is read:
//   read        paragraphs, runs, breaks, tabs, symbols, fields (result), hyperlinks, content
//               controls, smart tags, lists, tables and nested tables, text boxes, one branch of
//               AlternateContent, insertions, deletions, moves, paragraph marks, inserted and
//               deleted rows and cells, comments, bookmarks, math as text
//   partly      styles (outline level, list, bold, underline, hidden)
//   apart       headers and footers (left out), footnotes and endnotes (with the cell of their
//   mark) ignored     drawings, altChunk
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/xml.h"
#include "ingest/docx/branches.h"
#include "ingest/docx/comments.h"
#include "ingest/docx/fields.h"
#include "ingest/docx/headings.h"
#include "ingest/docx/numbering.h"
#include "ingest/docx/open_tables.h"
#include "ingest/docx/parts.h"
#include "ingest/docx/revisions.h"
#include "ingest/docx/row_marks.h"
#include "ingest/docx/tags.h"
#include "ingest/docx/text_flow.h"
#include "ingest/readers.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// What holds paragraphs: the running text, a cell, a text box. Text boxes stand inside a
/// paragraph, so each frame has a paragraph of its own.
struct Frame {
  enum class Kind { Running, Cell, TextBox, Note } kind = Kind::Running;
  TextFlow flow;
  Presence place;  // of the frame itself: where it is gone, its list items do not count
  // of the paragraph that is open
  std::string style, list, label;
  int list_level = -1, outline = -1;
  bool begun = false, mark_hidden = false;
  Presence mark;
  std::vector<TrackedChange> mark_changes;
  // of a cell
  CommentsHere comments;
  std::vector<plan::Footnote> footnotes;
  CellShape cell;
  // characters for the ledger: in the view that is read, and not in it
  std::size_t shown = 0, gone = 0;
};

/// Text formatted as hidden, at one place.
struct Hidden {
  plan::Provenance where;
  std::size_t characters = 0;
};

/// Texts of footnotes (false) and endnotes (true) by id.
using DocxNotes = std::map<std::pair<bool, std::string>, std::string>;

/// What the stories of one document have read together, because limits hold for all.
struct StoryTotals {
  std::size_t cells = 0, characters = 0;
};

/// Where a story puts what it reads.
struct StoryTarget {
  plan::Document& document;
  DocxNotes& notes;
  StoryTotals& totals;
};

/// Streams the text of one part into the document: its tables, its running paragraphs.
class StoryReader : public XmlHandler {
 public:
  StoryReader(Story story, const DocxParts& parts, const ReadOptions& options,
              const StoryTarget& target);

  void start(std::string_view uri, std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view uri, std::string_view name) override;
  void text(std::string_view utf8_text) override;
  /// The part is at its end: keeps what is open and notes what was found.
  void finish();

 private:
  void open(Tag tag, const XmlAttributes& attributes);
  void open_mark(Tag tag, const XmlAttributes& attributes);
  void close(Tag tag);
  void property(Tag tag, const XmlAttributes& attributes);
  void row_property(Tag tag, const XmlAttributes& attributes);
  const std::string& paragraph_style() const;
  RunLook look_of(const RunProperties& run) const;
  void end_run_look();
  bool in_run() const;
  bool parent_is(Tag tag) const;
  bool inside(Tag tag) const;

  bool is_property_change() const;
  TrackedChange read_change(plan::Revision::Kind kind, const XmlAttributes& attributes);
  void begin_change(Tag tag, const XmlAttributes& attributes);
  void change_cell(Tag tag, const XmlAttributes& attributes);
  void merge_cell(const XmlAttributes& attributes);
  void note_format(std::string_view name, const XmlAttributes& attributes);

  void emit(std::string_view text);
  void count_text(std::size_t bytes);
  void hide(std::size_t characters);
  void note_hidden();
  void drop(const char* fate, std::size_t characters);
  void begin_paragraph();
  void begin_flow(Frame& frame);
  void end_flow(Frame& frame);
  void end_paragraph();
  void note_heading(const Frame& frame, const std::string& text);

  CommentsHere* commented();
  void comment(Tag tag, std::string_view id);
  void bookmark(const XmlAttributes& attributes);
  void footnote_mark(bool endnote, const XmlAttributes& attributes);
  Frame* cell_frame();
  void begin_row();

  void push_frame(Frame::Kind kind);
  Frame pop_frame();
  void begin_table();
  void end_table();
  void begin_cell();
  void end_cell();
  void end_text_box();
  void begin_note(const XmlAttributes& attributes);
  void end_note();
  void keep(plan::Paragraph paragraph);
  void flush_running_text();

  const DocxParts& parts_;
  const ReadOptions& options_;
  Story story_;
  plan::Document& document_;
  DocxNotes& notes_;
  StoryTotals& totals_;
  ListCounter lists_;                          // in the view that is read
  std::optional<ListCounter> original_lists_;  // before all changes, once there is one
  Branches branches_;
  ChangeTracker changes_;
  CommentAnchors comments_;
  WaitingRowMarks row_marks_;
  Fields fields_;
  OpenTables tables_;
  HeadingTrail headings_;
  std::vector<Tag> stack_;  // open elements, without those passed over
  std::vector<Frame> frames_;
  std::vector<RunLook> saved_looks_;
  std::vector<std::string> table_styles_;  // of the open tables; outside all: empty
  RunProperties run_;                      // of the w:rPr that is open
  RunLook look_;
  std::vector<Hidden> hidden_;
  bool body_seen_ = false;
  std::size_t foreign_parts_ = 0;
  std::string note_id_;  // of the note that is open
};

}  // namespace planmerge::ingest
