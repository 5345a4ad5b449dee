// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/acronyms.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/cell_text.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxAcronym = 24;  // bytes; "IISG SUPPORT GROUP" is as long as they get
constexpr std::size_t kLeastRun = 3;     // paragraphs in a row before we call them a list
constexpr int kLeastShare = 60;          // per cent of rows of a table

int capitals(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
}

bool is_acronym(std::string_view text) {
  if (text.empty() || text.size() > kMaxAcronym || text::words(text).size() > 3) return false;
  return capitals(text) >= 2;
}

bool is_name(std::string_view text) {
  return text.size() > 3 && text::words(text).size() >= 1 && text.find(':') == text.npos;
}

struct Entry {
  std::string acronym, name;
};

bool is_year(std::string_view text) {
  return text.size() >= 4 && (text.starts_with("19") || text.starts_with("20")) &&
         std::all_of(text.begin(), text.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

Entry split_entry(std::string_view line) {
  static constexpr std::array<std::string_view, 5> kBetween = {" – ", " — ", " - ", "\t", ": "};
  for (const std::string_view mark : kBetween) {
    const std::size_t at = line.find(mark);
    if (at == std::string_view::npos || at > kMaxAcronym) continue;
    Entry entry{text::collapse(line.substr(0, at)), text::collapse(line.substr(at + mark.size()))};
    if (is_acronym(entry.acronym) && is_name(entry.name)) return entry;
  }
  return {};
}

}  // namespace

bool read_acronym_table(const plan::Table& table, std::map<std::string, std::string>& acronyms) {
  if (table.columns != 2 || table.rows < 2) return false;
  std::vector<Entry> rows(static_cast<std::size_t>(table.rows));
  for (const plan::Cell& cell : table.cells) {
    Entry& entry = rows[static_cast<std::size_t>(cell.row)];
    (cell.col == 0 ? entry.acronym : entry.name) = one_line(cell);
  }
  std::erase_if(rows, [](const Entry& e) { return e.acronym.empty() && e.name.empty(); });
  const auto good = std::count_if(rows.begin(), rows.end(), [](const Entry& e) {
    return is_acronym(e.acronym) && is_name(e.name);
  });
  if (good < 2 || 100 * good < kLeastShare * static_cast<std::ptrdiff_t>(rows.size())) return false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Entry& entry = rows[i];
    const bool heading = i == 0 && capitals(entry.acronym) < 2;
    if (!heading && !entry.acronym.empty() && entry.acronym.size() <= kMaxAcronym &&
        is_name(entry.name))
      acronyms.emplace(entry.acronym, entry.name);
  }
  return true;
}

void read_acronym_paragraphs(const std::vector<plan::Paragraph>& paragraphs,
                             std::map<std::string, std::string>& acronyms) {
  std::vector<Entry> run;
  const auto flush = [&] {
    if (run.size() >= kLeastRun) {
      for (const Entry& entry : run) acronyms.emplace(entry.acronym, entry.name);
    }
    run.clear();
  };
  for (const plan::Paragraph& paragraph : paragraphs) {
    Entry entry = split_entry(paragraph.text);
    if (entry.acronym.empty()) {
      if (!plan::is_blank(paragraph.text)) flush();
    } else {
      run.push_back(std::move(entry));
    }
  }
  flush();
}

std::string years_of(std::string_view text) {
  const std::string key = text::fold(text);  // dashes become '-'
  const std::string_view folded = key;
  for (std::size_t at = 0; at + 6 <= folded.size(); ++at) {
    const bool fresh = at == 0 || !digit_at(folded, at - 1);
    if (!fresh || !is_year(folded.substr(at)) || digit_at(folded, at + 4)) continue;
    std::size_t next = at + 4;
    while (next < folded.size() && folded[next] == ' ') ++next;
    if (next >= folded.size() || (folded[next] != '-' && folded[next] != '/')) continue;
    ++next;
    while (next < folded.size() && folded[next] == ' ') ++next;
    const std::string first(folded.substr(at, 4));
    std::string last;
    if (is_year(folded.substr(next)) && !digit_at(folded, next + 4)) {
      last = folded.substr(next, 4);
    } else if (digit_at(folded, next) && digit_at(folded, next + 1) &&
               !digit_at(folded, next + 2)) {
      last = first.substr(0, 2) + std::string(folded.substr(next, 2));
    }
    if (!last.empty() && first < last) return std::string(first).append("/").append(last);
  }
  return {};
}

}  // namespace planmerge::ingest
