// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "plan/document.h"

namespace planmerge::ingest {

/// Where an action row begins: its table and its row there.
struct RowPlace {
  int table = -1, row = -1;
};

/// The document with all markup shown: each table that lost something stands as it was before
/// anything was taken out, on its place among all tables of the file. For finding rows only.
plan::Document with_all_markup(const plan::Document& document);

/// Takes the struck-out rows of `markup` over into `document`, each to its place among the rows
/// that are left, and says of what else was struck out where it went.
///
/// @param places  of document.rows
/// @param markup_places  of markup.rows
void take_struck_rows(plan::Document& document, const std::vector<RowPlace>& places,
                      plan::Document markup, const std::vector<RowPlace>& markup_places);

/// Cuts the struck tables down to what was struck out.
void prune_struck(plan::Document& document);

}  // namespace planmerge::ingest
