// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of WordprocessingML is read:
//   read        paragraphs, runs, breaks, tabs, symbols, fields (result), hyperlinks, content
//               controls, smart tags, lists, tables and nested tables, text boxes, one branch of
//               AlternateContent, insertions, deletions, moves, paragraph marks, inserted and
//               deleted rows and cells, comments, bookmarks, math as text
//   partly      styles (outline level, list, bold, underline, hidden)
//   ignored     headers, footers, footnotes (their marks are dropped), drawings, altChunk
#include "ingest/docx/body.h"

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "ingest/docx/table_builder.h"
#include "ingest/docx/tags.h"
#include "ingest/docx/text_flow.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxCells = 250'000;                // largest public document seen: 11,505
constexpr std::size_t kMaxText = std::size_t{64} << 20U;  // characters of one document
constexpr std::size_t kMaxTables = 20'000;
constexpr std::size_t kHeadingsKept = 6;
constexpr std::size_t kMaxFormEntries = 100;  // Word allows 25

/// A form field as w:ffData describes it; its value is shown where the field stands.
struct FormField {
  bool check_box = false, checked = false, drop_down = false;
  int chosen = 0;
  std::vector<std::string> entries;

  std::string shown() const {
    if (check_box) return checked ? "☒" : "☐";
    const auto index = static_cast<std::size_t>(std::max(0, chosen));
    return drop_down && index < entries.size() ? entries[index] : std::string();
  }
};

/// What holds paragraphs: the body, a cell, a text box. Text boxes stand inside a paragraph, so
/// each frame has a paragraph of its own.
struct Frame {
  enum class Kind { Body, Cell, TextBox } kind = Kind::Body;
  TextFlow flow;
  // of the paragraph that is open
  std::string style, list, label;
  int list_level = -1, outline = -1;
  bool begun = false, mark_inserted = false, mark_deleted = false;
  std::vector<plan::Comment> comments;
  CellShape cell;
};

