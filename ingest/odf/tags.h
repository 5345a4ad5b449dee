// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace planmerge::ingest {

/// The elements of OpenDocument that the reader tells apart.
enum class OdfTag {
  Other,
  Skipped,  // with all that is in it
  // document
  Text,
  Spreadsheet,
  // meta
  Title,
  InitialCreator,
  Creator,
  CreationDate,
  Date,
  Generator,
  // styles
  Style,
  ParagraphLook,
  TextLook,
  TableLook,
  ListStyle,
  OutlineStyle,
  NumberLevel,
  BulletLevel,
  // text
  Paragraph,
  Heading,
  Span,
  Spaces,
  Tab,
  LineBreak,
  SoftHyphen,
  List,
  ListItem,
  ListHeader,
  Section,
  HiddenText,
  Note,
  NoteCitation,
  NoteBody,
  Annotation,
  Bookmark,
  TextBox,
  // tracked changes
  TrackedChanges,
  ChangedRegion,
  Insertion,
  Deletion,
  FormatChange,
  ChangePoint,
  ChangeStart,
  ChangeEnd,
  // tables
  Table,
  Column,
  HeaderRows,
  Row,
  Cell,
  CoveredCell,
};

/// The element of a namespace and local name. Source: OpenDocument 1.2 and 1.3, Part 3.
OdfTag odf_tag_of(std::string_view uri, std::string_view name);

}  // namespace planmerge::ingest
