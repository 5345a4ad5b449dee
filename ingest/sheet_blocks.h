// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/sheet.h"

namespace planmerge::ingest {

/// A cell, or a merged range, in the rows and columns that are seen.
struct SheetItem {
  SheetArea area;
  std::string name;    // "B7", of the sheet as stored
  bool blank = false;  // only a comment
  std::vector<plan::Paragraph> paragraphs;
  std::vector<plan::Comment> comments;
};

struct SeenTable {
  SheetArea area;
  int header_rows = 1;
};

/// Finds the blocks of a sheet and adds them to the document, from top to bottom.
void place_blocks(const std::vector<SheetItem>& items, const std::vector<SeenTable>& tables,
                  const std::string& sheet, plan::Document& document);

}  // namespace planmerge::ingest
