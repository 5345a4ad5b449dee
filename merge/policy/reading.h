// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace planmerge::merge::policy {

/// A value as printed, and its canonical form: equal keys mean the same (P1). Empty key: blank.
struct Value {
  std::string key, print;
};

/// What one field of one row says: at most one value for a scalar, any number for a list or set.
using Reading = std::vector<Value>;

inline bool is_blank(const Reading& reading) {
  for (const Value& value : reading) {
    if (!value.key.empty()) return false;
  }
  return true;
}

/// The key of the whole reading; `sorted` for sets, whose order says nothing.
std::string key_of(const Reading& reading, bool sorted);

}  // namespace planmerge::merge::policy
