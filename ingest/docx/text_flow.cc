// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/text_flow.h"

#include <utility>

namespace planmerge::ingest {
namespace {

std::size_t visible(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n') ++count;
  }
  return count;
}

}  // namespace

void TextFlow::begin_paragraph(std::string label, int level) {
  open_ = true;
  if (!joins_final_) {
    current_ = {};
    current_.label = label;
    current_.level = level;
    ink_ = underlined_ = bold_ = 0;
  }
  if (!joins_original_) {
    current_original_ = {};
    current_original_.label = std::move(label);
    current_original_.level = level;
  }
}

void TextFlow::note_revision(std::string_view text, const RunLook& look) {
  using Kind = plan::Revision::Kind;
  Kind kind = look.inserted ? Kind::Insert : Kind::Delete;
  if (look.moved) kind = look.inserted ? Kind::MoveTo : Kind::MoveFrom;
  const int paragraph = static_cast<int>(final_.size());
  revised_ = true;
  if (!revisions_.empty()) {
    plan::Revision& last = revisions_.back();
    if (last.kind == kind && last.author == look.author && last.date == look.date &&
        last.paragraph == paragraph) {
      last.text += text;
      return;
    }
  }
  revisions_.push_back({kind, look.author, look.date, std::string(text), paragraph});
}

void TextFlow::add(std::string_view text, const RunLook& look) {
  if (look.hidden) {
    hidden_ += visible(text);
    return;
  }
  if (look.inserted || look.deleted) note_revision(text, look);
  if (!look.inserted) current_original_.text += text;
  if (look.deleted) return;
  current_.text += text;
  const std::size_t ink = visible(text);
  ink_ += ink;
  if (look.underlined) underlined_ += ink;
  if (look.bold) bold_ += ink;
}

void TextFlow::end_paragraph(bool mark_inserted, bool mark_deleted) {
  if (!open_) return;
  open_ = false;
  revised_ = revised_ || mark_inserted || mark_deleted;
  current_.underlined = ink_ > 0 && underlined_ == ink_;
  current_.bold = ink_ > 0 && bold_ == ink_;
  joins_final_ = mark_deleted;
  joins_original_ = mark_inserted;
  if (!joins_final_) final_.push_back(std::move(current_));
  if (!joins_original_) original_.push_back(std::move(current_original_));
}

std::vector<plan::Paragraph> TextFlow::final_paragraphs() {
  // A joined paragraph at the very end has nothing to be joined with.
  if (joins_final_ && !current_.text.empty()) final_.push_back(std::move(current_));
  if (joins_original_ && !current_original_.text.empty())
    original_.push_back(std::move(current_original_));
  joins_final_ = joins_original_ = false;
  return final_;
}

std::string TextFlow::original_text() const {
  std::string text;
  for (std::size_t i = 0; i < original_.size(); ++i) {
    if (i != 0) text += '\n';
    text += original_[i].text;
  }
  return text;
}

}  // namespace planmerge::ingest
