// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/body.h"

#include "ingest/docx/story.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {

void read_body(const ZipPackage& package, const DocxParts& parts, const ReadOptions& options,
               plan::Document& document) {
  StoryReader reader(parts, options, document);
  parse_part(package, parts.main, reader);
  reader.finish();
}

}  // namespace planmerge::ingest
