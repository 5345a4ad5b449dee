// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/text_flow.h"

#include <algorithm>
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

void Strand::begin(std::string label, int level) {
  if (!joins_) {
    open_ = {};
    ink_ = underlined_ = bold_ = 0;
  }
  open_.label = std::move(label);
  open_.level = level;
}

void Strand::add(std::string_view text, const RunLook& look) {
  open_.text += text;
  const std::size_t ink = visible(text);
  ink_ += ink;
  if (look.underlined) underlined_ += ink;
  if (look.bold) bold_ += ink;
}

void Strand::end(bool mark_there) {
  open_.underlined = ink_ > 0 && underlined_ == ink_;
  open_.bold = ink_ > 0 && bold_ == ink_;
  joins_ = !mark_there;
  if (mark_there) done_.push_back(std::move(open_));
}

void Strand::finish() {
  if (dangles()) done_.push_back(std::move(open_));
  joins_ = false;
}

std::string Strand::text() const {
  std::string text;
  for (std::size_t i = 0; i < done_.size(); ++i) {
    if (i != 0) text += '\n';
    text += done_[i].text;
  }
  return text;
}

void TextFlow::begin_paragraph(std::string view_label, std::string original_label, int level) {
  open_ = true;
  view.begin(std::move(view_label), level);
  original.begin(std::move(original_label), level);
}

void TextFlow::note_text(std::string_view text, const TrackedChange& change, std::size_t depth) {
  revised_ = true;
  // Runs of one change are one revision; nested changes take turns, hence the look back.
  const std::size_t reach = std::min(depth, revisions_.size());
  for (auto last = revisions_.rbegin(); last != revisions_.rbegin() + static_cast<long>(reach);
       ++last) {
    if (last->of == plan::Revision::Of::Text && last->kind == change.kind &&
        last->author == change.author && last->date == change.date && last->move == change.move &&
        last->paragraph == paragraph()) {
      last->text += text;
      return;
    }
  }
  revisions_.push_back(revision_of(change, plan::Revision::Of::Text));
  revisions_.back().text = text;
  revisions_.back().paragraph = paragraph();
}

void TextFlow::add(std::string_view text, const RunLook& look, Presence there,
                   std::span<const TrackedChange> changes) {
  for (const TrackedChange& change : changes) {
    if (change.accepted) note_text(text, change, changes.size());
  }
  if (there.original) original.add(text, look);
  if (there.view) view.add(text, look);
}

void TextFlow::note(plan::Revision revision) {
  revision.paragraph = paragraph();
  revisions_.push_back(std::move(revision));
}

void TextFlow::end_paragraph(Presence mark, std::span<const TrackedChange> mark_changes) {
  if (!open_) return;
  open_ = false;
  for (const TrackedChange& change : mark_changes) {
    if (!change.accepted) continue;
    revised_ = true;
    note(revision_of(change, plan::Revision::Of::Paragraph));
  }
  view.end(mark.view);
  original.end(mark.original);
}

void TextFlow::finish() {
  view.finish();
  original.finish();
}

plan::Cell take_content(TextFlow& flow) {
  plan::Cell content;
  content.paragraphs = std::move(flow.view.paragraphs());
  content.revised = flow.revised();
  if (content.revised) content.original = flow.original.text();
  content.revisions = std::move(flow.revisions());
  return content;
}

}  // namespace planmerge::ingest
