// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/reading.h"

#include <gtest/gtest.h>

#include "tests/pipeline/fixtures.h"

namespace planmerge::pipeline {
namespace {

std::string lake_pdf() {
  test::PdfBuilder pdf;
  pdf.page().grid({40, 130, 220, 320, 390, 480, 560}, {40, 70, 120, 170});
  const std::vector<double> xs = {44, 134, 224, 324, 394, 484};
  const std::vector<Line> lines = {
      {"NEED", "ACTION", "OUTPUTS", "DRIVERS", "STATUS", "FUNDING"},
      {"1 Lakes", "1.1 Sampling", "Calendar", "IOM", "ongoing 2025", "available"},
      {"2 Ferries", "2.1 Patrols", "Plan", "OSCE", "planned 2026", "sought"}};
  double y = 60;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) pdf.text(xs[i], y, line[i], 8);
    y += 45;
  }
  return pdf.bytes();
}

TEST(DocumentReader, GivesTheSameWithAndWithoutSandbox) {
  const Folder folder;
  const std::vector<std::string> files = {folder.write("plan.docx", plan_docx(lake_plan())),
                                          folder.write("reply.docx", tracked_docx(lake_plan())),
                                          folder.write("plan.pdf", lake_pdf())};
  DocumentReader::Options options;
  DocumentReader isolated(options);
  options.unsafe_no_sandbox = true;
  DocumentReader open(options);
  for (const std::string& file : files) {
    const ReadOutcome inside = isolated.read(file, {});
    const ReadOutcome outside = open.read(file, {});
    ASSERT_TRUE(inside.document) << (inside.error ? inside.error->what() : "");
    ASSERT_TRUE(outside.document);
    EXPECT_EQ(*inside.document, *outside.document) << file;
    EXPECT_GE(inside.document->rows.size(), 2U) << file;
  }
}

TEST(DocumentReader, GivesOneLocatedErrorForABadFileAndReadsTheOthers) {
  const Folder folder;
  const std::string docx = plan_docx(lake_plan());
  DocumentReader reader({});
  const auto outcomes = reader.read_all(
      {folder.write("empty.pdf", ""), folder.write("noise.docx", "no document at all"),
       folder.write("cut.docx", docx.substr(0, docx.size() / 2)), folder.file("absent.pdf"),
       folder.write("good.docx", docx)},
      {});
  for (std::size_t i = 0; i + 1 < outcomes.size(); ++i) {
    ASSERT_TRUE(outcomes[i].error) << i;
    EXPECT_FALSE(outcomes[i].error->code().empty());
    EXPECT_NE(outcomes[i].error->where().find('.'), std::string::npos);
    EXPECT_EQ(std::string(outcomes[i].error->what()).find('\n'), std::string::npos);
  }
  ASSERT_TRUE(outcomes.back().document);
  EXPECT_EQ(outcomes.back().document->rows.size(), 3U);
}

}  // namespace
}  // namespace planmerge::pipeline
