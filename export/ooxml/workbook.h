// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "export/calendar.h"

namespace planmerge::exporter {

/// A number as its exact decimal digits: "1250000.50".
struct Decimal {
  std::string digits;
};

/// What a cell holds. Nothing: no cell is written.
using CellValue = std::variant<std::monostate, std::string, Decimal, Day>;

/// One column of a sheet. Width in characters of the default font.
struct SheetColumn {
  std::string heading;
  double width = 16;
  std::string list;       // cells must be one of these, comma between; empty: anything
  std::string prompt;     // shown when a cell of the column is chosen
  bool computed = false;  // grey: nobody's reading
};

/// What a cell must be to get a colour. `formula` is about the first data row.
struct ColourRule {
  std::size_t column = 0;
  std::string formula;  // "$C2=\"high\""
  enum class Colour { Red, Amber, Green, Grey } colour = Colour::Amber;
};

/// A sheet with one table: a header row that stays in sight, then rows. Rows may be shorter than
/// the columns. A table without a row gets a blank one, since Excel knows no empty table.
struct Sheet {
  std::string name;  // at most 31 characters, none of []:*?/\ ; also the table's name
  std::vector<SheetColumn> columns;
  std::vector<std::vector<CellValue>> rows;
  std::vector<ColourRule> colours;
  /// For each row of `choice_column` the answers it may hold, where they differ by row.
  std::vector<std::vector<std::string>> choices;
  std::size_t choice_column = 0;
  std::vector<std::size_t> numbers;  // columns printed with groups of three digits
};

/// A cell text that was cut: sheet, row (from 1, the header is 1), column heading.
struct CutCell {
  std::string sheet;
  std::size_t row = 0;
  std::string heading;
};

/// The workbook's bytes (ECMA-376 Part 1, transitional). No formula is ever written, so nothing in
/// a document's text can run. Texts are cut to 32,767 characters, Excel's limit, and told in `cut`.
std::string write_workbook(const std::vector<Sheet>& sheets, std::string_view title,
                           std::string_view program, std::vector<CutCell>& cut);

/// "A", "Z", "AA"
std::string column_letters(std::size_t column);

}  // namespace planmerge::exporter
