// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/story.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxCells = 250'000;                // largest public document seen: 11,505
constexpr std::size_t kMaxText = std::size_t{64} << 20U;  // characters of one document

}  // namespace

StoryReader::StoryReader(const DocxParts& parts, const ReadOptions& options,
                         plan::Document& document)
    : parts_(parts),
      options_(options),
      document_(document),
      lists_(parts.numbering),
      tables_(document, options.revisions) {
  frames_.emplace_back();
}

void StoryReader::start(std::string_view uri, std::string_view name,
                        const XmlAttributes& attributes) {
  if (branches_.enter(uri, name, attributes)) return;
  Tag tag = is_word_uri(uri) ? tag_of(name) : Tag::Other;
  if (tag == Tag::Other && name == "t" && uri.find("math") != std::string_view::npos)
    tag = Tag::MathText;
  stack_.push_back(tag);
  open(tag, attributes);
}

void StoryReader::end(std::string_view uri, std::string_view name) {
  if (branches_.leave(uri, name)) return;
  const Tag tag = stack_.back();
  stack_.pop_back();
  close(tag);
}

void StoryReader::text(std::string_view utf8_text) {
  if (branches_.skipping() || stack_.empty()) return;
  const Tag tag = stack_.back();
  if (tag == Tag::Text || tag == Tag::DeletedText || tag == Tag::MathText) emit(utf8_text);
}

void StoryReader::finish() {
  if (!body_seen_)
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "the package holds no Word document");
  flush_running_text();
  if (hidden_ > 0) {
    document_.notes.warn("hidden-text", std::to_string(hidden_) +
                                            " characters are formatted as hidden; they were "
                                            "left out");
  }
  if (foreign_parts_ > 0) {
    document_.notes.warn("unread-part", std::to_string(foreign_parts_) +
                                            " embedded or linked documents were not read");
  }
  if (revised_) document_.notes.info("tracked-changes", "the document holds tracked changes");
}

// ---- elements ----------------------------------------------------------------------------------

void StoryReader::open(Tag tag, const XmlAttributes& attributes) {
  switch (tag) {
    case Tag::Paragraph: begin_paragraph(); break;
    case Tag::Run: look_ = {}; break;
    case Tag::Tab:
      if (in_run()) emit(" ");
      break;
    case Tag::Break: emit("\n"); break;
    case Tag::Hyphen: emit("-"); break;
    case Tag::Symbol: emit(symbol(attributes.find("char").value_or(""))); break;
    case Tag::Insert:
    case Tag::Delete:
    case Tag::MoveFrom:
    case Tag::MoveTo: begin_change(tag, attributes); break;
    case Tag::Table: begin_table(); break;
    case Tag::Row:
      if (TableBuilder* table = tables_.top()) table->begin_row();
      break;
    case Tag::Cell: begin_cell(); break;
    case Tag::TextBox: push_frame(Frame::Kind::TextBox); break;
    default: open_mark(tag, attributes); break;
  }
}

/// Elements that mark a place or say something of what holds them.
void StoryReader::open_mark(Tag tag, const XmlAttributes& attributes) {
  switch (tag) {
    case Tag::FieldChar: emit(fields_.mark(attributes.find("fldCharType").value_or(""))); break;
    case Tag::CommentStart:
    case Tag::Comment: comment(std::string(attributes.find("id").value_or(""))); break;
    case Tag::Bookmark: bookmark(attributes.find("name").value_or("")); break;
    case Tag::FieldData:
    case Tag::CheckBox:
    case Tag::DropDown:
    case Tag::FormDefault:
    case Tag::FormChecked:
    case Tag::FormResult:
    case Tag::FormEntry: fields_.form().set(tag, attributes); break;
    case Tag::Body: body_seen_ = true; break;
    case Tag::ForeignPart: ++foreign_parts_; break;
    default: property(tag, attributes); break;
  }
}

void StoryReader::close(Tag tag) {
  switch (tag) {
    case Tag::Paragraph: end_paragraph(); break;
    case Tag::Insert:
    case Tag::Delete:
    case Tag::MoveFrom:
    case Tag::MoveTo:
      if (!is_property_change()) changes_.end();
      break;
    case Tag::Table: end_table(); break;
    case Tag::Row:
      if (TableBuilder* table = tables_.top()) table->end_row();
      break;
    case Tag::Cell: end_cell(); break;
    case Tag::TextBox: end_text_box(); break;
    default: break;
  }
}

