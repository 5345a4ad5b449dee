// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/repair.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ingest/pdf/row_starts.h"

namespace planmerge::ingest {
namespace {

constexpr double kTextRows = 0.4;        // of a table's rows that hold text
constexpr double kNamedShare = 0.6;      // of the columns, in the first row of an empty form
constexpr double kSameBaselinePt = 0.3;  // word processors part rows by at least a border's width
constexpr double kGap = 0.6;             // letter heights: more than a blank
constexpr int kLikeRows = 3;             // rows that show the same missing walls
constexpr double kFigures = 0.8;         // of the values of rows that a band of figures has
constexpr std::size_t kMinBand = 3;      // lines of such a band

/// The rivers at the edges inside a cell.
std::vector<River> edges_inside(const SheetTable& table, const SheetCell& cell) {
  std::vector<River> out;
  for (int c = cell.col + 1; c < cell.col + cell.colspan; ++c) {
    const double x = table.xs[static_cast<std::size_t>(c)];
    out.push_back({x, x});
  }
  return out;
}

/// Words stay on their side of every edge, and some line has words on both sides of one.
bool shows_columns(const SheetCell& cell, const std::vector<River>& edges) {
  bool parted = false;
  for (const TextLine& line : cell.lines) {
    if (!keeps_to(line, edges)) return false;
    parted = parted || pieces_of(line, kGap * line.size).size() > 1;
    if (pieces_of(line, kGap * line.size).size() < filled_columns(line, edges).size()) return false;
  }
  return parted;
}

std::vector<SheetCell> split_columns(const SheetTable& table, const SheetCell& cell,
                                     const std::vector<River>& edges) {
  std::vector<SheetCell> out;
  for (int c = 0; c < cell.colspan; ++c) {
    SheetCell part = cell;
    part.col = cell.col + c;
    part.colspan = 1;
    part.box.x0 = table.xs[static_cast<std::size_t>(part.col)];
    part.box.x1 = table.xs[static_cast<std::size_t>(part.col) + 1];
    part.lines.clear();
    out.push_back(std::move(part));
  }
  for (const TextLine& line : cell.lines) {
    CutLine cut = cut_line(line, edges);
    for (std::size_t c = 0; c < cut.parts.size(); ++c) {
      if (!cut.parts[c].letters.empty()) out[c].lines.push_back(std::move(cut.parts[c]));
    }
  }
  return out;
}

/// Columns that only some rows have walls for.
void part_columns(SheetTable& table) {
  std::map<std::pair<int, int>, int> like;
  std::vector<bool> shows(table.cells.size(), false);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const SheetCell& cell = table.cells[i];
    if (cell.colspan < 2 || cell.lines.empty()) continue;
    shows[i] = shows_columns(cell, edges_inside(table, cell));
    if (shows[i]) ++like[{cell.col, cell.colspan}];
  }
  std::vector<SheetCell> out;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    SheetCell& cell = table.cells[i];
    if (shows[i] && like[{cell.col, cell.colspan}] >= kLikeRows) {
      auto parts = split_columns(table, cell, edges_inside(table, cell));
      std::move(parts.begin(), parts.end(), std::back_inserter(out));
    } else {
      out.push_back(std::move(cell));
    }
  }
  table.cells = std::move(out);
}

/// Top and bottom of the rows, as cells of one row have them.
std::vector<std::pair<double, double>> bands_of(const SheetTable& table) {
  std::vector<std::pair<double, double>> bands(static_cast<std::size_t>(table.rows), {0, 0});
  for (const SheetCell& cell : table.cells) {
    if (cell.rowspan == 1) bands[static_cast<std::size_t>(cell.row)] = {cell.box.y0, cell.box.y1};
  }
  return bands;
}

/// One line beside each row, on the very baseline of that row's other texts.
bool stands_beside_rows(const SheetTable& table, const SheetCell& cell,
                        const std::vector<std::pair<double, double>>& bands) {
  for (int r = cell.row; r < cell.row + cell.rowspan; ++r) {
    const auto [top, bottom] = bands[static_cast<std::size_t>(r)];
    const TextLine* mine = nullptr;
    for (const TextLine& line : cell.lines) {
      if (mine == nullptr && line.baseline > top && line.baseline < bottom) mine = &line;
    }
    if (mine == nullptr) return false;
    const bool beside =
        std::any_of(table.cells.begin(), table.cells.end(), [&](const SheetCell& o) {
          return o.row == r && o.rowspan == 1 && !o.lines.empty() &&
                 std::abs(o.lines.front().baseline - mine->baseline) < kSameBaselinePt;
        });
    if (!beside) return false;
  }
  return true;
}

