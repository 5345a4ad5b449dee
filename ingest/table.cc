// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/table.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace planmerge::ingest {
namespace {

constexpr double kEdgePt = 4.0;  // column edges of two pages that are the same edge
constexpr int kMaxHeaderRows = 3;

// Weights of the evidence that a row goes on overleaf; joined from kGoesOn upwards. Read off
// tables that LibreOffice and Word broke over pages.
constexpr double kGoesOn = 1.0;
constexpr double kUnfinished = 3.0;    // a sentence or a hanging paragraph goes on
constexpr double kWrapped = 0.35;      // the first word had no room on the line before
constexpr double kBlankValue = 0.6;    // nothing more in a column that had a value
constexpr double kBlankLeading = 0.4;  // the same in a column that may be merged downwards
constexpr double kFreshValue = -1.5;   // a complete value, where the row had one already
constexpr double kNewValue = -2.0;     // a value in a column that was empty

constexpr double kMuchRoom = 5.0;    // letter heights: more than a kept-together pair of lines
constexpr double kLittleRoom = 1.6;  // no further line would have fitted

std::string squeezed(const SheetCell& cell) {
  std::string out;
  for (const TextLine& line : cell.lines) {
    for (const Letter& letter : line.letters) {
      if (letter.text != " ") out += letter.text;
    }
  }
  return out;
}

std::string row_text(const SheetTable& table, int row) {
  std::string out;
  for (const SheetCell& cell : table.cells) {
    if (cell.row == row) out += squeezed(cell) + '\x1f';
  }
  return out;
}

bool same_row(const SheetTable& a, const SheetTable& b, int row) {
  const std::string text = row_text(a, row);
  return text == row_text(b, row) && text.find_first_not_of('\x1f') != std::string::npos;
}

int repeated_rows(const SheetTable& above, const SheetTable& below) {
  int same = 0;
  while (same < kMaxHeaderRows && same < above.rows && same < below.rows &&
         same_row(above, below, same)) {
    ++same;
  }
  return same;
}

/// Each edge of `few` lies on one of `many`, both measured from their left edge.
bool edges_within(const std::vector<double>& few, const std::vector<double>& many) {
  return std::all_of(few.begin(), few.end(), [&](double x) {
    return std::any_of(many.begin(), many.end(), [&](double m) {
      return std::abs((x - few.front()) - (m - many.front())) < kEdgePt;
    });
  });
}

/// Index of the edge nearest to x.
int edge_at(const std::vector<double>& edges, double x) {
  const auto at = std::min_element(edges.begin(), edges.end(), [x](double a, double b) {
    return std::abs(a - x) < std::abs(b - x);
  });
  return static_cast<int>(at - edges.begin());
}

/// Puts the table on other edges that hold all of its own (shifted to the same left edge).
void put_on(SheetTable& table, const std::vector<double>& edges) {
  const double shift = edges.front() - table.xs.front();
  for (SheetCell& cell : table.cells) {
    const auto first = static_cast<std::size_t>(cell.col);
    const double x0 = table.xs[first] + shift;
    const double x1 = table.xs[first + static_cast<std::size_t>(cell.colspan)] + shift;
    cell.col = edge_at(edges, x0);
    cell.colspan = std::max(1, edge_at(edges, x1) - cell.col);
  }
  table.xs = edges;
}

bool starts_small(const TextLine& line) {
  const std::string& first = line.letters.front().text;
  const char c = first.empty() ? ' ' : first.front();
  return (c >= 'a' && c <= 'z') || c == ',' || c == ';' || c == ')' || c == '(' || c == '/';
}

/// The line cannot be the end of what it says.
bool ends_open(const SheetCell& cell) {
  const std::string text = cell.lines.back().text();
  const std::string all = squeezed(cell);
  if (std::count(all.begin(), all.end(), '(') > std::count(all.begin(), all.end(), ')'))
    return true;
  if (text.ends_with(',') || text.ends_with('-') || text.ends_with('/') ||
      text.ends_with("\xE2\x80\x93"))
    return true;
  const std::size_t space = text.rfind(' ');
  const std::string word = space == std::string::npos ? text : text.substr(space + 1);
  for (const char* open :
       {"and", "of", "the", "for", "in", "to", "with", "on", "by", "a", "or", "&", "from", "at"}) {
    if (word == open) return true;
  }
  return false;
}

/// Where the text of the last list item in the cell begins; negative: no list.
double hanging_x(const SheetCell& cell) {
  for (auto line = cell.lines.rbegin(); line != cell.lines.rend(); ++line) {
    const std::size_t bullet = bullet_length(*line);
    if (bullet > 0) return line->letters[bullet].x0 - cell.box.x0;
  }
  return -1;
}

/// White space under the cell's text at the page's edge, in letter heights; what flows over first
/// fills its page (but for lines that word processors keep together).
double room_below(const SheetTable& table, const SheetCell& cell) {
  const TextLine& last = cell.lines.back();
  if (last.page != table.page) return 100;
  return (table.regions.back().box.y1 - last.baseline) / last.size;
}

double evidence_of(const SheetTable& table, const SheetCell& above, const SheetCell& below,
                   bool leading, bool bare) {
  if (below.lines.empty()) {
    if (above.lines.empty()) return 0;
    return leading ? (above.rowspan == 1 ? kBlankLeading : 0) : kBlankValue;
  }
  const TextLine& first = below.lines.front();
  if (above.lines.empty()) return kNewValue;
  const double room = room_below(table, above);
  if (bullet_length(first) > 0) return room > kMuchRoom ? kFreshValue : 0;
  const double hanging = hanging_x(above);
  const bool hangs =
      hanging > 0 && std::abs(first.letters.front().x0 - below.box.x0 - hanging) < 2.0;
  if (hangs) return kUnfinished;
  if (numbered(above.lines.front()) && numbered(first)) return kNewValue;
  const TextLine& last = above.lines.back();
  const double padding =
      std::clamp(above.lines.front().letters.front().x0 - above.box.x0, 1.0, 8.0);
  if (has_room(last, first, above.box.x1 - padding)) return bare ? 0 : kFreshValue;
  return starts_small(first) || ends_open(above) ? kUnfinished : room < kLittleRoom ? kWrapped : 0;
}

}  // namespace

