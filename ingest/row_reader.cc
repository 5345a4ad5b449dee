// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/row_reader.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/text.h"
#include "ingest/cell_text.h"
#include "ingest/title_number.h"
#include "plan/own_marks.h"

namespace planmerge::ingest {
namespace {

using plan::Cell;
using plan::Field;

using Kind = plan::Revision::Kind;
using Of = plan::Revision::Of;

bool has_comments(const Cell& cell) {
  return !cell.comments.empty();
}

bool governs(Field field) {
  return field == Field::Need || field == Field::Action || field == Field::Section ||
         field == Field::NeedNo || field == Field::ActionNo;
}

/// The rows of one table, one after the other.
class RowReader {
 public:
  RowReader(plan::Document& document, int table_index, const Columns& columns, Carried& carried)
      : document_(document),
        table_(document.tables[static_cast<std::size_t>(table_index)]),
        table_index_(table_index),
        columns_(columns),
        carried_(carried),
        grid_(cover(table_)),
        stands_alone_(std::find(columns.names.begin(), columns.names.end(), plan::kRowIdHeading) !=
                      columns.names.end()) {}

  /// @return the table row of each row that was added
  std::vector<int> run();

 private:
  const Cell* at(int row, int col) const;
  std::vector<const Cell*> cells_of(int row) const;      // covering cells, left to right, once each
  std::vector<const Cell*> own_cells_of(int row) const;  // that start in this row
  plan::Provenance where(const Cell& cell) const;
  void leave_out(const Cell& cell, const char* reason);
  bool repeats_header(int row) const;
  const Cell* banner(int row) const;
  void take_banner(const Cell& cell);
  bool only_governs(int row) const;
  void govern(int row);
  void govern_field(int row, Field text_field, Field number_field, Governing& target);
  void read_row(int row);
  void take_cell(plan::ActionRow& result, const Cell& cell, int row);
  void take_text(plan::ActionRow& result, const Cell& cell, Field field, const std::string& text);
  bool take_own_column(plan::ActionRow& result, const Cell& cell);
  void take_outputs(plan::ActionRow& result, const Cell& cell);
  void take_originals(plan::ActionRow& result, const Cell& cell, Field field);
  void take_governing(plan::ActionRow& result);
  static void copy_governing(plan::ActionRow& result, const Governing& from, Field text_field,
                             Field number_field);
  void add_source(plan::ActionRow& result, const Cell& cell, Field field, bool inherited);
  plan::ActionRow::Change change_of(int row) const;
  bool withdrawn(int row) const;
  static void show_as_it_was(plan::ActionRow& result);
  static void say_once(std::vector<std::pair<Field, plan::Revision>>& revisions);
  void take_row_id(plan::ActionRow& result, int row) const;

