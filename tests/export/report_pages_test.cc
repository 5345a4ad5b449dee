// SPDX-License-Identifier: GPL-3.0-or-later
// The first part of the printed report is two pages, whatever the round holds.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "export/exporters.h"
#include "tests/export/sample_round.h"
#include "tests/support/golden.h"

namespace planmerge::exporter {
namespace {

struct PagesCase {
  int items, partners;
};
void PrintTo(const PagesCase& c, std::ostream* out) {
  *out << c.items << " questions, " << c.partners << " partners";
}

class ReportPages : public ::testing::TestWithParam<PagesCase> {
 protected:
  void SetUp() override {
    if (std::system("soffice --version > /dev/null 2>&1 && pdftotext -v > /dev/null 2>&1") != 0)
      GTEST_SKIP() << "LibreOffice (soffice) or pdftotext is not installed";
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("report-pages-" + std::to_string(GetParam().items));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    if (!HasFailure() && !folder_.empty()) std::filesystem::remove_all(folder_);
  }

  std::string page(int number) const {
    const std::string out = (folder_ / "page.txt").string();
    const std::string command = "pdftotext -f " + std::to_string(number) + " -l " +
                                std::to_string(number) + " '" + (folder_ / "report.pdf").string() +
                                "' '" + out + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return testing::file_text(out);
  }

  std::filesystem::path folder_;
};

TEST_P(ReportPages, AreTwoBeforeTheAnnex) {
  std::ostringstream report;
  find_exporter("report-docx")
      ->write(large_round(GetParam().items, GetParam().partners, 30), report);
  std::ofstream(folder_ / "report.docx", std::ios::binary) << report.str();
  const std::string command = "soffice -env:UserInstallation=file://" +
                              (folder_ / "profile").string() +
                              " --headless --convert-to pdf --outdir '" + folder_.string() + "' '" +
                              (folder_ / "report.docx").string() + "' > /dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_NE(page(1).find("What must be decided"), std::string::npos);
  EXPECT_NE(page(2).find("What was settled"), std::string::npos);
  EXPECT_NE(page(2).find("How this was made"), std::string::npos);
  const std::string third = page(3);
  EXPECT_NE(third.find("Questions"), std::string::npos) << third;
  EXPECT_EQ(third.find("How this was made"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Rounds, ReportPages,
                         ::testing::Values(PagesCase{0, 3}, PagesCase{3, 3}, PagesCase{50, 40},
                                           PagesCase{500, 40}));

}  // namespace
}  // namespace planmerge::exporter
