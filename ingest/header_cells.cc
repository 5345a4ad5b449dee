// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/header_cells.h"

#include <algorithm>
#include <iterator>

namespace planmerge::ingest {
namespace {

/// First paragraph after the bold ones at the beginning; 0 or size(): there is no such border.
std::size_t end_of_bold(const plan::Cell& cell) {
  const auto plain = std::find_if(cell.paragraphs.begin(), cell.paragraphs.end(),
                                  [](const plan::Paragraph& paragraph) { return !paragraph.bold; });
  const bool plain_to_the_end =
      std::none_of(plain, cell.paragraphs.end(),
                   [](const plan::Paragraph& paragraph) { return paragraph.bold; });
  if (!plain_to_the_end) return 0;
  return static_cast<std::size_t>(plain - cell.paragraphs.begin());
}

bool is_bold(const plan::Cell& cell) {
  return end_of_bold(cell) == cell.paragraphs.size();
}

}  // namespace

void part_header_cells(plan::Table& table) {
  std::size_t others = 0;
  for (const plan::Cell& cell : table.cells) {
    if (cell.row == 0 && cell.rowspan == 1 && !cell.blank() && is_bold(cell)) ++others;
  }
  if (others < 2) return;  // one cell beside it says too little about the header
  std::vector<plan::Cell> below;
  for (plan::Cell& cell : table.cells) {
    if (cell.row != 0 || cell.rowspan < 2 || cell.revised) continue;
    const std::size_t border = end_of_bold(cell);
    if (border == 0 || border == cell.paragraphs.size()) continue;
    plan::Cell body = cell;
    body.row = 1;
    body.rowspan = cell.rowspan - 1;
    body.paragraphs.erase(body.paragraphs.begin(),
                          body.paragraphs.begin() + static_cast<std::ptrdiff_t>(border));
    cell.rowspan = 1;
    cell.paragraphs.resize(border);
    below.push_back(std::move(body));
  }
  table.cells.insert(table.cells.end(), std::make_move_iterator(below.begin()),
                     std::make_move_iterator(below.end()));
  std::stable_sort(table.cells.begin(), table.cells.end(),
                   [](const plan::Cell& a, const plan::Cell& b) {
                     return a.row != b.row ? a.row < b.row : a.col < b.col;
                   });
}

}  // namespace planmerge::ingest
