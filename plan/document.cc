// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/document.h"

namespace planmerge::plan {

Provenance place_in(const Document& document) {
  Provenance place;
  place.file = document.source.file;
  place.sha256 = document.source.sha256;
  return place;
}

Provenance place_in(const Document& document, int table, const Table& in, const Cell& cell) {
  Provenance place = place_in(document);
  place.page = cell.page;
  place.box = cell.box;
  place.table = table;
  place.row = cell.row;
  place.col = cell.col;
  place.sheet = in.sheet;
  place.cell = cell.address;
  return place;
}

}  // namespace planmerge::plan
