// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/tags.h"

#include <charconv>
#include <unordered_map>

namespace planmerge::ingest {
namespace {

std::string utf8(unsigned code) {
  std::string text;
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (code >> 12U));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
  return text;
}

}  // namespace

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

// Symbol fonts keep their characters in the private use area; those that stand in plans are
// bullets, ticks and arrows.
std::string symbol(std::string_view hex) {
  unsigned code = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  static const std::unordered_map<unsigned, const char*> kSymbols = {
      {0xF0B7, "•"}, {0xF0A7, "▪"}, {0xF0FC, "✓"}, {0xF0FB, "✗"}, {0xF0E0, "→"},
      {0xF0A8, "◻"}, {0xF06F, "□"}, {0xF0FE, "☒"}, {0xF0D8, "➢"}, {0xF0DE, "⇒"}};
  const auto found = kSymbols.find(code < 0x100 ? code + 0xF000 : code);
  if (found != kSymbols.end()) return found->second;
  if (code == 0 || (code >= 0xD800 && code < 0xE000) || code > 0xFFFF) return "";
  return utf8(code);
}

}  // namespace planmerge::ingest
