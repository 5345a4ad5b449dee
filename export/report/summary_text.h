// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "export/exporters.h"
#include "export/report/figures.h"

/// What the two pages for the chair say, as plain text for every form of the report.
namespace planmerge::exporter {

/// The two pages stay two pages: lists have a greatest length and say how many more there are.
inline constexpr std::size_t kMaxQuestions = 5;  // boxes on page 1
inline constexpr std::size_t kMaxParties = 3;    // lines of a box
inline constexpr std::size_t kMaxListed = 5;     // entries of a list on page 2
inline constexpr std::size_t kMaxFiles = 6;

/// "The plan is ready except for 3 open questions, of which 1 weighs heavily."
std::string sentence(const Figures& figures);

/// "; not heard yet: Northmark, Vesterland", cut; empty if everybody has answered.
std::string silent_words(const Figures& figures);

/// "2.1 Joint patrols on the lakes" of the row that the item is about.
std::string subject_of(const Bundle& bundle, const plan::ReviewItem& item);

/// The part of `reading` in which it leaves `reference`, so that a cut line shows the difference.
std::string excerpt(std::string_view reading, std::string_view reference);

/// "annex with a long….pdf, page 14, table 3, row 7": the end matters more than the whole name.
std::string short_place(plan::Provenance where);

/// What a person should look at. Tracked changes are what partners were asked for.
std::vector<const plan::Diagnostic*> problems_of(const FileOutcome& file);

inline constexpr const char* kMethod =
    "Each row of a contribution was matched with a row of the plan, and each field "
    "compared with the version that the partner was sent. What only one side changed was "
    "taken over; what two sides changed apart is a question, and the plan's own text "
    "stands until it is answered. Nothing was dropped in silence. To look a question up, "
    "go to its number in the annex: the number stands in the plan beside the cell it is "
    "about.";

}  // namespace planmerge::exporter
