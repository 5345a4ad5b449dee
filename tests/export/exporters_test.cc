// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exporters.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>

#include "base/error.h"
#include "base/zip.h"
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

/// The sample, for one partner where the format is about one.
Bundle round_for(const Exporter& exporter, Bundle bundle) {
  if (exporter.ready != nullptr && !exporter.ready(bundle)) bundle.partner = "Northmark";
  return bundle;
}

/// A package as text that can be compared: its parts by name, each tag on a line of its own.
std::string as_text(const std::string& bytes) {
  if (!looks_like_zip(bytes)) return bytes;
  const ZipPackage package(bytes);
  std::string text;
  for (const std::string& name : package.names()) {
    text += "== " + name + "\n";
    package.stream(name, [&text](const ZipPackage::Read& read) {
      char buffer[4096];
      while (const std::size_t got = read(buffer, sizeof buffer)) {
        for (std::size_t i = 0; i < got; ++i) {
          if (buffer[i] == '<' && text.back() == '>') text += '\n';
          text += buffer[i];
        }
      }
    });
    text += "\n";
  }
  return text;
}

/// "plan.xlsx" is kept as "plan.xlsx.txt".
std::string golden_name(const Exporter& exporter, const std::string& bytes) {
  return std::string("export/") + exporter.file_name + (looks_like_zip(bytes) ? ".txt" : "");
}

TEST(Exporters, EachWritesTheSampleRoundAsItsGoldenFile) {
  for (const Exporter& exporter : exporters()) {
    const std::string bytes = written(exporter, round_for(exporter, sample_round()));
    testing::expect_golden(golden_name(exporter, bytes), as_text(bytes));
  }
}

TEST(Exporters, EachWritesTheSameBytesTwiceAndSurvivesAnEmptyRound) {
  for (const Exporter& exporter : exporters()) {
    const Bundle large = round_for(exporter, large_round(30, 7, 12));
    EXPECT_EQ(written(exporter, large), written(exporter, large));
    if (exporter.ready == nullptr || exporter.ready(Bundle{})) {
      EXPECT_NE(written(exporter, Bundle{}), "") << exporter.name;
    } else {
      EXPECT_THROW(written(exporter, Bundle{}), Error) << exporter.name;
    }
  }
}

}  // namespace
}  // namespace planmerge::exporter
