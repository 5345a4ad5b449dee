// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/branches.h"

#include <algorithm>
#include <array>

namespace planmerge::ingest {
namespace {

bool is_compatibility(std::string_view uri) {
  return uri == "http://schemas.openxmlformats.org/markup-compatibility/2006";
}

constexpr std::array<std::string_view, 12> kKnown = {
    "wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "a14", "w"};

bool known_namespace(const XmlAttributes& attributes) {
  const std::string_view needs = attributes.find("Requires").value_or("");
  // Prefixes are free, but no writer has been seen to use others.
  for (std::size_t begin = 0; begin < needs.size();) {
    const std::size_t end = std::min(needs.find(' ', begin), needs.size());
    const std::string_view prefix = needs.substr(begin, end - begin);
    if (!prefix.empty() && std::find(kKnown.begin(), kKnown.end(), prefix) == kKnown.end())
      return false;
    begin = end + 1;
  }
  return !needs.empty();
}

}  // namespace

bool Branches::begins_skipped(std::string_view uri, std::string_view name,
                              const XmlAttributes& attributes) {
  if (is_compatibility(uri)) {
    if (name == "AlternateContent") taken_.push_back(false);
    if (name == "Choice") {
      if (taken_.empty() || taken_.back() || !known_namespace(attributes)) return true;
      taken_.back() = true;
    }
    if (name == "Fallback") return taken_.empty() || taken_.back();
    return false;
  }
  return name.ends_with("PrChange") || name == "tblGridChange" || name == "instrText" ||
         name == "delInstrText";
}

bool Branches::enter(std::string_view uri, std::string_view name, const XmlAttributes& attributes) {
  if (depth_ == 0 && !begins_skipped(uri, name, attributes)) return false;
  ++depth_;
  return true;
}

bool Branches::leave(std::string_view uri, std::string_view name) {
  if (depth_ > 0) {
    --depth_;
    return true;
  }
  if (is_compatibility(uri) && name == "AlternateContent" && !taken_.empty()) taken_.pop_back();
  return false;
}

}  // namespace planmerge::ingest
