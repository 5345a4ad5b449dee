// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/row_starts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace planmerge::ingest {
namespace {

constexpr double kSameLead = 1.08;      // times the lead: lines of one paragraph
constexpr double kSameLine = 0.5;       // letter heights: closer than lines of one text can stand
constexpr double kFullInner = 0.65;     // of the columns, filled in the mean: rows, not wraps
constexpr double kNumericInner = 0.6;   // of the values of such lines that hold a figure
constexpr double kRuledShare = 0.6;     // of the rows that must be ruled for rules to decide alone
constexpr std::size_t kMostMerged = 2;  // need and action
constexpr double kMergedShare = 0.8;    // fewer texts than this share of rows: cells run over rows

bool has(const CutLine& line, std::size_t c) {
  return !line.parts[c].letters.empty();
}

/// The smallest step between two lines of one column.
double lead_of(const std::vector<CutLine>& lines) {
  std::vector<double> steps;
  for (std::size_t c = 0; !lines.empty() && c < lines[0].parts.size(); ++c) {
    const TextLine* above = nullptr;
    for (const CutLine& line : lines) {
      if (!has(line, c)) continue;
      const TextLine& part = line.parts[c];
      const double step = above == nullptr ? 0 : part.baseline - above->baseline;
      if (step > 0.9 * line.size) steps.push_back(step);
      above = &part;
    }
  }
  if (steps.empty()) return 0;
  std::sort(steps.begin(), steps.end());
  return steps[steps.size() / 20];
}

/// A line of a list: what it has above it may be the white between items. In the first column a
/// number is that of a row.
bool is_item(const TextLine& part, std::size_t column) {
  return bullet_length(part) > 0 || (column > 0 && enumerated(part));
}

/// Lines where a column begins anew and none (from column `from` on) goes on. The first lines of a
/// row's cells may stand a little apart: lines closer than text can stand are one for this.
std::vector<bool> fresh_lines(const std::vector<CutLine>& lines, std::size_t from, double lead) {
  std::vector<bool> out(lines.size(), false);
  const std::size_t columns = lines.empty() ? 0 : lines[0].parts.size();
  std::vector<double> last(columns, -1e6);
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].banner) {
      out[i++] = true;
      std::fill(last.begin(), last.end(), -1e6);
      continue;
    }
    const std::size_t top = i;
    std::size_t start = lines.size();  // the first line in which any column begins anew
    bool fresh = false;
    bool goes_on = false;
    bool items = true;
    do {
      for (std::size_t c = 0; c < columns; ++c) {
        if (!has(lines[i], c)) continue;
        const double baseline = lines[i].parts[c].baseline;
        const bool near = baseline - last[c] <= kSameLead * lead && !lines[top].parted;
        last[c] = baseline;
        if (!near) start = std::min(start, i);
        if (c < from) continue;
        (near ? goes_on : fresh) = true;
        items = items && is_item(lines[i].parts[c], c);
      }
      ++i;
    } while (i < lines.size() && !lines[i].banner && !lines[i].parted &&
             lines[i].baseline - lines[top].baseline < kSameLine * lines[i].size);
    const bool parted = lines[top].parted || top == 0;
    if (fresh && !goes_on && (!items || parted)) out[start] = true;
  }
  return out;
}

std::size_t count(const std::vector<bool>& flags) {
  return static_cast<std::size_t>(std::count(flags.begin(), flags.end(), true));
}

bool has_digit(const TextLine& part) {
  return std::any_of(part.letters.begin(), part.letters.end(), [](const Letter& l) {
    return !l.text.empty() && l.text[0] >= '0' && l.text[0] <= '9';
  });
}

/// Do the lines that begin no row by white nevertheless look like rows?
bool inner_are_rows(const std::vector<CutLine>& lines, const std::vector<bool>& starts) {
  const std::size_t columns = lines[0].parts.size();
  std::vector<int> in_start(columns, 0);
  std::vector<int> in_inner(columns, 0);
  int start_lines = 0;
  int inner_lines = 0;
  double filled = 0;
  int values = 0;
  int figures = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].banner) continue;
    (starts[i] ? start_lines : inner_lines) += 1;
    for (std::size_t c = 0; c < columns; ++c) {
      if (!has(lines[i], c)) continue;
      (starts[i] ? in_start : in_inner)[c] += 1;
      if (starts[i]) continue;
      ++filled;
      if (c == 0) continue;
      ++values;
      figures += has_digit(lines[i].parts[c]) ? 1 : 0;
    }
  }
  if (inner_lines == 0) return false;
  filled /= static_cast<double>(columns) * inner_lines;
  bool signal = false;  // a column that only first lines fill: the others are wrapped text
  for (std::size_t c = 0; c < columns; ++c) {
    signal = signal || (start_lines >= 3 && in_start[c] > 0.7 * start_lines &&
                        in_inner[c] < 0.12 * inner_lines);
  }
  const bool numeric = values > 0 && figures > kNumericInner * values;
  return !signal && (filled > kFullInner || (numeric && filled > 0.4));
}

