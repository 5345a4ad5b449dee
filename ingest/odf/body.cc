// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf/body.h"

#include <algorithm>

#include "base/error.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxCells = 250'000;
constexpr std::size_t kMaxText = std::size_t{64} << 20U;  // characters of one document
constexpr std::size_t kMaxTables = 20'000;
constexpr int kMaxSpaces = 1'000;  // of one text:s

std::size_t ink(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return c != ' ' && c != '\t' && c != '\n'; }));
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

OdfBody::OdfBody(const OdfStyles& styles, const OdfChanges& changes, const ReadOptions& options,
                 plan::Document& document)
    : styles_(styles),
      changes_(changes),
      options_(options),
      document_(document),
      lists_(styles),
      spreadsheet_(document),
      authors_(options) {
  frames_.emplace_back();
}

void OdfBody::begin(bool spreadsheet) {
  is_spreadsheet_ = spreadsheet;
}

void OdfBody::open(OdfTag tag, const XmlAttributes& attributes) {
  const auto text_attribute = [&](const char* name) {
    return std::string(attributes.find(name).value_or(""));
  };
  switch (tag) {
    case OdfTag::Paragraph: begin_paragraph(false, attributes); break;
    case OdfTag::Heading: begin_paragraph(true, attributes); break;
    case OdfTag::Span: begin_span(attributes); break;
    case OdfTag::Spaces:
      emit(std::string(static_cast<std::size_t>(odf_number(attributes, "c", 1, kMaxSpaces)), ' '));
      break;
    case OdfTag::Tab: emit(" "); break;
    case OdfTag::LineBreak: emit("\n"); break;
    case OdfTag::List:
      lists_.begin_list({text_attribute("style-name"), text_attribute("id"),
                         text_attribute("continue-list"),
                         attributes.find("continue-numbering").value_or("") == "true"});
      break;
    case OdfTag::ListItem:
      lists_.begin_item(odf_number(attributes, "start-value", -1, 1'000'000), false);
      break;
    case OdfTag::ListHeader: lists_.begin_item(-1, true); break;
    case OdfTag::Section:
      hidden_sections_.push_back(attributes.find("display").value_or("") == "none");
      hidden_depth_ += hidden_sections_.back() ? 1 : 0;
      break;
    case OdfTag::HiddenText:
      emit_hidden(text_attribute("string-value"));
      ++hidden_field_;
      break;
    case OdfTag::NoteCitation:
      ++citation_;
      // A mark of the author's own, such as the asterisk of a designation, is part of the text;
      // a number that the program counted is not.
      --citation_;
      emit(text_attribute("label"));
      ++citation_;
      break;
    case OdfTag::NoteBody: push_frame(Frame::Kind::Note); break;
    case OdfTag::TextBox: push_frame(Frame::Kind::TextBox); break;
    case OdfTag::Annotation: begin_annotation(attributes); break;
    case OdfTag::Creator:
      if (annotation_) annotation_part_ = &annotation_->author;
      break;
    case OdfTag::Date:
      if (annotation_) annotation_part_ = &annotation_->date;
      break;
    case OdfTag::Bookmark: bookmark(attributes); break;
    case OdfTag::ChangePoint: deleted_here(text_attribute("change-id")); break;
    case OdfTag::ChangeStart:
      if (const OdfChange* change = changes_.find(text_attribute("change-id"));
          change != nullptr && change->kind == OdfChange::Kind::Insert) {
        insertions_.push_back(change);
        authors_.note_author(change->author);
      }
      break;
    case OdfTag::ChangeEnd:
      std::erase(insertions_, changes_.find(text_attribute("change-id")));
      break;
    case OdfTag::Table: begin_table(attributes); break;
    case OdfTag::Column:
      if (sheet_depth_ == 1) spreadsheet_.column(attributes);
      break;
    case OdfTag::HeaderRows:
      if (!tables_.empty()) tables_.back()->begin_header_rows();
      break;
    case OdfTag::Row:
      if (sheet_depth_ == 1) {
        spreadsheet_.begin_row(attributes);
      } else if (!tables_.empty()) {
        tables_.back()->begin_row(odf_number(attributes, "number-rows-repeated", 1, 1 << 20));
      }
      break;
    case OdfTag::Cell: begin_cell(attributes, false); break;
    case OdfTag::CoveredCell: begin_cell(attributes, true); break;
    default: break;
  }
}

