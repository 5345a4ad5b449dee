// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/document.h"

namespace planmerge::ingest {

/// A rectangle of cells, counted from 0, ends included.
struct SheetArea {
  int row0 = 0, col0 = 0, row1 = 0, col1 = 0;
};

struct WorkbookCell {
  int row = 0, col = 0;
  std::vector<plan::Paragraph> paragraphs;
  std::vector<plan::Comment> comments;
  bool hidden = false;  // its number format shows nothing
};

/// A named table inside a sheet ("Format as table").
struct NamedTable {
  SheetArea area;
  int header_rows = 1;
};

/// One sheet of a workbook, whatever the format of the file.
///
/// Shape:  cells in any order, blank ones left out; merges and hidden ranges may claim more than
///         is used: they cost nothing beyond the cells that are there.
struct Sheet {
  static constexpr int kMaxRows = 1'048'576, kMaxColumns = 16'384;

  std::string name;
  bool hidden = false;
  std::vector<WorkbookCell> cells;
  std::vector<SheetArea> merges;
  std::vector<std::pair<int, int>> hidden_rows, hidden_columns;  // first and last
  std::vector<NamedTable> tables;
};

/// Adds what a sheet shows to the document: its blocks of cells as tables, single lines as
/// paragraphs and headings. What is hidden or lies under a merged cell goes to left_out and is
/// noted.
///
/// Blank rows and columns part blocks; a block without a header of its own that lies under a table
/// and within its columns goes on with it.
/// Errors: Error(Limit) for a block larger than any table we read.
void place_sheet(Sheet sheet, plan::Document& document);

/// "B7" of a position counted from 0.
std::string cell_name(int row, int col);
/// The inverse; nullopt outside the largest sheet there is. `$` signs are passed over.
std::optional<std::pair<int, int>> parse_cell_name(std::string_view name);
/// "A1:C9" or "A1".
std::optional<SheetArea> parse_area(std::string_view name);

/// The lines of a cell as paragraphs; a line that begins with a bullet becomes a labelled item.
/// Looks are those of the whole cell.
std::vector<plan::Paragraph> paragraphs_of(std::string_view text, bool bold, bool underlined);

}  // namespace planmerge::ingest
