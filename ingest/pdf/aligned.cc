// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/aligned.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "ingest/pdf/columns.h"
#include "ingest/pdf/heads.h"
#include "ingest/pdf/row_starts.h"

namespace planmerge::ingest {
namespace {

constexpr double kConfidence = 0.7;  // measured: half of such tables are exact
constexpr double kPadding = 2.0;     // points between an edge without a rule and its text
constexpr double kSameLead = 1.15;   // letter heights x 1.2: a line that wraps
constexpr std::size_t kMaxHeadLines = 6;
constexpr double kHeadStep = 2.4;    // letter heights from head line to head line
constexpr double kRuleShare = 0.45;  // of the table's width: a rule that parts rows

struct Extent {
  double x0 = 0, x1 = 0;
};

Extent extent_of(const PageText& page, std::size_t first, std::size_t last) {
  Extent out{1e9, -1e9};
  for (std::size_t i = first; i < last; ++i) {
    out.x0 = std::min(out.x0, page.lines[i].box.x0);
    out.x1 = std::max(out.x1, page.lines[i].box.x1);
  }
  return out;
}

bool parting_rule(const PageText& page, double y0, double y1, const Extent& at) {
  const double need = kRuleShare * (at.x1 - at.x0);
  const bool ruled = std::any_of(page.rules.begin(), page.rules.end(), [&](const Rule& rule) {
    const double y = (rule.box.y0 + rule.box.y1) / 2;
    return rule.horizontal && y > y0 && y < y1 &&
           std::min(rule.box.x1, at.x1) - std::max(rule.box.x0, at.x0) > need;
  });
  if (ruled) return true;
  return std::any_of(page.shades.begin(), page.shades.end(), [&](const Box& shade) {
    const bool wide = std::min(shade.x1, at.x1) - std::max(shade.x0, at.x0) > need;
    return wide && ((shade.y0 > y0 && shade.y0 < y1) || (shade.y1 > y0 && shade.y1 < y1));
  });
}

bool shaded(const PageText& page, const TextLine& line, const Extent& at) {
  const double y = line.baseline - 0.3 * line.size;
  return std::any_of(page.shades.begin(), page.shades.end(), [&](const Box& shade) {
    return shade.y0 < y && y < shade.y1 &&
           std::min(shade.x1, at.x1) - std::max(shade.x0, at.x0) > kRuleShare * (at.x1 - at.x0);
  });
}

double step_to(const PageText& page, std::size_t line) {
  return page.lines[line].baseline - page.lines[line - 1].baseline;
}

/// The first line of the head above line `first` of the block.
std::size_t head_above(const PageText& page, const Block& block) {
  const Extent at = extent_of(page, block.first, block.last);
  std::size_t top = block.first;
  std::size_t ruled = block.first;  // highest line right under a wide rule
  bool open = true;                 // nothing but names so far
  for (std::size_t i = block.first; i > 0 && block.first - i < kMaxHeadLines; --i) {
    const TextLine& below = page.lines[i];
    if (ruled_between(page, page.lines[i - 1].baseline, below.baseline, at.x0, at.x1)) ruled = i;
    const TextLine& line = page.lines[i - 1];
    if (step_to(page, i) > kHeadStep * std::max(line.size, below.size)) break;
    if (line.box.x1 > at.x1 + 20 || line.box.x0 < at.x0 - 20) break;
    if (caption_of(line) != Caption::None) {
      ruled = std::max(ruled, i);
      break;
    }
    const auto pieces = pieces_of(line, 0.9 * line.size);
    const bool prose = pieces.size() == 1 && line.box.x1 - line.box.x0 > 0.6 * (at.x1 - at.x0);
    if (prose) break;
    const bool name = line.bold() && line.box.x0 > at.x0 + 0.1 * (at.x1 - at.x0) &&
                      step_to(page, i) < 1.9 * line.size;
    if (!line.bold() && pieces.size() == 1) open = false;
    if (open && (pieces.size() > 1 || name || shaded(page, line, at))) top = i - 1;
  }
  const TextLine& line = page.lines[ruled];
  const bool under_rule =
      ruled < block.first && ruled_between(page, ruled == 0 ? 0 : page.lines[ruled - 1].baseline,
                                           line.baseline, at.x0, at.x1);
  return under_rule ? ruled : top;
}

/// The name of the rows overleaf may be the last line of its page.
std::size_t with_last_banner(const PageText& page, std::size_t end, const Extent& at) {
  if (end + 1 != page.lines.size() || end == 0) return end;
  const TextLine& line = page.lines[end];
  const bool within = line.box.x0 > at.x0 - 3 && line.box.x1 < at.x1 + 3;
  const bool near = step_to(page, end) < 3 * line.size;
  const bool same = std::abs(line.size - page.lines[end - 1].size) < 0.1 * line.size;
  return within && near && same && is_banner(line, page) ? end + 1 : end;
}

/// One past the last line: wrapped text of the last row goes on below its other columns, but
/// never into line `stop`, where the next block begins.
std::size_t tail_below(const PageText& page, const Block& block, std::size_t stop) {
  std::size_t end = block.last;
  double lead = 1e9;
  for (std::size_t i = block.first + 1; i < block.last; ++i) {
    if (step_to(page, i) > 0.9 * page.lines[i].size) lead = std::min(lead, step_to(page, i));
  }
  const Extent at = extent_of(page, block.first, block.last);
  while (end < stop) {
    const TextLine& line = page.lines[end];
    const TextLine& above = page.lines[end - 1];
    const bool near = step_to(page, end) < std::max(kSameLead * lead, 1.25 * line.size);
    std::vector<River> rivers = block.rivers;
    const bool fits = narrow(rivers, line) && line.box.x1 < at.x1 + 2 && line.box.x0 > at.x0 - 2 &&
                      filled_columns(line, block.rivers).size() == 1;
    if (!near || !fits || is_banner(line, page) || line.size < 0.93 * above.size ||
        ruled_between(page, above.baseline, line.baseline, at.x0, at.x1))
      break;
    ++end;
  }
  return with_last_banner(page, end, at);
}

/// Lines of the head at the top of lines[first, last).
std::size_t count_heads(const PageText& page, std::size_t first, std::size_t last,
                        std::size_t body) {
  const Extent at = extent_of(page, first, last);
  const std::size_t most = std::min(last, first + kMaxHeadLines);
  for (std::size_t i = first + 1; i < most; ++i) {
    if (ruled_between(page, page.lines[i - 1].baseline, page.lines[i].baseline - 0.3, at.x0, at.x1))
      return i - first;
  }
  std::size_t bold = first;
  while (bold < most && page.lines[bold].bold()) ++bold;
  if (bold > first && bold < last) return bold - first;
  std::size_t shade = first;
  while (shade < most && shaded(page, page.lines[shade], at)) ++shade;
  if (shade > first && shade < most) return shade - first;
  return body > first ? body - first : 0;
}

std::vector<double> edges_of(const PageText& page, std::size_t first, std::size_t last,
                             const std::vector<River>& rivers) {
  Extent at = extent_of(page, first, last);
  at.x0 -= kPadding;
  at.x1 += kPadding;
  const double y0 = page.lines[first].box.y0 - 3 * page.lines[first].size;
  const double y1 = page.lines[last - 1].box.y1 + 3 * page.lines[first].size;
  const auto widen = [&](const Box& box) {
    const bool spans = box.x0 <= at.x0 + 3 && box.x1 >= at.x1 - 3 && box.y1 > y0 && box.y0 < y1;
    if (spans && box.x0 > at.x0 - 15 && box.x1 < at.x1 + 60) {
      at.x0 = std::min(at.x0, box.x0);
      at.x1 = std::max(at.x1, box.x1);
    }
  };
  for (const Rule& rule : page.rules) {
    if (rule.horizontal) widen(rule.box);
  }
  for (const Box& shade : page.shades) widen(shade);
  std::vector<double> xs = {at.x0};
  for (const River& river : rivers)
    xs.push_back(river.x1 - std::min(kPadding, (river.x1 - river.x0) / 2));
  xs.push_back(at.x1);
  return xs;
}

/// A table as it is read on one page, and what is needed to go on overleaf.
struct Reading {
  SheetTable table;
  std::vector<River> rivers;
  std::size_t first = 0, last = 0;  // its lines on the page
  std::size_t heads = 0;            // of them
  std::vector<std::string> head;    // the text of its head's lines, to know them again
};

SheetCell blank_cell(const SheetTable& table, int row, int c0, int c1, double y0, double y1) {
  SheetCell cell;
  cell.row = row;
  cell.col = c0;
  cell.colspan = c1 - c0 + 1;
  cell.page = table.page;
  cell.box = {table.xs[static_cast<std::size_t>(c0)], y0,
              table.xs[static_cast<std::size_t>(c1) + 1], y1};
  return cell;
}

void add_row(const std::vector<CutLine>& lines, std::size_t from, std::size_t to,
             const std::vector<const TextLine*>& whole, SheetTable& table) {
  const int row = table.rows++;
  const double y0 = whole[from]->box.y0;
  const double y1 = whole[to - 1]->box.y1;
  if (lines[from].banner) {
    SheetCell cell = blank_cell(table, row, 0, table.columns() - 1, y0, y1);
    for (std::size_t i = from; i < to; ++i) cell.lines.push_back(*whole[i]);
    table.cells.push_back(std::move(cell));
    return;
  }
  for (int c = 0; c < table.columns(); ++c) {
    SheetCell cell = blank_cell(table, row, c, c, y0, y1);
    for (std::size_t i = from; i < to; ++i) {
      const TextLine& part = lines[i].parts[static_cast<std::size_t>(c)];
      if (!part.letters.empty()) cell.lines.push_back(part);
    }
    table.cells.push_back(std::move(cell));
  }
}

double lead_of(const std::vector<CutLine>& lines, std::size_t column) {
  double least = 0;
  double last = -1e6;
  for (const CutLine& line : lines) {
    if (line.parts[column].letters.empty()) continue;
    const double baseline = line.parts[column].baseline;
    const double step = baseline - last;
    if (step > 0.9 * line.size && (least == 0 || step < least)) least = step;
    last = baseline;
  }
  return least;
}

/// The texts of a column, each in a cell over its rows; blank rows above the first are one cell.
void merge_column(const std::vector<CutLine>& lines, const std::vector<std::size_t>& row_of,
                  std::size_t column, int first_row, SheetTable& table) {
  const double lead = lead_of(lines, column);
  const int col = static_cast<int>(column);
  std::vector<SheetCell> cells;
  double last = -1e6;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].banner) {
      last = -1e6;
      continue;
    }
    const TextLine& part = lines[i].parts[column];
    if (part.letters.empty()) continue;
    const int row = first_row + static_cast<int>(row_of[i]);
    const bool fresh = part.baseline - last > 1.08 * lead || cells.empty();
    last = part.baseline;
    if (cells.empty() && row > first_row)
      cells.push_back(blank_cell(table, first_row, col, col, part.box.y0, part.box.y0));
    if (fresh) cells.push_back(blank_cell(table, row, col, col, part.box.y0, part.box.y1));
    cells.back().lines.push_back(part);
  }
  if (cells.empty()) return;
  std::erase_if(table.cells, [&](const SheetCell& cell) {
    return cell.col == col && cell.colspan == 1 && cell.row >= first_row;
  });
  const auto banner_after = [&](int row) {
    int stop = table.rows;
    for (const SheetCell& cell : table.cells) {
      if (cell.row > row && cell.col == 0 && cell.colspan > 1) stop = std::min(stop, cell.row);
    }
    return stop;
  };
  for (std::size_t k = 0; k < cells.size(); ++k) {
    int stop = banner_after(cells[k].row);
    if (k + 1 < cells.size()) stop = std::min(stop, cells[k + 1].row);
    cells[k].rowspan = std::max(1, stop - cells[k].row);
    for (const SheetCell& cell : table.cells) {
      if (cell.row == cells[k].row + cells[k].rowspan - 1) cells[k].box.y1 = cell.box.y1;
    }
  }
  std::move(cells.begin(), cells.end(), std::back_inserter(table.cells));
}

