// SPDX-License-Identifier: GPL-3.0-or-later
// Reads: tables with ruling lines (spans, joined over pages), running text, headings, footnotes,
//        page headers and footers, tracked changes as they print. Partly: turned text, tables
//        without rules. Not: scans, forms, annotations, the structure tree.
#include "ingest/pdf.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ingest/grid.h"
#include "ingest/header_cells.h"
#include "ingest/pdf/account.h"
#include "ingest/pdf/aligned.h"
#include "ingest/pdf/repair.h"
#include "ingest/pdf_page.h"
#include "ingest/pdf_text.h"
#include "ingest/running_text.h"
#include "ingest/table.h"

namespace planmerge::ingest {
namespace {

bool shaded(const Box& cell, const std::vector<Fill>& fills) {
  const double x = (cell.x0 + cell.x1) / 2;
  const double y = (cell.y0 + cell.y1) / 2;
  return std::any_of(fills.begin(), fills.end(), [&](const Fill& fill) {
    return !fill.image && fill.colour.luminance() < 252 && x >= fill.box.x0 && x <= fill.box.x1 &&
           y >= fill.box.y0 && y <= fill.box.y1;
  });
}

/// Turned text of a cell as one line in the order it was drawn.
TextLine turned_line(const std::vector<const Glyph*>& glyphs, int page) {
  TextLine line;
  line.page = page;
  line.box = glyphs.front()->box;
  line.size = glyphs.front()->size;
  line.baseline = line.box.y0;
  const Glyph* before = nullptr;
  for (const Glyph* glyph : glyphs) {
    const bool blank = glyph->text.empty() || glyph->text == " ";
    const double gap =
        before == nullptr
            ? 0
            : std::max(std::max(before->box.y0 - glyph->box.y1, glyph->box.y0 - before->box.y1),
                       std::abs(before->box.x0 - glyph->box.x0) - 2);
    const bool parted = blank || gap > 0.15 * line.size;
    if (parted && !line.letters.empty() && line.letters.back().text != " ") {
      line.letters.push_back({" ", line.box.x0, line.box.x0, {}, false, false, false, false});
    }
    if (!blank)
      line.letters.push_back({glyph->text, glyph->box.x0, glyph->box.x1, glyph->colour, glyph->bold,
                              false, false, false});
    before = glyph;
  }
  return line;
}

/// Visible letters turned by quarters, in the order they were drawn.
std::vector<const Glyph*> turned_glyphs(const PdfPage& page) {
  std::vector<const Glyph*> out;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.turn > 0 && glyph.hidden == Hidden::No) out.push_back(&glyph);
  }
  return out;
}

/// The index of the cell that holds the middle of the box; -1: none.
std::ptrdiff_t cell_under(const Grid& grid, const Box& box) {
  const GridCell* cell = grid.at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
  return cell == nullptr ? -1 : cell - grid.cells.data();
}

/// Takes what stands in the grid out of `inks` and `turned`; what is left belongs elsewhere.
SheetTable fill_grid(const Grid& grid, const PdfPage& page, std::vector<Ink>& inks,
                     std::vector<const Glyph*>& turned) {
  SheetTable table;
  table.page = page.number;
  table.rows = grid.rows();
  table.xs = grid.xs;
  table.regions.push_back({page.number, grid.box()});
  std::vector<std::vector<Ink>> texts(grid.cells.size());
  std::vector<std::vector<const Glyph*>> sideways(grid.cells.size());
  std::vector<Ink> rest;
  for (const Ink& ink : inks) {
    const std::ptrdiff_t cell = cell_under(grid, ink.glyph->box);
    (cell < 0 ? rest : texts[static_cast<std::size_t>(cell)]).push_back(ink);
  }
  inks = std::move(rest);
  std::erase_if(turned, [&](const Glyph* glyph) {
    if (glyph->turn == 2) return false;
    const std::ptrdiff_t cell = cell_under(grid, glyph->box);
    if (cell >= 0) sideways[static_cast<std::size_t>(cell)].push_back(glyph);
    return cell >= 0;
  });
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const GridCell& cell = grid.cells[i];
    SheetCell out{cell.row,    cell.col, cell.rowspan, cell.colspan,
                  page.number, cell.box, {},           shaded(cell.box, page.fills)};
    out.lines = make_lines(std::move(texts[i]), page.number);
    if (!sideways[i].empty()) {
      TextLine line = turned_line(sideways[i], page.number);
      // Nothing but blanks makes no line: whoever reads lines may take a first letter for granted.
      if (!line.letters.empty()) out.lines.push_back(std::move(line));
    }
    table.cells.push_back(std::move(out));
  }
  return table;
}

/// Bars beside changed lines: short upright rules in the margin.
void learn_author_colours(const std::vector<Ink>& inks, const std::vector<Rule>& rules,
                          TextRules& text) {
  double left = 1e9;
  double right = 0;
  for (const Ink& ink : inks) {
    left = std::min(left, ink.glyph->box.x0);
    right = std::max(right, ink.glyph->box.x1);
  }
  std::vector<const Rule*> bars;
  for (const Rule& rule : rules) {
    if (!rule.horizontal && (rule.box.x1 < left - 2 || rule.box.x0 > right + 2))
      bars.push_back(&rule);
  }
  for (const Ink& ink : inks) {
    if (!ink.glyph->colour.chromatic()) continue;
    const double y = (ink.glyph->box.y0 + ink.glyph->box.y1) / 2;
    const bool barred =
        ink.underlined && std::any_of(bars.begin(), bars.end(), [&](const Rule* bar) {
          return y >= bar->box.y0 - 1 && y <= bar->box.y1 + 1;
        });
    auto& known = text.author_colours;
    if ((ink.struck || barred) &&
        std::find(known.begin(), known.end(), ink.glyph->colour) == known.end()) {
      known.push_back(ink.glyph->colour);
    }
  }
}

