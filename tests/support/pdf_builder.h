// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace planmerge::test {

/// Writes small uncompressed PDFs, page by page. Coordinates: points, origin top left, y down.
class PdfBuilder {
 public:
  explicit PdfBuilder(double width = 600, double height = 400) : width_(width), height_(height) {}

  PdfBuilder& page();
  /// A line of Helvetica (or its bold face) with its baseline at y.
  PdfBuilder& text(double x, double y, const std::string& words, double size = 10,
                   bool bold = false);
  PdfBuilder& colour(double red, double green, double blue);
  PdfBuilder& line(double x0, double y0, double x1, double y1, double width = 0.5);
  PdfBuilder& box(double x0, double y0, double x1, double y1);
  /// All rules of a full grid.
  PdfBuilder& grid(const std::vector<double>& xs, const std::vector<double>& ys);
  /// Operators as they are.
  PdfBuilder& raw(const std::string& operators);
  /// Further entries of every page's dictionary: "/Rotate 90".
  PdfBuilder& page_entry(const std::string& entry);

  std::string bytes() const;

 private:
  double width_, height_;
  std::vector<std::string> pages_;
  std::string entries_;
};

}  // namespace planmerge::test
