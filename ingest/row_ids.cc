// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/row_ids.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace planmerge::ingest {
namespace {

using plan::ActionRow;
using Rows = std::vector<ActionRow*>;

Rows of(const Rows& rows, bool (*wanted)(const ActionRow&)) {
  Rows result;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(result),
               [wanted](const ActionRow* row) { return wanted(*row); });
  return result;
}

bool is_left(const ActionRow& row) {
  return row.change != ActionRow::Change::Deleted;
}
bool was_there(const ActionRow& row) {
  return row.change == ActionRow::Change::None;
}

void note_copy(plan::Document& document, const ActionRow& copy, const std::string& id,
               bool settled) {
  plan::Provenance where;
  if (!copy.source.empty()) where = copy.source.front().where;
  for (const plan::FieldSource& source : copy.source) {
    if (source.inherited) continue;
    where = source.where;
    break;
  }
  document.notes.warn("row-id-copied",
                      "the row carries the invisible id " + id +
                          " of another row: it was copied; " +
                          (settled ? "the id stays with the row that was there before"
                                   : "none of the copies is linked by it"),
                      where);
}

void settle(plan::Document& document, const Rows& rows, const std::string& id) {
  const Rows left = of(rows, is_left);
  const Rows before = of(left, was_there);
  const ActionRow* owner = nullptr;
  if (left.size() == 1) owner = left.front();
  if (left.size() > 1 && before.size() == 1) owner = before.front();
  for (ActionRow* row : rows) {
    if (row == owner) continue;
    row->row_id.clear();
    const bool told = owner == nullptr ? row != rows.front() : is_left(*row);
    if (told) note_copy(document, *row, id, owner != nullptr);
  }
}

}  // namespace

void settle_row_ids(plan::Document& document) {
  std::map<std::string, Rows> by_id;
  for (ActionRow& row : document.rows) {
    if (!row.row_id.empty()) by_id[row.row_id].push_back(&row);
  }
  for (const auto& [id, rows] : by_id) {
    if (rows.size() > 1) settle(document, rows, id);
  }
}

}  // namespace planmerge::ingest
