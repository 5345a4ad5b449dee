// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/builders.h"

#include <utility>

namespace planmerge::testing {

plan::ActionRow action_row(std::string_view number, std::string_view action,
                           std::string_view drivers, std::string_view timeline,
                           std::string_view funding) {
  plan::ActionRow row;
  row.action_no = number;
  row.action = action;
  row.drivers_raw = drivers;
  row.status_timeline_raw = timeline;
  row.funding_raw = funding;
  return row;
}

plan::PlanRow plan_row(std::string_view id, plan::ActionRow row) {
  return {std::string(id), std::move(row), {}};
}

plan::PlanVersion plan_version(int number, std::vector<plan::PlanRow> rows) {
  plan::PlanVersion version;
  version.number = number;
  version.rows = std::move(rows);
  return version;
}

plan::Provenance place(std::string_view file, int row, int col, int page) {
  plan::Provenance where;
  where.file = file;
  where.page = page;
  where.table = 0;
  where.row = row;
  where.col = col;
  return where;
}

plan::ItemEvidence evidence(std::string_view partner, plan::Field field, std::string_view reading,
                            plan::Provenance where, plan::ActionRow row) {
  plan::ItemEvidence side;
  side.in_plan = partner.empty();
  side.partner = partner;
  side.field = field;
  side.reading = reading;
  side.value = reading;
  side.file = where.file;
  side.row = std::move(row);
  if (!where.file.empty()) side.source.push_back(std::move(where));
  return side;
}

plan::ReviewItem review_item(std::string_view id, std::string_view kind, plan::Stake stake,
                             std::string_view field, std::string_view why,
                             std::vector<plan::ItemEvidence> sides, std::vector<std::string> rows) {
  plan::ReviewItem item;
  item.id = id;
  item.kind = kind;
  item.severity = stake;
  item.field = field;
  item.why = why;
  item.evidence = std::move(sides);
  item.rows = std::move(rows);
  item.evidence_hash = "e-" + item.id;
  return item;
}

}  // namespace planmerge::testing
