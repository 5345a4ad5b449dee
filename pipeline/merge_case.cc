// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/merge_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "merge/policy/case.h"

namespace planmerge::pipeline {
namespace {

using Json = nlohmann::ordered_json;
using merge::policy::Case;
using merge::policy::CaseField;
using merge::policy::CaseRow;
using merge::policy::FieldKind;
using merge::policy::Reading;
using merge::policy::Value;

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw Error(Error::Kind::Unreadable, "bad-case", where, what);
}

const Json& member(const Json& object, const char* name, const std::string& where) {
  if (!object.is_object()) refuse(where, "is no object");
  const auto found = object.find(name);
  if (found == object.end()) refuse(where, std::string("has no \"") + name + "\"");
  return *found;
}

std::string text_of(const Json& json, const std::string& where) {
  if (json.is_null()) return "";
  if (!json.is_string()) refuse(where, "is no text");
  return json.get<std::string>();
}

/// Sorted by its position in the file: "contributions[2]".
std::string place(const std::string& list, std::size_t index) {
  return list + "[" + std::to_string(index) + "]";
}

/// Values as printed to values that are compared (P1).
class ValueReader {
 public:
  ValueReader(const normalize::Normalizer& normalizer, const Json& aliases)
      : normalizer_(normalizer) {
    if (aliases.is_null()) return;
    if (!aliases.is_object()) refuse("aliases", "is no object");
    for (const auto& [name, full] : aliases.items())
      aliases_[text::fold(name)] = text::fold(text_of(full, "aliases"));
  }

  Reading read(CaseField field, const Json& json, const std::string& where) const {
    const FieldKind kind = merge::policy::kind_of(field);
    if (kind != FieldKind::List && kind != FieldKind::Set)
      return {{key_of(field, json, where), json.dump()}};
    if (json.is_null()) return {};
    if (!json.is_array()) refuse(where, "is no list");
    Reading reading;
    for (const Json& entry : json) {
      std::string key = key_of(field, entry, where);
      if (!key.empty()) reading.push_back({std::move(key), entry.dump()});
    }
    return reading;
  }

 private:
  std::string key_of(CaseField field, const Json& json, const std::string& where) const {
    if (field == CaseField::Funding) return money(json, where);
    const std::string text = text_of(json, where);
    std::string folded = text::fold(text);
    if (folded.empty()) return "";
    switch (field) {
      case CaseField::Status: {
        const std::string label = normalizer_.status_label(text);
        return label.empty() ? folded : label;
      }
      case CaseField::Start: return month(text, folded, false);
      case CaseField::End: return month(text, folded, true);
      case CaseField::Drivers: {
        const auto known = aliases_.find(folded);
        return known == aliases_.end() ? folded : known->second;
      }
      default: return folded;
    }
  }

  std::string month(const std::string& text, const std::string& folded, bool of_end) const {
    const std::string edtf = plan::is_iso_date(text) ? text : normalizer_.timeline(text).edtf;
    const std::optional<int> month = of_end ? plan::last_month(edtf) : plan::first_month(edtf);
    if (!month) return folded;
    std::array<char, 16> key{};
    std::snprintf(key.data(), key.size(), "%04d-%02d", *month / 12, *month % 12 + 1);
    return key.data();
  }

  std::string money(const Json& json, const std::string& where) const {
    if (json.is_null()) return "";
    double value = 0;
    std::string currency;
    if (json.is_object()) {
      const Json& amount = member(json, "amount", where);
      if (!amount.is_number()) refuse(where, "has an amount that is no number");
      value = amount.get<double>();
      currency = text_of(member(json, "currency", where), where);
    } else {
      const std::string text = text_of(json, where);
      const plan::Funding funding = normalizer_.funding(text);
      const std::optional<double> total = plan::total(funding);
      if (!total) return text::fold(text);
      value = *total;
      currency = funding.amounts.front().currency;
    }
    constexpr double kMost = 1e15;  // exact in a double, and more than any budget
    if (!(std::abs(value) <= kMost)) refuse(where, "has an amount over 10^15");
    return std::to_string(std::llround(value)) + " " + currency;
  }

