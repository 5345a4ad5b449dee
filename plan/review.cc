// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/review.h"

namespace planmerge::plan {

std::string_view name_of(Relation relation) {
  switch (relation) {
    case Relation::Same: return "same";
    case Relation::Split: return "split";
    case Relation::Merged: return "merged";
    case Relation::Moved: return "moved";
    case Relation::Renumbered: return "renumbered";
    case Relation::New: break;
  }
  return "new";
}

std::string_view name_of(Stake stake) {
  switch (stake) {
    case Stake::High: return "high";
    case Stake::Medium: return "medium";
    case Stake::Low: break;
  }
  return "low";
}

}  // namespace planmerge::plan
