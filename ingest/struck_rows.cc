// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/struck_rows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "ingest/cell_text.h"

namespace planmerge::ingest {
namespace {

using plan::ActionRow;
using plan::Cell;
using plan::Field;
using Kind = plan::Revision::Kind;

bool is_struck(const Cell& cell) {
  return cell.change == Cell::Change::Deleted;
}

/// Finds cells of the struck tables by their place.
class StruckCells {
 public:
  explicit StruckCells(const plan::Document& document) {
    for (const plan::StruckTable& struck : document.struck) {
      for (const Cell& cell : struck.table.cells) {
        if (is_struck(cell)) cells_.emplace(struck.place, cell.row, cell.col);
      }
    }
  }
  bool holds(const plan::Provenance& where) const {
    return cells_.contains({where.table, where.row, where.col});
  }

 private:
  std::set<std::tuple<int, int, int>> cells_;
};

/// Where a row with all markup stands among the rows that are left.
RowPlace among_left(const plan::Document& document, const RowPlace& place) {
  int gone = 0;
  for (const plan::StruckTable& struck : document.struck) {
    if (struck.place > place.table) break;
    if (struck.place == place.table) {
      if (struck.gone) return {struck.beside, -1};
      return {struck.beside, struck.rows_above[static_cast<std::size_t>(place.row)]};
    }
    gone += struck.gone ? 1 : 0;
  }
  return {place.table - gone, place.row};
}

/// The names of the moves that gave the row its text; empty if it has text of another origin.
std::set<std::string> moves_of(const ActionRow& row, Kind kind) {
  std::set<std::string> names;
  for (const auto& [field, revision] : row.revisions) {
    if (revision.of != plan::Revision::Of::Text) continue;
    if (revision.kind != kind || revision.move.empty()) return {};
    names.insert(revision.move);
  }
  return names;
}

/// The row that a struck row was moved to as a whole: it has the other end of each move.
ActionRow* moved_to(std::vector<ActionRow>& rows, const ActionRow& struck) {
  const std::set<std::string> from = moves_of(struck, Kind::MoveFrom);
  if (from.empty()) return nullptr;
  for (ActionRow& row : rows) {
    if (row.change != ActionRow::Change::Deleted && moves_of(row, Kind::MoveTo) == from)
      return &row;
  }
  return nullptr;
}

/// A row that was moved is the same row: its readings before are those at its old place.
void hand_over(ActionRow& row, const ActionRow& struck) {
  row.change = ActionRow::Change::None;
  if (row.row_id.empty()) row.row_id = struck.row_id;
  row.original.clear();
  for (const Field field : plan::kFields) {
    if (struck.reading(field) != row.reading(field)) row.original[field] = struck.reading(field);
  }
  row.comments.insert(row.comments.end(), struck.comments.begin(), struck.comments.end());
}

class Taker {
 public:
  Taker(plan::Document& document, const std::vector<RowPlace>& places)
      : document_(document), places_(places), struck_cells_(document) {}

  void take(ActionRow row, const RowPlace& place) {
    for (plan::FieldSource& source : row.source) source.where.struck = true;
    if (row.change != ActionRow::Change::Deleted) {
      take_struck_cells(row, place);
      return;
    }
    if (ActionRow* target = moved_to(document_.rows, row)) {
      hand_over(*target, row);
      leave_out(row, "moved-by-tracked-change");
      return;
    }
    const RowPlace beside = among_left(document_, place);
    const auto at = std::lower_bound(places_.begin(), places_.end(), beside,
                                     [](const RowPlace& a, const RowPlace& b) {
                                       return std::tie(a.table, a.row) < std::tie(b.table, b.row);
                                     });
    waiting_.emplace_back(at - places_.begin(), std::move(row));
  }

