// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ingest/docx/tracked_table.h"
#include "ingest/readers.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// The tables that are being read, a nested one above the one that holds it. A finished table
/// stands in the document where it began: directly after the one that holds it.
class OpenTables {
 public:
  OpenTables(plan::Document& document, RevisionView view);

  /// @param place  of what holds the table: gone with it, if it is
  void begin(const std::string& scope, const std::vector<plan::Heading>& headings, Presence place);
  void end();
  /// The table and row that are being read; outside tables nothing.
  plan::Provenance here() const;
  /// Where a table will stand once finish() dropped those that the view has no row of.
  int moved_up(int place) const;
  /// The innermost one; null: none is open.
  TrackedTable* top() { return builders_.empty() ? nullptr : builders_.back().get(); }
  /// No table follows: those that the view has no row of are dropped, the others move up.
  void finish();

 private:
  plan::Document& document_;
  RevisionView view_;
  int gone_before_ = 0;  // tables dropped from the document by stories read before
  std::vector<std::unique_ptr<TrackedTable>> builders_;
  std::vector<std::size_t> places_;  // of each among the document's tables
  std::set<std::size_t> gone_;       // places of tables that the view has no row of
};

}  // namespace planmerge::ingest
