// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ingest/pdf_text.h"
#include "ingest/table.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// What of a page is in no table, top to bottom.
struct PageText {
  int page = 0;
  double width = 0, height = 0;
  std::size_t drawn = 0;  // visible letters of the page, tables too (letters_in)
  std::vector<TextLine> lines;
  std::vector<Rule> rules;  // of no grid; underlines taken out
  std::vector<Box> shades;  // coloured areas
};

/// Takes out what repeats at the same place of several pages, and page numbers.
void take_furniture(std::vector<PageText>& pages, std::vector<plan::LeftOut>& left_out);

/// Takes out notes at the foot of a page: lines that begin with a raised mark, and what follows.
void take_footnotes(std::vector<PageText>& pages, const TextRules& rules, plan::Document& document);

/// "Table 2 (continued)" above the rest of a table, "to be continued" below its first part.
bool says_continued(const TextLine& line);

/// Nothing but white below the table's part on its last page (above its part on its first page).
bool ends_page(const std::vector<PageText>& pages, const SheetTable& table);
bool begins_page(const std::vector<PageText>& pages, const SheetTable& table);

/// Composes the running text to paragraphs and gives each table the headings that govern it.
void give_headings(const std::vector<PageText>& pages, const TextRules& rules,
                   std::vector<SheetTable>& tables, plan::Document& document);

}  // namespace planmerge::ingest
