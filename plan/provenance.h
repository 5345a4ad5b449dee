// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace planmerge::plan {

/// A rectangle on the visible page. Units: PDF points, origin top left, y down.
/// All zero where the format has no pages (DOCX).
struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool operator==(const Box&) const = default;
};

/// Where a reading was printed: file, then page and box, then table and cell, then characters.
struct Provenance {
  std::string file;    // name as given, without folders
  std::string sha256;  // of the file's bytes
  int page = 0;        // 1-based; 0 where the format has no pages
  Box box;
  int table = -1;  // index in Document::tables; -1: not from a table
  int row = -1;    // grid position of the cell's first row and column in that table
  int col = -1;
  int paragraph = -1;              // first paragraph of the cell that the reading came from
  std::size_t begin = 0, end = 0;  // bytes in the cell's text; equal: the whole cell
  std::string author;              // where the file tells: of a tracked change
  std::string date;                // ISO 8601, as the file has it
  std::string sheet, cell;         // "Actions" and "B7" in a workbook; else empty
  bool struck = false;             // table, row and col count in Document::struck
  bool operator==(const Provenance&) const = default;
};

/// "annex.pdf, page 14, table 3, row 7, column 2"; counts from 1 for people. In a workbook
/// "annex.xlsx, sheet Actions, cell B7".
std::string describe(const Provenance& where);

}  // namespace planmerge::plan
