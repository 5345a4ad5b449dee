// SPDX-License-Identifier: GPL-3.0-or-later
//
// Characters, paragraphs, list labels, and the marks that stand among them.
#include <algorithm>
#include <utility>

#include "base/error.h"
#include "ingest/docx/story.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxText = std::size_t{64} << 20U;  // bytes of one document
constexpr std::size_t kHiddenPlaces = 10;                 // that are named one by one

std::string next_label(ListCounter& lists, const Frame& frame) {
  if (frame.list.empty()) return "";
  return lists.next(frame.list, frame.list_level);
}

}  // namespace

void StoryReader::emit(std::string_view text) {
  if (text.empty()) return;
  const std::size_t visible = plan::visible_characters(text);
  document_.ledger.read += visible;
  if (fields_.in_code()) return drop("field-code", visible);
  if (!inside(Tag::Paragraph)) return drop("outside-paragraph", visible);
  if (inside(Tag::RubyReading)) return drop("ruby", visible);
  if (look_.hidden) return hide(visible);
  count_text(text.size());
  Frame& frame = frames_.back();
  begin_flow(frame);
  const Presence there = changes_.presence();
  frame.flow.add(text, look_, there, changes_.open());
  (there.view ? frame.shown : frame.gone) += visible;
  if (CommentsHere* here = commented()) comments_.touch(*here);
}

void StoryReader::drop(const char* fate, std::size_t characters) {
  document_.ledger.add(fate, characters);
}

void StoryReader::count_text(std::size_t bytes) {
  totals_.characters += bytes;
  if (totals_.characters > kMaxText)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 64 MiB of text");
}

void StoryReader::hide(std::size_t characters) {
  if (characters == 0) return;
  drop("hidden-text", characters);
  const plan::Provenance where = tables_.here();
  if (hidden_.empty() || hidden_.back().where != where) hidden_.push_back({where, 0});
  hidden_.back().characters += characters;
}

void StoryReader::begin_paragraph() {
  Frame& frame = frames_.back();
  frame.style.clear();
  frame.list.clear();
  frame.list_level = frame.outline = -1;
  frame.begun = frame.mark_hidden = false;
  frame.mark = {};
  frame.mark_changes.clear();
  look_ = {};
}

/// The list label can be computed only once the properties were read, and must be once.
void StoryReader::begin_flow(Frame& frame) {
  if (frame.begun) return;
  frame.begun = true;
  const DocxStyles& styles = parts_.styles;
  const std::string& style = paragraph_style();
  ListItem item =
      list_item(styles, parts_.numbering, style, std::move(frame.list), frame.list_level);
  frame.list = std::move(item.list);
  frame.list_level = item.level;
  constexpr int kBodyText = 9;  // ECMA-376 Part 1, 17.3.1.20: no heading, whatever the style says
  if (frame.outline < 0) frame.outline = heading_level(styles, style);
  if (frame.outline == kBodyText) frame.outline = -1;
  // Only a paragraph whose mark is there, in a row that is there, counts as a list item.
  const Presence counts = frame.mark.within(frame.place);
  frame.label = counts.view ? next_label(lists_, frame) : "";
  std::string original = frame.label;
  if (original_lists_) original = counts.original ? next_label(*original_lists_, frame) : "";
  frame.flow.begin_paragraph(frame.label, std::move(original), frame.list_level);
}

/// The paragraph that lost its mark at the very end of its frame is one after all.
void StoryReader::end_flow(Frame& frame) {
  if (frame.flow.view.dangles() && frame.place.view)
    frame.flow.view.label_dangling(next_label(lists_, frame));
  if (frame.flow.original.dangles() && frame.place.original && original_lists_)
    frame.flow.original.label_dangling(next_label(*original_lists_, frame));
  frame.flow.finish();
}

void StoryReader::end_paragraph() {
  fields_.end_paragraph();
  Frame& frame = frames_.back();
  // A paragraph that cannot be seen at all is no list item.
  if (!frame.begun && frame.mark_hidden) frame.list = "0";
  begin_flow(frame);
  const std::string text = frame.flow.view.open_text();
  frame.flow.end_paragraph(frame.mark, frame.mark_changes);
  const bool running = story_ == Story::Body && frame.kind == Frame::Kind::Running;
  if (running && frame.mark.view) note_heading(frame, text);
}

void StoryReader::note_heading(const Frame& frame, const std::string& text) {
  plan::Heading heading;
  heading.text = text;
  heading.level = frame.outline + 1;
  if (frame.label != "•") heading.number = frame.label;
  headings_.note(std::move(heading));
}

/// The cell that a mark standing here belongs to; null: outside tables.
Frame* StoryReader::cell_frame() {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->kind == Frame::Kind::Cell) return &*frame;
  }
  return nullptr;
}

CommentsHere* StoryReader::commented() {
  Frame* cell = cell_frame();
  return cell == nullptr ? nullptr : &cell->comments;
}

void StoryReader::footnote_mark(bool endnote, const XmlAttributes& attributes) {
  Frame* cell = cell_frame();
  if (cell == nullptr || fields_.in_code() || !changes_.presence().view) return;
  plan::Footnote note;
  note.id = attributes.find("id").value_or("");
  note.endnote = endnote;
  cell->footnotes.push_back(std::move(note));
}

void StoryReader::comment(Tag tag, std::string_view id) {
  if (tag == Tag::CommentStart) comments_.begin_range(id);
  if (tag == Tag::CommentEnd) comments_.end_range(id, commented());
  if (tag == Tag::Comment) comments_.refer(id, commented());
}

/// Our own exports mark each row with an invisible bookmark (docs/formats/docx.md).
void StoryReader::bookmark(const XmlAttributes& attributes) {
  auto id = row_id_of_bookmark(attributes.find("name").value_or(""));
  if (!id) return;
  if (inside(Tag::Row) && tables_.top() != nullptr) {
    tables_.top()->mark_row(std::move(*id));
  } else {
    row_marks_.begin(attributes.find("id").value_or(""), std::move(*id));
  }
}

void StoryReader::begin_row() {
  TrackedTable* table = tables_.top();
  if (table == nullptr) return;
  table->begin_row();
  for (std::string& id : row_marks_.take()) table->mark_row(std::move(id));
}

void StoryReader::note_hidden() {
  std::size_t rest = 0;
  for (std::size_t i = 0; i < hidden_.size(); ++i) {
    if (i >= kHiddenPlaces) {
      rest += hidden_[i].characters;
      continue;
    }
    plan::Provenance where = hidden_[i].where;
    where.table = tables_.moved_up(where.table);
    document_.notes.warn("hidden-text",
                         std::to_string(hidden_[i].characters) +
                             " characters are formatted as hidden; they were left out",
                         where);
  }
  if (rest > 0)
    document_.notes.warn("hidden-text", std::to_string(rest) +
                                            " characters at further places are formatted as "
                                            "hidden; they were left out");
}

}  // namespace planmerge::ingest
