// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/action.h"
#include "plan/table.h"

namespace planmerge::ingest {

/// What the columns of one table mean.
///
/// Shape: `fields` and `names` have one entry a column; a column with no field of ours keeps its
///        printed name, which is never empty ("column 4" if nothing is printed).
struct Columns {
  int first_header_row = 0;  // rows above it are banners
  int header_rows = 0;       // rows up to the first row of content; 0: the table has no header
  std::vector<std::optional<plan::Field>> fields;
  std::vector<std::string> names;

  bool has(plan::Field field) const;
  /// Different fields recognised.
  int known() const;
};

/// The field that a column heading names, in any of the languages of data/columns.tsv:
/// "DRIVER (S)", "Rok za provedbu", "Status / Timeline". Nullopt for a heading that names none.
/// A misspelling of one letter is accepted in words of six letters and more.
std::optional<plan::Field> field_of_heading(std::string_view heading);

/// Finds the header of a table by its wording and names the columns.
Columns read_columns(const plan::Table& table);

/// The columns make an action table: something to do, and who, when or with what money.
/// `under_action`: a heading "Action 3: …" stands above, which asks for less.
bool is_action_table(const Columns& columns, bool under_action);

/// Index in table.cells of the cell that covers each grid position, row-major; -1: none.
std::vector<int> cover(const plan::Table& table);

}  // namespace planmerge::ingest