  /// Once all are taken: puts the struck rows between the others.
  void finish() {
    std::vector<ActionRow> rows;
    auto next = waiting_.begin();
    for (std::size_t i = 0; i <= document_.rows.size(); ++i) {
      for (; next != waiting_.end() && next->first <= static_cast<std::ptrdiff_t>(i); ++next)
        rows.push_back(std::move(next->second));
      if (i < document_.rows.size()) rows.push_back(std::move(document_.rows[i]));
    }
    document_.rows = std::move(rows);
  }

  void take_left_out(plan::LeftOut text) {
    if (!struck_cells_.holds(text.where)) return;
    text.where.struck = true;
    document_.left_out.push_back(std::move(text));
  }

 private:
  /// Cells that were struck out of a row that stays: their text is what the field was.
  void take_struck_cells(const ActionRow& row, const RowPlace& place) {
    const RowPlace beside = among_left(document_, place);
    const auto target = std::find_if(places_.begin(), places_.end(), [&](const RowPlace& other) {
      return other.table == beside.table && other.row == beside.row;
    });
    for (const plan::FieldSource& source : row.source) {
      if (source.inherited || !struck_cells_.holds(source.where)) continue;
      if (target == places_.end()) {
        document_.left_out.push_back({"struck-out-cell", source.where, row.reading(source.field)});
        continue;
      }
      ActionRow& left = document_.rows[static_cast<std::size_t>(target - places_.begin())];
      if (left.reading(source.field) != row.reading(source.field))
        left.original.emplace(source.field, row.reading(source.field));
      left.source.push_back(source);
      for (const auto& [field, revision] : row.revisions) {
        if (field == source.field) left.revisions.emplace_back(field, revision);
      }
    }
  }

  void leave_out(const ActionRow& row, const char* reason) {
    for (const plan::FieldSource& source : row.source) {
      if (!source.inherited && struck_cells_.holds(source.where))
        document_.left_out.push_back({reason, source.where, row.reading(source.field)});
    }
  }

  plan::Document& document_;
  const std::vector<RowPlace>& places_;
  StruckCells struck_cells_;
  std::vector<std::pair<std::ptrdiff_t, ActionRow>> waiting_;  // index to stand before
};

}  // namespace

plan::Document with_all_markup(const plan::Document& document) {
  plan::Document markup;
  markup.source = document.source;
  auto left = document.tables.begin();
  for (const plan::StruckTable& struck : document.struck) {
    while (static_cast<int>(markup.tables.size()) < struck.place && left != document.tables.end())
      markup.tables.push_back(*left++);
    markup.tables.push_back(struck.table);
    if (!struck.gone && left != document.tables.end()) ++left;
  }
  std::copy(left, document.tables.end(), std::back_inserter(markup.tables));
  return markup;
}

void take_struck_rows(plan::Document& document, const std::vector<RowPlace>& places,
                      plan::Document markup, const std::vector<RowPlace>& markup_places) {
  Taker taker(document, places);
  for (std::size_t i = 0; i < markup.rows.size(); ++i)
    taker.take(std::move(markup.rows[i]), markup_places[i]);
  taker.finish();
  for (plan::LeftOut& text : markup.left_out) taker.take_left_out(std::move(text));
  for (plan::StruckTable& struck : document.struck) {
    const plan::Table& read = markup.tables[static_cast<std::size_t>(struck.place)];
    struck.table.kind = read.kind;
    struck.table.column_fields = read.column_fields;
    struck.table.header_rows = read.header_rows;
  }
}

void prune_struck(plan::Document& document) {
  for (plan::StruckTable& struck : document.struck) {
    std::erase_if(struck.table.cells, [](const Cell& cell) { return !is_struck(cell); });
    std::erase_if(struck.table.row_marks, [&](const plan::RowMark& mark) {
      return std::none_of(struck.table.cells.begin(), struck.table.cells.end(),
                          [&](const Cell& cell) { return cell.row == mark.row; });
    });
    struck.table.revisions.clear();  // said of what is left, unless nothing is
  }
}

}  // namespace planmerge::ingest