bool numbered(const TextLine& line) {
  const std::string text = line.text();
  const std::size_t end = text.find_first_not_of("0123456789.");
  return end != std::string::npos && end > 0 && text[end] == ' ' && text.front() != '.' &&
         end < 8 && text.find_first_of("0123456789") == 0 && end != 4;
}

const SheetCell* SheetTable::covering(int row, int col) const {
  for (const SheetCell& cell : cells) {
    if (row >= cell.row && row < cell.row + cell.rowspan && col >= cell.col &&
        col < cell.col + cell.colspan) {
      return &cell;
    }
  }
  return nullptr;
}

bool continues(const SheetTable& above, const SheetTable& below) {
  const double width_a = above.xs.back() - above.xs.front();
  const double width_b = below.xs.back() - below.xs.front();
  if (std::abs(width_a - width_b) > kEdgePt) return false;
  return edges_within(above.xs, below.xs) || edges_within(below.xs, above.xs);
}

bool row_continues(const SheetTable& above, const SheetTable& below, int skip) {
  if (skip >= below.rows || above.rows <= std::max(above.header_rows, skip)) return false;
  std::vector<std::pair<const SheetCell*, const SheetCell*>> pairs;
  std::ptrdiff_t values = 0;
  std::ptrdiff_t blanks = 0;
  for (int c = 0; c < above.columns(); ++c) {
    const SheetCell* a = above.covering(above.rows - 1, c);
    const SheetCell* b = below.covering(skip, c);
    if (a == nullptr || b == nullptr || a->col != b->col || a->colspan != b->colspan) return false;
    if (a->col != c) continue;
    pairs.emplace_back(a, b);
    values += b->lines.empty() ? 0 : 1;
    blanks += b->lines.empty() && !a->lines.empty() ? 1 : 0;
  }
  if (values == 0) return true;
  const bool bare = values == 1 && blanks >= 3;
  double sum = 0;
  bool leading = true;
  for (const auto& [a, b] : pairs) {
    if (!b->lines.empty()) leading = false;
    sum += evidence_of(above, *a, *b, leading, bare);
  }
  return sum >= kGoesOn;
}

namespace {

void add_left_out(const SheetTable& table, int rows, std::vector<plan::LeftOut>& left_out) {
  for (const SheetCell& cell : table.cells) {
    if (cell.row >= rows || cell.lines.empty()) continue;
    plan::LeftOut out;
    out.reason = "repeated-header";
    out.where.page = cell.page;
    out.where.box = cell.box;
    for (const TextLine& line : cell.lines) {
      if (!out.text.empty()) out.text += ' ';
      out.text += line.text();
    }
    left_out.push_back(std::move(out));
  }
}

/// The blank cell at the top of a page under a cell that may be merged downwards.
bool sinks(const SheetCell& above, const SheetCell& below) {
  return below.lines.empty() && above.col == below.col && above.colspan == below.colspan;
}

SheetCell* covering(SheetTable& table, int row, int col) {
  return const_cast<SheetCell*>(std::as_const(table).covering(row, col));  // NOLINT: same object
}

void sew(SheetCell& above, SheetCell& below, int shared_rows) {
  above.rowspan += below.rowspan - shared_rows;
  std::move(below.lines.begin(), below.lines.end(), std::back_inserter(above.lines));
}

}  // namespace