bool StoryReader::in_run() const {
  for (auto tag = stack_.rbegin(); tag != stack_.rend(); ++tag) {
    if (*tag == Tag::Run) return true;
    if (*tag == Tag::ParagraphShape || *tag == Tag::Paragraph) return false;
  }
  return false;
}

bool StoryReader::parent_is(Tag tag) const {
  return stack_.size() >= 2 && stack_[stack_.size() - 2] == tag;
}

bool StoryReader::inside(Tag tag) const {
  return std::find(stack_.begin(), stack_.end(), tag) != stack_.end();
}

void StoryReader::property(Tag tag, const XmlAttributes& attributes) {
  Frame& frame = frames_.back();
  switch (tag) {
    case Tag::Style: frame.style = attributes.find("val").value_or(""); break;
    case Tag::NumId: frame.list = attributes.find("val").value_or(""); break;
    case Tag::Level: frame.list_level = number(attributes, 0); break;
    case Tag::Outline: frame.outline = number(attributes, -1); break;
    case Tag::Bold: look_.bold = is_on(attributes); break;
    case Tag::Underline: look_.underlined = is_on(attributes); break;
    case Tag::Vanish: look_.hidden = is_on(attributes); break;
    case Tag::RunStyle: apply_style(std::string(attributes.find("val").value_or(""))); break;
    case Tag::GridSpan: frame.cell.span = number(attributes, 1); break;
    case Tag::VMerge: frame.cell.vertical = merge_of(attributes); break;
    case Tag::HMerge: frame.cell.horizontal = merge_of(attributes); break;
    case Tag::CellInsert: frame.cell.inserted = true; break;
    case Tag::CellDelete: frame.cell.deleted = true; break;
    default: row_property(tag, attributes); break;
  }
}

void StoryReader::row_property(Tag tag, const XmlAttributes& attributes) {
  TableBuilder* table = tables_.top();
  if (table == nullptr) return;
  switch (tag) {
    case Tag::GridBefore: table->row().grid_before = number(attributes, 0); break;
    case Tag::GridAfter: table->row().grid_after = number(attributes, 0); break;
    case Tag::HeaderRow: table->row().header = is_on(attributes); break;
    default: break;
  }
}

void StoryReader::apply_style(const std::string& id) {
  const DocxStyles& styles = parts_.styles;
  look_.bold = styles.find(id, &DocxStyle::bold).value_or(look_.bold);
  look_.underlined = styles.find(id, &DocxStyle::underlined).value_or(look_.underlined);
  look_.hidden = styles.find(id, &DocxStyle::hidden).value_or(look_.hidden);
}

// ---- tracked changes ---------------------------------------------------------------------------

/// w:ins and w:del inside properties say something of the paragraph mark or the row.
bool StoryReader::is_property_change() const {
  return !stack_.empty() && (stack_.back() == Tag::RunLook || stack_.back() == Tag::RowShape);
}

void StoryReader::begin_change(Tag tag, const XmlAttributes& attributes) {
  const bool adds = adds_text(tag);
  if (parent_is(Tag::RowShape)) {
    TableBuilder* table = tables_.top();
    if (table == nullptr) return;
    (adds ? table->row().inserted : table->row().deleted) = true;
    revised_ = true;
  } else if (parent_is(Tag::RunLook)) {
    (adds ? frames_.back().mark_inserted : frames_.back().mark_deleted) = true;
  } else {
    changes_.begin(tag, attributes);
  }
}

// ---- text --------------------------------------------------------------------------------------

void StoryReader::emit(std::string_view text) {
  if (fields_.in_code() || text.empty() || !inside(Tag::Paragraph)) return;
  characters_ += text.size();
  if (characters_ > kMaxText)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 64 MiB of text");
  Frame& frame = frames_.back();
  begin_flow(frame);
  frame.flow.add(text, changes_.look(look_));
}

void StoryReader::begin_paragraph() {
  Frame& frame = frames_.back();
  frame.style.clear();
  frame.list.clear();
  frame.list_level = frame.outline = -1;
  frame.begun = frame.mark_inserted = frame.mark_deleted = false;
  look_ = {};
}