/// The table of lines[first, last); `heads` of them are its head.
SheetTable build(const PageText& page, const Reading& at, std::size_t heads,
                 const std::vector<double>& xs) {
  SheetTable table;
  table.page = page.page;
  table.xs = xs;
  table.evidence = plan::Evidence::Alignment;
  table.confidence = kConfidence;
  const Extent extent{xs.front(), xs.back()};
  if (heads > 0) {
    const std::vector<TextLine> head(
        page.lines.begin() + static_cast<std::ptrdiff_t>(at.first),
        page.lines.begin() + static_cast<std::ptrdiff_t>(at.first + heads));
    add_heads(head, at.rivers, page.rules, table);
  }
  std::vector<CutLine> cut;
  std::vector<const TextLine*> whole;
  for (std::size_t i = at.first + heads; i < at.last; ++i) {
    const TextLine& line = page.lines[i];
    cut.push_back(cut_line(line, at.rivers));
    const bool lone = cut.back().filled() == 1 && !cut.back().parts[0].letters.empty();
    cut.back().banner =
        is_banner(line, page) && (!keeps_to(line, at.rivers) || (lone && line.bold()));
    cut.back().parted =
        i > at.first && parting_rule(page, page.lines[i - 1].baseline - 0.2 * line.size,
                                     line.baseline - 0.2 * line.size, extent);
    whole.push_back(&line);
  }
  const RowStarts rows = find_row_starts(cut);
  const int first_row = table.rows;
  std::vector<std::size_t> row_of(cut.size(), 0);
  for (std::size_t i = 0, row = 0; i < cut.size(); ++row) {
    std::size_t end = i + 1;
    while (end < cut.size() && !rows.starts[end]) ++end;
    for (std::size_t k = i; k < end; ++k) row_of[k] = row;
    add_row(cut, i, end, whole, table);
    i = end;
  }
  for (std::size_t c = 0; c < rows.merged; ++c) merge_column(cut, row_of, c, first_row, table);
  std::sort(table.cells.begin(), table.cells.end(), [](const SheetCell& a, const SheetCell& b) {
    return a.row != b.row ? a.row < b.row : a.col < b.col;
  });
  table.regions.push_back(
      {page.page,
       {xs.front(), page.lines[at.first].box.y0, xs.back(), page.lines[at.last - 1].box.y1}});
  return table;
}

