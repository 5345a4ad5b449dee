// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "ingest/readers.h"

namespace planmerge::ingest {

/// Loads what a PDF reader needs from disk (fonts configuration, encodings) so that it is there
/// before the sandbox closes. Call once in the zygote.
void prepare_pdf();

bool is_pdf(std::string_view bytes);
void read_pdf(std::string_view bytes, const ReadOptions& options, plan::Document& document);

}  // namespace planmerge::ingest
