// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/table.h"

#include <algorithm>
#include <iterator>

namespace planmerge::plan {

std::string Cell::text() const {
  std::string joined;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (i != 0) joined += '\n';
    joined += paragraphs[i].text;
  }
  return joined;
}

std::string Cell::printed_text() const {
  std::string joined;
  for (const Paragraph& paragraph : paragraphs) {
    if (&paragraph != &paragraphs.front()) joined += '\n';
    if (!paragraph.label.empty()) joined += paragraph.label + ' ';
    joined += paragraph.text;
  }
  return joined;
}

bool Cell::blank() const {
  return std::all_of(paragraphs.begin(), paragraphs.end(),
                     [](const Paragraph& paragraph) { return is_blank(paragraph.text); });
}

bool is_blank(std::string_view utf8) {
  static constexpr std::string_view kBlanks[] = {
      " ",      "\t",     "\n",     "\r",     "\v",     "\f",     "\u00A0", "\u0085", "\u1680",
      "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
      "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  while (!utf8.empty()) {
    const auto* const blank =
        std::find_if(std::begin(kBlanks), std::end(kBlanks),
                     [utf8](std::string_view candidate) { return utf8.starts_with(candidate); });
    if (blank == std::end(kBlanks)) return false;
    utf8.remove_prefix(blank->size());
  }
  return true;
}

}  // namespace planmerge::plan
