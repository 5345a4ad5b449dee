// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/merge_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace planmerge::pipeline {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

Json river_rows() {
  return Json::parse(R"([
    {"id": "R1", "need": "N1", "no": "1.1", "title": "Train ferry crews in rescue",
     "outputs": ["Rescue manual printed", "40 crews trained in rescue"],
     "drivers": ["Lorn River Guild", "Ministry of Waterways"], "status": "in progress",
     "start": "2026-02", "end": "2027-09", "funding": {"amount": 80000, "currency": "EUR"}},
    {"id": "R2", "need": "N1", "no": "1.2", "title": "Renew landing stages at Ostmark",
     "outputs": ["Three landing stages rebuilt", "Lamps put up at every stage"],
     "drivers": ["Harbour Board of Ostmark"], "status": "completed",
     "start": "2026-03", "end": "2027-06", "funding": {"amount": 310000, "currency": "EUR"}},
    {"id": "R3", "need": "N2", "no": "2.1", "title": "Put up gauges along the upper Tessel",
     "outputs": ["Twelve gauges put up", "Readings published every hour", "Repair crew named"],
     "drivers": ["Weather Office", "Friends of the Tessel"], "status": "not started",
     "start": "2026-06", "end": "2027-12", "funding": {"amount": 150000, "currency": "EUR"}}])");
}

/// Two partners return the whole plan; each changes it by its function.
template <typename Change, typename Other>
Json case_of(const Change& change, const Other& other) {
  Json json = Json::object();
  json["versions"]["v1"]["rows"] = river_rows();
  json["current"] = {{"version", "v1"}, {"rows", river_rows()}};
  json["contributions"] = Json::array();
  for (const char* partner : {"P1", "P2"}) {
    Json rows = river_rows();
    std::string(partner) == "P1" ? change(rows) : other(rows);
    for (Json& row : rows) row.erase("id");
    json["contributions"].push_back(
        {{"partner", partner}, {"base_version", "v1"}, {"mode", "full"}, {"rows", rows}});
  }
  json["aliases"] = {{"LRG", "Lorn River Guild"}};
  json["decisions"] = Json::array();
  return json;
}

const auto kNothing = [](Json&) {};

