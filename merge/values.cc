// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/values.h"

#include <algorithm>

#include "base/text.h"

namespace planmerge::merge {
namespace {

using plan::Field;

/// The key of a printed text: a mark that refers to a note is no other text.
std::string text_key(const std::string& reading) {
  return text::fold(text::without_note_marks(reading, text::NoteMarks::NumbersAndSymbols));
}

std::string timeline_value(const plan::ActionRow& row) {
  const plan::Timeline& timeline = row.norm.timeline;
  const bool understood =
      row.norm.done && !timeline.refused() && (!timeline.edtf.empty() || timeline.status != "none");
  if (!understood) return text_key(printed(row, Field::Status));
  return timeline.status + " " + timeline.edtf + " " + timeline.duration;
}

std::string drivers_value(const plan::ActionRow& row) {
  if (!row.norm.done || row.norm.drivers.organisations.empty() ||
      !row.norm.drivers.unresolved.empty())
    return text_key(row.drivers_raw);
  std::string value;
  for (const std::string& id : row.norm.drivers.driving_ids()) value += id + " ";
  return value.empty() ? text_key(row.drivers_raw) : value;
}

std::string funding_value(const plan::ActionRow& row) {
  const plan::Funding& funding = row.norm.funding;
  const bool understood = row.norm.done && funding.status != "unknown" && funding.flags.empty();
  if (!understood) return text_key(row.funding_raw);
  std::string value = funding.status;
  std::vector<std::string> parts = funding.instruments;
  parts.insert(parts.end(), funding.funders.begin(), funding.funders.end());
  std::sort(parts.begin(), parts.end());
  for (const std::string& part : parts) value += " " + part;
  for (const plan::Amount& amount : funding.amounts)
    value += " " + amount.currency + amount.value + (amount.is_share ? "/" + amount.share_of : "");
  for (const plan::FundingPeriod& period : funding.periods)
    value += " " + period.status + ":" + period.edtf;
  return value;
}

std::string outputs_value(const plan::ActionRow& row) {
  std::string value;
  for (const std::string& bullet : row.outputs) value += bullet_key(bullet) + "\n";
  return value;
}

bool belongs(Field part, Field field) {
  if (field != Field::Status) return part == field;
  return part == Field::Status || part == Field::Start || part == Field::End;
}

}  // namespace

std::string bullet_key(const std::string& bullet) {
  return text_key(bullet);
}

std::string number_key(const std::string& number) {
  std::string key = text::fold(number);
  while (!key.empty() && key.back() == '.') key.pop_back();
  return key;
}

std::string printed(const plan::ActionRow& row, Field field) {
  if (field != Field::Status || (row.start_raw.empty() && row.end_raw.empty()))
    return row.reading(field);
  std::string text = row.status_timeline_raw;
  const std::string dates = row.start_raw == row.end_raw || row.end_raw.empty()
                                ? row.start_raw
                                : row.start_raw + " – " + row.end_raw;
  if (!text.empty() && !dates.empty()) text += " ";
  return text + dates;
}

std::string canonical(const plan::ActionRow& row, Field field) {
  if (text::fold(printed(row, field)).empty()) return "";
  switch (field) {
    case Field::Status: return timeline_value(row);
    case Field::Drivers: return drivers_value(row);
    case Field::Funding: return funding_value(row);
    case Field::Outputs: return outputs_value(row);
    case Field::NeedNo:
    case Field::ActionNo: return number_key(row.reading(field));
    default: return text_key(row.reading(field));
  }
}

void take_field(plan::ActionRow& to, const plan::ActionRow& from, Field field) {
  if (field == Field::Status) {
    const bool columns = !to.start_raw.empty() || !to.end_raw.empty();
    to.status_timeline_raw = columns ? from.status_timeline_raw : printed(from, field);
    to.start_raw = columns ? from.start_raw : "";
    to.end_raw = columns ? from.end_raw : "";
    to.norm.timeline = from.norm.timeline;
  } else {
    to.set_reading(field, from.reading(field));
  }
  if (field == Field::Drivers) to.norm.drivers = from.norm.drivers;
  if (field == Field::Funding) to.norm.funding = from.norm.funding;
  if (field == Field::Scope) to.norm.countries = from.norm.countries;
  std::erase_if(to.source,
                [&](const plan::FieldSource& source) { return belongs(source.field, field); });
  for (const plan::FieldSource& source : from.source) {
    if (belongs(source.field, field)) to.source.push_back(source);
  }
}

}  // namespace planmerge::merge
