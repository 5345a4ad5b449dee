// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/csv_text.h"

#include <algorithm>

namespace planmerge::exporter::csv {
namespace {

constexpr std::string_view kFormulaStarts[] = {
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
};

bool looks_like_formula(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(" '");
  if (first == std::string_view::npos) return false;
  cell.remove_prefix(first);
  return std::any_of(std::begin(kFormulaStarts), std::end(kFormulaStarts),
                     [cell](std::string_view start) { return cell.starts_with(start); });
}

}  // namespace

std::string quoted(std::string_view value) {
  std::string cell = looks_like_formula(value) ? "'" : "";
  cell += value;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string result = "\"";
  for (const char c : cell) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string line(const std::vector<std::string>& cells) {
  std::string text;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) text += ',';
    text += quoted(cell);
  }
  return text + "\r\n";
}

}  // namespace planmerge::exporter::csv
