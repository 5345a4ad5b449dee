// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/xml.h"
#include "ingest/docx/headings.h"
#include "ingest/docx/revisions.h"
#include "ingest/docx/row_marks.h"
#include "ingest/odf/changes.h"
#include "ingest/odf/lists.h"
#include "ingest/odf/spreadsheet.h"
#include "ingest/odf/styles.h"
#include "ingest/odf/table_state.h"
#include "ingest/odf/tags.h"
#include "ingest/readers.h"

namespace planmerge::ingest {

/// Reads what stands inside office:text or office:spreadsheet.
class OdfBody {
 public:
  OdfBody(const OdfStyles& styles, const OdfChanges& changes, const ReadOptions& options,
          plan::Document& document);

  void begin(bool spreadsheet);
  void open(OdfTag tag, const XmlAttributes& attributes);
  void close(OdfTag tag);
  void text(std::string_view utf8);
  void finish();

 private:
  /// What holds paragraphs. Text boxes and notes stand inside a paragraph, so each frame has a
  /// paragraph of its own.
  struct Frame {
    enum class Kind { Body, Cell, TextBox, Note } kind = Kind::Body;
    TextFlow flow;
    std::vector<plan::Comment> comments;
    OdfCell cell;
    std::vector<RunLook> looks;  // of the open paragraph and its spans
    std::string label;
    int level = 0, heading = 0;
    bool in_paragraph = false, after_blank = true;
    bool bold = true, underlined = true, any = false;  // of all paragraphs together
  };

  void begin_paragraph(bool heading, const XmlAttributes& attributes);
  void end_paragraph();
  void begin_span(const XmlAttributes& attributes);
  RunLook look_of(const char* family, std::string_view style, RunLook base) const;
  void emit(std::string_view utf8);
  void emit_collapsed(std::string_view utf8);
  void emit_hidden(std::string_view utf8);
  void deleted_here(const std::string& id);
  static void add(Frame& frame, std::string_view utf8, const RunLook& look,
                  const std::vector<TrackedChange>& changes);
  static void end_flow_paragraph(Frame& frame, const std::vector<TrackedChange>& changes);
  void begin_annotation(const XmlAttributes& attributes);
  void end_annotation();
  void bookmark(const XmlAttributes& attributes);
  void push_frame(Frame::Kind kind);
  Frame pop_frame();
  void keep_paragraphs(Frame& frame);
  void begin_table(const XmlAttributes& attributes);
  void end_table();
  void end_row();
  void begin_cell(const XmlAttributes& attributes, bool covered);
  void end_cell();
  void end_sheet_cell(Frame frame);
  void flush_running_text();
  TrackedChange tracked(const OdfChange& change, plan::Revision::Kind kind) const;
  std::vector<TrackedChange> insertions_here() const;

  const OdfStyles& styles_;
  const OdfChanges& changes_;
  const ReadOptions& options_;
  plan::Document& document_;
  OdfLists lists_;
  OdfSpreadsheet spreadsheet_;
  bool is_spreadsheet_ = false;
  std::vector<Frame> frames_;
  std::vector<const OdfChange*> insertions_;  // that are open
  std::optional<plan::Comment> annotation_;
  std::string* annotation_part_ = nullptr;
  std::vector<std::unique_ptr<OdfTable>> tables_;
  std::vector<std::size_t> places_;
  std::vector<bool> hidden_sections_;
  int hidden_depth_ = 0, hidden_field_ = 0, citation_ = 0;
  std::string hidden_text_;
  HeadingTrail headings_;
  std::size_t hidden_ = 0, cell_count_ = 0, characters_ = 0;
  int sheet_depth_ = 0;
  ChangeTracker authors_;
};

}  // namespace planmerge::ingest
