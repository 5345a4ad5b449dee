// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx.h"

#include "base/error.h"
#include "base/zip.h"
#include "ingest/docx/body.h"
#include "ingest/docx/parts.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {

bool is_docx(std::string_view bytes) {
  return looks_like_zip(bytes);
}

void read_docx(std::string_view bytes, const ReadOptions& options, plan::Document& document) {
  document.source.format = "docx";
  const ZipPackage package(bytes);
  const DocxParts parts = read_parts(package, document);
  note_bad_names(package, document.notes);
  if (parts.has_macros)
    document.notes.warn("active-content", "the document holds macros; they were not looked at");
  if (parts.refers_outside)
    document.notes.warn("active-content",
                        "the document refers to files outside itself; they were not fetched");
  read_body(package, parts, options, document);
}

}  // namespace planmerge::ingest