/// The list label can be computed only once the properties were read, and must be once.
void StoryReader::begin_flow(Frame& frame) {
  if (frame.begun) return;
  frame.begun = true;
  const DocxStyles& styles = parts_.styles;
  if (frame.list.empty()) frame.list = styles.find(frame.style, &DocxStyle::numbering).value_or("");
  if (frame.list_level < 0)
    frame.list_level = styles.find(frame.style, &DocxStyle::numbering_level).value_or(0);
  if (frame.outline < 0) frame.outline = heading_level(styles, frame.style);
  frame.label.clear();
  if (!frame.list.empty() && frame.list != "0")
    frame.label = lists_.next(frame.list, frame.list_level);
  frame.flow.begin_paragraph(frame.label, frame.list_level);
}

void StoryReader::end_paragraph() {
  fields_.end_paragraph();
  Frame& frame = frames_.back();
  begin_flow(frame);
  const std::string text = frame.flow.open_text();
  frame.flow.end_paragraph(frame.mark_inserted, frame.mark_deleted);
  if (frame.kind == Frame::Kind::Running) note_heading(frame, text);
}

void StoryReader::note_heading(const Frame& frame, const std::string& text) {
  plan::Heading heading;
  heading.text = text;
  heading.level = frame.outline + 1;
  if (frame.label != "•") heading.number = frame.label;
  headings_.note(std::move(heading));
}

void StoryReader::comment(const std::string& id) {
  const auto found = parts_.comments.find(id);
  if (found == parts_.comments.end()) return;
  std::vector<plan::Comment>& comments = frames_.back().comments;
  const bool there = std::any_of(comments.begin(), comments.end(),
                                 [&](const plan::Comment& other) { return other.id == id; });
  if (!there) comments.push_back(found->second);
}

void StoryReader::bookmark(std::string_view name) {
  // Our own exports mark each row with an invisible bookmark (docs/formats/docx.md).
  constexpr std::string_view kPrefix = "planmerge_row_";
  if (!name.starts_with(kPrefix) || frames_.back().kind != Frame::Kind::Cell) return;
  plan::Comment mark;
  mark.id = std::string(name);
  frames_.back().comments.push_back(std::move(mark));
}

// ---- tables and what holds text ----------------------------------------------------------------

void StoryReader::push_frame(Frame::Kind kind) {
  Frame frame;
  frame.kind = kind;
  frames_.push_back(std::move(frame));
  saved_looks_.push_back(look_);
  look_ = {};
}

Frame StoryReader::pop_frame() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  look_ = saved_looks_.back();
  saved_looks_.pop_back();
  hidden_ += frame.flow.hidden_characters();
  revised_ = revised_ || frame.flow.revised();
  return frame;
}

void StoryReader::begin_table() {
  const bool boxed = std::any_of(frames_.begin(), frames_.end(), [](const Frame& frame) {
    return frame.kind == Frame::Kind::TextBox;
  });
  tables_.begin(boxed ? "textbox" : "body", headings_.list());
  if (frames_.back().kind == Frame::Kind::Running) flush_running_text();
}

void StoryReader::end_table() {
  tables_.end();
  if (frames_.back().kind == Frame::Kind::Running) headings_.after_table();
}

void StoryReader::begin_cell() {
  if (++cell_count_ > kMaxCells)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 250,000 table cells");
  push_frame(Frame::Kind::Cell);
}

void StoryReader::end_cell() {
  Frame frame = pop_frame();
  TableBuilder* table = tables_.top();
  if (table != nullptr) table->add_cell(frame.cell, frame.flow, std::move(frame.comments));
}

void StoryReader::end_text_box() {
  Frame frame = pop_frame();
  for (plan::Paragraph& paragraph : frame.flow.final_paragraphs()) {
    if (!paragraph.text.empty()) document_.paragraphs.push_back(std::move(paragraph));
  }
}

void StoryReader::flush_running_text() {
  Frame& body = frames_.front();
  const bool original = options_.revisions == RevisionView::Original;
  for (plan::Paragraph& paragraph :
       original ? body.flow.original_paragraphs() : body.flow.final_paragraphs()) {
    if (paragraph.text.find_first_not_of(" \t\n") != std::string::npos)
      document_.paragraphs.push_back(std::move(paragraph));
  }
  hidden_ += body.flow.hidden_characters();
  revised_ = revised_ || body.flow.revised();
  body.flow = TextFlow();
}

}  // namespace planmerge::ingest
