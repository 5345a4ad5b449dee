// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

namespace planmerge::ingest {

/// What of a style matters to us. Source: ECMA-376 Part 1, 17.7.
struct DocxStyle {
  std::string name, based_on;
  std::optional<int> outline_level;      // 0 = heading 1
  std::optional<std::string> numbering;  // w:numId
  std::optional<int> numbering_level;
  std::optional<bool> bold, underlined, hidden;
};

/// Styles by id; look-ups follow w:basedOn.
class DocxStyles {
 public:
  std::map<std::string, DocxStyle> by_id;

  /// The nearest value of a member along the chain of base styles.
  template <typename T>
  std::optional<T> find(std::string id, std::optional<T> DocxStyle::*member) const {
    for (int depth = 0; depth < kMaxChain; ++depth) {  // a cycle of styles ends here
      const auto found = by_id.find(id);
      if (found == by_id.end()) return std::nullopt;
      if (found->second.*member) return found->second.*member;
      id = found->second.based_on;
    }
    return std::nullopt;
  }

 private:
  static constexpr int kMaxChain = 32;
};

}  // namespace planmerge::ingest
