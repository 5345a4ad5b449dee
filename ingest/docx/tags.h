// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/xml.h"
#include "ingest/docx/table_builder.h"

namespace planmerge::ingest {

/// Elements of WordprocessingML that mean something to us.
enum class Tag {
  Other,
  Body,
  Paragraph,
  ParagraphMark,
  Run,
  RunLook,
  Text,
  DeletedText,
  Tab,
  Break,
  Hyphen,
  SoftHyphen,
  Symbol,
  Insert,
  Delete,
  MoveFrom,
  MoveTo,
  Table,
  Row,
  RowShape,
  Cell,
  CellShape,
  Style,
  ListShape,
  NumId,
  Level,
  Outline,
  Bold,
  Underline,
  Vanish,
  RunStyle,
  VerticalAlign,
  GridSpan,
  VMerge,
  HMerge,
  GridBefore,
  GridAfter,
  HeaderRow,
  CellInsert,
  CellDelete,
  CellMerge,
  MoveFromStart,
  MoveFromEnd,
  MoveToStart,
  MoveToEnd,
  FieldChar,
  FieldCode,
  TextBox,
  Comment,
  CommentStart,
  CommentEnd,
  Bookmark,
  BookmarkEnd,
  ParagraphShape,
  MathText,
  Fonts,
  TableStyle,
  RubyReading,
  Note,
  FootnoteMark,
  EndnoteMark,
  FieldData,
  CheckBox,
  DropDown,
  FormDefault,
  FormChecked,
  FormResult,
  FormEntry,
  ForeignPart,
};

/// The element of a local name in the WordprocessingML namespaces.
Tag tag_of(std::string_view name);

/// A whole number in an attribute; `fallback` if it is absent or none.
int number(std::optional<std::string_view> text, int fallback);
/// The same of w:val.
int number(const XmlAttributes& attributes, int fallback);
/// w:val of an on/off element; absent means on.
bool is_on(const XmlAttributes& attributes);
/// w:val of w:vMerge and w:hMerge; absent means continue.
CellShape::Merge merge_of(const XmlAttributes& attributes);

}  // namespace planmerge::ingest