bool starts_small(const TextLine& part) {
  const std::string& text = part.letters.front().text;
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z';
}

/// Rows of one line each; a line with nothing but a name is a row, or a part of its neighbour.
void split_lines(const std::vector<CutLine>& lines, std::vector<bool>& starts) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || lines[i].banner || lines[i].parted) {
      starts[i] = true;
      continue;
    }
    const bool small = has(lines[i], 0) && starts_small(lines[i].parts[0]) &&
                       has(lines[i - 1], 0) && !lines[i - 1].banner;
    const bool alone = lines[i].filled() == 1;
    const bool above_alone = lines[i - 1].filled() == 1 && has(lines[i - 1], 0);
    starts[i] = !(small && (alone || above_alone)) && !(alone && !has(lines[i], 0));
  }
}

/// How far the letters of a part stand below the line's baseline: texts of neighbouring columns
/// that are nearly on one line have their own steps. Footnote marks do not count.
double own_drop(const TextLine& part) {
  std::vector<float> drops;
  for (const Letter& letter : part.letters) {
    if (letter.text != " " && !letter.mark) drops.push_back(letter.drop);
  }
  if (drops.empty()) return 0;
  const auto middle = drops.begin() + std::ssize(drops) / 2;
  std::nth_element(drops.begin(), middle, drops.end());
  return *middle;
}

}  // namespace

std::size_t CutLine::filled() const {
  return static_cast<std::size_t>(std::count_if(
      parts.begin(), parts.end(), [](const TextLine& part) { return !part.letters.empty(); }));
}

CutLine cut_line(const TextLine& line, const std::vector<River>& rivers) {
  CutLine out;
  out.baseline = line.baseline;
  out.size = line.size;
  TextLine bare;
  bare.page = line.page;
  bare.box = line.box;
  bare.baseline = line.baseline;
  bare.size = line.size;
  out.parts = std::vector<TextLine>(rivers.size() + 1, bare);
  std::size_t c = 0;
  for (const Letter& letter : line.letters) {
    if (letter.text != " ") {
      c = 0;
      while (c < rivers.size() && rivers[c].middle() < (letter.x0 + letter.x1) / 2) ++c;
    }
    TextLine& part = out.parts[c];
    if (letter.text != " " || !part.letters.empty()) part.letters.push_back(letter);
  }
  if (!line.letters.empty()) out.parts[c].spaced = line.spaced;
  for (TextLine& part : out.parts) {
    while (!part.letters.empty() && part.letters.back().text == " ") {
      part.spaced = part.spaced || part.letters.back().drawn;
      part.letters.pop_back();
    }
    if (part.letters.empty()) continue;
    part.baseline += own_drop(part);
    part.box.x0 = part.letters.front().x0;
    part.box.x1 = part.letters.back().x1;
  }
  return out;
}

RowStarts find_row_starts(const std::vector<CutLine>& lines) {
  RowStarts out;
  if (lines.empty()) return out;
  const double lead = lead_of(lines);
  out.starts = fresh_lines(lines, 0, lead);
  const std::size_t columns = lines[0].parts.size();
  // Leading columns whose texts run over several rows must not part or join them.
  for (std::size_t c = 0; c < kMostMerged && c + 2 < columns; ++c) {
    const std::vector<bool> others = fresh_lines(lines, c + 1, lead);
    std::size_t texts = 0;
    double last = -1e6;
    for (const CutLine& line : lines) {
      if (!has(line, c) || line.banner) continue;
      const double baseline = line.parts[c].baseline;
      texts += baseline - last > kSameLead * lead || line.parted ? 1U : 0U;
      last = baseline;
    }
    const auto rows = static_cast<double>(count(others));
    if (rows < 2 || static_cast<double>(texts) >= kMergedShare * rows) break;
    out.merged = c + 1;
    out.starts = others;
  }
  std::size_t parted = 0;
  for (const CutLine& line : lines) parted += line.parted ? 1U : 0U;
  if (inner_are_rows(lines, out.starts)) {
    split_lines(lines, out.starts);
    out.merged = 0;
  } else if (parted >= 2 &&
             static_cast<double>(parted) > kRuledShare * static_cast<double>(count(out.starts))) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      out.starts[i] = lines[i].parted || lines[i].banner;
  }
  out.starts[0] = true;
  // After a banner a row begins.
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i - 1].banner) out.starts[i] = true;
  }
  return out;
}

}  // namespace planmerge::ingest