  plan::Document& document_;
  const plan::Table& table_;
  int table_index_;
  const Columns& columns_;
  Carried& carried_;
  std::vector<int> grid_;
  bool stands_alone_;  // a table of our own workbook: nothing is taken over from above
  bool section_used_ = true;
  const Cell* last_banner_ = nullptr;
  std::vector<int> printed_at_;  // table row of each row that was added
};

const Cell* RowReader::at(int row, int col) const {
  const int index = grid_[static_cast<std::size_t>(row) * static_cast<std::size_t>(table_.columns) +
                          static_cast<std::size_t>(col)];
  return index < 0 ? nullptr : &table_.cells[static_cast<std::size_t>(index)];
}

std::vector<const Cell*> RowReader::cells_of(int row) const {
  std::vector<const Cell*> cells;
  for (int col = 0; col < table_.columns; ++col) {
    const Cell* cell = at(row, col);
    if (cell != nullptr && (cells.empty() || cells.back() != cell)) cells.push_back(cell);
  }
  return cells;
}

std::vector<const Cell*> RowReader::own_cells_of(int row) const {
  std::vector<const Cell*> cells = cells_of(row);
  std::erase_if(cells, [row](const Cell* cell) { return cell->row != row; });
  return cells;
}

plan::Provenance RowReader::where(const Cell& cell) const {
  plan::Provenance place = plan::place_in(document_, table_index_, table_, cell);
  const auto last = std::find_if(cell.revisions.rbegin(), cell.revisions.rend(),
                                 [](const auto& change) { return change.kind != Kind::Format; });
  if (last != cell.revisions.rend()) {
    place.author = last->author;
    place.date = last->date;
  }
  return place;
}

void RowReader::leave_out(const Cell& cell, const char* reason) {
  if (!is_blank(cell)) document_.left_out.push_back({reason, where(cell), visible_text(cell)});
}

// A header typed again by hand, or printed again on each page.
bool RowReader::repeats_header(int row) const {
  int compared = 0;
  for (const Cell* cell : own_cells_of(row)) {
    if (is_blank(*cell)) continue;
    bool equal = false;
    for (int above = columns_.first_header_row; above < columns_.header_rows; ++above) {
      const Cell* header = at(above, cell->col);
      equal = equal || (header != nullptr &&
                        text::fold(visible_text(*header)) == text::fold(visible_text(*cell)));
    }
    if (!equal) return false;
    ++compared;
  }
  return compared >= 2;
}

// A text over the whole width, or over most of it with nothing beside.
const Cell* RowReader::banner(int row) const {
  const Cell* only = nullptr;
  for (const Cell* cell : cells_of(row)) {
    if (is_blank(*cell)) continue;
    if (only != nullptr) return nullptr;
    only = cell;
  }
  if (only == nullptr || only->row != row || table_.columns < 2) return nullptr;
  const bool wide = only->colspan == table_.columns ||
                    (only->colspan >= 2 && 3 * only->colspan >= 2 * table_.columns);
  return wide ? only : nullptr;
}

void RowReader::take_banner(const Cell& cell) {
  const std::string printed = one_line(cell);
  const NumberedTitle numbered = split_number(printed);
  Governing taken;
  const auto named = numbered.field();
  Field field = Field::Section;
  if (named == Field::Need && !columns_.has(Field::Need)) field = Field::Need;
  if (named == Field::Action && !columns_.has(Field::Action)) field = Field::Action;
  taken.text = field == Field::Section ? printed : numbered.title;
  if (field != Field::Section) taken.number = numbered.number;
  taken.source.push_back({field, where(cell), true});
  for (const plan::Comment& comment : cell.comments) taken.comments.push_back(comment);
  if (field == Field::Action) {
    carried_.action = taken;
  } else {
    (field == Field::Need ? carried_.need : carried_.section) = taken;
    carried_.action = {};
    if (field == Field::Section && columns_.has(Field::Need)) carried_.need = {};
  }
  section_used_ = false;
  last_banner_ = &cell;
}

// A row that only says need or action, above rows that leave both blank: it is their heading.
bool RowReader::only_governs(int row) const {
  if (row + 1 >= table_.rows) return false;
  bool any = false;
  for (const Cell* cell : cells_of(row)) {
    const auto field = columns_.fields[static_cast<std::size_t>(cell->col)];
    if (is_blank(*cell)) continue;
    if (!field || !governs(*field) || cell->row + cell->rowspan - 1 > row) return false;
    any = true;
  }
  bool below = false;
  for (const Cell* cell : cells_of(row + 1)) {
    if (is_blank(*cell)) continue;
    const auto field = columns_.fields[static_cast<std::size_t>(cell->col)];
    if (field == Field::Need || field == Field::NeedNo) return false;
    below = true;
  }
  return any && below && banner(row + 1) == nullptr;
}

void RowReader::govern_field(int row, Field text_field, Field number_field, Governing& target) {
  const Cell* words = nullptr;
  const Cell* number = nullptr;
  for (const Cell* cell : cells_of(row)) {
    const auto field = columns_.fields[static_cast<std::size_t>(cell->col)];
    if (is_blank(*cell)) continue;
    if (field == text_field && words == nullptr) words = cell;
    if (field == number_field && number == nullptr) number = cell;
  }
  if (words == nullptr && number == nullptr) return;
  Governing taken;
  for (const Cell* cell : {words, number}) {
    if (cell == nullptr) continue;
    const Field field = cell == words ? text_field : number_field;
    taken.source.push_back({field, where(*cell), cell->row < row});
    for (const plan::Revision& revision : cell->revisions) taken.revisions.push_back(revision);
    for (const plan::Comment& comment : cell->comments) taken.comments.push_back(comment);
    taken.revised = taken.revised || cell->revised;
  }
  if (words != nullptr) {
    const NumberedTitle now = split_number(labelled_line(*words));
    const NumberedTitle before = split_number(original_line(*words));
    taken.text = now.title.empty() ? now.number : now.title;
    taken.number = now.title.empty() ? "" : now.number;
    taken.original = before.title;
    taken.original_number = before.number;
    if (stands_alone_) {  // number and title have columns of their own
      taken.text = one_line(*words);
      taken.number.clear();
    }
  }
  if (number != nullptr) {
    taken.number = one_line(*number);
    taken.original_number = original_line(*number);
    if (words == nullptr) taken.text = target.text;
  }
  target = std::move(taken);
}

void RowReader::govern(int row) {
  const Governing before = carried_.need;
  govern_field(row, Field::Need, Field::NeedNo, carried_.need);
  govern_field(row, Field::Section, Field::Section, carried_.section);
  const bool new_need = before.text != carried_.need.text || before.number != carried_.need.number;
  // A new need without an action does not go on with the action of the need above.
  if (new_need && !before.text.empty() && columns_.has(Field::Action)) carried_.action = {};
  govern_field(row, Field::Action, Field::ActionNo, carried_.action);
}

plan::ActionRow::Change RowReader::change_of(int row) const {
  std::set<Cell::Change> changes;
  for (const Cell* cell : own_cells_of(row)) changes.insert(cell->change);
  if (changes.size() != 1) return plan::ActionRow::Change::None;
  if (*changes.begin() == Cell::Change::Deleted) return plan::ActionRow::Change::Deleted;
  if (*changes.begin() == Cell::Change::Inserted) return plan::ActionRow::Change::Inserted;
  return plan::ActionRow::Change::None;
}

void RowReader::add_source(plan::ActionRow& result, const Cell& cell, Field field, bool inherited) {
  result.source.push_back({field, where(cell), inherited});
  if (inherited) return;
  for (const plan::Revision& revision : cell.revisions)
    result.revisions.emplace_back(field, revision);
  for (const plan::Comment& comment : cell.comments) result.comments.emplace_back(field, comment);
}

void RowReader::take_originals(plan::ActionRow& result, const Cell& cell, Field field) {
  if (!cell.revised) return;
  if (field == Field::Outputs) {
    const OutputsCell before = original_outputs(cell, result.scope);
    if (before.scope != result.scope) result.original[Field::Scope] = before.scope;
    std::string joined;
    for (const std::string& output : before.outputs)
      joined += (joined.empty() ? "" : "\n") + output;
    if (joined != result.reading(Field::Outputs)) result.original[Field::Outputs] = joined;
    return;
  }
  const std::string before = original_line(cell);
  if (before != one_line(cell)) result.original[field] = before;
}

void RowReader::take_outputs(plan::ActionRow& result, const Cell& cell) {
  OutputsCell read = outputs_of(cell);
  if (!read.scope.empty()) {
    result.scope = read.scope;
    result.source.push_back({Field::Scope, where(cell), false});
  }
  for (std::string& output : read.outputs) result.outputs.push_back(std::move(output));
}

// Columns of our own workbook: the row's id, and values that we computed.
bool RowReader::take_own_column(plan::ActionRow& result, const Cell& cell) {
  const std::string& name = columns_.names[static_cast<std::size_t>(cell.col)];
  if (name == plan::kRowIdHeading) {
    result.row_id = one_line(cell);
    leave_out(cell, "row-id");
    return true;
  }
  if (!name.ends_with(plan::kComputedHeading)) return false;
  leave_out(cell, "computed");
  return true;
}

void RowReader::take_text(plan::ActionRow& result, const Cell& cell, Field field,
                          const std::string& text) {
  if (field == Field::Outputs) {
    take_outputs(result, cell);
    return;
  }
  const std::string before = result.reading(field);
  // A second column of bodies adds to the first.
  result.set_reading(field, before.empty() || text.empty() ? before + text : before + "; " + text);
}

void RowReader::take_cell(plan::ActionRow& result, const Cell& cell, int row) {
  const auto field = columns_.fields[static_cast<std::size_t>(cell.col)];
  if (field && governs(*field)) return;
  if (!field && take_own_column(result, cell)) return;
  const std::string text = one_line(cell);
  const bool changed = cell.revised || cell.change != Cell::Change::None;
  if (text.empty() && !changed && !has_comments(cell)) return;
  const bool inherited = cell.row < row;
  if (!field) {
    if (!text.empty()) result.other[columns_.names[static_cast<std::size_t>(cell.col)]] = text;
    add_source(result, cell, Field::Note, inherited);
    return;
  }
  take_text(result, cell, *field, text);
  add_source(result, cell, *field, inherited);
  take_originals(result, cell, *field);
}

void RowReader::copy_governing(plan::ActionRow& result, const Governing& from, Field text_field,
                               Field number_field) {
  result.set_reading(text_field, from.text);
  if (number_field != text_field) result.set_reading(number_field, from.number);
  for (const plan::FieldSource& source : from.source) {
    result.source.push_back(source);
    if (source.field == text_field && number_field != text_field && !from.number.empty())
      result.source.push_back({number_field, source.where, source.inherited});
  }
  for (const plan::Comment& comment : from.comments)
    result.comments.emplace_back(text_field, comment);
  for (const plan::Revision& revision : from.revisions)
    result.revisions.emplace_back(text_field, revision);
  if (!from.revised) return;
  if (from.original != from.text) result.original[text_field] = from.original;
  if (from.original_number != from.number) result.original[number_field] = from.original_number;
}

void RowReader::take_governing(plan::ActionRow& result) {
  copy_governing(result, carried_.section, Field::Section, Field::Section);
  copy_governing(result, carried_.need, Field::Need, Field::NeedNo);
  copy_governing(result, carried_.action, Field::Action, Field::ActionNo);
  section_used_ = true;
  // The next row takes these over; what was said about the cell was said once.
  for (Governing* taken : {&carried_.section, &carried_.need, &carried_.action}) {
    for (plan::FieldSource& source : taken->source) source.inherited = true;
    taken->comments.clear();
    std::erase_if(taken->revisions, [](const auto& revision) { return revision.of == Of::Row; });
  }
}

// A row that one author added and another took out again was in no version of the plan.
bool RowReader::withdrawn(int row) const {
  const std::vector<const Cell*> own = own_cells_of(row);
  return !own.empty() && std::all_of(own.begin(), own.end(), [](const Cell* cell) {
    return cell->change == Cell::Change::Deleted &&
           std::any_of(cell->revisions.begin(), cell->revisions.end(), [](const auto& change) {
             return change.of == Of::Row && change.kind == Kind::Insert;
           });
  });
}

// What was struck out is asked about as it stood: so do need and action above it.
void RowReader::show_as_it_was(plan::ActionRow& result) {
  for (const auto& [field, before] : result.original) result.set_reading(field, before);
  result.original.clear();
}

// Each cell of a row says who added or took out the row; of the row it is said once.
void RowReader::say_once(std::vector<std::pair<Field, plan::Revision>>& revisions) {
  std::vector<std::pair<Field, plan::Revision>> kept;
  for (auto& entry : revisions) {
    const bool said = entry.second.of == Of::Row &&
                      std::any_of(kept.begin(), kept.end(),
                                  [&](const auto& other) { return other.second == entry.second; });
    if (!said) kept.push_back(std::move(entry));
  }
  revisions = std::move(kept);
}

void RowReader::take_row_id(plan::ActionRow& result, int row) const {
  const auto mark = std::lower_bound(table_.row_marks.begin(), table_.row_marks.end(), row,
                                     [](const plan::RowMark& m, int r) { return m.row < r; });
  if (mark == table_.row_marks.end() || mark->row != row) return;
  result.row_id = mark->id;
  for (auto next = mark + 1; next != table_.row_marks.end() && next->row == row; ++next) {
    if (next->id != mark->id)
      document_.notes.warn("row-ids-joined", "the row carries the invisible ids " + mark->id +
                                                 " and " + next->id +
                                                 ": rows were joined; it is linked by the first");
  }
}

void RowReader::read_row(int row) {
  if (stands_alone_) carried_.need = carried_.action = carried_.section = {};
  govern(row);
  if (!stands_alone_ && only_governs(row)) return;
  plan::ActionRow result;
  result.confidence = table_.confidence;
  take_governing(result);
  for (const Cell* cell : cells_of(row)) take_cell(result, *cell, row);
  result.change = change_of(row);
  if (result.change == plan::ActionRow::Change::Deleted) show_as_it_was(result);
  say_once(result.revisions);
  take_row_id(result, row);
  document_.rows.push_back(std::move(result));
  printed_at_.push_back(row);
}

std::vector<int> RowReader::run() {
  for (int row = 0; row < table_.rows; ++row) {
    const std::vector<const Cell*> own = own_cells_of(row);
    const bool in_header = row >= columns_.first_header_row && row < columns_.header_rows;
    const Cell* wide = in_header ? nullptr : banner(row);
    if (wide != nullptr) {
      if (!section_used_ && last_banner_ != nullptr) leave_out(*last_banner_, "banner");
      take_banner(*wide);
      continue;
    }
    if (row < columns_.header_rows) {
      for (const Cell* cell : own) leave_out(*cell, "header");
      continue;
    }
    const std::vector<const Cell*> all = cells_of(row);
    const bool blank = std::all_of(all.begin(), all.end(), [row](const Cell* cell) {
      return cell->row < row || is_blank(*cell);
    });
    if (blank &&
        std::all_of(own.begin(), own.end(), [](const Cell* cell) { return !has_comments(*cell); }))
      continue;
    if (columns_.header_rows > 0 && repeats_header(row)) {
      for (const Cell* cell : own) leave_out(*cell, "repeated-header");
      continue;
    }
    if (withdrawn(row)) {
      for (const Cell* cell : own) leave_out(*cell, "added-and-struck-out");
      continue;
    }
    read_row(row);
  }
  if (!section_used_ && last_banner_ != nullptr) leave_out(*last_banner_, "banner");
  return std::move(printed_at_);
}

}  // namespace

std::vector<int> read_rows(plan::Document& document, int table_index, const Columns& columns,
                           Carried& carried) {
  return RowReader(document, table_index, columns, carried).run();
}

}  // namespace planmerge::ingest