  const normalize::Normalizer& normalizer_;
  std::map<std::string, std::string> aliases_;
};

class CaseReader {
 public:
  CaseReader(const Json& json, const normalize::Normalizer& normalizer)
      : json_(json), values_(normalizer, json.contains("aliases") ? json["aliases"] : Json()) {}

  Case read() {
    Case result;
    const Json& versions = member(json_, "versions", "the case");
    if (!versions.is_object()) refuse("versions", "is no object");
    for (const auto& [name, version] : versions.items())
      result.versions[name] =
          plan_rows(member(version, "rows", "versions." + name), "versions." + name);
    const Json& current = member(json_, "current", "the case");
    result.current = plan_rows(member(current, "rows", "current"), "current");
    const Json& contributions = member(json_, "contributions", "the case");
    if (!contributions.is_array()) refuse("contributions", "is no list");
    for (std::size_t i = 0; i < contributions.size(); ++i)
      result.contributions.push_back(
          contribution(contributions[i], place("contributions", i), result.versions));
    if (json_.contains("decisions")) {
      const Json& decisions = json_["decisions"];
      if (!decisions.is_array()) refuse("decisions", "is no list");
      for (std::size_t i = 0; i < decisions.size(); ++i)
        result.decisions.push_back(decision(decisions[i], place("decisions", i)));
    }
    return result;
  }

 private:
  std::vector<CaseRow> rows(const Json& json, const std::string& where) {
    if (!json.is_array()) refuse(where, "has rows that are no list");
    if (rows_ += json.size(); rows_ > kMaxCaseRows)
      throw Error(Error::Kind::Limit, "limit", where,
                  "the case has over " + std::to_string(kMaxCaseRows) + " rows");
    std::vector<CaseRow> list;
    for (std::size_t i = 0; i < json.size(); ++i) {
      const std::string row_place = place(where + ".rows", i);
      if (!json[i].is_object()) refuse(row_place, "is no object");
      CaseRow row;
      if (json[i].contains("id")) row.id = text_of(json[i]["id"], row_place);
      for (std::size_t f = 0; f < merge::policy::kCaseFields; ++f) {
        const auto field = static_cast<CaseField>(f);
        const std::string name(merge::policy::name_of(field));
        if (json[i].contains(name))
          row[field] = values_.read(field, json[i][name], row_place + "." + name);
      }
      list.push_back(std::move(row));
    }
    return list;
  }

  /// Rows of the plan: each with an id of its own.
  std::vector<CaseRow> plan_rows(const Json& json, const std::string& where) {
    std::vector<CaseRow> list = rows(json, where);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].id.empty()) refuse(place(where + ".rows", i), "has no \"id\"");
      if (!ids.insert(list[i].id).second)
        refuse(place(where + ".rows", i), "has the id of another row: " + list[i].id);
    }
    return list;
  }

  merge::policy::CaseContribution contribution(
      const Json& json, const std::string& where,
      const std::map<std::string, std::vector<CaseRow>>& versions) {
    merge::policy::CaseContribution result;
    result.partner = text_of(member(json, "partner", where), where + ".partner");
    result.base_version = text_of(member(json, "base_version", where), where + ".base_version");
    if (!result.base_version.empty() && !versions.contains(result.base_version))
      refuse(where + ".base_version", "names a version that the case does not hold");
    result.full = json.contains("mode") && text_of(json["mode"], where + ".mode") == "full";
    result.rows = rows(member(json, "rows", where), where);
    return result;
  }

  merge::policy::CaseDecision decision(const Json& json, const std::string& where) const {
    merge::policy::CaseDecision result;
    result.kind = text_of(member(json, "kind", where), where + ".kind");
    result.row = text_of(member(json, "row", where), where + ".row");
    if (json.contains("field")) result.field = text_of(json["field"], where + ".field");
    if (json.contains("title")) result.title = text::fold(text_of(json["title"], where + ".title"));
    const auto field = merge::policy::case_field_named(result.field);
    const auto read = [&](const Json& value) {
      return field ? values_.read(*field, value, where)
                   : Reading{{value.is_string() ? value.get<std::string>() : value.dump(),
                              value.dump()}};
    };
    if (json.contains("values") && json["values"].is_array()) {
      for (const Json& value : json["values"]) result.values.push_back(read(value));
    }
    const Json& answer = member(json, "answer", where);
    if (answer.is_string()) result.answer_word = answer.get<std::string>();
    result.answer = read(answer);
    return result;
  }

  const Json& json_;
  ValueReader values_;
  std::size_t rows_ = 0;
};

