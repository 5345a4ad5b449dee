// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/borderless.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace planmerge::ingest {
namespace {

constexpr double kColumnGap = 0.6;  // letter heights of white between two column heads
constexpr double kCrossGap = 0.45;  // less white than this at a column edge: a line runs across
constexpr std::size_t kMinColumns = 3;
constexpr int kMinLines = 3;         // lines with two columns filled that a table must have
constexpr double kConfidence = 0.7;  // measured on few layouts; below any ruled table

/// The parts of a line between wide gaps.
std::vector<TextLine> segments_of(const TextLine& line, double gap) {
  std::vector<TextLine> out;
  TextLine part;
  for (const Letter& letter : line.letters) {
    const bool blank = letter.text == " ";
    if (blank && letter.x1 - letter.x0 > gap) {
      out.push_back(std::move(part));
      part = TextLine{};
    } else if (!blank || !part.letters.empty()) {
      part.letters.push_back(letter);
    }
  }
  out.push_back(std::move(part));
  std::erase_if(out, [](const TextLine& s) { return s.letters.empty(); });
  return out;
}

/// Column starts if the line reads like a row of bold column heads.
std::optional<std::vector<double>> heads_of(const TextLine& line) {
  if (!line.bold()) return std::nullopt;
  const auto segments = segments_of(line, kColumnGap * line.size);
  if (segments.size() < kMinColumns) return std::nullopt;
  std::vector<double> xs;
  xs.reserve(segments.size());
  for (const TextLine& segment : segments) xs.push_back(segment.letters.front().x0 - 2);
  return xs;
}

/// Does text run over a column's left edge without a gap?
bool crosses(const TextLine& line, const std::vector<double>& xs) {
  for (std::size_t c = 1; c + 1 < xs.size(); ++c) {
    const Letter* before = nullptr;
    for (const Letter& letter : line.letters) {
      if (letter.text == " ") continue;
      if (letter.x0 >= xs[c]) {
        if (before != nullptr && letter.x0 - before->x1 < kCrossGap * line.size) return true;
        break;
      }
      before = &letter;
    }
    if (before != nullptr && before->x1 > xs[c] + 1) return true;
  }
  return false;
}

/// The line cut at the column edges; parts may be empty.
std::vector<TextLine> cut(const TextLine& line, const std::vector<double>& xs) {
  TextLine bare;
  bare.page = line.page;
  bare.box = line.box;
  bare.baseline = line.baseline;
  bare.size = line.size;
  std::vector<TextLine> parts(xs.size() - 1, bare);
  for (const Letter& letter : line.letters) {
    const auto edge = std::upper_bound(xs.begin(), xs.end(), letter.x0 + 0.01);
    const auto column = std::clamp<std::ptrdiff_t>(edge - xs.begin() - 1, 0, std::ssize(parts) - 1);
    TextLine& part = parts[static_cast<std::size_t>(column)];
    if (letter.text != " " || !part.letters.empty()) part.letters.push_back(letter);
  }
  for (TextLine& part : parts) {
    while (!part.letters.empty() && part.letters.back().text == " ") part.letters.pop_back();
    if (part.letters.empty()) continue;
    part.box.x0 = part.letters.front().x0;
    part.box.x1 = part.letters.back().x1;
  }
  return parts;
}

using Parts = std::vector<TextLine>;

int filled(const Parts& parts) {
  return static_cast<int>(std::count_if(parts.begin(), parts.end(),
                                        [](const TextLine& p) { return !p.letters.empty(); }));
}

/// A table being read: lines cut into columns, in order.
struct Draft {
  std::vector<double> xs;
  std::vector<Parts> head, body;
  double pitch = 0;  // from line to line inside a paragraph
};

/// Columns that may be merged downwards: those left of the first list, else the first.
std::size_t leading_columns(const Draft& draft) {
  for (std::size_t c = 0; c + 1 < draft.xs.size(); ++c) {
    for (const Parts& parts : draft.body) {
      if (!parts[c].letters.empty() && bullet_length(parts[c]) > 0)
        return std::max<std::size_t>(c, 1);
    }
  }
  return 1;
}

/// The smallest step between two lines of one column.
double pitch_of(const std::vector<Parts>& body) {
  double least = 0;
  for (std::size_t i = 1; i < body.size(); ++i) {
    for (std::size_t c = 0; c < body[i].size(); ++c) {
      const double step = body[i][c].baseline - body[i - 1][c].baseline;
      const bool both = !body[i][c].letters.empty() && !body[i - 1][c].letters.empty();
      if (both && step > 0.8 * body[i][c].size && (least == 0 || step < least)) least = step;
    }
  }
  return least;
}

/// The text of column c begins anew in line i.
bool starts(const Draft& draft, std::size_t i, std::size_t c) {
  const TextLine& part = draft.body[i][c];
  if (part.letters.empty()) return false;
  if (i == 0 || bullet_length(part) > 0) return true;
  const TextLine& above = draft.body[i - 1][c];
  if (above.letters.empty()) return true;
  // Rows have a little more white between them than lines.
  if (draft.pitch > 0 && part.baseline - above.baseline > 1.05 * draft.pitch) return true;
  if (numbered(part)) return true;
  return has_room(above, part, draft.xs[c + 1] - 6);
}

bool begins_row(const Draft& draft, std::size_t i, std::size_t leading) {
  if (i == 0) return true;
  int fresh = 0;
  int plain = 0;
  for (std::size_t c = 0; c + 1 < draft.xs.size(); ++c) {
    const TextLine& part = draft.body[i][c];
    if (part.letters.empty()) continue;
    const bool start = starts(draft, i, c);
    if (!start && c >= leading) return false;
    fresh += start ? 1 : 0;
    if (c < leading && numbered(part)) fresh += 2;
    plain += start && bullet_length(part) == 0 ? 1 : 0;
  }
  return fresh >= 2 && plain >= 1;
}

SheetCell new_cell(const Draft& draft, int row, std::size_t c, double y0, double y1, int page) {
  SheetCell cell;
  cell.row = row;
  cell.col = static_cast<int>(c);
  cell.page = page;
  cell.box = {draft.xs[c], y0, draft.xs[c + 1], y1};
  return cell;
}

void add_row(const Draft& draft, std::size_t from, std::size_t to, std::size_t leading,
             SheetTable& table) {
  const std::vector<Parts>& lines = draft.body;
  const TextLine& first = lines[from].front();
  const double y0 = first.box.y0;
  const double y1 = lines[to - 1].front().box.y1;
  const int row = table.rows++;
  for (std::size_t c = 0; c + 1 < draft.xs.size(); ++c) {
    SheetCell cell = new_cell(draft, row, c, y0, y1, table.page);
    for (std::size_t i = from; i < to; ++i) {
      if (!lines[i][c].letters.empty()) cell.lines.push_back(lines[i][c]);
    }
    // A leading column without a new beginning goes on with the cell above.
    const bool goes_on = c < leading && row > table.header_rows && !starts(draft, from, c);
    const auto above = std::find_if(table.cells.rbegin(), table.cells.rend(),
                                    [&](const SheetCell& other) { return other.col == cell.col; });
    if (goes_on && above != table.cells.rend()) {
      ++above->rowspan;
      above->box.y1 = y1;
      above->lines.insert(above->lines.end(), cell.lines.begin(), cell.lines.end());
    } else {
      table.cells.push_back(std::move(cell));
    }
  }
}

SheetTable build(Draft draft, int page) {
  draft.pitch = pitch_of(draft.body);
  SheetTable table;
  table.page = page;
  table.xs = draft.xs;
  table.evidence = plan::Evidence::Alignment;
  table.confidence = kConfidence;
  table.rows = 1;
  table.header_rows = 1;
  for (std::size_t c = 0; c + 1 < draft.xs.size(); ++c) {
    SheetCell cell = new_cell(draft, 0, c, draft.head.front().front().box.y0,
                              draft.head.back().front().box.y1, page);
    for (const Parts& parts : draft.head) {
      if (!parts[c].letters.empty()) cell.lines.push_back(parts[c]);
    }
    table.cells.push_back(std::move(cell));
  }
  const std::size_t leading = leading_columns(draft);
  for (std::size_t i = 0; i < draft.body.size();) {
    std::size_t end = i + 1;
    while (end < draft.body.size() && !begins_row(draft, end, leading)) ++end;
    add_row(draft, i, end, leading, table);
    i = end;
  }
  const double bottom = draft.body.back().front().box.y1;
  table.regions.push_back(
      {page, {draft.xs.front(), table.cells.front().box.y0, draft.xs.back(), bottom}});
  return table;
}

/// Reads the table whose heads are line `at`; the line after its last, or `at` if it is none.
std::size_t read_table(const PageText& page, std::size_t at, Draft& draft) {
  double right = 0;
  for (const TextLine& line : page.lines) right = std::max(right, line.box.x1);
  draft.xs.push_back(right + 2);
  std::size_t i = at;
  int rich = 0;
  for (; i < page.lines.size(); ++i) {
    const TextLine& line = page.lines[i];
    if (line.letters.front().x0 < draft.xs.front() - 3 || crosses(line, draft.xs)) break;
    const bool jump = i > at && line.baseline - page.lines[i - 1].baseline > 4 * line.size;
    if (jump) break;
    Parts parts = cut(line, draft.xs);
    const bool head = draft.body.empty() && line.bold() &&
                      line.baseline - page.lines[at].baseline < 3.2 * line.size;
    rich += !head && filled(parts) > 1 ? 1 : 0;
    (head ? draft.head : draft.body).push_back(std::move(parts));
  }
  return rich >= kMinLines ? i : at;
}

}  // namespace

bool looks_like_heads(const TextLine& line) {
  return heads_of(line).has_value();
}

void find_borderless(std::vector<PageText>& pages, std::vector<SheetTable>& tables) {
  bool found = false;
  for (PageText& page : pages) {
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      auto heads = heads_of(page.lines[i]);
      if (!heads) continue;
      Draft draft{std::move(*heads), {}, {}};
      const std::size_t end = read_table(page, i, draft);
      if (end == i) continue;
      tables.push_back(build(std::move(draft), page.page));
      page.lines.erase(page.lines.begin() + static_cast<std::ptrdiff_t>(i),
                       page.lines.begin() + static_cast<std::ptrdiff_t>(end));
      found = true;
      --i;
    }
  }
  if (!found) return;
  std::stable_sort(tables.begin(), tables.end(), [](const SheetTable& a, const SheetTable& b) {
    const plan::Region& x = a.regions.front();
    const plan::Region& y = b.regions.front();
    return x.page != y.page ? x.page < y.page : x.box.y0 < y.box.y0;
  });
}

}  // namespace planmerge::ingest
