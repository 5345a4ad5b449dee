// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/tags.h"

#include <charconv>
#include <unordered_map>

namespace planmerge::ingest {
Tag tag_of(std::string_view name) {
  static const std::unordered_map<std::string_view, Tag> kTags = {
      {"body", Tag::Body},
      {"p", Tag::Paragraph},
      {"pPr", Tag::ParagraphShape},
      {"r", Tag::Run},
      {"rPr", Tag::RunLook},
      {"t", Tag::Text},
      {"delText", Tag::DeletedText},
      {"tab", Tag::Tab},
      {"ptab", Tag::Tab},
      {"br", Tag::Break},
      {"cr", Tag::Break},
      {"noBreakHyphen", Tag::Hyphen},
      {"softHyphen", Tag::SoftHyphen},
      {"sym", Tag::Symbol},
      {"ins", Tag::Insert},
      {"del", Tag::Delete},
      {"moveFrom", Tag::MoveFrom},
      {"moveTo", Tag::MoveTo},
      {"tbl", Tag::Table},
      {"tr", Tag::Row},
      {"trPr", Tag::RowShape},
      {"tc", Tag::Cell},
      {"tcPr", Tag::CellShape},
      {"pStyle", Tag::Style},
      {"numPr", Tag::ListShape},
      {"numId", Tag::NumId},
      {"ilvl", Tag::Level},
      {"outlineLvl", Tag::Outline},
      {"b", Tag::Bold},
      {"u", Tag::Underline},
      {"vanish", Tag::Vanish},
      {"rStyle", Tag::RunStyle},
      {"vertAlign", Tag::VerticalAlign},
      {"gridSpan", Tag::GridSpan},
      {"vMerge", Tag::VMerge},
      {"hMerge", Tag::HMerge},
      {"gridBefore", Tag::GridBefore},
      {"gridAfter", Tag::GridAfter},
      {"tblHeader", Tag::HeaderRow},
      {"cellIns", Tag::CellInsert},
      {"cellDel", Tag::CellDelete},
      {"cellMerge", Tag::CellMerge},
      {"moveFromRangeStart", Tag::MoveFromStart},
      {"moveFromRangeEnd", Tag::MoveFromEnd},
      {"moveToRangeStart", Tag::MoveToStart},
      {"moveToRangeEnd", Tag::MoveToEnd},
      {"fldChar", Tag::FieldChar},
      {"instrText", Tag::FieldCode},
      {"delInstrText", Tag::FieldCode},
      {"txbxContent", Tag::TextBox},
      {"commentReference", Tag::Comment},
      {"commentRangeStart", Tag::CommentStart},
      {"commentRangeEnd", Tag::CommentEnd},
      {"bookmarkStart", Tag::Bookmark},
      {"bookmarkEnd", Tag::BookmarkEnd},
      {"ffData", Tag::FieldData},
      {"checkBox", Tag::CheckBox},
      {"ddList", Tag::DropDown},
      {"default", Tag::FormDefault},
      {"checked", Tag::FormChecked},
      {"result", Tag::FormResult},
      {"listEntry", Tag::FormEntry},
      {"rFonts", Tag::Fonts},
      {"tblStyle", Tag::TableStyle},
      {"rt", Tag::RubyReading},
      {"footnote", Tag::Note},
      {"endnote", Tag::Note},
      {"footnoteReference", Tag::FootnoteMark},
      {"endnoteReference", Tag::EndnoteMark},
      {"altChunk", Tag::ForeignPart},
      {"subDoc", Tag::ForeignPart}};
  const auto found = kTags.find(name);
  return found == kTags.end() ? Tag::Other : found->second;
}

int number(std::optional<std::string_view> text, int fallback) {
  int value = fallback;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

int number(const XmlAttributes& attributes, int fallback) {
  return number(attributes.find("val"), fallback);
}

bool is_on(const XmlAttributes& attributes) {
  const auto value = attributes.find("val");
  return !value || (*value != "0" && *value != "false" && *value != "off" && *value != "none");
}

CellShape::Merge merge_of(const XmlAttributes& attributes) {
  return attributes.find("val").value_or("continue") == "restart" ? CellShape::Merge::Restart
                                                                  : CellShape::Merge::Continue;
}

}  // namespace planmerge::ingest
