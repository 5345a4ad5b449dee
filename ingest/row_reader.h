// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/header.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// A text that rows below take over, with the places it was printed at.
struct Governing {
  std::string number, text;
  std::string original_number, original;  // before tracked changes; meaningful if `revised`
  bool revised = false;
  std::vector<plan::FieldSource> source;
  std::vector<plan::Revision> revisions;
  std::vector<plan::Comment> comments;
};

/// What governs the next row: carried from row to row and into a table that continues.
struct Carried {
  Governing section, need, action;
};

/// Reads the rows of one action table into document.rows, the rest of its cells into
/// document.left_out. `carried` comes from headings or the table before, and is left as it
/// stands after the last row.
/// @return for each row that was added: its row in the table
std::vector<int> read_rows(plan::Document& document, int table_index, const Columns& columns,
                           Carried& carried);

}  // namespace planmerge::ingest
