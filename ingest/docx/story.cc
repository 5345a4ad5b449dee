// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/story.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "ingest/docx/symbols.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxCells = 250'000;                // largest public document seen: 11,505
constexpr std::size_t kMaxText = std::size_t{64} << 20U;  // characters of one document
constexpr std::size_t kHiddenPlaces = 10;                 // that are named one by one

std::size_t visible_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    const bool follows = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    return !follows && byte != ' ' && byte != '\t' && byte != '\n';
  }));
}

plan::Revision::Kind kind_of(Tag tag) {
  using Kind = plan::Revision::Kind;
  switch (tag) {
    case Tag::Delete:
    case Tag::CellDelete: return Kind::Delete;
    case Tag::MoveFrom: return Kind::MoveFrom;
    case Tag::MoveTo: return Kind::MoveTo;
    case Tag::CellMerge: return Kind::Format;
    default: return Kind::Insert;
  }
}

std::string next_label(ListCounter& lists, const Frame& frame) {
  if (frame.list.empty()) return "";
  return lists.next(frame.list, frame.list_level);
}

}  // namespace

StoryReader::StoryReader(const DocxParts& parts, const ReadOptions& options,
                         plan::Document& document)
    : parts_(parts),
      options_(options),
      document_(document),
      lists_(parts.numbering),
      changes_(options),
      comments_(parts.comments),
      tables_(document, options.revisions) {
  frames_.emplace_back();
  table_styles_.emplace_back();
}

void StoryReader::start(std::string_view uri, std::string_view name,
                        const XmlAttributes& attributes) {
  if (name.ends_with("PrChange") && !branches_.skipping()) note_format(name, attributes);
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
  if (tag != Tag::Text && tag != Tag::DeletedText && tag != Tag::MathText) return;
  const bool has_private_use = utf8_text.find('\xEF') != std::string_view::npos;
  if (!has_private_use || look_.font.empty()) return emit(utf8_text);
  emit(without_private_use(utf8_text, look_.font));
}

void StoryReader::finish() {
  if (!body_seen_)
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "the package holds no Word document");
  flush_running_text();
  note_hidden();
  if (foreign_parts_ > 0) {
    document_.notes.warn("unread-part", std::to_string(foreign_parts_) +
                                            " embedded or linked documents were not read");
  }
  if (changes_.any()) document_.notes.info("tracked-changes", "the document holds tracked changes");
  document_.authors = changes_.authors();
  document_.comments = comments_.elsewhere();
  tables_.finish();
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

// ---- elements ----------------------------------------------------------------------------------

void StoryReader::open(Tag tag, const XmlAttributes& attributes) {
  switch (tag) {
    case Tag::Paragraph: begin_paragraph(); break;
    case Tag::Run: look_ = look_of({}); break;
    case Tag::RunLook: run_ = {}; break;
    case Tag::Tab:
      if (in_run()) emit(" ");
      break;
    case Tag::Break: emit("\n"); break;
    case Tag::Hyphen: emit("-"); break;
    case Tag::Symbol:
      emit(symbol(attributes.find("font").value_or(""), attributes.find("char").value_or("")));
      break;
    case Tag::Insert:
    case Tag::Delete:
    case Tag::MoveFrom:
    case Tag::MoveTo: begin_change(tag, attributes); break;
    case Tag::Table: begin_table(); break;
    case Tag::Row: begin_row(); break;
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
    case Tag::CommentEnd:
    case Tag::Comment: comment(tag, attributes.find("id").value_or("")); break;
    case Tag::Bookmark: bookmark(attributes); break;
    case Tag::BookmarkEnd: row_marks_.end(attributes.find("id").value_or("")); break;
    case Tag::MoveFromStart:
    case Tag::MoveToStart: changes_.begin_move(tag == Tag::MoveFromStart, attributes); break;
    case Tag::MoveFromEnd:
    case Tag::MoveToEnd: changes_.end_move(tag == Tag::MoveFromEnd, attributes); break;
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
    case Tag::RunLook: end_run_look(); break;
    case Tag::Insert:
    case Tag::Delete:
    case Tag::MoveFrom:
    case Tag::MoveTo:
      if (!is_property_change()) changes_.pop();
      break;
    case Tag::Table: end_table(); break;
    case Tag::Row:
      if (TrackedTable* table = tables_.top()) table->end_row();
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
    case Tag::Bold: run_.bold = is_on(attributes); break;
    case Tag::Underline: run_.underlined = is_on(attributes); break;
    case Tag::Vanish: run_.hidden = is_on(attributes); break;
    case Tag::RunStyle: run_.style = attributes.find("val").value_or(""); break;
    case Tag::Fonts: run_.font = attributes.find("ascii"); break;
    case Tag::TableStyle: table_styles_.back() = attributes.find("val").value_or(""); break;
    case Tag::GridSpan: frame.cell.span = number(attributes, 1); break;
    case Tag::VMerge: frame.cell.vertical = merge_of(attributes); break;
    case Tag::HMerge: frame.cell.horizontal = merge_of(attributes); break;
    case Tag::CellInsert:
    case Tag::CellDelete: change_cell(tag, attributes); break;
    case Tag::CellMerge: merge_cell(attributes); break;
    default: row_property(tag, attributes); break;
  }
}