Json encode(const Reading& reading, CaseField field) {
  const FieldKind kind = merge::policy::kind_of(field);
  if (kind == FieldKind::List || kind == FieldKind::Set) {
    Json list = Json::array();
    for (const Value& value : reading) list.push_back(Json::parse(value.print));
    return list;
  }
  if (!reading.empty()) return Json::parse(reading.front().print);
  return field == CaseField::Funding ? Json() : Json("");
}

Json encode(const CaseRow& row) {
  Json json = Json::object();
  json["id"] = row.id;
  for (std::size_t f = 0; f < merge::policy::kCaseFields; ++f) {
    const auto field = static_cast<CaseField>(f);
    json[std::string(merge::policy::name_of(field))] = encode(row[field], field);
  }
  return json;
}

Json encode(const merge::policy::CaseItem& item) {
  Json json = Json::object();
  json["kind"] = item.kind;
  json["row"] = item.row;
  json["field"] = item.field.empty() ? Json() : Json(item.field);
  json["parties"] = item.parties;
  Json values = Json::array();
  const auto field = merge::policy::case_field_named(item.field);
  for (const Reading& reading : item.values) {
    if (field) {
      values.push_back(encode(reading, *field));
    } else {
      for (const Value& value : reading) values.push_back(value.print);
    }
  }
  json["values"] = std::move(values);
  return json;
}

Json encode(const merge::policy::CaseFlag& flag) {
  Json json = Json::object();
  json["kind"] = flag.kind;
  json["rows"] = flag.rows;
  if (!flag.field.empty()) json["field"] = flag.field;
  if (!flag.need.empty()) json["need"] = Json::parse(flag.need);
  return json;
}

}  // namespace

std::string merge_case_json(std::string_view json, const normalize::Normalizer& normalizer) {
  Json parsed;
  try {
    parsed = Json::parse(json);
  } catch (const Json::exception& error) {
    throw Error(Error::Kind::Unreadable, "json", "the case", error.what());
  }
  const Case input = CaseReader(parsed, normalizer).read();
  const merge::policy::CaseResult merged = merge::policy::merge_case(input);
  Json result = Json::object();
  result["rows"] = Json::array();
  for (const CaseRow& row : merged.rows) result["rows"].push_back(encode(row));
  result["links"] = Json::array();
  for (const auto& link : merged.links) {
    result["links"].push_back({{"partner", link.partner},
                               {"row", link.row},
                               {"to", link.to},
                               {"relation", link.relation}});
  }
  result["items"] = Json::array();
  for (const auto& item : merged.items) result["items"].push_back(encode(item));
  result["flags"] = Json::array();
  for (const auto& flag : merged.flags) result["flags"].push_back(encode(flag));
  result["provenance"] = Json::array();
  for (const auto& credit : merged.provenance) {
    result["provenance"].push_back(
        {{"row", credit.row}, {"field", credit.field}, {"by", credit.by}});
  }
  return result.dump(1) + "\n";
}

}  // namespace planmerge::pipeline
