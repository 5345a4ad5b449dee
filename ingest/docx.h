// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "ingest/readers.h"

namespace planmerge::ingest {

bool is_docx(std::string_view bytes);
void read_docx(std::string_view bytes, const ReadOptions& options, plan::Document& document);

}  // namespace planmerge::ingest
