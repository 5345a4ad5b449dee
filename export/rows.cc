// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/rows.h"

#include <algorithm>

namespace planmerge::exporter {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string result;
  for (const std::string& part : parts) {
    if (!result.empty()) result += between;
    result += part;
  }
  return result;
}

std::string action_title(const plan::ActionRow& row) {
  if (row.action_no.empty() || row.action.empty()) return row.action_no + row.action;
  return row.action_no + " " + row.action;
}

std::string amounts_text(const plan::Funding& funding) {
  std::vector<std::string> parts;
  for (const plan::Amount& amount : funding.amounts) {
    std::string text = amount.currency + (amount.currency.empty() ? "" : " ") + amount.value;
    if (!amount.share_of.empty()) text += " (" + amount.share_of + ")";
    parts.push_back(std::move(text));
  }
  return joined(parts, "; ");
}

std::string flags_text(const plan::Normalised& norm) {
  std::vector<std::string> all = norm.drivers.flags;
  all.insert(all.end(), norm.timeline.flags.begin(), norm.timeline.flags.end());
  all.insert(all.end(), norm.funding.flags.begin(), norm.funding.flags.end());
  return joined(all, "; ");
}

std::vector<std::string> places_of(const plan::ActionRow& row) {
  std::vector<std::string> places;
  for (const plan::FieldSource& source : row.source) {
    std::string place = describe(source.where);
    if (std::find(places.begin(), places.end(), place) == places.end())
      places.push_back(std::move(place));
  }
  return places;
}

std::size_t run_of(const std::vector<plan::PlanRow>& rows, std::size_t begin, bool action) {
  const plan::ActionRow& first = rows[begin].row;
  std::size_t end = begin + 1;
  while (end < rows.size()) {
    const plan::ActionRow& next = rows[end].row;
    if (next.section != first.section || next.need_no != first.need_no || next.need != first.need)
      break;
    if (action && (next.action_no != first.action_no || next.action != first.action)) break;
    ++end;
  }
  return end - begin;
}

}  // namespace planmerge::exporter
