// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/detectors.h"

namespace planmerge::merge {
namespace {

constexpr Detector kDetectors[] = {
    {"comments", "open remarks in the margin", find_comments},
    {"deletions", "rows that a partner struck out", find_deletions},
    {"omissions", "rows that a partner drives and did not send back", find_omissions},
    {"divided rows", "rows that came back divided or joined", find_divided_rows},
    {"titles", "needs and actions that a partner renamed", find_retitled},
    {"renumbering", "rows cited under another number", find_renumbering},
    {"duplicates", "rows that seem to say the same", find_duplicates},
    {"gaps", "rows without driver, timeline, funding or outputs", find_gaps},
    {"dates", "reversed dates and dates outside the plan", find_odd_dates},
    {"amounts", "malformed amounts and sums that do not add up", find_odd_amounts},
    {"unheard", "joint drivers that said nothing", find_unheard_drivers},
    {"numbering", "numbers used twice or under another need", find_numbering},
    {"remaining", "rows with the same outputs and other dates", find_remaining_conflicts},
    {"number forms", "numbers in another form than the others", find_number_forms},
    {"driver variants", "bodies printed in several ways", find_driver_variants},
    {"separators", "the same bodies listed in several ways", find_driver_separators},
    {"acronyms", "bodies that the plan's list of acronyms lacks", find_unlisted_acronyms},
    {"early ends", "ongoing work that ends early, and ends that were computed", find_early_ends},
    {"repeated outputs", "one output in several rows", find_repeated_outputs},
};

}  // namespace

std::span<const Detector> detectors() {
  return kDetectors;
}

}  // namespace planmerge::merge
