// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/ocr.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "base/hash.h"
#include "pipeline/files.h"
#include "pipeline/reading.h"
#include "tests/pipeline/fixtures.h"

namespace planmerge::pipeline {
namespace {

bool noted(const ReadOutcome& outcome, const std::string& code) {
  return std::any_of(outcome.notes.begin(), outcome.notes.end(),
                     [&](const plan::Diagnostic& note) { return note.code == code; });
}

/// The first page of a PDF as a scanner would give it: a picture and nothing else.
std::string scan_of(const Folder& folder, const std::string& pdf) {
  const std::string in = folder.write("text.pdf", pdf);
  const std::string command =
      "pdftoppm -r 150 -gray -singlefile " + in + " " + folder.file("scan") + " 2>/dev/null";
  if (std::system(command.c_str()) != 0) return {};  // NOLINT: names of our own
  const std::string image = read_file(folder.file("scan.pgm"));
  std::istringstream file(image.substr(0, 64));
  std::string magic;
  int width = 0;
  int height = 0;
  int most = 0;
  file >> magic >> width >> height >> most;
  const std::string pixels = image.substr(static_cast<std::size_t>(file.tellg()) + 1);
  const std::string size =
      std::to_string(width * 72 / 150) + " 0 0 " + std::to_string(height * 72 / 150);
  const std::string draw = "q " + size + " 0 0 cm /Im1 Do Q";
  std::ostringstream out;
  out << "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
         "/Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 "
      << width * 72 / 150 << " " << height * 72 / 150
      << "] /Contents 4 0 R /Resources << /XObject << /Im1 5 0 R >> >> >>\nendobj\n4 0 obj\n<< "
         "/Length "
      << draw.size() << " >>\nstream\n"
      << draw << "\nendstream\nendobj\n5 0 obj\n<< /Type /XObject /Subtype /Image /Width " << width
      << " /Height " << height << " /BitsPerComponent 8 /ColorSpace /DeviceGray /Length "
      << pixels.size() << " >>\nstream\n"
      << pixels << "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n";
  return out.str();
}

class Ocr : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!ocr_available()) GTEST_SKIP() << "Tesseract is not installed";
    test::PdfBuilder pdf;
    pdf.text(60, 80, "Sample the lake every month", 20).text(60, 120, "and publish it", 20);
    text_ = pdf.bytes();
    scan_ = scan_of(folder_, text_);
    ASSERT_FALSE(scan_.empty());
  }

  ReadOutcome read(const std::string& bytes, OcrUse use, const std::string& languages = "eng") {
    DocumentReader::Options options;
    options.ocr = {use, languages};
    DocumentReader reader(options);
    return reader.read(folder_.write("plan.pdf", bytes), {});
  }

  Folder folder_;
  std::string text_, scan_;
};

TEST_F(Ocr, ReadsPicturesOfPagesAndSaysSo) {
  const ReadOutcome outcome = read(scan_, OcrUse::Auto);
  ASSERT_TRUE(outcome.document) << outcome.error->what();
  ASSERT_FALSE(outcome.document->paragraphs.empty());
  EXPECT_NE(outcome.document->paragraphs[0].text.find("Sample the lake every month"),
            std::string::npos);
  EXPECT_TRUE(noted(outcome, "ocr"));
  EXPECT_TRUE(noted(outcome, "no-text-layer"));  // that the page is a picture is true all the same
  EXPECT_EQ(outcome.document->source.sha256, sha256_hex(scan_));
}

TEST_F(Ocr, LeavesPagesWithTextAlone) {
  const ReadOutcome outcome = read(text_, OcrUse::Auto);
  ASSERT_TRUE(outcome.document) << outcome.error->what();
  EXPECT_FALSE(noted(outcome, "ocr"));
  EXPECT_TRUE(noted(read(text_, OcrUse::Always), "ocr"));
}

TEST_F(Ocr, IsNotUsedWhereItIsNotWanted) {
  const ReadOutcome outcome = read(scan_, OcrUse::Never);
  EXPECT_FALSE(noted(outcome, "ocr"));
  EXPECT_TRUE(noted(outcome, "no-text-layer"));
}

TEST_F(Ocr, KeepsWhatWasReadIfItFails) {
  const ReadOutcome outcome = read(scan_, OcrUse::Auto, "xx_none");
  ASSERT_TRUE(outcome.document);
  EXPECT_TRUE(noted(outcome, "ocr-failed"));
  EXPECT_TRUE(noted(outcome, "no-text-layer"));
  const ReadOutcome demanded = read(scan_, OcrUse::Always, "xx_none");
  ASSERT_TRUE(demanded.error);
  EXPECT_EQ(demanded.error->code(), "ocr-failed");
}

TEST(OcrPages, AreThoseWithoutTextOrAll) {
  plan::Document document;
  document.source.pages = 3;
  plan::Provenance at;
  at.page = 2;
  document.notes.warn("no-text-layer", "page 2 is a picture without text", at);
  document.notes.warn("no-text-layer", "of the whole document");
  EXPECT_EQ(pages_for_ocr(document, OcrUse::Auto), std::vector<int>{2});
  EXPECT_EQ(pages_for_ocr(document, OcrUse::Always), (std::vector<int>{1, 2, 3}));
  EXPECT_TRUE(pages_for_ocr(document, OcrUse::Never).empty());
}

TEST(OcrPages, AreTrustedLess) {
  plan::Document document;
  for (const int page : {1, 2}) {
    plan::Table table;
    table.regions.push_back({page, {}});
    document.tables.push_back(table);
    plan::ActionRow row;
    plan::FieldSource source;
    source.where.page = page;
    row.source.push_back(source);
    document.rows.push_back(row);
  }
  mark_ocr(document, {2});
  EXPECT_EQ(document.tables[0].confidence, 1.0);
  EXPECT_EQ(document.tables[1].confidence, kOcrConfidence);
  EXPECT_EQ(document.rows[0].confidence, 1.0);
  EXPECT_EQ(document.rows[1].confidence, kOcrConfidence);
}

}  // namespace
}  // namespace planmerge::pipeline