class MergeCaseTest : public ::testing::Test {
 protected:
  Json merge(const Json& json) { return Json::parse(merge_case_json(json.dump(), normalizer_)); }
  std::string failure(const std::string& json) {
    try {
      merge_case_json(json, normalizer_);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  static std::vector<std::string> kinds(const Json& result) {
    std::vector<std::string> kinds;
    for (const Json& item : result["items"]) kinds.push_back(item["kind"]);
    return kinds;
  }

  normalize::Normalizer normalizer_;
};

TEST_F(MergeCaseTest, AnotherPrintOfTheSameIsNoChange) {
  const Json result = merge(case_of(
      [](Json& rows) {
        rows[0]["title"] = "TRAIN FERRY CREWS IN RESCUE.";
        rows[0]["drivers"] = {"LRG", "Ministry of Waterways"};
        rows[0]["status"] = "under way";
        rows[0]["end"] = "30 Sep 2027";
        rows[0]["funding"] = "EUR 80,000";
      },
      kNothing));
  EXPECT_THAT(result["items"], ::testing::IsEmpty());
  EXPECT_EQ(result["rows"], river_rows());
  EXPECT_THAT(result["provenance"], ::testing::IsEmpty());
}

TEST_F(MergeCaseTest, ChangesOfSeveralPartnersMeetInOneRow) {
  const Json result =
      merge(case_of([](Json& rows) { rows[0]["end"] = "2028-01"; },
                    [](Json& rows) { rows[0]["drivers"].push_back("Willow Trust"); }));
  EXPECT_THAT(kinds(result), ::testing::IsEmpty());
  EXPECT_EQ(result["rows"][0]["end"], "2028-01");
  EXPECT_EQ(result["rows"][0]["drivers"].size(), 3U);
}

TEST_F(MergeCaseTest, WhatAPersonMustDecideIsAskedAndThePlanStands) {
  const Json result = merge(case_of(
      [](Json& rows) {
        rows[0]["end"] = "2028-01";
        rows[1]["status"] = "in progress";
        rows.erase(2);
      },
      [](Json& rows) { rows[0]["end"] = "2028-04"; }));
  EXPECT_THAT(kinds(result), ::testing::UnorderedElementsAre("concurrent", "status_regression",
                                                             "delete_proposed"));
  EXPECT_EQ(result["rows"], river_rows());
}

TEST_F(MergeCaseTest, ADividedRowIsAskedOnce) {
  const auto divide = [](Json& rows) {
    Json part = rows[2];
    rows[2]["outputs"] = {"Twelve gauges put up"};
    part["outputs"] = {"Readings published every hour", "Repair crew named"};
    rows.push_back(part);
  };
  const Json result = merge(case_of(divide, divide));
  EXPECT_THAT(kinds(result), ::testing::ElementsAre("split"));
  EXPECT_EQ(result["rows"], river_rows());
}

TEST_F(MergeCaseTest, ANewRowOfTwoPartnersIsAddedOnce) {
  const auto add = [](Json& rows) {
    rows.push_back({{"need", "N2"},
                    {"no", ""},
                    {"title", "Teach schools what to do in a flood"},
                    {"outputs", {"Lessons held in nine schools"}},
                    {"drivers", {"School Council"}},
                    {"status", "planned"},
                    {"start", "2027-01"},
                    {"end", "2027-12"},
                    {"funding", nullptr}});
  };
  const Json result = merge(case_of(add, add));
  ASSERT_EQ(result["rows"].size(), 4U);
  EXPECT_EQ(result["rows"][3]["id"], "new:P1:3");
  EXPECT_THAT(kinds(result), ::testing::IsEmpty());
}

TEST_F(MergeCaseTest, TheOrderOfContributionsChangesNoByte) {
  Json json = case_of([](Json& rows) { rows[0]["end"] = "2028-01"; },
                      [](Json& rows) { rows[0]["end"] = "2028-04"; });
  const std::string straight = merge_case_json(json.dump(), normalizer_);
  std::reverse(json["contributions"].begin(), json["contributions"].end());
  EXPECT_EQ(merge_case_json(json.dump(), normalizer_), straight);
}

TEST_F(MergeCaseTest, ASecondRunWithAllAnswersAsksNothingAndChangesNothing) {
  Json json = case_of(
      [](Json& rows) {
        rows[0]["end"] = "2028-01";
        rows[1]["outputs"].push_back("Ferry bell mended");
        rows.erase(2);
      },
      [](Json& rows) {
        rows[0]["end"] = "2028-04";
        rows[1]["drivers"] = Json::array();
      });
  const Json first = merge(json);
  ASSERT_EQ(first["items"].size(), 3U);
  for (const Json& item : first["items"]) {
    Json answer = item["field"].is_null() ? Json("keep") : Json();
    for (const Json& row : first["rows"]) {
      if (!item["field"].is_null() && row["id"] == item["row"])
        answer = row[item["field"].get<std::string>()];
    }
    json["decisions"].push_back({{"kind", item["kind"]},
                                 {"row", item["row"]},
                                 {"field", item["field"]},
                                 {"values", item["values"]},
                                 {"answer", answer}});
  }
  json["current"]["rows"] = first["rows"];
  const Json second = merge(json);
  EXPECT_THAT(second["items"], ::testing::IsEmpty());
  EXPECT_EQ(second["rows"], first["rows"]);
}

TEST_F(MergeCaseTest, NamesWhatIsWrongWithACase) {
  EXPECT_THAT(failure("{"), HasSubstr("json"));
  EXPECT_THAT(failure("{}"), HasSubstr("versions"));
  EXPECT_THAT(failure("[]"), HasSubstr("bad-case"));
  Json json = case_of(kNothing, kNothing);
  json["contributions"][1]["base_version"] = "v9";
  EXPECT_THAT(failure(json.dump()), HasSubstr("contributions[1].base_version"));
  json = case_of(kNothing, kNothing);
  json["current"]["rows"][2]["title"] = 7;
  EXPECT_THAT(failure(json.dump()), HasSubstr("current.rows[2].title"));
  json = case_of(kNothing, kNothing);
  json["current"]["rows"][1]["id"] = "R1";
  EXPECT_THAT(failure(json.dump()), HasSubstr("current.rows[1]"));
  json = case_of(kNothing, kNothing);
  json["current"]["rows"][0]["funding"]["amount"] = 1e300;
  EXPECT_THAT(failure(json.dump()), HasSubstr("current.rows[0].funding"));
}

}  // namespace
}  // namespace planmerge::pipeline
