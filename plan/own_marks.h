// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// What our own exports write so that reading knows it again: one home for both sides.
namespace planmerge::plan {

/// Name of the Word bookmark that holds a row's id: "planmerge_row_A0012" (docs/formats/docx.md).
inline constexpr std::string_view kRowBookmark = "planmerge_row_";

/// Heading of the workbook column that holds the row's id. In a table with it each row stands for
/// itself: a blank cell is blank and takes nothing over from the row above.
inline constexpr std::string_view kRowIdHeading = "planmerge row id";

/// End of a workbook heading whose column we computed ("Starts (read as)"): no reading of anybody.
inline constexpr std::string_view kComputedHeading = " (read as)";

/// Headings of the list of questions: where a decision and its reason are filled in, and the ids.
inline constexpr std::string_view kDecisionHeading = "Decision";
inline constexpr std::string_view kDecisionNoteHeading = "Reason for the decision";
inline constexpr std::string_view kQuestionIdHeading = "Question id";
/// Of the readings that the question was asked about: an answer holds for these and no others.
inline constexpr std::string_view kQuestionStateHeading = "Question state";

}  // namespace planmerge::plan
