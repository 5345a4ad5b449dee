// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "ingest/pdf/columns.h"

namespace planmerge::ingest {

/// A line cut at the rivers, one part a column; parts may be empty.
struct CutLine {
  std::vector<TextLine> parts;
  double baseline = 0, size = 0;
  bool banner = false;
  bool parted = false;  // a drawn line or the edge of a shade stands above it
  std::size_t filled() const;
};

CutLine cut_line(const TextLine& line, const std::vector<River>& rivers);

/// Which lines begin a row.
struct RowStarts {
  std::vector<bool> starts;
  std::size_t merged = 0;  // leading columns whose texts run over several rows
};

/// Rows by evidence: a drawn line or shade; white in every column; else lines that fill the columns
/// are rows of their own. The cells of a row are taken to begin on one line.
RowStarts find_row_starts(const std::vector<CutLine>& lines);

}  // namespace planmerge::ingest
