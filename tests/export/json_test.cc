// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "codec/json.h"
#include "export/exporters.h"
#include "tests/export/sample_round.h"
#include "tests/support/golden.h"

namespace planmerge::exporter {
namespace {

std::string json_of(const Bundle& bundle) {
  std::ostringstream out;
  find_exporter("json")->write(bundle, out);
  return out.str();
}

template <typename T>
std::vector<T> decoded(const codec::Json& list) {
  std::vector<T> values;
  for (const codec::Json& entry : list) values.push_back(codec::decode<T>(entry));
  return values;
}

/// Exit status of a validator written in Python; Debian: python3-jsonschema.
int validate(const std::string& name, const std::string& json) {
  const auto folder = std::filesystem::path(::testing::TempDir());
  const std::string file = (folder / (name + ".json")).string();
  const std::string script = (folder / (name + ".py")).string();
  std::ofstream(file) << json;
  std::ofstream(script) << "import json, sys\n"
                           "from jsonschema import Draft202012Validator as V\n"
                           "schema = json.load(open(sys.argv[1]))\n"
                           "V.check_schema(schema)\n"
                           "errors = list(V(schema).iter_errors(json.load(open(sys.argv[2]))))\n"
                           "for e in errors[:5]: print(list(e.path), e.message[:300])\n"
                           "sys.exit(1 if errors else 0)\n";
  const std::string schema = std::string(PLANMERGE_SOURCE_DIR) + "/schema/plan.schema.json";
  return std::system(("python3 '" + script + "' '" + schema + "' '" + file + "'").c_str());
}

bool has_validator() {
  return std::system("python3 -c 'import jsonschema' 2>/dev/null") == 0;
}

TEST(JsonExport, GivesEveryPartOfTheRoundBack) {
  const Bundle bundle = sample_round();
  const codec::Json json = codec::Json::parse(json_of(bundle));
  EXPECT_EQ(codec::decode<plan::PlanVersion>(json["plan"]), bundle.after);
  EXPECT_EQ(codec::decode<plan::PlanVersion>(json["before"]), bundle.before);
  EXPECT_EQ(decoded<plan::Link>(json["links"]), bundle.links);
  EXPECT_EQ(decoded<plan::ReviewItem>(json["items"]), bundle.items);
  EXPECT_EQ(decoded<plan::FieldOutcome>(json["outcomes"]), bundle.outcomes);
  EXPECT_EQ(decoded<plan::Decision>(json["decisions"]), bundle.decisions);
  EXPECT_EQ(decoded<plan::ActionRow>(json["contribution_rows"]), bundle.contribution_rows);
  EXPECT_EQ(json["files"].size(), bundle.files.size());
  EXPECT_EQ(json["coverage"]["left_out_by_reason"][0]["cells"], 4);
}

TEST(JsonExport, KeepsToItsPublishedSchema) {
  if (!has_validator()) GTEST_SKIP() << "python3-jsonschema is not installed";
  EXPECT_EQ(validate("sample", json_of(sample_round())), 0);
  EXPECT_EQ(validate("large", json_of(large_round(40, 5, 20))), 0);
  EXPECT_EQ(validate("empty", json_of(Bundle{})), 0);
}

TEST(JsonExport, HasASchemaThatRefusesWhatIsNotAnExport) {
  if (!has_validator()) GTEST_SKIP() << "python3-jsonschema is not installed";
  codec::Json json = codec::Json::parse(json_of(sample_round()));
  json["plan"]["rows"][0]["surprise"] = 1;
  EXPECT_NE(validate("surprise", json.dump()), 0);
  json = codec::Json::parse(json_of(sample_round()));
  json["items"][0].erase("why");
  EXPECT_NE(validate("no-why", json.dump()), 0);
}

TEST(JsonExport, EmbedsTheSchemaThatIsPublished) {
  EXPECT_EQ(json_schema(),
            testing::file_text(std::string(PLANMERGE_SOURCE_DIR) + "/schema/plan.schema.json"));
}

TEST(JsonExport, ReplacesIllFormedTextInsteadOfFailing) {
  Bundle bundle;
  bundle.after.title = "odd \xFF byte";
  EXPECT_NE(json_of(bundle).find("odd \xEF\xBF\xBD byte"), std::string::npos);
}

}  // namespace
}  // namespace planmerge::exporter