void note_hidden(const PdfPage& page, plan::Document& document) {
  std::size_t letters = 0;
  Box where;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.hidden == Hidden::No || glyph.text.empty() || glyph.text == " ") continue;
    if (letters++ == 0) where = glyph.box;
  }
  if (letters == 0) return;
  plan::Provenance at;
  at.page = page.number;
  at.box = where;
  document.notes.warn("hidden-text",
                      std::to_string(letters) + " letters on page " + std::to_string(page.number) +
                          " cannot be seen and were left out",
                      at);
}

void note_watermark(const PdfPage& page, plan::Document& document) {
  plan::LeftOut out;
  out.reason = "watermark";
  out.where.page = page.number;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.turn != -1 || glyph.hidden != Hidden::No) continue;
    if (out.text.empty()) out.where.box = glyph.box;
    out.text += glyph.text;
  }
  if (!out.text.empty()) document.left_out.push_back(std::move(out));
}

constexpr double kMaxPagePt = 14'400;  // 200 inches: the most that PDF 1.7 lets a page have

PageText read_page(PdfFile& file, int number, TextRules& rules, std::vector<SheetTable>& tables,
                   plan::Document& document, bool& any_text) {
  PdfPage page = file.read(number);
  plan::Provenance at;
  at.page = number;
  if (page.width > kMaxPagePt || page.height > kMaxPagePt)
    document.notes.warn(
        "page-size", "page " + std::to_string(number) + " claims to be over 200 inches a side", at);
  if (page.truncated)
    document.notes.warn(
        "limit",
        "page " + std::to_string(number) + " holds more than a page may; the rest was left out",
        at);
  if (!page.sight_checked)
    document.notes.warn("limit",
                        "page " + std::to_string(number) +
                            " holds too many letters and fills to tell text that cannot be seen",
                        at);
  if (page.glyphs.empty() && page.has_image)
    document.notes.warn("no-text-layer",
                        "page " + std::to_string(number) + " is a picture without text", at);
  any_text = any_text || !page.glyphs.empty();
  note_hidden(page, document);
  note_watermark(page, document);
  std::vector<Ink> inks = decorate(page.glyphs, page.rules);
  learn_author_colours(inks, page.rules, rules);
  std::vector<const Glyph*> turned = turned_glyphs(page);
  for (const Grid& grid : find_grids(page.rules)) {
    std::vector<Ink> rest = inks;
    std::vector<const Glyph*> rest_turned = turned;
    SheetTable table = fill_grid(grid, page, rest, rest_turned);
    if (!holds_table(table)) continue;
    draw_missing_walls(table);
    inks = std::move(rest);
    turned = std::move(rest_turned);
    tables.push_back(std::move(table));
  }
  leave_out_turned(turned, number, document.left_out);
  PageText text;
  text.page = number;
  text.drawn = letters_in(page.glyphs);
  text.width = page.width;
  text.height = page.height;
  text.lines = make_lines(std::move(inks), number);
  text.rules = std::move(page.rules);
  for (const Fill& fill : page.fills) {
    if (!fill.image && fill.colour.luminance() < 252) text.shades.push_back(fill.box);
  }
  return text;
}

/// Joins each page's first table to the last of the page before, if nothing stands between.
std::vector<SheetTable> join_pages(std::vector<SheetTable> found,
                                   const std::vector<PageText>& pages, plan::Document& document) {
  std::vector<SheetTable> out;
  for (SheetTable& table : found) {
    const bool follows = !out.empty() && out.back().page + 1 == table.page &&
                         ends_page(pages, out.back()) && begins_page(pages, table) &&
                         continues(out.back(), table);
    if (follows) {
      join(out.back(), std::move(table), document.left_out);
    } else {
      out.push_back(std::move(table));
    }
  }
  return out;
}

}  // namespace

void prepare_pdf() {
  prepare_poppler();
}

bool is_pdf(std::string_view bytes) {
  // Readers accept the mark anywhere in the first kilobyte.
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

void read_pdf(std::string_view bytes, const ReadOptions& options, plan::Document& document) {
  PdfFile file(bytes);
  file.describe(document.source);
  const PdfExtras extras = file.extras();
  if (extras.scripts)
    document.notes.warn("active-content",
                        "the PDF holds scripts, forms or actions; they were not looked at");
  if (extras.attachments)
    document.notes.warn("attachment", "the PDF holds embedded files; they were not read");
  TextRules rules;
  rules.original = options.revisions == RevisionView::Original;
  std::vector<SheetTable> found;
  std::vector<PageText> pages;
  bool any_text = false;
  for (int number = 1; number <= file.pages(); ++number) {
    pages.push_back(read_page(file, number, rules, found, document, any_text));
  }
  if (!any_text)
    document.notes.warn("no-text-layer", "the document holds no text that can be read");
  take_furniture(pages, document.left_out);
  take_footnotes(pages, rules, document);
  find_aligned(pages, found);
  std::size_t drawn = 0;
  for (const PageText& page : pages) drawn += page.drawn;
  check_letters(drawn, found, pages, document);
  for (const SheetTable& table : found) {
    for (const SheetCell& cell : table.cells) learn_words(cell.lines, rules);
  }
  std::vector<SheetTable> tables = join_pages(std::move(found), pages, document);
  give_headings(pages, rules, tables, document);
  for (SheetTable& table : tables) {
    find_header(table);
    document.tables.push_back(finish_table(table, rules));
    part_header_cells(document.tables.back());
  }
}

}  // namespace planmerge::ingest
