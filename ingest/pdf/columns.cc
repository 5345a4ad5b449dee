// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace planmerge::ingest {
namespace {

constexpr double kFar = 1e6;
constexpr double kRiver = 0.30;       // of the letter height: the narrowest river
constexpr double kWideGap = 0.9;      // of the letter height: a gap that prose does not have
constexpr double kRunGap = 0.65;      // of the letter height: no gap between words is wider
constexpr double kBlankGap = 1.3;     // times the page's blank: mean width of a true river
constexpr double kMaxStep = 3.4;      // letter heights from line to line inside a table
constexpr double kLone = 0.2;         // what a line with one column filled costs
constexpr double kTextShare = 0.72;   // of its column that a line of prose fills
constexpr std::size_t kMinLines = 3;  // lines with two columns filled

double blank_width(const PageText& page) {
  std::vector<double> widths;
  for (const TextLine& line : page.lines) {
    for (const Letter& letter : line.letters) {
      if (letter.text == " " && line.size > 0)
        widths.push_back((letter.x1 - letter.x0) / line.size);
    }
  }
  if (widths.empty()) return 0.28;
  std::nth_element(widths.begin(), widths.begin() + std::ssize(widths) / 2, widths.end());
  return std::clamp(widths[widths.size() / 2], 0.2, 0.65);
}

/// White of a line: left of it, between its words, right of it.
std::vector<River> gaps_of(const TextLine& line) {
  std::vector<River> gaps;
  double last = -kFar;
  for (const Letter& letter : line.letters) {
    if (letter.text == " ") continue;
    if (letter.x0 - last > kRiver * line.size) gaps.push_back({last, letter.x0});
    last = std::max(last, letter.x1);
  }
  gaps.push_back({last, kFar});
  return gaps;
}

/// What growing a block asks of a line, found once.
struct LineShape {
  std::vector<River> gaps;  // white, from far left to far right
  bool banner = false;
  bool one_run = false;  // no gap in it is wider than between words
};

/// White that all lines so far share, with what they say of it. A line that narrows or parts it
/// changes nothing of what the lines before said: their gaps hold all of it.
struct SharedWhite {
  River at;
  double sum = 0;  // of the gaps between ink, in letter heights
  int lines = 0;
  int wide = 0;  // gaps that prose does not have
  int id = 0;    // the same as long as it is only narrowed
};

/// The white that is left of `a` beside the gaps of one more line.
std::vector<SharedWhite> shared(const std::vector<SharedWhite>& a, const LineShape& shape,
                                double size, int& next_id) {
  std::vector<SharedWhite> out;
  const std::vector<River>& b = shape.gaps;
  int last_id = -1;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const River both{std::max(a[i].at.x0, b[k].x0), std::min(a[i].at.x1, b[k].x1)};
    if (both.x1 - both.x0 >= kRiver * size) {
      SharedWhite white = a[i];
      white.at = both;
      if (white.id == last_id) white.id = next_id++;
      last_id = a[i].id;
      if (b[k].x0 > -kFar && b[k].x1 < kFar) {
        const double gap = (b[k].x1 - b[k].x0) / size;
        white.sum += gap;
        ++white.lines;
        white.wide += gap > kWideGap ? 1 : 0;
      }
      out.push_back(white);
    }
    a[i].at.x1 < b[k].x1 ? ++i : ++k;
  }
  return out;
}

bool has_wide_gap(const TextLine& line) {
  return pieces_of(line, kWideGap * line.size).size() > 1;
}

/// No gap in it is wider than between words.
bool one_run(const TextLine& line) {
  return pieces_of(line, kRunGap * line.size).size() == 1;
}

bool dotted_leader(const TextLine& line) {
  return line.text().find("....") != std::string::npos ||
         line.text().find(". . . .") != std::string::npos;
}

/// Is it a river: with ink on both sides, wider on the mean than a blank?
bool is_true(const SharedWhite& white, double blank) {
  return white.at.x0 > -kFar && white.at.x1 < kFar && white.lines >= 2 &&
         white.sum / white.lines > kBlankGap * blank && white.wide > 0;
}

bool is_label(const TextLine& line, const Piece& piece) {
  std::string text;
  for (std::size_t i = piece.from; i < piece.to; ++i) text += line.letters[i].text;
  if (piece.to - piece.from == 1) {
    return !(text[0] >= '0' && text[0] <= '9') && !(text[0] >= 'A' && text[0] <= 'Z');
  }
  // "Source:", "NB:", "(*)": marks of notes.
  if (text.size() <= 12 && (text.back() == ':' || (text.front() == '(' && text.back() == ')')))
    return true;
  return text.size() <= 6 && (text.back() == ')' || text.back() == '.') &&
         text.find_first_of("0123456789abcdefghijklmnopqrstuvwxyzIVX") != std::string::npos;
}

