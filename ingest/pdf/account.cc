// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/account.h"

#include <algorithm>
#include <string>
#include <utility>

namespace planmerge::ingest {
std::size_t letters_in(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

std::size_t letters_in(const std::vector<Glyph>& glyphs) {
  std::size_t sum = 0;
  for (const Glyph& glyph : glyphs) sum += glyph.hidden == Hidden::No ? letters_in(glyph.text) : 0;
  return sum;
}

std::size_t letters_in(const std::vector<TextLine>& lines) {
  std::size_t sum = 0;
  for (const TextLine& line : lines) {
    for (const Letter& letter : line.letters) sum += letters_in(letter.text);
  }
  return sum;
}

std::size_t letters_in(const SheetTable& table) {
  std::size_t sum = 0;
  for (const SheetCell& cell : table.cells) sum += letters_in(cell.lines);
  return sum;
}

void leave_out_turned(const std::vector<const Glyph*>& turned, int page,
                      std::vector<plan::LeftOut>& left_out) {
  plan::LeftOut out;
  out.reason = "turned-text";
  out.where.page = page;
  for (const Glyph* glyph : turned) {
    if (out.text.empty()) out.where.box = glyph->box;
    out.text += glyph->text;
  }
  if (letters_in(out.text) > 0) left_out.push_back(std::move(out));
}

void check_letters(std::size_t drawn, const std::vector<SheetTable>& tables,
                   const std::vector<PageText>& pages, plan::Document& document) {
  std::size_t placed = 0;
  for (const SheetTable& table : tables) placed += letters_in(table);
  for (const PageText& page : pages) placed += letters_in(page.lines);
  for (const plan::LeftOut& out : document.left_out) placed += letters_in(out.text);
  if (placed == drawn) return;
  document.notes.warn("letters-unaccounted", "the pages draw " + std::to_string(drawn) +
                                                 " letters (bytes), cells and text hold " +
                                                 std::to_string(placed));
}

}  // namespace planmerge::ingest
