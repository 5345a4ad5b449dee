// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "base/xml.h"
#include "ingest/docx/tags.h"
#include "ingest/docx/text_flow.h"

namespace planmerge::ingest {

/// The tracked changes that hold the text being read, outermost first.
class OpenChanges {
 public:
  /// w:ins, w:del, w:moveFrom or w:moveTo around text begins.
  void begin(Tag tag, const XmlAttributes& attributes);
  void end();
  /// A run's look with what the changes around it say.
  RunLook look(RunLook look) const;

 private:
  std::vector<RunLook> open_;
};

/// Whether the element is one of the four, and whether it adds.
bool is_change(Tag tag);
bool adds_text(Tag tag);

}  // namespace planmerge::ingest
