// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/provenance.h"

namespace planmerge::plan {

std::string describe(const Provenance& where) {
  std::string text = where.file;
  const auto add = [&text](const char* word, int number) {
    if (!text.empty()) text += ", ";
    text += word + std::to_string(number);
  };
  if (!where.sheet.empty()) {
    text += (text.empty() ? "sheet " : ", sheet ") + where.sheet;
    if (!where.cell.empty()) text += ", cell " + where.cell;
    return text;
  }
  if (where.page > 0) add("page ", where.page);
  if (where.table >= 0) add("table ", where.table + 1);
  if (where.struck) text += " (with all markup)";
  if (where.row >= 0) add("row ", where.row + 1);
  if (where.col >= 0) add("column ", where.col + 1);
  return text;
}

}  // namespace planmerge::plan