/// The rest, at the top of the page, of a table whose columns are known.
std::optional<Reading> carry_on(const PageText& page, const Reading& before) {
  Reading out;
  out.rivers = before.rivers;
  out.head = before.head;
  while (out.first < page.lines.size() && says_continued(page.lines[out.first])) ++out.first;
  const std::size_t room = page.lines.size() - out.first;
  bool same = !out.head.empty() && out.head.size() < room;
  for (std::size_t i = 0; same && i < out.head.size(); ++i)
    same = page.lines[out.first + i].text() == out.head[i];
  out.heads = same ? out.head.size() : 0;
  std::size_t rich = 0;
  for (std::size_t i = out.first + out.heads; i < page.lines.size(); ++i) {
    const TextLine& line = page.lines[i];
    const bool banner = is_banner(line, page) && !keeps_to(line, out.rivers);
    const auto& xs = before.table.xs;
    const bool inside = line.box.x0 > xs.front() - 2 && line.box.x1 < xs.back() + 2;
    if (!inside) break;
    if (i > out.first + out.heads && step_to(page, i) > 3.4 * line.size &&
        !ruled_between(page, page.lines[i - 1].baseline, line.baseline, xs.front(), xs.back()))
      break;
    // A caption stands above a head, the name of rows above rows.
    if (is_banner(line, page) && heads_follow(page, i)) break;
    if (banner) continue;
    if (!narrow(out.rivers, line)) break;
    rich += filled_columns(line, out.rivers).size() > 1 ? 1U : 0U;
    out.last = i + 1;
  }
  // Under a repeated head even the rest of a single cell is a part of the table.
  if (rich == 0 && (out.heads == 0 || out.last == 0)) return std::nullopt;
  out.last = with_last_banner(page, out.last, {before.table.xs.front(), before.table.xs.back()});
  return out;
}