void StoryReader::row_property(Tag tag, const XmlAttributes& attributes) {
  TrackedTable* table = tables_.top();
  if (table == nullptr) return;
  switch (tag) {
    case Tag::GridBefore: table->row().grid_before = number(attributes, 0); break;
    case Tag::GridAfter: table->row().grid_after = number(attributes, 0); break;
    case Tag::HeaderRow: table->row().header = is_on(attributes); break;
    default: break;
  }
}

/// The style of the open paragraph: of those that name none, the document's default one.
const std::string& StoryReader::paragraph_style() const {
  const std::string& style = frames_.back().style;
  return style.empty() ? parts_.styles.default_paragraph : style;
}

RunLook StoryReader::look_of(const RunProperties& run) const {
  return parts_.styles.look(table_styles_.back(), paragraph_style(), run);
}

/// w:rPr ends: of a run, or of the paragraph's mark.
void StoryReader::end_run_look() {
  if (stack_.empty()) return;
  if (stack_.back() == Tag::Run) look_ = look_of(run_);
  if (stack_.back() == Tag::ParagraphShape) frames_.back().mark_hidden = look_of(run_).hidden;
}

// ---- tracked changes ---------------------------------------------------------------------------

/// w:ins and w:del inside properties say something of the paragraph, its mark or the row.
bool StoryReader::is_property_change() const {
  return !stack_.empty() && (stack_.back() == Tag::RunLook || stack_.back() == Tag::RowShape ||
                             stack_.back() == Tag::ListShape);
}

TrackedChange StoryReader::read_change(plan::Revision::Kind kind, const XmlAttributes& attributes) {
  // Up to the first change the lists of both views count alike.
  if (!original_lists_) original_lists_.emplace(lists_);
  return changes_.read(kind, attributes);
}

void StoryReader::begin_change(Tag tag, const XmlAttributes& attributes) {
  TrackedChange change = read_change(kind_of(tag), attributes);
  Frame& frame = frames_.back();
  if (parent_is(Tag::RowShape)) {
    if (TrackedTable* table = tables_.top()) table->change_row(change);
  } else if (parent_is(Tag::RunLook)) {
    const bool of_mark = stack_.size() >= 3 && stack_[stack_.size() - 3] == Tag::ParagraphShape;
    if (!of_mark) return;
    frame.mark.apply(change);
    frame.mark_changes.push_back(std::move(change));
  } else if (parent_is(Tag::ListShape)) {
    change.kind = plan::Revision::Kind::Format;
    if (change.accepted) frame.flow.note(revision_of(change, plan::Revision::Of::Paragraph));
  } else {
    changes_.push(std::move(change));
  }
}

void StoryReader::change_cell(Tag tag, const XmlAttributes& attributes) {
  const TrackedChange change = read_change(kind_of(tag), attributes);
  Frame& frame = frames_.back();
  frame.place.apply(change);
  if (change.accepted) frame.flow.note(revision_of(change, plan::Revision::Of::Cell));
}

/// w:cellMerge: cells merged or split downwards by a tracked change.
void StoryReader::merge_cell(const XmlAttributes& attributes) {
  using Merge = CellShape::Merge;
  const TrackedChange change = read_change(kind_of(Tag::CellMerge), attributes);
  const auto merge = attributes.find(change.accepted ? "vMerge" : "vMergeOrig");
  Frame& frame = frames_.back();
  frame.cell.vertical =
      !merge ? Merge::None : (*merge == "rest" ? Merge::Restart : Merge::Continue);
  if (change.accepted) frame.flow.note(revision_of(change, plan::Revision::Of::Cell));
}

