// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "plan/table.h"

namespace planmerge::ingest {

/// A table of plain cells, one a text; '\n' separates paragraphs, a leading "•" makes a list item
/// and a leading "_" an underlined line.
inline plan::Table table_of(std::vector<std::vector<std::string>> rows) {
  plan::Table table;
  table.rows = static_cast<int>(rows.size());
  table.columns = rows.empty() ? 0 : static_cast<int>(rows.front().size());
  for (int row = 0; row < table.rows; ++row) {
    const auto& texts = rows[static_cast<std::size_t>(row)];
    for (int col = 0; col < static_cast<int>(texts.size()); ++col) {
      plan::Cell cell;
      cell.row = row;
      cell.col = col;
      std::string rest = texts[static_cast<std::size_t>(col)];
      while (true) {
        const std::size_t end = rest.find('\n');
        plan::Paragraph paragraph;
        paragraph.text = rest.substr(0, end);
        if (paragraph.text.starts_with("•")) {
          paragraph.label = "•";
          paragraph.text.erase(0, std::string("•").size());
        } else if (paragraph.text.starts_with("_")) {
          paragraph.underlined = true;
          paragraph.text.erase(0, 1);
        }
        cell.paragraphs.push_back(std::move(paragraph));
        if (end == std::string::npos) break;
        rest.erase(0, end + 1);
      }
      table.cells.push_back(std::move(cell));
    }
  }
  return table;
}

}  // namespace planmerge::ingest
