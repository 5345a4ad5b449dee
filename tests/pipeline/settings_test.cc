// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace planmerge::pipeline {
namespace {

using ::testing::HasSubstr;

TEST(Settings, ReadWhatTheFileSays) {
  const Settings settings = parse_settings(
      "[iati]\nreporting_org = \"XM-DAC-99999\"\nregion = \"89\"\nplan_start_as_start = true\n"
      "[iati.sectors]\n\"1\" = \"15132\"\n[[partner]]\nid = \"lakeside\"\nname = \"Lakeside "
      "Desk\"\n",
      "planmerge.toml");
  EXPECT_EQ(settings.iati.reporting_org, "XM-DAC-99999");
  EXPECT_EQ(settings.iati.reporting_org_type, "40");
  EXPECT_EQ(settings.iati.sectors.at("1"), "15132");
  EXPECT_TRUE(settings.iati.plan_start_as_start);
  ASSERT_EQ(settings.partners.size(), 1U);
  EXPECT_EQ(settings.partners[0].name, "Lakeside Desk");
}

TEST(Settings, AreDefaultsWithoutAFile) {
  EXPECT_TRUE(read_settings(::testing::TempDir() + "/no-such-folder/plan.db").partners.empty());
}

struct BadCase {
  const char* why;
  const char* text;
  const char* sentence;
};
void PrintTo(const BadCase& c, std::ostream* out) {
  *out << c.why;
}
class BadSettings : public ::testing::TestWithParam<BadCase> {};

TEST_P(BadSettings, AreRefusedWithTheirLine) {
  try {
    parse_settings(GetParam().text, "planmerge.toml");
    FAIL() << "not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "bad-settings");
    EXPECT_THAT(std::string(error.what()), HasSubstr(GetParam().sentence));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadSettings,
    ::testing::Values(BadCase{"no TOML", "[iati\n", "line 1"},
                      BadCase{"a key nobody knows", "[iati]\nregoin = \"89\"\n", "\"regoin\""},
                      BadCase{"another table", "\n[iaty]\n", "\"iaty\""},
                      BadCase{"a number for a text", "[iati]\nregion = 89\n", "line 2"},
                      BadCase{"a partner without a name", "[[partner]]\nid = \"x\"\n",
                              "needs a name"}));

}  // namespace
}  // namespace planmerge::pipeline