/// A tracked change of properties: w:rPrChange, w:pPrChange, w:tcPrChange, …
void StoryReader::note_format(std::string_view name, const XmlAttributes& attributes) {
  using Of = plan::Revision::Of;
  const TrackedChange change = changes_.read(plan::Revision::Kind::Format, attributes);
  if (!change.accepted) return;
  if (name == "rPrChange") frames_.back().flow.note(revision_of(change, Of::Text));
  if (name == "pPrChange") frames_.back().flow.note(revision_of(change, Of::Paragraph));
  if (name == "tcPrChange") frames_.back().flow.note(revision_of(change, Of::Cell));
  TrackedTable* table = tables_.top();
  if (table == nullptr) return;
  if (name == "trPrChange" || name == "tblPrExChange")
    table->note_row(revision_of(change, Of::Row));
  if (name == "tblPrChange") table->table().revisions.push_back(revision_of(change, Of::Table));
}

// ---- text --------------------------------------------------------------------------------------

void StoryReader::emit(std::string_view text) {
  if (fields_.in_code() || text.empty() || !inside(Tag::Paragraph)) return;
  if (look_.hidden) {
    hide(text);
    return;
  }
  count_text(text.size());
  Frame& frame = frames_.back();
  begin_flow(frame);
  frame.flow.add(text, look_, changes_.presence(), changes_.open());
  if (CommentsHere* here = commented()) comments_.touch(*here);
}

void StoryReader::count_text(std::size_t bytes) {
  characters_ += bytes;
  if (characters_ > kMaxText)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 64 MiB of text");
}

void StoryReader::hide(std::string_view text) {
  const std::size_t count = visible_characters(text);
  if (count == 0) return;
  const plan::Provenance where = tables_.here();
  if (hidden_.empty() || hidden_.back().where != where) hidden_.push_back({where, 0});
  hidden_.back().characters += count;
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
  if (frame.outline < 0) frame.outline = heading_level(styles, style);
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
  if (frame.kind == Frame::Kind::Running && frame.mark.view) note_heading(frame, text);
}

void StoryReader::note_heading(const Frame& frame, const std::string& text) {
  plan::Heading heading;
  heading.text = text;
  heading.level = frame.outline + 1;
  if (frame.label != "•") heading.number = frame.label;
  headings_.note(std::move(heading));
}

/// The cell that a comment standing here is anchored to; null: outside tables.
CommentsHere* StoryReader::commented() {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->kind == Frame::Kind::Cell) return &frame->comments;
  }
  return nullptr;
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

// ---- tables and what holds text ----------------------------------------------------------------

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
  return frame;
}

void StoryReader::begin_table() {
  const bool boxed = std::any_of(frames_.begin(), frames_.end(), [](const Frame& frame) {
    return frame.kind == Frame::Kind::TextBox;
  });
  table_styles_.emplace_back();
  tables_.begin(boxed ? "textbox" : "body", headings_.list(),
                changes_.presence().within(frames_.back().place));
  if (frames_.back().kind == Frame::Kind::Running) flush_running_text();
}

void StoryReader::end_table() {
  table_styles_.pop_back();
  tables_.end();
  if (frames_.back().kind == Frame::Kind::Running) headings_.after_table();
}

void StoryReader::begin_cell() {
  if (++cell_count_ > kMaxCells)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 250,000 table cells");
  push_frame(Frame::Kind::Cell);
  if (const TrackedTable* table = tables_.top()) frames_.back().place = table->row_place();
}

void StoryReader::end_cell() {
  Frame frame = pop_frame();
  TrackedTable* table = tables_.top();
  if (table == nullptr) return;
  comments_.end_place(frame.comments);
  plan::Cell content = take_content(frame.flow);
  content.comments = comments_.comments_at(frame.comments);
  for (const plan::Comment& comment : content.comments) count_text(comment.text.size());
  table->add_cell(frame.cell, frame.place, std::move(content),
                  std::move(frame.flow.original.paragraphs()));
}

void StoryReader::end_text_box() {
  Frame frame = pop_frame();
  for (plan::Paragraph& paragraph : frame.flow.view.paragraphs()) {
    if (!paragraph.text.empty()) document_.paragraphs.push_back(std::move(paragraph));
  }
}

void StoryReader::flush_running_text() {
  Frame& body = frames_.front();
  end_flow(body);
  for (plan::Paragraph& paragraph : body.flow.view.paragraphs()) {
    if (paragraph.text.find_first_not_of(" \t\n") != std::string::npos)
      document_.paragraphs.push_back(std::move(paragraph));
  }
  body.flow = TextFlow();
}

}  // namespace planmerge::ingest
