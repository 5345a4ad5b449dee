// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/table.h"

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
  for (const Paragraph& paragraph : paragraphs) {
    if (paragraph.text.find_first_not_of(" \t\n\r") != std::string::npos) return false;
  }
  return true;
}

}  // namespace planmerge::plan
