// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "ingest/running_text.h"

namespace planmerge::ingest {

/// An upright strip of white between two columns, in points.
struct River {
  double x0 = 0, x1 = 0;
  double middle() const { return (x0 + x1) / 2; }
};

/// Letters of one line that stand in one column: line.letters[from, to).
struct Piece {
  std::size_t from = 0, to = 0;
  double x0 = 0, x1 = 0;
};

/// Lines that keep to the same columns: lines[first, last) of a page.
struct Block {
  std::size_t first = 0, last = 0;
  std::vector<River> rivers;  // between the columns, left to right
  double score = 0;           // columns filled beyond the first, summed over lines
};

/// Runs of letters without a gap wider than `gap` points.
std::vector<Piece> pieces_of(const TextLine& line, double gap);

/// Narrows the rivers to the white that the line leaves. False: a river is closed, nothing changed.
bool narrow(std::vector<River>& rivers, const TextLine& line);

/// After banners from line i on, do bold names of columns follow (or nothing)?
bool heads_follow(const PageText& page, std::size_t i);

/// "Table 3: …", "Figure 6 …": the name of what follows.
enum class Caption { None, Table, Figure };
Caption caption_of(const TextLine& line);

/// Does no word of the line stand in a river?
bool keeps_to(const TextLine& line, const std::vector<River>& rivers);

/// Columns of the line that hold ink, as indices between the rivers.
std::vector<std::size_t> filled_columns(const TextLine& line, const std::vector<River>& rivers);

/// A line of one run that may go over all columns: the name of the rows below it.
bool is_banner(const TextLine& line, const PageText& page);

/// Is there a drawn line above (below) the line, near it, as wide as it?
bool ruled_between(const PageText& page, double y0, double y1, double x0, double x1);

/// Blocks of a page, top to bottom. Prose, lists and tables of contents are none.
/// Source: white "rivers" as in the literature on tables without rules; grown line by line, the
/// reading with the best sum wins.
std::vector<Block> find_blocks(const PageText& page);

}  // namespace planmerge::ingest