/// Takes rivers away that only part list marks from their text.
void drop_label_columns(const PageText& page, const Block& block, std::vector<River>& rivers) {
  for (std::size_t c = 0; c < rivers.size();) {
    int labels = 0;
    int others = 0;
    for (std::size_t i = block.first; i < block.last; ++i) {
      const TextLine& line = page.lines[i];
      const double from = c == 0 ? -kFar : rivers[c - 1].middle();
      Piece piece{line.letters.size(), 0, 0, 0};
      for (std::size_t k = 0; k < line.letters.size(); ++k) {
        const Letter& letter = line.letters[k];
        if (letter.text == " " || letter.x0 < from || letter.x0 > rivers[c].middle()) continue;
        piece.from = std::min(piece.from, k);
        piece.to = k + 1;
      }
      if (piece.to == 0) continue;
      (is_label(line, piece) ? labels : others) += 1;
    }
    if (labels > 0 && (others == 0 || (others == 1 && labels > 3))) {
      rivers.erase(rivers.begin() + static_cast<std::ptrdiff_t>(c));
    } else {
      ++c;
    }
  }
}

/// The white before the first and behind the last letter of column c in its line.
std::pair<double, double> white_around(const TextLine& line, const std::vector<River>& rivers,
                                       std::size_t c) {
  const double from = c == 0 ? -kFar : rivers[c - 1].middle();
  const double to = c == rivers.size() ? kFar : rivers[c].middle();
  double before = -kFar;
  double first = kFar;
  double last = -kFar;
  double after = kFar;
  for (const Letter& letter : line.letters) {
    if (letter.text == " ") continue;
    const double x = (letter.x0 + letter.x1) / 2;
    if (x < from) before = std::max(before, letter.x1);
    if (x > to) after = std::min(after, letter.x0);
    if (x < from || x > to) continue;
    first = std::min(first, letter.x0);
    last = std::max(last, letter.x1);
  }
  return {first - before, after - last};
}

/// Takes away columns that one line fills by the luck of its blanks, and empty ones.
void drop_chance_columns(const PageText& page, const Block& block, std::vector<River>& rivers) {
  if (block.last - block.first < 4) return;
  for (std::size_t c = 0; c <= rivers.size() && !rivers.empty();) {
    const TextLine* only = nullptr;
    int lines = 0;
    for (std::size_t i = block.first; i < block.last; ++i) {
      const auto filled = filled_columns(page.lines[i], rivers);
      if (std::find(filled.begin(), filled.end(), c) == filled.end()) continue;
      ++lines;
      only = &page.lines[i];
    }
    std::pair<double, double> white{0, kFar};
    if (lines == 1) white = white_around(*only, rivers, c);
    if (c == 0) white.first = kFar;
    if (c == rivers.size()) white.second = kFar;
    const double least = std::min(white.first, white.second);
    if (lines > 1 || (lines == 1 && least > kRunGap * only->size)) {
      ++c;
      continue;
    }
    const bool left = c > 0 && (white.first <= white.second || c == rivers.size());
    rivers.erase(rivers.begin() + static_cast<std::ptrdiff_t>(left ? c - 1 : c));
    c = 0;
  }
}

/// Columns beyond the first that a line fills between rivers that all lie in its white.
double worth_of(const LineShape& shape, const std::vector<River>& rivers) {
  int filled = 0;
  std::size_t column = 0;
  std::size_t last = rivers.size() + 1;
  for (std::size_t k = 0; k + 1 < shape.gaps.size(); ++k) {
    const double x = (shape.gaps[k].x1 + shape.gaps[k + 1].x0) / 2;
    while (column < rivers.size() && rivers[column].middle() < x) ++column;
    filled += column != last ? 1 : 0;
    last = column;
  }
  return filled > 1 ? filled - 1 : -kLone;
}

/// The sum over the lines from the first on, and where it was best.
struct Worth {
  double sum = 0, best = 0;
  std::size_t best_end = 0;
  void add(const LineShape& shape, const std::vector<River>& rivers, std::size_t line) {
    sum += worth_of(shape, rivers);
    if (sum <= best) return;
    best = sum;
    best_end = line + 1;
  }
};

double width_of_ink(const TextLine& line, double from, double to) {
  double sum = 0;
  for (const Letter& letter : line.letters) {
    if (letter.x0 >= from && letter.x1 <= to) sum += letter.x1 - letter.x0;
  }
  return sum;
}

