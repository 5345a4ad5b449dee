// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/provenance.h"

namespace planmerge::plan {

/// One tracked change inside a paragraph or cell, or of the cell, row or table as a whole.
///
/// Text that two authors changed (inserted by one, deleted by the other) has a revision of each.
/// Source: ECMA-376 Part 1, 17.13.5; in PDF, struck-through and underlined coloured text.
struct Revision {
  enum class Kind { Insert, Delete, MoveFrom, MoveTo, Format };
  enum class Of { Text, Paragraph, Cell, Row, Table };  // Paragraph: its mark, or its properties
  Kind kind = Kind::Insert;
  std::string author, date;  // empty where the file does not tell
  std::string text;          // what was inserted or deleted; empty unless Of::Text
  int paragraph = 0;         // of the cell's text where it stands
  Of of = Of::Text;
  std::string move = {};  // name that MoveFrom and MoveTo of one move share
  bool operator==(const Revision&) const = default;
};

/// An answer to a comment.
struct CommentReply {
  std::string id, author, date, text;
  bool operator==(const CommentReply&) const = default;
};

/// A remark in the margin, anchored to a cell. An open point, never a value.
struct Comment {
  std::string id, author, date, text;  // paragraphs joined by '\n'
  bool resolved = false;
  std::string account = {};  // of the author, where the file tells: "jane@lake.example"
  std::vector<CommentReply> replies = {};  // oldest first
  bool operator==(const Comment&) const = default;
};

/// A footnote or endnote whose mark stands in a cell; the mark itself is not in the cell's text.
struct Footnote {
  std::string id;  // in the file; not the printed number
  bool endnote = false;
  std::string text;  // paragraphs joined by '\n'
  bool operator==(const Footnote&) const = default;
};

/// A paragraph of a cell or of the running text, tracked changes accepted.
struct Paragraph {
  std::string text;         // no list label in front
  std::string label;        // computed list label: "•", "1.2."; empty: no list item
  int level = 0;            // list level from 0; meaningful with a label
  bool underlined = false;  // every visible character is (a scope line is)
  bool bold = false;
  bool operator==(const Paragraph&) const = default;
};

/// Nothing but Unicode white space (White_Space of the Unicode Character Database).
bool is_blank(std::string_view utf8);

/// What made a table, best evidence first.
enum class Evidence { Docx, Odt, Sheet, Tags, Rules, Alignment };

/// An origin cell of the grid; a spanning cell is listed once.
struct Cell {
  int row = 0, col = 0, rowspan = 1, colspan = 1;
  std::vector<Paragraph> paragraphs;  // final text
  std::string original;               // text with all tracked changes rejected; set iff revised
  bool revised = false;               // the cell holds tracked changes of its text
  enum class Change { None, Inserted, Deleted };
  Change change = Change::None;  // the cell (or its row) as a whole was inserted or struck out
  std::vector<Revision> revisions;
  std::vector<Comment> comments;
  std::vector<Footnote> footnotes;
  int page = 0;  // first page; 0 in DOCX
  Box box;
  std::string address;  // "B7" in a workbook; else empty
  bool operator==(const Cell&) const = default;

  /// Paragraph texts joined by '\n', without labels.
  std::string text() const;
  /// The same with each label in front of its paragraph, as it stands on the page.
  std::string printed_text() const;
  bool blank() const;
};

/// An invisible id that our own export gave a row, and the row where it was found.
struct RowMark {
  int row = 0;
  std::string id;
  bool operator==(const RowMark&) const = default;
};

struct Region {
  int page = 0;
  Box box;
  bool operator==(const Region&) const = default;
};

/// A heading or running paragraph that stands before a table.
struct Heading {
  std::string text;    // without its number
  std::string number;  // "Action 3", "2.1", as printed or computed; empty if none
  int level = 0;       // 1 = top; 0: a paragraph that is no heading
  int page = 0;
  bool operator==(const Heading&) const = default;
};

enum class TableKind { Other, Action };

/// A table as printed; one that continues overleaf is one table with several regions.
///
/// Shape: row() and col() of cells lie in [0, rows) x [0, columns); no two cells overlap.
///        In DOCX what tracked changes took out is not here but in Document::struck; in PDF it is
///        printed, so it is here, its cells have Change::Deleted.
/// Source: spans as in ECMA-376 Part 1, w:gridSpan and w:vMerge.
struct Table {
  int rows = 0, columns = 0, header_rows = 0;
  std::vector<Cell> cells;  // row-major by origin
  std::vector<Region> regions;
  Evidence evidence = Evidence::Docx;
  double confidence = 1.0;
  std::string scope = "body";     // body | textbox | header | footer | footnote | endnote
  std::string sheet;              // that it stands on, in a workbook
  std::vector<Heading> headings;  // that govern it: outermost first, nearest last
  TableKind kind = TableKind::Other;
  std::vector<std::string> column_fields;  // Field names per column once recognised, "" unknown
  std::vector<RowMark> row_marks;          // in order of rows
  std::vector<Revision> revisions;         // of the table as a whole: its properties
  bool operator==(const Table&) const = default;
};

}  // namespace planmerge::plan
