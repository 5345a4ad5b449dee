// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "base/xml.h"

namespace planmerge::ingest {

/// Which elements are passed over with all they hold: every branch of mc:AlternateContent but
/// one, field codes, and properties as they were before a tracked format change.
///
/// Source: ECMA-376 Part 3, 7.6: the first Choice whose namespaces are known, else Fallback.
class Branches {
 public:
  /// An element begins; true: neither it nor anything in it is to be read.
  bool enter(std::string_view uri, std::string_view name, const XmlAttributes& attributes);
  /// An element ends; true: it was passed over.
  bool leave(std::string_view uri, std::string_view name);
  bool skipping() const { return depth_ > 0; }

 private:
  bool begins_skipped(std::string_view uri, std::string_view name, const XmlAttributes& attributes);

  int depth_ = 0;            // of elements passed over
  std::vector<bool> taken_;  // per open AlternateContent: a branch was taken
};

}  // namespace planmerge::ingest
