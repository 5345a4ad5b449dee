// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cell_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace planmerge::ingest {
namespace {

using plan::Cell;
using plan::Paragraph;

constexpr std::string_view kBullet = "•";
constexpr std::size_t kMaxScopeWords = 8;  // without an underline a longer line is an output

constexpr std::array<std::string_view, 10> kTypedBullets = {"•", "–", "—", "-", "*",
                                                            "◦", "▪", "●", "○", "➢"};
// Raised numbers refer to notes; symbols (§ †) are the author's print and stay, as `*` does.
std::string as_printed(std::string_view utf8) {
  return text::without_note_marks(utf8, text::NoteMarks::Numbers);
}

bool is_numbered(const Paragraph& paragraph) {
  return !paragraph.label.empty() && paragraph.label != kBullet &&
         std::any_of(paragraph.label.begin(), paragraph.label.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

// Length of a typed bullet with its blank, 0: none.
std::size_t typed_bullet(std::string_view line) {
  for (const std::string_view bullet : kTypedBullets) {
    if (!line.starts_with(bullet)) continue;
    const bool blank = line.size() > bullet.size() && line[bullet.size()] == ' ';
    if (blank || bullet == kBullet) return bullet.size() + (blank ? 1U : 0U);
  }
  return 0;
}

struct Line {
  std::string text;
  bool item = false;  // begins a list item
  bool underlined = false;
};

// Lines of a cell; a line break inside a paragraph starts a line only before a typed bullet.
std::vector<Line> item_lines(const std::vector<Paragraph>& paragraphs) {
  std::vector<Line> lines;
  for (const Paragraph& paragraph : paragraphs) {
    bool first = true;
    for (const std::string& raw : lines_of(paragraph.text)) {
      const std::string clean = text::collapse(raw);
      if (clean.empty()) continue;
      const std::size_t bullet = typed_bullet(clean);
      if (!first && bullet == 0) {
        lines.back().text += " " + clean;
        continue;
      }
      lines.push_back(
          {clean.substr(bullet), bullet > 0 || !paragraph.label.empty(), paragraph.underlined});
      first = false;
    }
  }
  return lines;
}

bool ends_open(std::string_view text) {
  return !text.empty() && std::string_view(".;:!?").find(text.back()) == std::string_view::npos;
}

// A paragraph without bullet that goes on in mid-sentence belongs to the item above.
bool goes_on(const std::vector<Line>& lines, std::size_t i) {
  if (i == 0 || lines[i].item || lines[i - 1].underlined || lines[i].text.empty()) return false;
  const char first = lines[i].text.front();
  return first >= 'a' && first <= 'z' && ends_open(lines[i - 1].text);
}

bool is_scope_line(const std::vector<Line>& lines) {
  if (lines.empty() || lines[0].item) return false;
  if (lines[0].underlined) return lines.size() > 1;
  const bool rest_items = lines.size() > 1 && std::all_of(lines.begin() + 1, lines.end(),
                                                          [](const Line& l) { return l.item; });
  return rest_items && ends_open(lines[0].text) &&
         text::words(lines[0].text).size() <= kMaxScopeWords;
}

OutputsCell from_lines(const std::vector<Line>& lines, bool scope) {
  OutputsCell result;
  if (scope) result.scope = as_printed(lines[0].text);
  for (std::size_t i = scope ? 1 : 0; i < lines.size(); ++i) {
    std::string text = as_printed(lines[i].text);
    if (i > (scope ? 1U : 0U) && goes_on(lines, i)) {
      result.outputs.back() += " " + text;
    } else {
      result.outputs.push_back(std::move(text));
    }
  }
  return result;
}

std::string joined_line(std::string_view text) {
  return as_printed(text::collapse(text));
}

}  // namespace

std::string visible_text(const Cell& cell) {
  const bool gone = cell.change == Cell::Change::Deleted && cell.blank();
  return gone ? cell.original : cell.text();
}

bool is_blank(const Cell& cell) {
  const bool gone = cell.change == Cell::Change::Deleted && cell.blank();
  return gone ? plan::is_blank(cell.original) : cell.blank();
}

std::string one_line(const Cell& cell) {
  return joined_line(visible_text(cell));
}

std::string labelled_line(const Cell& cell) {
  std::string line = one_line(cell);
  for (const Paragraph& paragraph : cell.paragraphs) {
    if (plan::is_blank(paragraph.text)) continue;
    return is_numbered(paragraph) ? paragraph.label + " " + line : line;
  }
  return line;
}

std::string original_line(const Cell& cell) {
  return cell.revised ? joined_line(cell.original) : one_line(cell);
}

OutputsCell outputs_of(const Cell& cell) {
  if (cell.change == Cell::Change::Deleted && cell.blank()) return original_outputs(cell, "");
  const std::vector<Line> lines = item_lines(cell.paragraphs);
  return from_lines(lines, is_scope_line(lines));
}

OutputsCell original_outputs(const Cell& cell, std::string_view scope) {
  std::vector<Paragraph> paragraphs;
  for (std::string& line : lines_of(cell.original)) {
    paragraphs.emplace_back().text = std::move(line);
  }
  const std::vector<Line> lines = item_lines(paragraphs);
  const bool same =
      !scope.empty() && lines.size() > 1 && lines[0].text.size() < 80 && !lines[0].item;
  return from_lines(lines, same);
}

}  // namespace planmerge::ingest
