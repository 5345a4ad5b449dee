// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/organisation.h"

#include <algorithm>

namespace planmerge::plan {

std::vector<std::string> Drivers::driving_ids() const {
  std::vector<std::string> ids;
  for (const Organisation& body : organisations) {
    if (body.drives()) ids.push_back(body.id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace planmerge::plan
