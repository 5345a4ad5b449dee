// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/report/kinds.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace planmerge::exporter {
namespace {

using Name = std::pair<std::string_view, std::string_view>;

constexpr Name kKinds[] = {
    {"value_conflict", "Different values"},
    {"concurrent_change", "Two partners changed the same field"},
    {"date_conflict", "Different dates"},
    {"status_conflict", "Different status"},
    {"funding_conflict", "Different funding"},
    {"master_conflict_remains", "The plan contradicts itself"},
    {"delete_proposed", "A partner proposes to drop the row"},
    {"delete_conflict", "One drops the row, another changes it"},
    {"omitted_row", "A row was not sent back"},
    {"split", "A row was split"},
    {"merge", "Rows were joined"},
    {"moved", "A row was moved"},
    {"modify_deleted", "A change to a row that is no longer in the plan"},
    {"status_regression", "The status goes back"},
    {"funding_regression", "The funding goes back"},
    {"driver_changed", "The driver was changed"},
    {"title_changed", "A need or an action was renamed"},
    {"driver_filled", "A driver was filled in"},
    {"driver_removed", "A driver was removed"},
    {"joint_driver_not_heard", "A joint driver was not heard"},
    {"driver_variant", "A driver is spelled in two ways"},
    {"unknown_driver", "A driver that is not known"},
    {"driver_not_in_acronyms", "A driver that the list of acronyms lacks"},
    {"driver_vague", "A driver that names no body"},
    {"driver_separator", "Drivers that cannot be told apart"},
    {"end_before_start", "The end lies before the start"},
    {"date_outside_window", "A date outside the plan's years"},
    {"date_starts_before_window", "Starts before the plan's years"},
    {"date_ends_before_plan", "Ends before the plan begins"},
    {"date_open_ended", "No end date"},
    {"date_malformed", "A date that cannot be read"},
    {"date_in_wrong_column", "A date in another column"},
    {"status_without_date", "A status without a date"},
    {"numbering_wrong_need", "A number that belongs to another need"},
    {"numbering_duplicate", "A number used twice"},
    {"numbering_out_of_sequence", "Numbers out of order"},
    {"numbering_missing", "A number is missing"},
    {"numbering_format", "A number in another form"},
    {"numbering_stray", "A number in the wrong place"},
    {"wrong_number", "The number is of another action"},
    {"ambiguous_number", "A number that could mean several actions"},
    {"renumbered", "A row has a new number"},
    {"new_without_number", "A new row without a number"},
    {"amount_malformed", "An amount that cannot be read"},
    {"amount_sum", "Amounts that do not add up"},
    {"funding_incomplete", "Funding that is not complete"},
    {"funding_variant", "Funding worded in two ways"},
    {"duplicate_output_same_driver", "An output that stands twice"},
    {"duplicate_output_other_driver", "One output under two drivers"},
    {"cross_partner_duplicate", "Two partners send the same action"},
    {"near_duplicate", "Rows that are nearly the same"},
    {"overlap", "Actions that overlap"},
    {"cross_plan", "An action that another plan has too"},
    {"missing_driver", "No driver"},
    {"missing_timeline", "No timeline"},
    {"missing_funding", "No funding"},
    {"missing_output", "No expected output"},
    {"need_without_action", "A need without an action"},
    {"open_comment", "An open remark in the margin"},
    {"misplaced", "Text in another column"},
    {"hidden_text", "Text that cannot be seen on the page"},
    {"low_confidence", "Hard to read"},
    {"ocr", "Read from a picture"},
    {"unaccounted_cell", "A cell that was placed nowhere"},
    {"need_name_conflict", "A need with two names"},
};

constexpr std::string_view kGaps[] = {
    "missing_driver",      "missing_timeline", "missing_funding",    "missing_output",
    "need_without_action", "omitted_row",      "funding_incomplete", "status_without_date"};

constexpr std::string_view kDuplicates[] = {"duplicate_output_same_driver",
                                            "duplicate_output_other_driver",
                                            "cross_partner_duplicate",
                                            "near_duplicate",
                                            "overlap",
                                            "cross_plan"};

constexpr Name kFields[] = {
    {"", "whole row"},      {"section", "Section"},  {"need_no", "Number of the need"},
    {"need", "Need"},       {"action_no", "Number"}, {"action", "Action"},
    {"scope", "Scope"},     {"outputs", "Outputs"},  {"drivers", "Driver(s)"},
    {"status", "Timeline"}, {"start", "Start"},      {"end", "End"},
    {"funding", "Funding"}, {"note", "Note"},
};

template <typename List>
bool holds(const List& list, std::string_view code) {
  return std::find(std::begin(list), std::end(list), code) != std::end(list);
}

template <typename List>
const Name* entry_of(const List& list, std::string_view code) {
  const auto found = std::find_if(std::begin(list), std::end(list),
                                  [code](const Name& name) { return name.first == code; });
  return found == std::end(list) ? nullptr : &*found;
}

}  // namespace

std::string title_of_kind(std::string_view kind) {
  if (const Name* entry = entry_of(kKinds, kind)) return std::string(entry->second);
  std::string words(kind);
  std::replace(words.begin(), words.end(), '_', ' ');
  std::replace(words.begin(), words.end(), '-', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

bool is_gap(std::string_view kind) {
  return holds(kGaps, kind);
}
bool is_duplicate(std::string_view kind) {
  return holds(kDuplicates, kind);
}
bool is_date(std::string_view kind) {
  return kind.starts_with("date_") || kind == "end_before_start";
}

std::string_view title_of_field(std::string_view field) {
  const Name* entry = entry_of(kFields, field);
  return entry != nullptr ? entry->second : field;
}

}  // namespace planmerge::exporter
