// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx.h"

#include "base/error.h"
#include "base/zip.h"
#include "ingest/docx/body.h"
#include "ingest/docx/parts.h"

namespace planmerge::ingest {
namespace {

// Nothing is written to the names of a package; a path out of it says that somebody tried.
bool leads_out(const std::string& name) {
  return name.starts_with('/') || name.starts_with("../") ||
         name.find("/../") != std::string::npos || name.find("..\\") != std::string::npos;
}

void note_bad_names(const ZipPackage& package, plan::Document& document) {
  for (const std::string& name : package.names()) {
    if (!leads_out(name)) continue;
    document.notes.warn("bad-name", "a member's name leads out of the package; it was not read");
    return;
  }
}

}  // namespace

bool is_docx(std::string_view bytes) {
  return looks_like_zip(bytes);
}

void read_docx(std::string_view bytes, const ReadOptions& options, plan::Document& document) {
  document.source.format = "docx";
  const ZipPackage package(bytes);
  const DocxParts parts = read_parts(package, document);
  note_bad_names(package, document);
  if (parts.has_macros)
    document.notes.warn("active-content", "the document holds macros; they were not looked at");
  read_body(package, parts, options, document);
}

}  // namespace planmerge::ingest
