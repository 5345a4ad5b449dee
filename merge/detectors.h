// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "merge/round.h"

namespace planmerge::merge {

/// Looks at the merged plan and the claims and raises items. One source file each.
struct Detector {
  const char* name;
  const char* description;
  void (*find)(MergeRound& round);
};

void find_comments(MergeRound& round);
void find_deletions(MergeRound& round);
void find_omissions(MergeRound& round);
void find_renumbering(MergeRound& round);
void find_retitled(MergeRound& round);
void find_divided_rows(MergeRound& round);
void find_duplicates(MergeRound& round);
void find_gaps(MergeRound& round);
void find_odd_dates(MergeRound& round);
void find_odd_amounts(MergeRound& round);
void find_unheard_drivers(MergeRound& round);
void find_numbering(MergeRound& round);
void find_remaining_conflicts(MergeRound& round);
void find_number_forms(MergeRound& round);
void find_driver_variants(MergeRound& round);
void find_driver_separators(MergeRound& round);
void find_unlisted_acronyms(MergeRound& round);
void find_early_ends(MergeRound& round);
void find_repeated_outputs(MergeRound& round);

std::span<const Detector> detectors();

}  // namespace planmerge::merge