void erase_lines(PageText& page, std::size_t first, std::size_t last) {
  page.lines.erase(page.lines.begin() + static_cast<std::ptrdiff_t>(first),
                   page.lines.begin() + static_cast<std::ptrdiff_t>(last));
}

}  // namespace

void find_aligned(std::vector<PageText>& pages, std::vector<SheetTable>& tables) {
  bool found = false;
  std::optional<Reading> open;
  for (PageText& page : pages) {
    if (open) {
      auto rest = carry_on(page, *open);
      open.reset();
      if (rest) {
        rest->table = build(page, *rest, rest->heads, tables.back().xs);
        erase_lines(page, rest->first, rest->last);
        tables.push_back(rest->table);
        found = true;
        if (rest->first == page.lines.size()) {
          open = std::move(rest);
          continue;
        }
      }
    }
    std::vector<Block> blocks = find_blocks(page);
    std::vector<Reading> readings;
    std::size_t free = 0;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const Block& block = blocks[b];
      Reading at;
      at.rivers = block.rivers;
      at.first = std::max(free, head_above(page, block));
      at.last =
          tail_below(page, block, b + 1 < blocks.size() ? blocks[b + 1].first : page.lines.size());
      free = at.last;
      const std::size_t heads = count_heads(page, at.first, at.last, block.first);
      for (std::size_t i = 0; i < heads; ++i) at.head.push_back(page.lines[at.first + i].text());
      at.table = build(page, at, heads, edges_of(page, at.first, at.last, at.rivers));
      readings.push_back(std::move(at));
    }
    for (auto at = readings.rbegin(); at != readings.rend(); ++at) {
      const bool ends = at->last == page.lines.size();
      erase_lines(page, at->first, at->last);
      if (ends && at == readings.rbegin()) open = *at;
    }
    for (Reading& at : readings) tables.push_back(std::move(at.table));
    if (open) open->table.xs = tables.back().xs;
    found = found || !readings.empty();
  }
  if (!found) return;
  std::stable_sort(tables.begin(), tables.end(), [](const SheetTable& a, const SheetTable& b) {
    const plan::Region& x = a.regions.front();
    const plan::Region& y = b.regions.front();
    return x.page != y.page ? x.page < y.page : x.box.y0 < y.box.y0;
  });
}

}  // namespace planmerge::ingest
