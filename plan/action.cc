// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/action.h"

#include <stdexcept>

namespace planmerge::plan {
namespace {

struct FieldNames {
  Field field;
  std::string_view name, reading;
  std::string ActionRow::*member;  // nullptr: outputs, the only list
};

constexpr FieldNames kNames[] = {
    {Field::Section, "section", "section", &ActionRow::section},
    {Field::NeedNo, "need_no", "need_no", &ActionRow::need_no},
    {Field::Need, "need", "need", &ActionRow::need},
    {Field::ActionNo, "action_no", "action_no", &ActionRow::action_no},
    {Field::Action, "action", "action", &ActionRow::action},
    {Field::Scope, "scope", "scope", &ActionRow::scope},
    {Field::Outputs, "outputs", "outputs", nullptr},
    {Field::Drivers, "drivers", "drivers_raw", &ActionRow::drivers_raw},
    {Field::Status, "status", "status_timeline_raw", &ActionRow::status_timeline_raw},
    {Field::Start, "start", "start_raw", &ActionRow::start_raw},
    {Field::End, "end", "end_raw", &ActionRow::end_raw},
    {Field::Funding, "funding", "funding_raw", &ActionRow::funding_raw},
    {Field::Note, "note", "note", &ActionRow::note},
};

const FieldNames& names_of(Field field) {
  for (const FieldNames& entry : kNames) {
    if (entry.field == field) return entry;
  }
  throw std::logic_error("a field without names");
}

}  // namespace

std::string_view name_of(Field field) {
  return names_of(field).name;
}
std::string_view reading_name_of(Field field) {
  return names_of(field).reading;
}

std::optional<Field> field_named(std::string_view name) {
  for (const FieldNames& entry : kNames) {
    if (name == entry.name || name == entry.reading) return entry.field;
  }
  return std::nullopt;
}

std::string ActionRow::reading(Field field) const {
  const FieldNames& entry = names_of(field);
  if (entry.member != nullptr) return this->*entry.member;
  std::string joined;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (i != 0) joined += '\n';
    joined += outputs[i];
  }
  return joined;
}

void ActionRow::set_reading(Field field, std::string_view value) {
  const FieldNames& entry = names_of(field);
  if (entry.member != nullptr) {
    this->*entry.member = value;
    return;
  }
  outputs.clear();
  while (!value.empty()) {
    const std::size_t end = value.find('\n');
    outputs.emplace_back(value.substr(0, end));
    if (end == std::string_view::npos) break;
    value.remove_prefix(end + 1);
  }
}

const Provenance* ActionRow::source_of(Field field) const {
  for (const FieldSource& entry : source) {
    if (entry.field == field) return &entry.where;
  }
  return nullptr;
}

namespace {
constexpr std::string_view kBetweenPartners = ", ";
}

std::string credit_of(const std::vector<std::string>& partners) {
  std::string credit;
  for (const std::string& partner : partners) {
    if (!credit.empty()) credit += kBetweenPartners;
    credit += partner;
  }
  return credit;
}

bool is_credited(std::string_view credit, std::string_view partner) {
  const std::string between(kBetweenPartners);
  const std::string listed = between + std::string(credit) + between;
  return !partner.empty() &&
         listed.find(between + std::string(partner) + between) != std::string::npos;
}

}  // namespace planmerge::plan