void OdfBody::close(OdfTag tag) {
  switch (tag) {
    case OdfTag::Paragraph:
    case OdfTag::Heading: end_paragraph(); break;
    case OdfTag::Span:
      if (frames_.back().looks.size() > 1) frames_.back().looks.pop_back();
      break;
    case OdfTag::List: lists_.end_list(); break;
    case OdfTag::Section:
      if (hidden_sections_.empty()) break;
      hidden_depth_ -= hidden_sections_.back() ? 1 : 0;
      hidden_sections_.pop_back();
      break;
    case OdfTag::HiddenText: --hidden_field_; break;
    case OdfTag::NoteCitation: --citation_; break;
    case OdfTag::NoteBody:
    case OdfTag::TextBox: {
      Frame frame = pop_frame();
      keep_paragraphs(frame);
      break;
    }
    case OdfTag::Annotation: end_annotation(); break;
    case OdfTag::Creator:
    case OdfTag::Date: annotation_part_ = nullptr; break;
    case OdfTag::Table: end_table(); break;
    case OdfTag::HeaderRows:
      if (!tables_.empty()) tables_.back()->end_header_rows();
      break;
    case OdfTag::Row: end_row(); break;
    case OdfTag::Cell:
    case OdfTag::CoveredCell: end_cell(); break;
    default: break;
  }
}

// ---- text ------------------------------------------------------------------------------------

void OdfBody::begin_paragraph(bool heading, const XmlAttributes& attributes) {
  if (annotation_) {
    if (!annotation_->text.empty()) annotation_->text += '\n';
    return;
  }
  Frame& frame = frames_.back();
  const std::string_view style = attributes.find("style-name").value_or("");
  frame.in_paragraph = true;
  frame.after_blank = true;
  frame.looks = {look_of("paragraph", style, {})};
  frame.heading = heading ? std::max(1, odf_number(attributes, "outline-level", 1, 10)) : 0;
  frame.label.clear();
  frame.level = std::max(0, lists_.level());
  const std::string list = styles_.find("paragraph", style, &OdfStyle::list).value_or("");
  if (lists_.inside()) {
    frame.label = lists_.next(list);
  } else if (heading && attributes.find("is-list-header").value_or("") != "true") {
    frame.label = lists_.next_heading(frame.heading);
  }
  frame.flow.begin_paragraph(frame.label, frame.label, frame.level);
}

void OdfBody::end_paragraph() {
  if (annotation_) return;
  Frame& frame = frames_.back();
  if (!frame.in_paragraph) return;
  frame.in_paragraph = false;
  const std::string text = frame.flow.view.open_text();
  end_flow_paragraph(frame, insertions_here());
  if (!hidden_text_.empty()) {
    plan::Provenance where = plan::place_in(document_);
    if (!places_.empty()) where.table = static_cast<int>(places_.back());
    document_.left_out.push_back({"hidden", where, hidden_text_});
    hidden_text_.clear();
  }
  if (frame.kind != Frame::Kind::Body) return;
  plan::Heading heading;
  heading.text = text;
  heading.level = frame.heading;
  if (frame.label != "•") heading.number = frame.label;
  headings_.note(std::move(heading));
}

RunLook OdfBody::look_of(const char* family, std::string_view style, RunLook base) const {
  base.bold = styles_.find(family, style, &OdfStyle::bold).value_or(base.bold);
  base.underlined = styles_.find(family, style, &OdfStyle::underlined).value_or(base.underlined);
  base.hidden = styles_.find(family, style, &OdfStyle::hidden).value_or(base.hidden);
  return base;
}

void OdfBody::begin_span(const XmlAttributes& attributes) {
  Frame& frame = frames_.back();
  const RunLook base = frame.looks.empty() ? RunLook() : frame.looks.back();
  frame.looks.push_back(look_of("text", attributes.find("style-name").value_or(""), base));
}

void OdfBody::text(std::string_view utf8) {
  if (annotation_) {
    if (annotation_part_ != nullptr) {
      *annotation_part_ += utf8;
    } else {
      annotation_->text += utf8;
    }
    return;
  }
  emit_collapsed(utf8);
}

// White space collapses over the whole paragraph, as in HTML: OpenDocument 1.3 Part 3, 6.1.2.
void OdfBody::emit_collapsed(std::string_view utf8) {
  Frame& frame = frames_.back();
  if (!frame.in_paragraph) return;
  std::string text;
  for (const char c : utf8) {
    if (!is_blank(c)) {
      text += c;
    } else if (!frame.after_blank) {
      text += ' ';
    }
    frame.after_blank = is_blank(c);
  }
  const bool blank = frame.after_blank;
  if (!text.empty()) emit(text);
  frame.after_blank = blank;
}

