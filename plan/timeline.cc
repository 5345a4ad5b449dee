// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/timeline.h"

#include <algorithm>

namespace planmerge::plan {

bool Timeline::refused() const {
  return std::any_of(flags.begin(), flags.end(),
                     [](const std::string& flag) { return flag.starts_with("E:"); });
}

}  // namespace planmerge::plan
