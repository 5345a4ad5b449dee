// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds paragraphs: tables and their cells, text boxes, notes, the running text.
#include <algorithm>
#include <utility>

#include "base/error.h"
#include "ingest/docx/story.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxCells = 250'000;  // largest public document seen: 11,505

/// The blank between a note's mark and its text is no part of it.
std::string trimmed(const std::string& text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(begin, text.find_last_not_of(" \n") + 1 - begin);
}

const char* scope_of(Story story) {
  switch (story) {
    case Story::Header: return "header";
    case Story::Footer: return "footer";
    case Story::Footnotes: return "footnote";
    case Story::Endnotes: return "endnote";
    default: return "body";
  }
}

}  // namespace

void StoryReader::push_frame(Frame::Kind kind) {
  Frame frame;
  frame.kind = kind;
  frame.place = changes_.presence().within(frames_.back().place);
  frame.comments = comments_.begin_place();
  frames_.push_back(std::move(frame));
  saved_looks_.push_back(std::move(look_));
  look_ = {};
}

Frame StoryReader::pop_frame() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  look_ = std::move(saved_looks_.back());
  saved_looks_.pop_back();
  end_flow(frame);
  if (!frame.place.view) frame.gone += std::exchange(frame.shown, 0);
  drop("deleted", frame.gone);
  return frame;
}

void StoryReader::begin_table() {
  const bool boxed = std::any_of(frames_.begin(), frames_.end(), [](const Frame& frame) {
    return frame.kind == Frame::Kind::TextBox;
  });
  table_styles_.emplace_back();
  tables_.begin(boxed && story_ == Story::Body ? "textbox" : scope_of(story_), headings_.list(),
                changes_.presence().within(frames_.back().place));
  if (frames_.back().kind == Frame::Kind::Running) flush_running_text();
}

void StoryReader::end_table() {
  table_styles_.pop_back();
  tables_.end();
  if (frames_.back().kind == Frame::Kind::Running) headings_.after_table();
}

void StoryReader::begin_cell() {
  if (++totals_.cells > kMaxCells)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 250,000 table cells");
  push_frame(Frame::Kind::Cell);
  if (const TrackedTable* table = tables_.top()) frames_.back().place = table->row_place();
}

void StoryReader::end_cell() {
  Frame frame = pop_frame();
  TrackedTable* table = tables_.top();
  if (table == nullptr) return drop("outside-table", frame.shown);
  comments_.end_place(frame.comments);
  plan::Cell content = take_content(frame.flow);
  content.comments = comments_.comments_at(frame.comments);
  content.footnotes = std::move(frame.footnotes);
  for (const plan::Comment& comment : content.comments) count_text(comment.text.size());
  table->add_cell(frame.cell, frame.place, std::move(content),
                  std::move(frame.flow.original.paragraphs()));
}

void StoryReader::end_text_box() {
  Frame frame = pop_frame();
  if (!frame.place.view) return;
  for (plan::Paragraph& paragraph : frame.flow.view.paragraphs()) keep(std::move(paragraph));
}

void StoryReader::begin_note(const XmlAttributes& attributes) {
  note_id_ = attributes.find("id").value_or("");
  push_frame(Frame::Kind::Note);
}

void StoryReader::end_note() {
  Frame frame = pop_frame();
  std::string& text = notes_[{story_ == Story::Endnotes, note_id_}];
  if (!text.empty()) text += '\n';
  text += trimmed(frame.flow.view.text());
}

/// A paragraph outside tables.
void StoryReader::keep(plan::Paragraph paragraph) {
  const std::size_t visible = plan::visible_characters(paragraph.text);
  if (visible == 0) return;
  if (story_ != Story::Header && story_ != Story::Footer) {
    drop("running-text", visible);
    document_.paragraphs.push_back(std::move(paragraph));
    return;
  }
  plan::LeftOut text;
  text.reason = story_ == Story::Header ? "page-header" : "page-footer";
  text.text = std::move(paragraph.text);
  drop(text.reason.c_str(), visible);
  document_.left_out.push_back(std::move(text));
}

void StoryReader::flush_running_text() {
  Frame& body = frames_.front();
  end_flow(body);
  drop("deleted", body.gone);
  for (plan::Paragraph& paragraph : body.flow.view.paragraphs()) keep(std::move(paragraph));
  body.flow = TextFlow();
  body.shown = body.gone = 0;
}

}  // namespace planmerge::ingest
