// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ingest/pdf_text.h"

namespace planmerge::ingest {

/// The letters of a line from the given one on in the order in which they are read; a line holds
/// them from left to right. Arabic, Hebrew and their kin are turned; numbers and Latin words inside
/// them stay; a line mostly of them begins at its right.
/// Source: a simplification of UAX 9 for text that is already laid out: no embeddings, no mirrors.
std::vector<const Letter*> in_reading_order(const TextLine& line, std::size_t from);

}  // namespace planmerge::ingest
