// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/document.h"

namespace planmerge::pipeline {

/// A picture in full colour, rows from top to bottom.
struct Picture {
  std::size_t width = 0, height = 0;
  std::string pixels;  // red, green, blue
};

/// Source: the P6 form of Netpbm. Errors: Error(Unreadable, "no-picture").
Picture read_ppm(std::string_view bytes);

/// Uncompressed. Source: PNG (ISO/IEC 15948), zlib stream of stored blocks (RFC 1950, 1951).
std::string write_png(const Picture& picture);

/// Draws what was read on the page into its picture, `dots` of which are an inch: cells (green by
/// rules, orange by alignment or tags, head cells filled), tables (blue, a red bar where one goes
/// on overleaf or comes from there), and what was left out (grey).
void draw_boxes(const plan::Document& document, int page, double dots, Picture& picture);

/// Writes a picture of each page of the PDF with what was read on it: `path`, or path-1.png … if
/// there are several pages; 50 at most. The pages are drawn shut off. The files written.
/// Errors: Error(Unsupported, "no-pages") for other formats, Error(Unsupported, "no-picture")
///         without Poppler's pdftoppm, Error(Unreadable, "no-picture") if it draws nothing.
std::vector<std::string> write_boxes(std::string_view pdf, const plan::Document& document,
                                     const std::string& path, double wall_seconds);

}  // namespace planmerge::pipeline