void part_rows(SheetTable& table) {
  const auto bands = bands_of(table);
  // Cells are compared with their neighbours: all are judged before the first is taken apart.
  std::vector<bool> parted;
  parted.reserve(table.cells.size());
  for (const SheetCell& cell : table.cells) {
    parted.push_back(cell.rowspan > 1 &&
                     cell.lines.size() >= static_cast<std::size_t>(cell.rowspan) &&
                     stands_beside_rows(table, cell, bands));
  }
  std::vector<SheetCell> out;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    SheetCell& cell = table.cells[i];
    if (!parted[i]) {
      out.push_back(std::move(cell));
      continue;
    }
    const std::vector<TextLine> lines = std::exchange(cell.lines, {});
    const int last = cell.row + cell.rowspan - 1;
    for (int r = cell.row; r <= last; ++r) {
      SheetCell part = cell;
      part.row = r;
      part.rowspan = 1;
      part.box.y0 = bands[static_cast<std::size_t>(r)].first;
      part.box.y1 = bands[static_cast<std::size_t>(r)].second;
      // The bands part the whole height: a line on an edge, above the first or below the last row
      // is in one of them, too.
      for (const TextLine& line : lines) {
        const bool above = r > cell.row && line.baseline < part.box.y0;
        const bool below =
            r < last && line.baseline >= bands[static_cast<std::size_t>(r) + 1].first;
        if (!above && !below) part.lines.push_back(line);
      }
      out.push_back(std::move(part));
    }
  }
  table.cells = std::move(out);
}

bool is_figure(const TextLine& line) {
  int digits = 0;
  int letters = 0;
  for (const Letter& l : line.letters) {
    const char c = l.text.empty() ? ' ' : l.text[0];
    digits += c >= '0' && c <= '9' ? 1 : 0;
    letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
  }
  return digits > letters || line.text() == "-" || line.text() == "n/a";
}

/// The baselines of a row whose cells hold columns of figures; empty: it is one row.
std::vector<double> figure_lines(const std::vector<const SheetCell*>& cells) {
  std::size_t most = 0;
  for (const SheetCell* cell : cells) most = std::max(most, cell->lines.size());
  if (most < kMinBand || cells.size() < 2) return {};
  const SheetCell* longest = nullptr;
  int values = 0;
  int figures = 0;
  for (const SheetCell* cell : cells) {
    if (cell->lines.size() == most && longest == nullptr) longest = cell;
    if (2 * cell->lines.size() < most && !cell->lines.empty()) return {};
    if (cell == cells.front()) continue;
    for (const TextLine& line : cell->lines) {
      ++values;
      figures += is_figure(line) ? 1 : 0;
    }
  }
  if (longest == nullptr || values < 3 || figures < kFigures * values) return {};
  std::vector<double> baselines;
  for (const TextLine& line : longest->lines) baselines.push_back(line.baseline);
  for (const SheetCell* cell : cells) {
    for (const TextLine& line : cell->lines) {
      const bool known = std::any_of(baselines.begin(), baselines.end(), [&](double y) {
        return std::abs(y - line.baseline) < 0.25 * line.size;
      });
      if (!known) return {};
    }
  }
  return baselines;
}

/// Rows of figures between two rules: as many rows as lines.
void part_bands(SheetTable& table) {
  for (int r = table.rows - 1; r >= 0; --r) {
    std::vector<const SheetCell*> cells;
    bool simple = true;
    for (const SheetCell& cell : table.cells) {
      if (cell.row > r || cell.row + cell.rowspan <= r) continue;
      simple = simple && cell.rowspan == 1 && cell.colspan == 1;
      cells.push_back(&cell);
    }
    if (!simple) continue;
    std::sort(cells.begin(), cells.end(),
              [](const SheetCell* a, const SheetCell* b) { return a->col < b->col; });
    const std::vector<double> baselines = figure_lines(cells);
    if (baselines.empty()) continue;
    const int more = static_cast<int>(baselines.size()) - 1;
    std::vector<SheetCell> out;
    for (const SheetCell& cell : table.cells) {
      if (cell.row != r) {
        out.push_back(cell);
        if (cell.row > r) out.back().row += more;
        continue;
      }
      for (std::size_t k = 0; k < baselines.size(); ++k) {
        SheetCell part = cell;
        part.row = r + static_cast<int>(k);
        std::erase_if(part.lines, [&](const TextLine& line) {
          return std::abs(line.baseline - baselines[k]) >= 0.25 * line.size;
        });
        if (k > 0) part.box.y0 = (baselines[k - 1] + baselines[k]) / 2;
        if (k + 1 < baselines.size()) part.box.y1 = (baselines[k] + baselines[k + 1]) / 2;
        out.push_back(std::move(part));
      }
    }
    table.cells = std::move(out);
    table.rows += more;
  }
}

}  // namespace

bool holds_table(const SheetTable& table) {
  std::set<int> rows;
  int named = 0;
  for (const SheetCell& cell : table.cells) {
    if (cell.lines.empty()) continue;
    for (int r = cell.row; r < cell.row + cell.rowspan; ++r) rows.insert(r);
    if (cell.row == 0) ++named;
  }
  const bool heads = named > 1 && named > kNamedShare * table.columns();
  return heads || static_cast<double>(rows.size()) >= kTextRows * table.rows;
}

void draw_missing_walls(SheetTable& table) {
  part_columns(table);
  part_rows(table);
  part_bands(table);
  std::sort(table.cells.begin(), table.cells.end(), [](const SheetCell& a, const SheetCell& b) {
    return a.row != b.row ? a.row < b.row : a.col < b.col;
  });
}

}  // namespace planmerge::ingest