void OdfBody::emit(std::string_view utf8) {
  Frame& frame = frames_.back();
  if (annotation_) {
    annotation_->text += utf8;
    return;
  }
  if (!frame.in_paragraph || citation_ > 0 || utf8.empty()) return;
  characters_ += utf8.size();
  if (characters_ > kMaxText)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 64 MiB of text");
  frame.after_blank = false;
  const RunLook look = frame.looks.back();
  if (hidden_depth_ > 0 || hidden_field_ > 0 || look.hidden) {
    emit_hidden(utf8);
    return;
  }
  if (ink(utf8) > 0) {
    frame.any = true;
    frame.bold = frame.bold && look.bold;
    frame.underlined = frame.underlined && look.underlined;
  }
  add(frame, utf8, look, insertions_here());
}

TrackedChange OdfBody::tracked(const OdfChange& change, plan::Revision::Kind kind) const {
  TrackedChange result;
  result.kind = kind;
  result.author = change.author;
  result.date = change.date;
  result.accepted = accepts(options_, change.author);
  return result;
}

std::vector<TrackedChange> OdfBody::insertions_here() const {
  std::vector<TrackedChange> changes;
  for (const OdfChange* insertion : insertions_)
    changes.push_back(tracked(*insertion, plan::Revision::Kind::Insert));
  return changes;
}

void OdfBody::add(Frame& frame, std::string_view utf8, const RunLook& look,
                  const std::vector<TrackedChange>& changes) {
  Presence there;
  for (const TrackedChange& change : changes) there.apply(change);
  frame.flow.add(utf8, look, there, changes);
}

void OdfBody::end_flow_paragraph(Frame& frame, const std::vector<TrackedChange>& changes) {
  Presence mark;
  for (const TrackedChange& change : changes) mark.apply(change);
  frame.flow.end_paragraph(mark, changes);
}

void OdfBody::emit_hidden(std::string_view utf8) {
  hidden_ += ink(utf8);
  hidden_text_ += utf8;
}

// The text of a deletion is put back where it stood, marked as deleted.
void OdfBody::deleted_here(const std::string& id) {
  const OdfChange* change = changes_.find(id);
  Frame& frame = frames_.back();
  if (change == nullptr || change->kind != OdfChange::Kind::Delete || annotation_) return;
  std::vector<TrackedChange> changes = insertions_here();
  changes.push_back(tracked(*change, plan::Revision::Kind::Delete));
  authors_.note_author(change->author);
  const bool alone = !frame.in_paragraph;
  if (alone) frame.flow.begin_paragraph("", "", 0);
  for (std::size_t i = 0; i < change->deleted.size(); ++i) {
    if (i > 0) {
      end_flow_paragraph(frame, changes);
      frame.flow.begin_paragraph(frame.label, frame.label, frame.level);
    }
    characters_ += change->deleted[i].size();
    if (characters_ > kMaxText)
      throw Error(Error::Kind::Limit, "limit", "", "the document has over 64 MiB of text");
    if (!change->deleted[i].empty()) add(frame, change->deleted[i], {}, changes);
  }
  if (alone) end_flow_paragraph(frame, changes);
}

void OdfBody::begin_annotation(const XmlAttributes& attributes) {
  annotation_.emplace();
  annotation_->id = attributes.find("name").value_or("");
  annotation_->resolved = attributes.find("resolved").value_or("") == "true";
}

void OdfBody::end_annotation() {
  if (!annotation_) return;
  frames_.back().comments.push_back(std::move(*annotation_));
  annotation_.reset();
  annotation_part_ = nullptr;
}

void OdfBody::bookmark(const XmlAttributes& attributes) {
  // Our own exports mark each row with an invisible bookmark.
  auto id = row_id_of_bookmark(attributes.find("name").value_or(""));
  if (id && !tables_.empty() && frames_.back().kind == Frame::Kind::Cell)
    tables_.back()->mark_row(std::move(*id));
}

// ---- frames and tables -----------------------------------------------------------------------

void OdfBody::push_frame(Frame::Kind kind) {
  lists_.suspend();
  frames_.emplace_back();
  frames_.back().kind = kind;
}

OdfBody::Frame OdfBody::pop_frame() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  lists_.resume();
  frame.flow.finish();
  return frame;
}

