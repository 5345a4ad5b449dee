// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/number_format.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "ingest/xlsx/format_parser.h"
#include "ingest/xlsx/format_printer.h"

namespace planmerge::ingest {
namespace {

struct Builtin {
  int id;
  const char* code;
};

// The codes between 27 and 36 and from 50 are dates of East Asian programs; year, month and day is
// what most of them show.
constexpr Builtin kBuiltins[] = {
    {0, "General"},
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {5, "#,##0_);(#,##0)"},
    {6, "#,##0_);(#,##0)"},
    {7, "#,##0.00_);(#,##0.00)"},
    {8, "#,##0.00_);(#,##0.00)"},
    {9, "0%"},
    {10, "0.00%"},
    {11, "0.00E+00"},
    {12, "# ?/?"},
    {13, "# ?\?/?\?"},
    {14, "m/d/yyyy"},
    {15, "d-mmm-yy"},
    {16, "d-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "h:mm"},
    {21, "h:mm:ss"},
    {22, "m/d/yy h:mm"},
    {27, "yyyy-m"},
    {28, "m-d"},
    {29, "m-d"},
    {30, "m-d-yy"},
    {31, "yyyy-m-d"},
    {32, "h:mm"},
    {33, "h:mm:ss"},
    {34, "h:mm"},
    {35, "h:mm:ss"},
    {36, "yyyy-m"},
    {37, "#,##0_);(#,##0)"},
    {38, "#,##0_);(#,##0)"},
    {39, "#,##0.00_);(#,##0.00)"},
    {40, "#,##0.00_);(#,##0.00)"},
    {41, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)"},
    {42, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)"},
    {43, "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"?\?_);_(@_)"},
    {44, "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"?\?_);_(@_)"},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {48, "##0.0E+0"},
    {49, "@"},
    {50, "yyyy-m"},
    {51, "m-d"},
    {52, "yyyy-m"},
    {53, "m-d"},
    {54, "m-d"},
    {55, "yyyy-m"},
    {56, "yyyy-m-d"},
    {57, "yyyy-m"},
    {58, "m-d"},
};

bool holds(const NumberFormat::Section& section, double value) {
  const std::string& sign = section.compare;
  if (sign == "<") return value < section.limit;
  if (sign == "<=") return value <= section.limit;
  if (sign == ">") return value > section.limit;
  if (sign == ">=") return value >= section.limit;
  if (sign == "=") return value == section.limit;
  return sign == "<>" && value != section.limit;
}

// Without a condition the place of a section says which numbers it is for.
bool is_for(std::size_t index, std::size_t count, double value) {
  if (count <= 1) return true;
  if (index == 0) return count == 2 ? value >= 0 : value > 0;
  if (index == 1) return count == 2 || value < 0;
  return true;
}

}  // namespace

NumberFormat::NumberFormat(std::string_view code) : sections_(parse_format(code)) {}

const NumberFormat::Section* NumberFormat::section_for(double value, bool& sign) const {
  const std::size_t count = std::min<std::size_t>(sections_.size(), 3);
  for (std::size_t i = 0; i < count; ++i) {
    const Section& section = sections_[i];
    const bool fits = section.compare.empty() ? is_for(i, count, value) : holds(section, value);
    if (!fits) continue;
    // A section for negative numbers only says "minus" in a way of its own.
    sign = value < 0 && (i == 0 || section.compare == ">" || section.compare == "<>");
    return &section;
  }
  sign = value < 0;
  return count == 0 ? nullptr : &sections_[count - 1];
}

std::string NumberFormat::print(double value, bool system_1904) const {
  if (!std::isfinite(value)) return "";
  bool sign = false;
  const Section* section = section_for(value, sign);
  if (section == nullptr) return print_general(value);
  if (section->date) {
    const std::string date = print_date(*section, value, system_1904);
    return date.empty() ? print_general(value) : date;
  }
  return print_number(*section, value, sign);
}

bool NumberFormat::hides_text() const {
  return sections_.size() >= 4 && sections_[3].tokens.empty();
}

bool NumberFormat::is_date() const {
  return !sections_.empty() && sections_.front().date;
}

std::optional<std::string_view> builtin_format(int id) {
  for (const Builtin& builtin : kBuiltins) {
    if (builtin.id == id) return builtin.code;
  }
  return std::nullopt;
}

bool has_local_currency(int id) {
  return (id >= 5 && id <= 8) || id == 42 || id == 44;
}

std::string print_general(double value) {
  constexpr double kWholeUpTo = 1e15;
  char text[40];
  if (value == std::floor(value) && std::fabs(value) < kWholeUpTo) {
    std::snprintf(text, sizeof text, "%.0f", value == 0 ? 0.0 : value);
    return text;
  }
  std::snprintf(text, sizeof text, "%.10G", value);
  return text;
}

}  // namespace planmerge::ingest
