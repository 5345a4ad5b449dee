// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/heads.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

namespace planmerge::ingest {
namespace {

constexpr double kCentrePt = 3.5;  // how far from the middle of its columns a name may stand
constexpr double kNameGap = 0.75;  // letter heights: a wider gap parts two names

struct Name {
  std::size_t line = 0;
  int c0 = 0, c1 = 0;    // columns
  std::size_t from = 0;  // its first letter in the line
  TextLine part;
};

int column_of(const std::vector<River>& rivers, double x) {
  int c = 0;
  for (const River& river : rivers) c += river.middle() < x ? 1 : 0;
  return c;
}

TextLine sub_line(const TextLine& line, std::size_t from, std::size_t to) {
  TextLine out;
  out.page = line.page;
  out.baseline = line.baseline;
  out.size = line.size;
  out.box = line.box;
  for (std::size_t i = from; i < to; ++i) out.letters.push_back(line.letters[i]);
  if (out.letters.empty()) return out;
  out.box.x0 = out.letters.front().x0;
  out.box.x1 = out.letters.back().x1;
  return out;
}

/// Runs of one line, cut at wide gaps and where a word ends before a river and the next begins
/// after it with more than a blank between.
std::vector<Name> names_of(const TextLine& line, std::size_t index,
                           const std::vector<River>& rivers) {
  std::vector<Name> out;
  for (const Piece& piece : pieces_of(line, 0.18 * line.size)) {
    const int c0 = column_of(rivers, piece.x0 + 0.5);
    const int c1 = column_of(rivers, piece.x1 - 0.5);
    const double gap = out.empty() ? 0 : piece.x0 - out.back().part.box.x1;
    const bool next_column = !out.empty() && c0 > out.back().c1;
    const bool joins =
        !out.empty() && gap < kNameGap * line.size && (!next_column || gap < 0.4 * line.size);
    if (joins) {
      Name& last = out.back();
      last.part = sub_line(line, last.from, piece.to);
      last.c1 = std::max(last.c1, c1);
    } else {
      out.push_back({index, c0, c1, piece.from, sub_line(line, piece.from, piece.to)});
    }
  }
  return out;
}

/// The columns a drawn line below the name runs under; nullopt: none does.
std::optional<std::pair<int, int>> underlined_columns(const Name& name, double floor,
                                                      const std::vector<River>& rivers,
                                                      const std::vector<Rule>& rules,
                                                      const SheetTable& table) {
  for (const Rule& rule : rules) {
    const double y = (rule.box.y0 + rule.box.y1) / 2;
    if (!rule.horizontal || y < name.part.baseline - 0.5 || y > floor) continue;
    const bool under = rule.box.x0 <= name.part.box.x0 + 1 && rule.box.x1 >= name.part.box.x1 - 1;
    const bool whole = rule.box.x1 - rule.box.x0 > 0.9 * (table.xs.back() - table.xs.front());
    if (!under || whole) continue;
    return std::pair{column_of(rivers, rule.box.x0 + 3), column_of(rivers, rule.box.x1 - 3)};
  }
  return std::nullopt;
}

/// Columns without a name of their own in this line, the name in their middle.
void centre(Name& name, const std::vector<Name>& all, const SheetTable& table) {
  const double x = (name.part.box.x0 + name.part.box.x1) / 2;
  const int columns = table.columns();
  const auto edge = [&](int i) { return table.xs[static_cast<std::size_t>(i)]; };
  const double own = (edge(name.c0) + edge(name.c1 + 1)) / 2;
  double best = std::abs(x - own);
  if (best < kCentrePt || name.part.box.x0 - edge(name.c0) < 6) return;
  const int first = name.c0;
  const int last = name.c1;
  for (int a = 0; a <= first; ++a) {
    for (int b = last; b < columns; ++b) {
      if (a == b) continue;
      const bool taken = std::any_of(all.begin(), all.end(), [&](const Name& o) {
        return &o != &name && o.line == name.line && o.c0 <= b && o.c1 >= a;
      });
      const double off = std::abs(x - (edge(a) + edge(b + 1)) / 2);
      if (taken || off > kCentrePt || off >= best) continue;
      best = off;
      name.c0 = a;
      name.c1 = b;
    }
  }
}

SheetCell cell_of(const SheetTable& table, int row, int rows, int c0, int c1, double y0,
                  double y1) {
  SheetCell cell;
  cell.row = row;
  cell.rowspan = rows;
  cell.col = c0;
  cell.colspan = c1 - c0 + 1;
  cell.page = table.page;
  cell.box = {table.xs[static_cast<std::size_t>(c0)], y0,
              table.xs[static_cast<std::size_t>(c1) + 1], y1};
  return cell;
}

}  // namespace

void add_heads(const std::vector<TextLine>& lines, const std::vector<River>& rivers,
               const std::vector<Rule>& rules, SheetTable& table) {
  std::vector<Name> names;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto some = names_of(lines[i], i, rivers);
    std::move(some.begin(), some.end(), std::back_inserter(names));
  }
  const double floor = lines.back().baseline;
  for (Name& name : names) {
    if (name.line + 1 >= lines.size()) continue;
    if (const auto under = underlined_columns(name, floor, rivers, rules, table)) {
      name.c0 = std::min(name.c0, under->first);
      name.c1 = std::max(name.c1, under->second);
    } else {
      centre(name, names, table);
    }
  }
  // The last line with a name over several columns ends the upper row of the head.
  std::optional<std::size_t> upper;
  for (const Name& name : names) {
    if (name.c1 > name.c0 && name.line + 1 < lines.size()) upper = name.line;
  }
  const double y0 = lines.front().box.y0;
  const double y1 = lines.back().box.y1;
  const int rows = upper ? 2 : 1;
  const double middle = upper ? lines[*upper].box.y1 : y1;
  std::vector<bool> spanned(static_cast<std::size_t>(table.columns()), false);
  std::vector<SheetCell> cells;
  if (upper) {
    for (const Name& name : names) {
      if (name.c1 == name.c0 || name.line > *upper) continue;
      // A second line of the same name joins it.
      const auto same = std::find_if(cells.begin(), cells.end(), [&](const SheetCell& c) {
        return c.col <= name.c1 && name.c0 < c.col + c.colspan &&
               c.lines.back().baseline < name.part.baseline - 1;
      });
      if (same != cells.end()) {
        same->lines.push_back(name.part);
        continue;
      }
      SheetCell cell = cell_of(table, 0, 1, name.c0, name.c1, y0, middle);
      cell.lines.push_back(name.part);
      for (int c = name.c0; c <= name.c1; ++c) spanned[static_cast<std::size_t>(c)] = true;
      cells.push_back(std::move(cell));
    }
  }
  for (int c = 0; c < table.columns(); ++c) {
    const bool below = spanned[static_cast<std::size_t>(c)];
    cells.push_back(below ? cell_of(table, 1, 1, c, c, middle, y1)
                          : cell_of(table, 0, rows, c, c, y0, y1));
  }
  for (const Name& name : names) {
    if (upper && name.c1 > name.c0 && name.line <= *upper) continue;
    // Without rows below it a name over several columns stays with the first.
    const auto own = std::find_if(cells.begin(), cells.end(), [&](const SheetCell& c) {
      return c.colspan == 1 && c.col == name.c0;
    });
    if (own != cells.end()) own->lines.push_back(name.part);
  }
  std::move(cells.begin(), cells.end(), std::back_inserter(table.cells));
  table.rows += rows;
  table.header_rows = rows;
}

}  // namespace planmerge::ingest
