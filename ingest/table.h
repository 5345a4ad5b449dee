// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/pdf_text.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// A cell with its lines still apart, so that a cell cut by the page can be sewn together.
struct SheetCell {
  int row = 0, col = 0, rowspan = 1, colspan = 1;
  int page = 0;
  Box box;
  std::vector<TextLine> lines;
  bool shaded = false;
};

/// A table as found on one page; after join() on several.
///
/// Shape: as plan::Table. xs are the column edges on the first page, columns + 1 of them.
struct SheetTable {
  int page = 0;  // of its last part
  int rows = 0;
  int header_rows = 0;
  std::vector<double> xs;
  std::vector<SheetCell> cells;
  std::vector<plan::Region> regions;
  plan::Evidence evidence = plan::Evidence::Rules;
  double confidence = 1;
  std::vector<plan::Heading> headings;

  int columns() const { return static_cast<int>(xs.size()) - 1; }
  const SheetCell* covering(int row, int col) const;
};

/// Could `below`, the first thing on a page, be the rest of `above`, the last on the page before?
/// Asks for the same column edges (one may lack some), or the same header.
bool continues(const SheetTable& above, const SheetTable& below);

/// Does the first row of `below` (after `skip` header rows) continue the last row of `above`?
/// Decided by text: word processors draw a border at the page's edge in either case.
bool row_continues(const SheetTable& above, const SheetTable& below, int skip);

/// Sews `below` to `above`. The repeated header goes to left_out.
void join(SheetTable& above, SheetTable below, std::vector<plan::LeftOut>& left_out);

/// "2.1 Title", "3. Title": the beginning of something, not its rest.
bool numbered(const TextLine& line);

/// Counts header rows where no page repeated them: a first row all bold or alone shaded.
void find_header(SheetTable& table);

/// The shared model's table: paragraphs composed, tracked changes told.
plan::Table finish_table(const SheetTable& table, const TextRules& rules);

}  // namespace planmerge::ingest