void OdfBody::keep_paragraphs(Frame& frame) {
  for (plan::Paragraph& paragraph : frame.flow.view.paragraphs()) {
    if (ink(paragraph.text) > 0) document_.paragraphs.push_back(std::move(paragraph));
  }
}

void OdfBody::flush_running_text() {
  Frame& body = frames_.front();
  body.flow.finish();
  keep_paragraphs(body);
  body.flow = TextFlow();
}

void OdfBody::begin_table(const XmlAttributes& attributes) {
  if (is_spreadsheet_) {
    if (++sheet_depth_ == 1)
      spreadsheet_.begin_sheet(std::string(attributes.find("name").value_or("")),
                               styles_.hides_table(attributes.find("style-name").value_or("")));
    return;
  }
  if (document_.tables.size() >= kMaxTables)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 20,000 tables");
  auto table = std::make_unique<OdfTable>(options_.revisions);
  table->table().headings = headings_.list();
  table->table().evidence = plan::Evidence::Odt;
  const bool boxed = std::any_of(frames_.begin(), frames_.end(), [](const Frame& frame) {
    return frame.kind == Frame::Kind::TextBox;
  });
  if (boxed) table->table().scope = "textbox";
  places_.push_back(document_.tables.size());
  document_.tables.emplace_back();
  tables_.push_back(std::move(table));
  if (frames_.back().kind == Frame::Kind::Body) flush_running_text();
}

void OdfBody::end_table() {
  if (is_spreadsheet_) {
    if (sheet_depth_-- == 1) spreadsheet_.end_sheet();
    return;
  }
  if (tables_.empty()) return;
  const std::size_t place = places_.back();
  TrackedTable::Finished finished = tables_.back()->finish();
  for (plan::LeftOut& text : finished.covered) {
    text.where.table = static_cast<int>(place);
    document_.left_out.push_back(std::move(text));
  }
  document_.tables[place] = std::move(finished.table);
  if (finished.struck) {  // no table is gone: OpenDocument strikes out text, not rows
    finished.struck->place = finished.struck->beside = static_cast<int>(place);
    document_.struck.push_back(std::move(*finished.struck));
  }
  tables_.pop_back();
  places_.pop_back();
  if (frames_.back().kind == Frame::Kind::Body) headings_.after_table();
}

void OdfBody::end_row() {
  if (is_spreadsheet_) {
    if (sheet_depth_ == 1) spreadsheet_.end_row();
    return;
  }
  if (tables_.empty()) return;
  cell_count_ += tables_.back()->end_row();
  if (cell_count_ > kMaxCells)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 250,000 table cells");
}

void OdfBody::begin_cell(const XmlAttributes& attributes, bool covered) {
  if (is_spreadsheet_ && sheet_depth_ == 1) spreadsheet_.begin_cell(attributes, covered);
  push_frame(Frame::Kind::Cell);
  OdfCell& cell = frames_.back().cell;
  cell.covered = covered;
  cell.columns = std::max(1, odf_number(attributes, "number-columns-spanned", 1, 1 << 20));
  cell.rows = std::max(1, odf_number(attributes, "number-rows-spanned", 1, 1 << 20));
  cell.repeated = std::max(1, odf_number(attributes, "number-columns-repeated", 1, 1 << 20));
}

void OdfBody::end_cell() {
  if (frames_.size() < 2) return;
  Frame frame = pop_frame();
  if (is_spreadsheet_) {
    if (sheet_depth_ == 1) end_sheet_cell(std::move(frame));
    return;
  }
  if (tables_.empty()) return;
  frame.cell.flow = std::move(frame.flow);
  frame.cell.comments = std::move(frame.comments);
  tables_.back()->add_cell(std::move(frame.cell));
}

void OdfBody::end_sheet_cell(Frame frame) {
  std::string text;
  for (const plan::Paragraph& paragraph : frame.flow.view.paragraphs())
    text += (text.empty() ? "" : "\n") + paragraph.text;
  spreadsheet_.end_cell(text, frame.any && frame.bold, frame.any && frame.underlined,
                        frame.comments);
}

void OdfBody::finish() {
  flush_running_text();
  if (hidden_ > 0)
    document_.notes.warn("hidden-text", std::to_string(hidden_) +
                                            " characters are formatted as hidden; they were left "
                                            "out");
  if (authors_.any()) document_.notes.warn("tracked-changes", "the document holds tracked changes");
  document_.authors = authors_.authors();
  std::sort(document_.struck.begin(), document_.struck.end(),
            [](const auto& a, const auto& b) { return a.place < b.place; });
}

}  // namespace planmerge::ingest
