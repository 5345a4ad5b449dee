// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/zip.h"
#include "ingest/docx/parts.h"
#include "ingest/readers.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// Reads the main part: tables (nested ones after the one that holds them), running paragraphs,
/// headings before each table, tracked changes, comments, bookmarks.
void read_body(const ZipPackage& package, const DocxParts& parts, const ReadOptions& options,
               plan::Document& document);

}  // namespace planmerge::ingest
