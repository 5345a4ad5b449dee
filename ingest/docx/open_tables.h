// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ingest/docx/table_builder.h"
#include "ingest/readers.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// The tables that are being read, a nested one above the one that holds it. A finished table
/// stands in the document where it began: directly after the one that holds it.
class OpenTables {
 public:
  OpenTables(plan::Document& document, RevisionView view) : document_(document), view_(view) {}

  void begin(const std::string& scope, const std::vector<plan::Heading>& headings);
  void end();
  /// The innermost one; null: none is open.
  TableBuilder* top() { return builders_.empty() ? nullptr : builders_.back().get(); }

 private:
  plan::Document& document_;
  RevisionView view_;
  std::vector<std::unique_ptr<TableBuilder>> builders_;
  std::vector<std::size_t> places_;  // of each among the document's tables
};

}  // namespace planmerge::ingest
