// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/xml.h"
#include "ingest/odf/tags.h"

namespace planmerge::ingest {

/// One text:changed-region: who changed what, and the text that was deleted.
struct OdfChange {
  enum class Kind { Insert, Delete, Format };
  Kind kind = Kind::Format;
  std::string author, date;
  std::vector<std::string> deleted;  // one a paragraph; the first and last join their neighbours
};

/// Reads text:tracked-changes, which stands before the text it is about.
class OdfChanges {
 public:
  void open(OdfTag tag, const XmlAttributes& attributes);
  void close(OdfTag tag);
  void text(std::string_view utf8);
  const OdfChange* find(const std::string& id) const;
  std::size_t bytes() const { return bytes_; }

 private:
  std::map<std::string, OdfChange> changes_;
  OdfChange* change_ = nullptr;
  std::string* info_ = nullptr;
  int paragraphs_ = 0;  // that are open
  std::size_t bytes_ = 0;
};

}  // namespace planmerge::ingest
