// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exporters.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>

#include "tests/export/sample_round.h"
#include "tests/support/golden.h"

namespace planmerge::exporter {
namespace {

std::string written(const Exporter& exporter, const Bundle& bundle) {
  std::ostringstream out;
  exporter.write(bundle, out);
  return out.str();
}

/// "csv" and "csv-excel" are told of on one page.
std::string docs_page(const Exporter& exporter) {
  const std::string name = exporter.name;
  return std::string(PLANMERGE_SOURCE_DIR) + "/docs/exports/" + name.substr(0, name.find('-')) +
         ".md";
}

TEST(Exporters, EachHasAnOwnNameAFileNameADescriptionAndAPageInDocs) {
  std::set<std::string> names;
  std::set<std::string> files;
  for (const Exporter& exporter : exporters()) {
    EXPECT_TRUE(names.insert(exporter.name).second) << exporter.name;
    EXPECT_TRUE(files.insert(exporter.file_name).second) << exporter.file_name;
    EXPECT_NE(std::string(exporter.description), "");
    EXPECT_TRUE(std::filesystem::exists(docs_page(exporter))) << docs_page(exporter);
    EXPECT_EQ(find_exporter(exporter.name), &exporter);
  }
  EXPECT_EQ(find_exporter("no-such-format"), nullptr);
}

TEST(Exporters, EachWritesTheSampleRoundAsItsGoldenFile) {
  for (const Exporter& exporter : exporters())
    testing::expect_golden(std::string("export/") + exporter.file_name,
                           written(exporter, sample_round()));
}

TEST(Exporters, EachWritesTheSameBytesTwiceAndSurvivesAnEmptyRound) {
  for (const Exporter& exporter : exporters()) {
    EXPECT_EQ(written(exporter, large_round(30, 7, 12)), written(exporter, large_round(30, 7, 12)));
    EXPECT_NE(written(exporter, Bundle{}), "") << exporter.name;
  }
}

}  // namespace
}  // namespace planmerge::exporter
