// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/story.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "ingest/docx/symbols.h"

namespace planmerge::ingest {
namespace {

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

}  // namespace

StoryReader::StoryReader(Story story, const DocxParts& parts, const ReadOptions& options,
                         const StoryTarget& target)
    : parts_(parts),
      options_(options),
      story_(story),
      document_(target.document),
      notes_(target.notes),
      totals_(target.totals),
      lists_(parts.numbering),
      changes_(options),
      comments_(parts.comments),
      tables_(target.document, options.revisions) {
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
  if (story_ == Story::Body && !body_seen_)
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "the package holds no Word document");
  flush_running_text();
  note_hidden();
  if (foreign_parts_ > 0) {
    document_.notes.warn("unread-part", std::to_string(foreign_parts_) +
                                            " embedded or linked documents were not read");
  }
  for (const std::string& author : changes_.authors()) {
    std::vector<std::string>& known = document_.authors;
    if (std::find(known.begin(), known.end(), author) == known.end()) known.push_back(author);
  }
  if (story_ == Story::Body) {
    if (changes_.any())
      document_.notes.warn("tracked-changes", "the document holds tracked changes");
    document_.comments = comments_.elsewhere();
  }
  tables_.finish();
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
    case Tag::Note: begin_note(attributes); break;
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
    case Tag::FootnoteMark: footnote_mark(/*endnote=*/false, attributes); break;
    case Tag::EndnoteMark: footnote_mark(/*endnote=*/true, attributes); break;
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
    case Tag::Note: end_note(); break;
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

}  // namespace planmerge::ingest