class BodyReader : public XmlHandler {
 public:
  BodyReader(const DocxParts& parts, const ReadOptions& options, plan::Document& document)
      : parts_(parts), options_(options), document_(document), lists_(parts.numbering) {
    frames_.emplace_back();
  }

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    const bool skipped = skip_depth_ > 0 || begins_skipped(uri, name, attributes);
    if (skipped) {
      ++skip_depth_;
      return;
    }
    Tag tag = is_word_uri(uri) ? tag_of(name) : Tag::Other;
    if (tag == Tag::Other && name == "t" && uri.find("math") != std::string_view::npos)
      tag = Tag::MathText;
    stack_.push_back(tag);
    open(tag, attributes);
  }

  void end(std::string_view, std::string_view) override {
    if (skip_depth_ > 0) {
      --skip_depth_;
      return;
    }
    const Tag tag = stack_.back();
    stack_.pop_back();
    close(tag);
  }

  void text(std::string_view utf8_text) override {
    if (skip_depth_ > 0 || stack_.empty()) return;
    const Tag tag = stack_.back();
    if (tag == Tag::Text || tag == Tag::DeletedText || tag == Tag::MathText) emit(utf8_text);
  }

  void finish() {
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
  bool revised() const { return revised_; }

 private:
  // ---- what is passed over ---------------------------------------------------------------------

  bool begins_skipped(std::string_view uri, std::string_view name,
                      const XmlAttributes& attributes) {
    const bool compatibility = uri == "http://schemas.openxmlformats.org/markup-compatibility/2006";
    if (compatibility && name == "AlternateContent") taken_.push_back(false);
    if (compatibility && name == "Choice") {
      if (taken_.empty() || taken_.back() || !known_namespace(attributes)) return true;
      taken_.back() = true;
    }
    if (compatibility && name == "Fallback") return taken_.empty() || taken_.back();
    // Properties as they were before a tracked format change are no properties.
    return name.ends_with("PrChange") || name == "tblGridChange" || name == "instrText" ||
           name == "delInstrText";
  }

  static bool known_namespace(const XmlAttributes& attributes) {
    const std::string_view needs = attributes.find("Requires").value_or("");
    return needs == "wps" || needs == "wpg" || needs == "w14" || needs == "wpc";
  }

  // ---- elements --------------------------------------------------------------------------------

  void open(Tag tag, const XmlAttributes& attributes) {
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
        if (!tables_.empty()) tables_.back()->begin_row();
        break;
      case Tag::Cell: begin_cell(); break;
      case Tag::TextBox: push_frame(Frame::Kind::TextBox); break;
      case Tag::FieldChar: field(attributes.find("fldCharType").value_or("")); break;
      case Tag::CommentStart:
      case Tag::Comment: comment(std::string(attributes.find("id").value_or(""))); break;
      case Tag::Bookmark: bookmark(attributes.find("name").value_or("")); break;
      case Tag::FieldData:
      case Tag::CheckBox:
      case Tag::DropDown:
      case Tag::FormDefault:
      case Tag::FormChecked:
      case Tag::FormResult:
      case Tag::FormEntry: form_property(tag, attributes); break;
      case Tag::Body: body_seen_ = true; break;
      case Tag::ForeignPart: ++foreign_parts_; break;
      default: property(tag, attributes); break;
    }
  }

  void form_property(Tag tag, const XmlAttributes& attributes) {
    switch (tag) {
      case Tag::FieldData: form_ = {}; break;
      case Tag::CheckBox: form_.check_box = true; break;
      case Tag::DropDown: form_.drop_down = true; break;
      case Tag::FormChecked: form_.checked = is_on(attributes); break;
      case Tag::FormResult: form_.chosen = number(attributes, 0); break;
      case Tag::FormEntry:
        if (form_.entries.size() < kMaxFormEntries)
          form_.entries.emplace_back(attributes.find("val").value_or(""));
        break;
      case Tag::FormDefault:
        if (form_.check_box) form_.checked = is_on(attributes);
        if (form_.drop_down) form_.chosen = number(attributes, 0);
        break;
      default: break;
    }
  }

  void close(Tag tag) {
    switch (tag) {
      case Tag::Paragraph: end_paragraph(); break;
      case Tag::Insert:
      case Tag::Delete:
      case Tag::MoveFrom:
      case Tag::MoveTo:
        if (!is_property_change()) changes_.pop_back();
        break;
      case Tag::Table: end_table(); break;
      case Tag::Row:
        if (!tables_.empty()) tables_.back()->end_row();
        break;
      case Tag::Cell: end_cell(); break;
      case Tag::TextBox: end_text_box(); break;
      default: break;
    }
  }

  bool in_run() const {
    for (auto tag = stack_.rbegin(); tag != stack_.rend(); ++tag) {
      if (*tag == Tag::Run) return true;
      if (*tag == Tag::ParagraphShape || *tag == Tag::Paragraph) return false;
    }
    return false;
  }

  bool parent_is(Tag tag) const { return stack_.size() >= 2 && stack_[stack_.size() - 2] == tag; }
  bool inside(Tag tag) const {
    return std::find(stack_.begin(), stack_.end(), tag) != stack_.end();
  }

  void property(Tag tag, const XmlAttributes& attributes) {
    Frame& frame = frames_.back();
    TableBuilder* table = tables_.empty() ? nullptr : tables_.back().get();
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
      case Tag::GridBefore:
        if (table) table->row().grid_before = number(attributes, 0);
        break;
      case Tag::GridAfter:
        if (table) table->row().grid_after = number(attributes, 0);
        break;
      case Tag::HeaderRow:
        if (table) table->row().header = is_on(attributes);
        break;
      default: break;
    }
  }

  void apply_style(const std::string& id) {
    const DocxStyles& styles = parts_.styles;
    look_.bold = styles.find(id, &DocxStyle::bold).value_or(look_.bold);
    look_.underlined = styles.find(id, &DocxStyle::underlined).value_or(look_.underlined);
    look_.hidden = styles.find(id, &DocxStyle::hidden).value_or(look_.hidden);
  }

  // ---- tracked changes -------------------------------------------------------------------------

  /// w:ins and w:del inside properties say something of the paragraph mark or the row.
  bool is_property_change() const {
    return !stack_.empty() && (stack_.back() == Tag::RunLook || stack_.back() == Tag::RowShape);
  }

  void begin_change(Tag tag, const XmlAttributes& attributes) {
    const bool inserts = tag == Tag::Insert || tag == Tag::MoveTo;
    if (parent_is(Tag::RowShape)) {
      if (tables_.empty()) return;
      (inserts ? tables_.back()->row().inserted : tables_.back()->row().deleted) = true;
      revised_ = true;
    } else if (parent_is(Tag::RunLook)) {
      (inserts ? frames_.back().mark_inserted : frames_.back().mark_deleted) = true;
    } else {
      RunLook change;
      change.inserted = inserts;
      change.deleted = !inserts;
      change.moved = tag == Tag::MoveFrom || tag == Tag::MoveTo;
      change.author = attributes.find("author").value_or("");
      change.date = attributes.find("date").value_or("");
      changes_.push_back(std::move(change));
    }
  }

  // ---- text ------------------------------------------------------------------------------------

  void emit(std::string_view text) {
    if (field_code_ > 0 || text.empty() || !inside(Tag::Paragraph)) return;
    characters_ += text.size();
    if (characters_ > kMaxText)
      throw Error(Error::Kind::Limit, "limit", "", "the document has over 64 MiB of text");
    Frame& frame = frames_.back();
    begin_flow(frame);
    RunLook look = look_;
    for (const RunLook& change : changes_) {
      look.inserted = look.inserted || change.inserted;
      look.deleted = look.deleted || change.deleted;
      look.moved = look.moved || change.moved;
      look.author = change.author;
      look.date = change.date;
    }
    frame.flow.add(text, look);
  }

  void begin_paragraph() {
    Frame& frame = frames_.back();
    frame.style.clear();
    frame.list.clear();
    frame.list_level = frame.outline = -1;
    frame.begun = frame.mark_inserted = frame.mark_deleted = false;
    look_ = {};
  }

  /// The list label can be computed only once the properties were read, and must be once.
  void begin_flow(Frame& frame) {
    if (frame.begun) return;
    frame.begun = true;
    const DocxStyles& styles = parts_.styles;
    if (frame.list.empty())
      frame.list = styles.find(frame.style, &DocxStyle::numbering).value_or("");
    if (frame.list_level < 0)
      frame.list_level = styles.find(frame.style, &DocxStyle::numbering_level).value_or(0);
    if (frame.outline < 0) frame.outline = heading_level(frame.style);
    frame.label.clear();
    if (!frame.list.empty() && frame.list != "0")
      frame.label = lists_.next(frame.list, frame.list_level);
    frame.flow.begin_paragraph(frame.label, frame.list_level);
  }

  int heading_level(const std::string& style) const {
    if (const auto level = parts_.styles.find(style, &DocxStyle::outline_level))
      return *level < 9 ? *level : -1;
    const auto found = parts_.styles.by_id.find(style);
    const std::string& name = found == parts_.styles.by_id.end() ? style : found->second.name;
    const bool heading =
        name.size() == 9 && (name.starts_with("heading ") || name.starts_with("Heading "));
    const bool by_id = style.size() == 8 && style.starts_with("Heading");
    const char digit = heading ? name.back() : by_id ? style.back() : '0';
    return digit >= '1' && digit <= '9' ? digit - '1' : -1;
  }

  void end_paragraph() {
    // A code ends in the paragraph it began in; one that was never closed must not swallow the
    // rest of the document.
    fields_.erase(std::remove(fields_.begin(), fields_.end(), true), fields_.end());
    field_code_ = 0;
    Frame& frame = frames_.back();
    begin_flow(frame);
    const std::string text = frame.flow.open_text();
    frame.flow.end_paragraph(frame.mark_inserted, frame.mark_deleted);
    if (frame.kind == Frame::Kind::Body) note_heading(frame, text);
  }

  /// Paragraphs before a table may name the need or action that governs it.
  void note_heading(const Frame& frame, const std::string& text) {
    if (text.find_first_not_of(" \t\n") == std::string::npos) return;
    plan::Heading heading;
    heading.text = text;
    heading.level = frame.outline + 1;
    if (frame.label != "•") heading.number = frame.label;
    if (heading.level > 0) {
      std::erase_if(headings_, [&](const plan::Heading& other) {
        return other.level == 0 || other.level >= heading.level;
      });
    } else {
      std::size_t plain = 0;
      for (const plan::Heading& other : headings_) plain += other.level == 0 ? 1 : 0;
      if (plain >= kHeadingsKept) {
        headings_.erase(std::find_if(headings_.begin(), headings_.end(),
                                     [](const plan::Heading& other) { return other.level == 0; }));
      }
    }
    headings_.push_back(std::move(heading));
  }

  void field(std::string_view type) {
    // The code of a field stands between begin and separate, its result up to end.
    if (type == "begin") {
      form_ = {};
      fields_.push_back(true);
      ++field_code_;
    } else if (type == "separate" && !fields_.empty() && fields_.back()) {
      end_field_code();
    } else if (type == "end" && !fields_.empty()) {
      if (fields_.back()) end_field_code();
      fields_.pop_back();
    }
  }

  void end_field_code() {
    fields_.back() = false;
    --field_code_;
    emit(form_.shown());
    form_ = {};
  }

  void comment(const std::string& id) {
    const auto found = parts_.comments.find(id);
    if (found == parts_.comments.end()) return;
    std::vector<plan::Comment>& comments = frames_.back().comments;
    const bool there = std::any_of(comments.begin(), comments.end(),
                                   [&](const plan::Comment& other) { return other.id == id; });
    if (!there) comments.push_back(found->second);
  }

  void bookmark(std::string_view name) {
    // Our own exports mark each row with an invisible bookmark (docs/formats/docx.md).
    constexpr std::string_view kPrefix = "planmerge_row_";
    if (!name.starts_with(kPrefix) || frames_.back().kind != Frame::Kind::Cell) return;
    plan::Comment mark;
    mark.id = std::string(name);
    frames_.back().comments.push_back(std::move(mark));
  }

  // ---- tables ----------------------------------------------------------------------------------

  void push_frame(Frame::Kind kind) {
    Frame frame;
    frame.kind = kind;
    frames_.push_back(std::move(frame));
    saved_looks_.push_back(look_);
    look_ = {};
  }

  Frame pop_frame() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    look_ = saved_looks_.back();
    saved_looks_.pop_back();
    hidden_ += frame.flow.hidden_characters();
    revised_ = revised_ || frame.flow.revised();
    return frame;
  }

  void begin_table() {
    if (++table_count_ > kMaxTables)
      throw Error(Error::Kind::Limit, "limit", "", "the document has over 20,000 tables");
    auto builder = std::make_unique<TableBuilder>();
    builder->table.headings = headings_;
    builder->view = options_.revisions;
    const bool boxed = std::any_of(frames_.begin(), frames_.end(), [](const Frame& frame) {
      return frame.kind == Frame::Kind::TextBox;
    });
    if (boxed) builder->table.scope = "textbox";
    // A nested table comes directly after the one that holds it: its place is taken now.
    places_.push_back(document_.tables.size());
    document_.tables.emplace_back();
    tables_.push_back(std::move(builder));
    if (frames_.back().kind == Frame::Kind::Body) flush_running_text();
  }

  void end_table() {
    TableBuilder& builder = *tables_.back();
    const std::size_t place = places_.back();
    for (plan::LeftOut& text : builder.covered) {
      text.where.table = static_cast<int>(place);
      document_.left_out.push_back(std::move(text));
    }
    document_.tables[place] = builder.finish();
    tables_.pop_back();
    places_.pop_back();
    if (frames_.back().kind == Frame::Kind::Body) {
      std::erase_if(headings_, [](const plan::Heading& heading) { return heading.level == 0; });
    }
  }

  void begin_cell() {
    if (++cell_count_ > kMaxCells)
      throw Error(Error::Kind::Limit, "limit", "", "the document has over 250,000 table cells");
    push_frame(Frame::Kind::Cell);
  }

  void end_cell() {
    Frame frame = pop_frame();
    if (tables_.empty()) return;
    tables_.back()->add_cell(frame.cell, frame.flow, std::move(frame.comments));
  }

  void end_text_box() {
    Frame frame = pop_frame();
    for (plan::Paragraph& paragraph : frame.flow.final_paragraphs()) {
      if (!paragraph.text.empty()) document_.paragraphs.push_back(std::move(paragraph));
    }
  }

  void flush_running_text() {
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

  const DocxParts& parts_;
  const ReadOptions& options_;
  plan::Document& document_;
  ListCounter lists_;
  std::vector<Tag> stack_;
  int skip_depth_ = 0;
  std::vector<bool> taken_;  // AlternateContent: a branch was taken
  std::vector<Frame> frames_;
  std::vector<RunLook> saved_looks_;
  RunLook look_;
  std::vector<RunLook> changes_;
  std::vector<bool> fields_;
  int field_code_ = 0;
  FormField form_;
  bool body_seen_ = false;
  std::vector<std::unique_ptr<TableBuilder>> tables_;
  std::vector<std::size_t> places_;
  std::vector<plan::Heading> headings_;
  std::size_t hidden_ = 0, cell_count_ = 0, table_count_ = 0, characters_ = 0, foreign_parts_ = 0;
  bool revised_ = false;
};

}  // namespace

void read_body(const ZipPackage& package, const DocxParts& parts, const ReadOptions& options,
               plan::Document& document) {
  BodyReader reader(parts, options, document);
  parse_part(package, parts.main, reader);
  reader.finish();
}

}  // namespace planmerge::ingest
