// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/running_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ingest/pdf/columns.h"
#include "ingest/title_number.h"

namespace planmerge::ingest {
namespace {

constexpr double kBandShare = 0.13;  // of the page's height, where running heads and feet stand

std::string shape_of(const TextLine& line, double height) {
  std::string key = line.baseline < height / 2 ? "t" : "b";
  key += std::to_string(std::lround(line.baseline / 4));
  for (const char c : line.text()) key += c >= '0' && c <= '9' ? '#' : c;
  return key;
}

bool in_band(const TextLine& line, double height) {
  return line.baseline < kBandShare * height || line.baseline > (1 - kBandShare) * height;
}

bool is_page_number(const TextLine& line) {
  const std::string text = line.text();
  const auto digits = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  const bool only = text.find_first_not_of("0123456789 -/|") == std::string::npos;
  return digits > 0 && digits < 8 &&
         (only || ((text.starts_with("Page ") || text.starts_with("page ")) && text.size() < 18));
}

/// Bold words in three or more columns: the head of a table, not of a page.
bool looks_like_heads(const TextLine& line) {
  return line.bold() && pieces_of(line, 0.6 * line.size).size() >= 3;
}

void add_left_out(const char* reason, const TextLine& line, std::vector<plan::LeftOut>& left_out) {
  plan::LeftOut out;
  out.reason = reason;
  out.where.page = line.page;
  out.where.box = line.box;
  out.text = line.text();
  left_out.push_back(std::move(out));
}

}  // namespace

void take_furniture(std::vector<PageText>& pages, std::vector<plan::LeftOut>& left_out) {
  std::map<std::string, int> seen;
  for (const PageText& page : pages) {
    std::set<std::string> here;
    for (const TextLine& line : page.lines) {
      if (in_band(line, page.height)) here.insert(shape_of(line, page.height));
    }
    for (const std::string& key : here) ++seen[key];
  }
  const int least = std::max(2, static_cast<int>(pages.size()) / 5);
  for (PageText& page : pages) {
    // Column heads repeat as page heads do, but belong to their table; they may take three lines.
    std::vector<double> heads;
    for (const TextLine& line : page.lines) {
      if (looks_like_heads(line)) heads.push_back(line.baseline);
    }
    std::erase_if(page.lines, [&](const TextLine& line) {
      const bool by_heads = std::any_of(heads.begin(), heads.end(), [&](double y) {
        return std::abs(line.baseline - y) < 3 * line.size;
      });
      if (line.bold() && by_heads) return false;
      if (!in_band(line, page.height)) return false;
      const bool number = is_page_number(line);
      if (!number && seen[shape_of(line, page.height)] < least) return false;
      const bool top = line.baseline < page.height / 2;
      add_left_out(number ? "page-number" : top ? "page-header" : "page-footer", line, left_out);
      return true;
    });
  }
}

void take_footnotes(std::vector<PageText>& pages, const TextRules& rules,
                    plan::Document& document) {
  for (PageText& page : pages) {
    const auto first =
        std::find_if(page.lines.begin(), page.lines.end(), [&](const TextLine& line) {
          return line.baseline > page.height * 0.4 && line.letters.front().mark;
        });
    if (first == page.lines.end()) continue;
    std::vector<TextLine> notes(first, page.lines.end());
    page.lines.erase(first, page.lines.end());
    for (std::size_t i = 0; i < notes.size();) {
      std::size_t end = i + 1;
      while (end < notes.size() && !notes[end].letters.front().mark) ++end;
      std::vector<TextLine> note(notes.begin() + static_cast<std::ptrdiff_t>(i),
                                 notes.begin() + static_cast<std::ptrdiff_t>(end));
      for (const TextLine& line : note) add_left_out("footnote", line, document.left_out);
      plan::Paragraph paragraph;
      for (auto& letters = note.front().letters;
           letters.size() > 1 && (letters.front().mark || letters.front().text == " ");) {
        if (letters.front().mark) paragraph.label += letters.front().text;
        letters.erase(letters.begin());
      }
      const Composed text = compose(note, 0, page.width, rules);
      for (const plan::Paragraph& part : text.paragraphs)
        paragraph.text += (paragraph.text.empty() ? "" : " ") + part.text;
      document.paragraphs.push_back(std::move(paragraph));
      i = end;
    }
  }
}

namespace {

const PageText* page_of(const std::vector<PageText>& pages, int number) {
  const auto at =
      std::find_if(pages.begin(), pages.end(), [&](const PageText& p) { return p.page == number; });
  return at == pages.end() ? nullptr : &*at;
}

/// The page's most used letter height, by letters.
double body_size(const std::vector<PageText>& pages, const std::vector<SheetTable>& tables) {
  std::map<long, std::size_t> letters;
  for (const PageText& page : pages) {
    for (const TextLine& line : page.lines)
      letters[std::lround(line.size * 2)] += line.letters.size();
  }
  if (letters.empty()) {
    for (const SheetTable& table : tables) {
      for (const SheetCell& cell : table.cells) {
        for (const TextLine& line : cell.lines)
          letters[std::lround(line.size * 2)] += line.letters.size();
      }
    }
  }
  const auto most =
      std::max_element(letters.begin(), letters.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == letters.end() ? 10 : static_cast<double>(most->first) / 2;
}

bool is_heading(const TextLine& line, double body) {
  if (line.letters.size() < 3 || line.letters.size() > 160) return false;
  return line.size > body * 1.08 || (line.bold() && line.size > body * 0.95);
}

/// Bigger before smaller, then bold before plain: the order of levels.
long style_of(const TextLine& line) {
  return -2 * std::lround(line.size * 2) - (line.bold() ? 1 : 0);
}

plan::Heading heading_of(const std::string& text) {
  const NumberedTitle title = split_number(text);
  plan::Heading heading;
  heading.text = title.number.empty() ? text : title.title;
  heading.number = title.number.empty() || title.keyword.empty()
                       ? title.number
                       : title.keyword + " " + title.number;
  return heading;
}

struct TextBlock {
  std::vector<TextLine> lines;
  bool heading = false;
};

/// Lines that stand close together in one style.
std::vector<TextBlock> blocks_of(const PageText& page, double body) {
  std::vector<TextBlock> blocks;
  for (const TextLine& line : page.lines) {
    const bool heading = is_heading(line, body);
    const bool same = !blocks.empty() && blocks.back().heading == heading &&
                      line.baseline - blocks.back().lines.back().baseline < 1.7 * line.size &&
                      (!heading || style_of(blocks.back().lines.back()) == style_of(line));
    if (!same) blocks.push_back({{}, heading});
    blocks.back().lines.push_back(line);
  }
  return blocks;
}

std::string joined(const Composed& text) {
  std::string out;
  for (const plan::Paragraph& paragraph : text.paragraphs)
    out += (out.empty() ? "" : " ") + paragraph.text;
  return out;
}

}  // namespace

bool says_continued(const TextLine& line) {
  const std::string text = text::fold(line.text());
  constexpr std::array<std::string_view, 9> kWords = {
      "(continued)", "continued)", "(cont",    "(cont'd)",       "(fortsetzung)",
      "(suite)",     "(continua",  "(seguito", "to be continued"};
  return line.letters.size() < 160 && std::any_of(kWords.begin(), kWords.end(), [&](auto word) {
           return text.find(word) != std::string::npos;
         });
}

bool ends_page(const std::vector<PageText>& pages, const SheetTable& table) {
  const PageText* page = page_of(pages, table.page);
  const double bottom = table.regions.back().box.y1;
  return page == nullptr ||
         std::none_of(page->lines.begin(), page->lines.end(),
                      [&](const TextLine& l) { return l.baseline > bottom && !says_continued(l); });
}

bool begins_page(const std::vector<PageText>& pages, const SheetTable& table) {
  const PageText* page = page_of(pages, table.regions.front().page);
  const double top = table.regions.front().box.y0;
  return page == nullptr ||
         std::none_of(page->lines.begin(), page->lines.end(),
                      [&](const TextLine& l) { return l.baseline < top && !says_continued(l); });
}

void give_headings(const std::vector<PageText>& pages, const TextRules& rules,
                   std::vector<SheetTable>& tables, plan::Document& document) {
  const double body = body_size(pages, tables);
  std::set<long> styles;
  std::vector<std::vector<TextBlock>> blocks;
  for (const PageText& page : pages) {
    blocks.push_back(blocks_of(page, body));
    for (const TextBlock& block : blocks.back()) {
      if (block.heading) styles.insert(style_of(block.lines.front()));
    }
  }
  std::map<int, plan::Heading> open;  // by level
  std::size_t next = 0;
  const auto serve = [&](int page, double y) {
    for (; next < tables.size(); ++next) {
      const plan::Region& first = tables[next].regions.front();
      if (first.page > page || (first.page == page && first.box.y0 > y)) return;
      for (const auto& [level, heading] : open) tables[next].headings.push_back(heading);
    }
  };
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const TextBlock& block : blocks[p]) {
      serve(pages[p].page, block.lines.front().baseline - block.lines.front().size);
      const Composed text = compose(block.lines, block.lines.front().box.x0, pages[p].width, rules);
      if (block.heading) {
        plan::Heading heading = heading_of(joined(text));
        heading.level = 1 + static_cast<int>(std::distance(
                                styles.begin(), styles.find(style_of(block.lines.front()))));
        heading.page = pages[p].page;
        open.erase(open.lower_bound(heading.level), open.end());
        if (document.title.empty()) document.title = heading.text;
        open[heading.level] = std::move(heading);
      }
      for (const plan::Paragraph& paragraph : text.paragraphs)
        document.paragraphs.push_back(paragraph);
    }
    serve(pages[p].page, 1e9);
  }
}

}  // namespace planmerge::ingest
