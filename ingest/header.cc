// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/header.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "ingest/heading_words.h"
#include "plan/own_marks.h"

namespace planmerge::ingest {
namespace {

using plan::Field;
using MaybeField = std::optional<Field>;

constexpr int kSearchedRows = 6;  // a header lower than this was never seen

std::string cell_text(const plan::Table& table, const std::vector<int>& grid, int row, int col) {
  const int index = grid[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                         static_cast<std::size_t>(col)];
  return index < 0 ? std::string{}
                   : text::collapse(table.cells[static_cast<std::size_t>(index)].text());
}

// How much a row looks like a header: recognised cells; 0 when one cell is plainly content.
int header_score(const plan::Table& table, const std::vector<int>& grid, int row) {
  std::set<int> seen;
  std::set<Field> fields;
  int known = 0;
  for (int col = 0; col < table.columns; ++col) {
    const int index = grid[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                           static_cast<std::size_t>(col)];
    if (index < 0 || !seen.insert(index).second) continue;
    const std::string printed = cell_text(table, grid, row, col);
    if (is_too_long_for_heading(printed, 2 * kMaxHeadingWords)) return 0;
    const HeadingMatch match = match_heading(printed);
    if (!match.found) continue;
    ++known;
    if (match.field) fields.insert(*match.field);
  }
  return fields.size() >= 2 ? known : 0;
}

int best_header_row(const plan::Table& table, const std::vector<int>& grid) {
  int best = -1;
  int score = 0;
  for (int row = 0; row < std::min(table.rows, kSearchedRows); ++row) {
    if (const int here = header_score(table, grid, row); here > score) {
      best = row;
      score = here;
    }
  }
  return best;
}

// A second header row below ("Start", "End" under "Timeline") still holds headings only, or the
// cells of the first reach down into it.
bool continues_header(const plan::Table& table, const std::vector<int>& grid, int row) {
  int own = 0;
  int known = 0;
  for (const plan::Cell& cell : table.cells) {
    if (cell.row != row || cell.blank()) continue;
    ++own;
    if (match_heading(cell.text()).found) ++known;
  }
  if (own > 0 && known == own && row < table.header_rows) return true;
  bool reached = false;
  for (int col = 0; col < table.columns; ++col) {
    const int index = grid[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                           static_cast<std::size_t>(col)];
    reached = reached || (index >= 0 && table.cells[static_cast<std::size_t>(index)].row < row);
  }
  return reached && own > 0 && known == own;
}

struct Heading {
  std::string name;
  HeadingMatch match;
};

// Reads a column's heading upwards: the lowest part is the most precise.
Heading heading_of(const plan::Table& table, const std::vector<int>& grid, const Columns& columns,
                   int col) {
  std::vector<std::string> parts;  // top first
  for (int row = columns.first_header_row; row < columns.header_rows; ++row) {
    std::string part = cell_text(table, grid, row, col);
    if (!part.empty() && (parts.empty() || parts.back() != part)) parts.push_back(std::move(part));
  }
  Heading heading;
  for (const std::string& part : parts) {
    if (!heading.name.empty()) heading.name += " ";
    heading.name += part;
  }
  // What our own export computed or named is nobody's reading, whatever its words say.
  const bool ours =
      heading.name == plan::kRowIdHeading || heading.name.ends_with(plan::kComputedHeading);
  for (auto part = parts.rbegin(); !ours && part != parts.rend() && !heading.match.found; ++part)
    heading.match = match_heading(*part);
  if (heading.name.empty()) heading.name = "column " + std::to_string(col + 1);
  return heading;
}

bool first_of(const Columns& columns, Field field, std::size_t before) {
  return std::find(columns.fields.begin(),
                   columns.fields.begin() + static_cast<std::ptrdiff_t>(before),
                   field) == columns.fields.begin() + static_cast<std::ptrdiff_t>(before);
}

// Two columns of one meaning: "Action" then "Activities" is an action and what is done for it;
// several columns of bodies are all drivers; any other double keeps its printed name.
void settle_doubles(Columns& columns, const std::vector<bool>& continues_left) {
  for (std::size_t col = 1; col < columns.fields.size(); ++col) {
    const MaybeField field = columns.fields[col];
    if (!field || continues_left[col] || first_of(columns, *field, col)) continue;
    if (*field == Field::Drivers) continue;
    const bool done_for_it =
        *field == Field::Action || (*field == Field::Need && columns.has(Field::Action));
    if (done_for_it && !columns.has(Field::Outputs)) {
      columns.fields[col] = Field::Outputs;
    } else if (*field == Field::ActionNo && columns.has(Field::Need)) {
      columns.fields[col] = Field::ActionNo;
    } else {
      columns.fields[col].reset();
    }
  }
}

// "No. | Need | No. | Action": a number column belongs to what stands right of it.
void settle_numbers(Columns& columns) {
  for (std::size_t col = 0; col + 1 < columns.fields.size(); ++col) {
    if (columns.fields[col] == Field::ActionNo && columns.fields[col + 1] == Field::Need)
      columns.fields[col] = Field::NeedNo;
  }
}

}  // namespace

bool Columns::has(Field field) const {
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

int Columns::known() const {
  std::set<Field> different;
  for (const MaybeField& field : fields) {
    if (field) different.insert(*field);
  }
  return static_cast<int>(different.size());
}

std::optional<Field> field_of_heading(std::string_view heading) {
  return match_heading(heading).field;
}

std::vector<int> cover(const plan::Table& table) {
  const auto width = static_cast<std::size_t>(std::max(table.columns, 0));
  std::vector<int> grid(width * static_cast<std::size_t>(std::max(table.rows, 0)), -1);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const plan::Cell& cell = table.cells[i];
    for (int row = cell.row; row < std::min(cell.row + cell.rowspan, table.rows); ++row) {
      for (int col = cell.col; col < std::min(cell.col + cell.colspan, table.columns); ++col)
        grid[static_cast<std::size_t>(row) * width + static_cast<std::size_t>(col)] =
            static_cast<int>(i);
    }
  }
  return grid;
}

Columns read_columns(const plan::Table& table) {
  Columns columns;
  columns.fields.resize(static_cast<std::size_t>(std::max(table.columns, 0)));
  columns.names.resize(columns.fields.size());
  const std::vector<int> grid = cover(table);
  const int header = best_header_row(table, grid);
  if (header < 0) return columns;
  columns.first_header_row = header;
  columns.header_rows = header + 1;
  while (columns.header_rows < table.rows && continues_header(table, grid, columns.header_rows))
    ++columns.header_rows;
  std::vector<bool> continues_left(columns.fields.size());
  for (std::size_t col = 0; col < columns.fields.size(); ++col) {
    const Heading heading = heading_of(table, grid, columns, static_cast<int>(col));
    columns.fields[col] = heading.match.field;
    columns.names[col] = heading.name;
    continues_left[col] = col > 0 && columns.names[col] == columns.names[col - 1];
  }
  settle_numbers(columns);
  settle_doubles(columns, continues_left);
  return columns;
}

bool is_action_table(const Columns& columns, bool under_action) {
  const bool what =
      columns.has(Field::Need) || columns.has(Field::Action) || columns.has(Field::Outputs);
  const bool how = columns.has(Field::Drivers) || columns.has(Field::Status) ||
                   columns.has(Field::Start) || columns.has(Field::End) ||
                   columns.has(Field::Funding);
  return what && how && columns.known() >= (under_action ? 2 : 3);
}

}  // namespace planmerge::ingest
