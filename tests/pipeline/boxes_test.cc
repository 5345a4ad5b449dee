// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/boxes.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/error.h"
#include "pipeline/files.h"
#include "pipeline/tools.h"
#include "tests/pipeline/fixtures.h"

namespace planmerge::pipeline {
namespace {

Picture blank(std::size_t width, std::size_t height) {
  return {width, height, std::string(3 * width * height, '\xFF')};
}

std::string pixel(const Picture& picture, std::size_t x, std::size_t y) {
  return picture.pixels.substr(3 * (y * picture.width + x), 3);
}

const std::string kWhite = "\xFF\xFF\xFF";

plan::Document document_with_table() {
  plan::Document document;
  plan::Table table;
  table.evidence = plan::Evidence::Rules;
  table.regions.push_back({1, {10, 10, 50, 30}});
  table.regions.push_back({2, {10, 10, 50, 30}});
  plan::Cell cell;
  cell.page = 1;
  cell.box = {10, 10, 30, 30};
  table.cells.push_back(cell);
  document.tables.push_back(table);
  plan::LeftOut out;
  out.where.page = 1;
  out.where.box = {60, 60, 70, 70};
  document.left_out.push_back(out);
  return document;
}

TEST(Boxes, ReadsPicturesAndRefusesWhatIsNone) {
  const Picture picture = read_ppm("P6\n2 1\n255\nabcdef");
  EXPECT_EQ(picture.width, 2U);
  EXPECT_EQ(picture.height, 1U);
  EXPECT_EQ(picture.pixels, "abcdef");
  for (const char* bad : {"", "P5\n2 1\n255\nabcdef", "P6\n2 2\n255\nabcdef", "P6\n0 9\n255\n",
                          "P6\n99999999 99999999\n255\nabcdef"})
    EXPECT_THROW(read_ppm(bad), Error) << bad;
}

TEST(Boxes, WritesAPngThatEndsAsItMust) {
  const std::string png = write_png(blank(300, 100));
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(png.substr(12, 4), "IHDR");
  EXPECT_EQ(png.substr(16, 8), std::string("\0\0\x01\x2C\0\0\0\x64", 8));
  EXPECT_EQ(png.substr(png.size() - 8), "IEND\xAE\x42\x60\x82");  // with its known checksum
}

TEST(Boxes, DrawsCellsTablesJoinsAndWhatWasLeftOut) {
  Picture picture = blank(80, 80);
  draw_boxes(document_with_table(), 1, 72, picture);
  EXPECT_NE(pixel(picture, 29, 20), kWhite);  // the right wall of the cell
  EXPECT_EQ(pixel(picture, 20, 20), kWhite);  // inside it
  EXPECT_NE(pixel(picture, 49, 20), kWhite);  // the table
  EXPECT_EQ(pixel(picture, 40, 8), kWhite);   // it begins here,
  EXPECT_NE(pixel(picture, 40, 32), kWhite);  // and goes on overleaf
  EXPECT_NE(pixel(picture, 65, 65), kWhite);  // left out
  Picture next = blank(80, 80);
  draw_boxes(document_with_table(), 2, 72, next);
  EXPECT_NE(pixel(next, 40, 8), kWhite);
  EXPECT_EQ(pixel(next, 29, 20), kWhite);
}

TEST(Boxes, NeverPaintsOutsideThePicture) {
  plan::Document document = document_with_table();
  document.tables[0].cells[0].box = {-50, -1e12, 1e12, 1e300};
  document.left_out[0].where.box = {70, 70, 500, 500};
  Picture picture = blank(80, 80);
  draw_boxes(document, 1, 72, picture);
  EXPECT_EQ(picture.pixels.size(), 3U * 80 * 80);
}

TEST(Boxes, AreWrittenForEachPage) {
  if (!Tools::installed("pdftoppm")) GTEST_SKIP() << "Poppler's programs are not installed";
  const Folder folder;
  plan::Document document = document_with_table();
  EXPECT_THROW(write_boxes("", document, folder.file("a.png"), 20), Error);
  document.source.pages = 2;
  test::PdfBuilder pdf;
  pdf.text(50, 60, "one").page().text(50, 60, "two");
  const auto written = write_boxes(pdf.bytes(), document, folder.file("a.png"), 20);
  ASSERT_EQ(written.size(), 2U);
  EXPECT_EQ(written[1], folder.file("a-2.png"));
  EXPECT_EQ(read_file(written[1]).substr(1, 3), "PNG");
}

}  // namespace
}  // namespace planmerge::pipeline
