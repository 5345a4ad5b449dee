// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/archive.h"
#include "codec/json.h"

namespace planmerge::codec {

// The form of `extract --json` (design section 6).

using plan::Field;

namespace {

template <class A, typename Value>
void field_pairs(A& a, const char* key, std::vector<std::pair<Field, Value>>& pairs) {
  if constexpr (A::kWrites) {
    if (pairs.empty()) return;
    Json list = Json::array();
    for (const auto& [field, value] : pairs) {
      Json entry = Json::object();
      entry["field"] = plan::name_of(field);
      const Json parts = write_value(value);  // items() must not outlive it
      for (const auto& [name, part] : parts.items()) entry[name] = part;
      list.push_back(std::move(entry));
    }
    a.json()[key] = std::move(list);
  } else {
    const auto found = a.json().find(key);
    if (found == a.json().end()) return;
    if (!found->is_array()) refuse("a list was expected");
    for (const Json& entry : *found) {
      Reader reader(entry);
      Field field = Field::Action;
      field_name(reader, "field", field);
      Value value{};
      read_value(entry, value);
      pairs.emplace_back(field, std::move(value));
    }
  }
}

template <class A>
void field_texts(A& a, const char* key, std::map<Field, std::string>& texts) {
  std::map<std::string, std::string> named;
  if constexpr (A::kWrites) {
    for (const auto& [field, value] : texts) named[std::string(plan::name_of(field))] = value;
    a.optional(key, named);
  } else {
    a.optional(key, named);
    for (const auto& [name, value] : named) {
      const auto field = plan::field_named(name);
      if (!field) refuse("unknown field name");
      texts[*field] = value;
    }
  }
}

}  // namespace

template <class A>
void members(A& a, plan::Normalised& v) {
  if constexpr (A::kWrites) {
    Json& json = a.json();
    json["drivers"] = v.drivers.driving_ids();
    json["status"] = v.timeline.status;
    json["edtf"] = v.timeline.edtf;
    json["duration"] = v.timeline.duration;
    json["funding_status"] = v.funding.status;
    json["funding_instrument"] = v.funding.instruments;
    json["amounts"] = write_value(v.funding.amounts);
  }
  a.member("organisations", v.drivers);
  a.member("timeline", v.timeline);
  a.member("funding", v.funding);
  a.optional("countries", v.countries);
  a.optional("done", v.done);
}

template <class A>
void members(A& a, plan::ActionRow& v) {
  using Change = plan::ActionRow::Change;
  a.optional("section", v.section);
  a.member("need_no", v.need_no);
  a.member("need", v.need);
  a.member("action_no", v.action_no);
  a.member("action", v.action);
  a.member("scope", v.scope);
  a.member("outputs", v.outputs);
  a.member("drivers_raw", v.drivers_raw);
  a.member("status_timeline_raw", v.status_timeline_raw);
  a.member("start_raw", v.start_raw);
  a.member("end_raw", v.end_raw);
  a.member("funding_raw", v.funding_raw);
  a.optional("note", v.note);
  a.optional("other", v.other);
  a.optional_choice("change", v.change,
                    Names<Change>{{Change::Inserted, "inserted"}, {Change::Deleted, "deleted"}});
  a.optional("tracked", v.tracked);
  field_texts(a, "original", v.original);
  field_pairs(a, "revisions", v.revisions);
  field_pairs(a, "comments", v.comments);
  a.optional("row_id", v.row_id);
  a.member("norm", v.norm);
  a.member("source", v.source);
  a.member("confidence", v.confidence);
}

template <class A>
void members(A& a, plan::PlanRow& v) {
  a.member("id", v.id);
  field_texts(a, "credited", v.credited);
  members(a, v.row);
}

template <class A>
void members(A& a, plan::PlanVersion& v) {
  a.member("version", v.number);
  a.member("title", v.title);
  a.member("window", v.window);
  a.member("acronyms", v.acronyms);
  a.member("rows", v.rows);
}

PLANMERGE_CODEC(Normalised)
PLANMERGE_CODEC(ActionRow)
PLANMERGE_CODEC(PlanRow)
PLANMERGE_CODEC(PlanVersion)

}  // namespace planmerge::codec
