// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "store/store.h"

namespace planmerge::store {

std::vector<plan::Decision> in_force(const std::vector<plan::Decision>& log) {
  std::vector<plan::Decision> kept;
  for (const plan::Decision& entry : log) {
    if (entry.take != "undo") {
      kept.push_back(entry);
      continue;
    }
    // An undo names a decision by its number, or an item, whose last decision is meant.
    const auto undone = std::find_if(kept.rbegin(), kept.rend(), [&](const plan::Decision& other) {
      return other.item == entry.item || std::to_string(other.number) == entry.item;
    });
    if (undone != kept.rend()) kept.erase(std::next(undone).base());
  }
  return kept;
}

}  // namespace planmerge::store