/// Two columns of running text beside each other fill both their columns, line after line.
bool reads_as_prose(const PageText& page, const Block& block) {
  double left = kFar;
  double right = -kFar;
  for (std::size_t i = block.first; i < block.last; ++i) {
    left = std::min(left, page.lines[i].box.x0);
    right = std::max(right, page.lines[i].box.x1);
  }
  int full = 0;
  int lines = 0;
  for (std::size_t i = block.first; i < block.last; ++i) {
    const TextLine& line = page.lines[i];
    if (filled_columns(line, block.rivers).size() < 2) continue;
    ++lines;
    bool all = true;
    for (std::size_t c = 0; c <= block.rivers.size(); ++c) {
      const double from = c == 0 ? left : block.rivers[c - 1].x1;
      const double to = c == block.rivers.size() ? right : block.rivers[c].x0;
      const double share = width_of_ink(line, from - 0.1, to + 0.1) / std::max(1.0, to - from);
      all = all && share > kTextShare && to - from > 8 * line.size;
    }
    full += all ? 1 : 0;
  }
  return 2 * full > lines;
}

/// Is a block with its columns a table? Two columns need drawn lines to say so.
bool convinces(const PageText& page, const Block& block) {
  std::size_t rich = 0;
  std::size_t dotted = 0;
  double left = kFar;
  double right = -kFar;
  for (std::size_t i = block.first; i < block.last; ++i) {
    if (caption_of(page.lines[i]) == Caption::Figure) return false;
    rich += filled_columns(page.lines[i], block.rivers).size() > 1 ? 1U : 0U;
    dotted += dotted_leader(page.lines[i]) ? 1U : 0U;
    left = std::min(left, page.lines[i].box.x0);
    right = std::max(right, page.lines[i].box.x1);
  }
  if (2 * dotted > rich || reads_as_prose(page, block)) return false;
  const TextLine& top = page.lines[block.first];
  const TextLine& bottom = page.lines[block.last - 1];
  const bool ruled =
      ruled_between(page, top.box.y0 - 4 * top.size, bottom.box.y1 + 2 * top.size, left, right);
  if (block.rivers.size() == 1) return ruled && rich >= kMinLines;
  return rich >= kMinLines || (ruled && rich >= 2);
}

/// The best block that begins with line `first`.
Block grow(const PageText& page, std::size_t first, const std::vector<LineShape>& shapes,
           double blank) {
  Block best{first, first, {}, 0};
  std::vector<SharedWhite> white = {{{-kFar, kFar}, 0, 0, 0, 0}};
  int next_id = 1;
  std::vector<int> ids;  // of the rivers that `worth` was counted with
  Worth worth;
  for (std::size_t i = first; i < page.lines.size(); ++i) {
    const TextLine& line = page.lines[i];
    if (i > first) {
      const TextLine& above = page.lines[i - 1];
      if (line.baseline - above.baseline > kMaxStep * std::max(line.size, above.size) &&
          !ruled_between(page, above.baseline, line.baseline, line.box.x0, line.box.x1))
        break;
      if (shapes[i].banner && best.score > 0 && heads_follow(page, i)) break;
      if (shapes[i].banner) continue;
    }
    white = shared(white, shapes[i], line.size, next_id);
    if (i > first && shapes[i].one_run && best.rivers.size() > 1 &&
        filled_columns(line, best.rivers).size() > 2)
      break;
    if (white.size() < 3) break;
    std::vector<River> real;
    std::vector<int> real_ids;
    for (const SharedWhite& one : white) {
      if (!is_true(one, blank)) continue;
      real.push_back(one.at);
      real_ids.push_back(one.id);
    }
    if (real.empty() && i > first + 6) break;
    if (real.empty()) continue;
    // Narrower rivers part the same columns: the lines before are counted anew for others only.
    std::size_t from = i;
    if (real_ids != ids) {
      worth = Worth{0, 0, first};
      ids = std::move(real_ids);
      from = first;
    }
    for (std::size_t k = from; k <= i; ++k) {
      if (!shapes[k].banner) worth.add(shapes[k], real, k);
    }
    if (worth.best > best.score) best = {first, worth.best_end, std::move(real), worth.best};
  }
  return best;
}

}  // namespace

std::vector<Piece> pieces_of(const TextLine& line, double gap) {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < line.letters.size(); ++i) {
    const Letter& letter = line.letters[i];
    if (letter.text == " ") continue;
    if (out.empty() || letter.x0 - out.back().x1 > gap)
      out.push_back({i, i + 1, letter.x0, letter.x1});
    out.back().to = i + 1;
    out.back().x1 = std::max(out.back().x1, letter.x1);
  }
  return out;
}

bool narrow(std::vector<River>& rivers, const TextLine& line) {
  const std::vector<River> gaps = gaps_of(line);
  std::vector<River> out;
  for (const River& river : rivers) {
    River widest{0, 0};
    for (const River& gap : gaps) {
      const River both{std::max(river.x0, gap.x0), std::min(river.x1, gap.x1)};
      if (both.x1 - both.x0 > widest.x1 - widest.x0) widest = both;
    }
    if (widest.x1 - widest.x0 < kRiver * line.size) return false;
    out.push_back(widest);
  }
  rivers = std::move(out);
  return true;
}