void join(SheetTable& above, SheetTable below, std::vector<plan::LeftOut>& left_out) {
  if (above.xs.size() >= below.xs.size()) {
    put_on(below, above.xs);
  } else {
    put_on(above, below.xs);
  }
  const int skip = repeated_rows(above, below) < below.rows ? repeated_rows(above, below) : 0;
  above.header_rows = std::max(above.header_rows, skip);
  add_left_out(below, skip, left_out);
  const bool same_row = row_continues(above, below, skip);
  const int shift = above.rows - skip - (same_row ? 1 : 0);
  bool leading = true;
  const int last_row = above.rows - 1;
  std::vector<SheetCell> added;
  for (SheetCell& cell : below.cells) {
    if (cell.row < skip) continue;
    SheetCell* over = cell.row == skip ? covering(above, last_row, cell.col) : nullptr;
    if (!cell.lines.empty()) leading = false;
    const bool body = last_row >= above.header_rows;
    if (over != nullptr && same_row) {
      sew(*over, cell, 1);
      continue;
    }
    if (over != nullptr && leading && body && sinks(*over, cell)) {
      sew(*over, cell, 0);
      continue;
    }
    cell.row += shift;
    added.push_back(std::move(cell));
  }
  std::move(added.begin(), added.end(), std::back_inserter(above.cells));
  above.rows = shift + below.rows;
  above.page = below.page;
  above.confidence = std::min(above.confidence, below.confidence);
  std::move(below.regions.begin(), below.regions.end(), std::back_inserter(above.regions));
  std::sort(above.cells.begin(), above.cells.end(), [](const SheetCell& a, const SheetCell& b) {
    return std::tie(a.row, a.col) < std::tie(b.row, b.col);
  });
}

void find_header(SheetTable& table) {
  if (table.header_rows > 0 || table.rows < 2) return;
  bool bold = true;
  bool shaded = true;
  bool next_plain = false;
  bool next_unshaded = false;
  int values = 0;
  for (const SheetCell& cell : table.cells) {
    if (cell.row == 0 && !cell.lines.empty()) {
      ++values;
      bold = bold && std::all_of(cell.lines.begin(), cell.lines.end(),
                                 [](const TextLine& l) { return l.bold(); });
      shaded = shaded && cell.shaded;
    } else if (cell.row > 0 && !cell.lines.empty()) {
      next_plain = next_plain || !cell.lines.front().bold();
      next_unshaded = next_unshaded || !cell.shaded;
    }
  }
  if (values > 1 && ((bold && next_plain) || (shaded && next_unshaded))) table.header_rows = 1;
}

namespace {

/// The row's own cells that hold text are all struck out (or all inserted).
plan::Cell::Change row_change(const std::vector<Composed>& texts, const SheetTable& table,
                              int row) {
  int values = 0;
  bool deleted = true;
  bool inserted = true;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const SheetCell& cell = table.cells[i];
    if (cell.row != row || cell.rowspan != 1 || cell.lines.empty()) continue;
    ++values;
    deleted = deleted && texts[i].all_deleted;
    inserted = inserted && texts[i].all_inserted;
  }
  if (values < 2) return plan::Cell::Change::None;
  if (deleted) return plan::Cell::Change::Deleted;
  return inserted ? plan::Cell::Change::Inserted : plan::Cell::Change::None;
}

plan::Cell finish_cell(const SheetCell& cell, Composed text, plan::Cell::Change change,
                       const TextRules& rules) {
  plan::Cell out;
  out.row = cell.row;
  out.col = cell.col;
  out.rowspan = cell.rowspan;
  out.colspan = cell.colspan;
  out.page = cell.page;
  out.box = cell.box;
  if (change == plan::Cell::Change::Deleted) {
    text = compose(cell.lines, cell.box.x0, cell.box.x1, rules, true);
    out.change = change;
    text.revised = false;
    text.revisions.clear();
    text.original.clear();
  } else if (change == plan::Cell::Change::Inserted) {
    out.change = change;
    text.revised = false;
    text.original.clear();
  }
  out.paragraphs = std::move(text.paragraphs);
  out.original = std::move(text.original);
  out.revised = text.revised;
  out.revisions = std::move(text.revisions);
  return out;
}

}  // namespace

plan::Table finish_table(const SheetTable& table, const TextRules& rules) {
  plan::Table out;
  out.rows = table.rows;
  out.columns = table.columns();
  out.header_rows = table.header_rows;
  out.regions = table.regions;
  out.evidence = table.evidence;
  out.confidence = table.confidence;
  out.headings = table.headings;
  std::vector<Composed> texts;
  for (const SheetCell& cell : table.cells)
    texts.push_back(compose(cell.lines, cell.box.x0, cell.box.x1, rules));
  std::vector<plan::Cell::Change> changes;
  changes.reserve(static_cast<std::size_t>(table.rows));
  for (int row = 0; row < table.rows; ++row) changes.push_back(row_change(texts, table, row));
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const SheetCell& cell = table.cells[i];
    const bool own = cell.rowspan == 1;
    const auto change =
        own ? changes[static_cast<std::size_t>(cell.row)] : plan::Cell::Change::None;
    out.cells.push_back(finish_cell(cell, std::move(texts[i]), change, rules));
  }
  return out;
}

}  // namespace planmerge::ingest
