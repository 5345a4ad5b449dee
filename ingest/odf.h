// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "ingest/readers.h"

namespace planmerge::ingest {

/// An OpenDocument package (.odt, .ods and their templates), or the same as one flat XML file.
bool is_odf(std::string_view bytes);
void read_odf(std::string_view bytes, const ReadOptions& options, plan::Document& document);

}  // namespace planmerge::ingest