bool heads_follow(const PageText& page, std::size_t i) {
  while (i < page.lines.size() && is_banner(page.lines[i], page)) ++i;
  return i == page.lines.size() || (page.lines[i].bold() && has_wide_gap(page.lines[i]));
}

Caption caption_of(const TextLine& line) {
  const std::string text = text::fold(line.text().substr(0, 16));
  const std::size_t end = text.find(' ');
  if (end == std::string::npos) return Caption::None;
  const std::string word = text.substr(0, end);
  const bool numbered = text.find_first_of("0123456789") != std::string::npos;
  constexpr std::array<std::string_view, 8> kTables = {"table", "tab.",    "tabelle", "tableau",
                                                       "tabla", "tabella", "tabela",  "annex"};
  constexpr std::array<std::string_view, 8> kFigures = {
      "figure", "fig.", "chart", "graph", "abbildung", "grafico", "figura", "diagram"};
  if (!numbered) return Caption::None;
  if (std::find(kTables.begin(), kTables.end(), word) != kTables.end()) return Caption::Table;
  return std::find(kFigures.begin(), kFigures.end(), word) != kFigures.end() ? Caption::Figure
                                                                             : Caption::None;
}

bool keeps_to(const TextLine& line, const std::vector<River>& rivers) {
  for (const Letter& letter : line.letters) {
    if (letter.text == " ") continue;
    for (const River& river : rivers) {
      if (letter.x0 < river.x1 - 0.5 && letter.x1 > river.x0 + 0.5) return false;
    }
  }
  return true;
}

std::vector<std::size_t> filled_columns(const TextLine& line, const std::vector<River>& rivers) {
  std::vector<std::size_t> out;
  for (const Letter& letter : line.letters) {
    if (letter.text == " ") continue;
    const double x = (letter.x0 + letter.x1) / 2;
    std::size_t c = 0;
    while (c < rivers.size() && rivers[c].middle() < x) ++c;
    if (out.empty() || out.back() != c) out.push_back(c);
  }
  return out;
}

bool is_banner(const TextLine& line, const PageText& page) {
  if (pieces_of(line, kWideGap * line.size).size() > 1) return false;
  if (line.bold()) return true;
  const double x = (line.box.x0 + line.box.x1) / 2;
  const auto holds = [](const Box& shade, const TextLine& l) {
    return shade.y0 < l.baseline && l.baseline < shade.y1 + 1 && shade.x0 < l.box.x1 &&
           l.box.x0 < shade.x1;
  };
  // A shaded row may have wrapped lines; the name of rows stands alone on its ground.
  return std::any_of(page.shades.begin(), page.shades.end(), [&](const Box& shade) {
    return shade.y1 - shade.y0 < 3 * line.size && shade.x0 < x && x < shade.x1 &&
           holds(shade, line) &&
           std::count_if(page.lines.begin(), page.lines.end(),
                         [&](const TextLine& l) { return holds(shade, l); }) == 1;
  });
}

bool ruled_between(const PageText& page, double y0, double y1, double x0, double x1) {
  return std::any_of(page.rules.begin(), page.rules.end(), [&](const Rule& rule) {
    const double y = (rule.box.y0 + rule.box.y1) / 2;
    const double both = std::min(rule.box.x1, x1) - std::max(rule.box.x0, x0);
    return rule.horizontal && y > y0 && y < y1 && both > 0.8 * (x1 - x0);
  });
}

std::vector<Block> find_blocks(const PageText& page) {
  const double blank = blank_width(page);
  std::vector<LineShape> shapes;
  shapes.reserve(page.lines.size());
  for (const TextLine& line : page.lines)
    shapes.push_back({gaps_of(line), is_banner(line, page), one_run(line)});
  std::vector<Block> found;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (shapes[i].banner || !has_wide_gap(page.lines[i])) continue;
    Block block = grow(page, i, shapes, blank);
    if (block.score > 0) found.push_back(std::move(block));
  }
  // The best first; what overlaps it is another reading of the same lines.
  std::stable_sort(found.begin(), found.end(),
                   [](const Block& a, const Block& b) { return a.score > b.score; });
  std::vector<Block> kept;
  for (Block& block : found) {
    const bool free = std::none_of(kept.begin(), kept.end(), [&](const Block& k) {
      return block.first < k.last && k.first < block.last;
    });
    if (!free) continue;
    drop_label_columns(page, block, block.rivers);
    drop_chance_columns(page, block, block.rivers);
    if (!block.rivers.empty() && convinces(page, block)) kept.push_back(std::move(block));
  }
  std::sort(kept.begin(), kept.end(),
            [](const Block& a, const Block& b) { return a.first < b.first; });
  return kept;
}

}  // namespace planmerge::ingest
