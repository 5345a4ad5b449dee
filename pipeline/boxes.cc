// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/boxes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <sstream>

#include "base/error.h"
#include "pipeline/files.h"
#include "pipeline/tools.h"

namespace planmerge::pipeline {
namespace {

constexpr double kDots = 100;
constexpr int kMostPages = 50;
constexpr std::size_t kMostPixels = 100'000'000;

using Ink = std::array<std::uint8_t, 3>;
constexpr Ink kByRules = {0, 150, 60};
constexpr Ink kByOther = {235, 130, 0};
constexpr Ink kTable = {30, 80, 220};
constexpr Ink kJoin = {220, 20, 30};
constexpr Ink kLeftOut = {150, 150, 150};

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xEDB88320U : crc >> 1U;
  }
  return ~crc;
}

std::string big_endian(std::uint32_t value) {
  std::string out;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(value >> shift & 0xFFU);
  return out;
}

void add_chunk(std::string& png, const std::string& kind, const std::string& data) {
  png += big_endian(static_cast<std::uint32_t>(data.size())) + kind + data;
  png += big_endian(crc_of(kind + data));
}

/// The bytes in stored blocks.
std::string stored(const std::string& bytes) {
  constexpr std::size_t kBlock = 65'535;
  std::string out = "\x78\x01";
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65'521;
    b = (b + a) % 65'521;
  }
  for (std::size_t at = 0; at < bytes.size(); at += kBlock) {
    const std::size_t length = std::min(kBlock, bytes.size() - at);
    out += at + length == bytes.size() ? '\x01' : '\x00';
    for (const std::size_t word : {length, ~length}) {
      out += static_cast<char>(word & 0xFFU);
      out += static_cast<char>(word >> 8U & 0xFFU);
    }
    out.append(bytes, at, length);
  }
  return out + big_endian(b << 16U | a);
}

/// Paints with the strength 0 to 1 from corner to corner; what lies outside is not painted.
void paint(Picture& picture, double x0, double y0, double x1, double y1, const Ink& ink,
           double strength) {
  const auto cut = [](double at, std::size_t most) {
    return static_cast<std::size_t>(std::clamp(std::round(at), 0.0, static_cast<double>(most)));
  };
  for (std::size_t y = cut(y0, picture.height); y < cut(y1, picture.height); ++y) {
    for (std::size_t x = cut(x0, picture.width); x < cut(x1, picture.width); ++x) {
      for (std::size_t c = 0; c < 3; ++c) {
        char& byte = picture.pixels[3 * (y * picture.width + x) + c];
        const double old = static_cast<unsigned char>(byte);
        byte = static_cast<char>(std::lround(old + strength * (ink[c] - old)));
      }
    }
  }
}

void frame(Picture& picture, const plan::Box& box, double scale, double thick, const Ink& ink) {
  const double x0 = box.x0 * scale;
  const double y0 = box.y0 * scale;
  const double x1 = box.x1 * scale;
  const double y1 = box.y1 * scale;
  paint(picture, x0, y0, x1, y0 + thick, ink, 1);
  paint(picture, x0, y1 - thick, x1, y1, ink, 1);
  paint(picture, x0, y0, x0 + thick, y1, ink, 1);
  paint(picture, x1 - thick, y0, x1, y1, ink, 1);
}

void fill(Picture& picture, const plan::Box& box, double scale, const Ink& ink, double strength) {
  paint(picture, box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale, ink, strength);
}

}  // namespace

Picture read_ppm(std::string_view bytes) {
  std::istringstream head{std::string(bytes.substr(0, 64))};
  Picture picture;
  std::string magic;
  int most = 0;
  head >> magic >> picture.width >> picture.height >> most;
  const auto at = static_cast<std::size_t>(std::max<std::streamoff>(head.tellg(), 0)) + 1;
  const bool sound = magic == "P6" && most == 255 && picture.width > 0 && picture.height > 0 &&
                     picture.width <= kMostPixels / picture.height &&
                     bytes.size() >= at + 3 * picture.width * picture.height;
  if (!sound) throw Error(Error::Kind::Unreadable, "no-picture", "", "the page was not drawn");
  picture.pixels = bytes.substr(at, 3 * picture.width * picture.height);
  return picture;
}

std::string write_png(const Picture& picture) {
  std::string png = "\x89PNG\r\n\x1a\n";
  std::string head = big_endian(static_cast<std::uint32_t>(picture.width)) +
                     big_endian(static_cast<std::uint32_t>(picture.height));
  head += std::string("\x08\x02\x00\x00\x00", 5);  // 8 bits, colour, no filter, no interlace
  add_chunk(png, "IHDR", head);
  std::string rows;
  rows.reserve(picture.pixels.size() + picture.height);
  for (std::size_t y = 0; y < picture.height; ++y) {
    rows += '\0';
    rows.append(picture.pixels, 3 * y * picture.width, 3 * picture.width);
  }
  add_chunk(png, "IDAT", stored(rows));
  add_chunk(png, "IEND", "");
  return png;
}

void draw_boxes(const plan::Document& document, int page, double dots, Picture& picture) {
  const double scale = dots / 72;
  for (const plan::LeftOut& out : document.left_out) {
    if (out.where.page == page) fill(picture, out.where.box, scale, kLeftOut, 0.4);
  }
  for (const plan::Table& table : document.tables) {
    const Ink& ink = table.evidence == plan::Evidence::Rules ? kByRules : kByOther;
    for (const plan::Cell& cell : table.cells) {
      if (cell.page != page) continue;
      if (cell.row < table.header_rows) fill(picture, cell.box, scale, ink, 0.2);
      frame(picture, cell.box, scale, 1, ink);
    }
    for (std::size_t i = 0; i < table.regions.size(); ++i) {
      const plan::Box& box = table.regions[i].box;
      if (table.regions[i].page != page) continue;
      frame(picture, box, scale, 2, kTable);
      if (i > 0) fill(picture, {box.x0, box.y0 - 4, box.x1, box.y0}, scale, kJoin, 1);
      if (i + 1 < table.regions.size())
        fill(picture, {box.x0, box.y1, box.x1, box.y1 + 4}, scale, kJoin, 1);
    }
  }
}

std::vector<std::string> write_boxes(std::string_view pdf, const plan::Document& document,
                                     const std::string& path, double wall_seconds) {
  const std::string& file = document.source.file;
  if (document.source.pages == 0)
    throw Error(Error::Kind::Unsupported, "no-pages", file, "only a PDF has pages to draw");
  const Tools tools(pdf, file, wall_seconds,
                    {"no-picture", "no-picture", "its pages could not be drawn"});
  const int pages = std::min(document.source.pages, kMostPages);
  const std::string stem = path.ends_with(".png") ? path.substr(0, path.size() - 4) : path;
  std::vector<std::string> written;
  for (int page = 1; page <= pages; ++page) {
    const std::string number = std::to_string(page);
    tools.run({"pdftoppm", "-r", std::to_string(static_cast<int>(kDots)), "-cropbox", "-singlefile",
               "-f", number, "-l", number, tools.input(), tools.path("page")});
    Picture picture = read_ppm(read_file(tools.made("page.ppm")));
    draw_boxes(document, page, kDots, picture);
    written.push_back(document.source.pages == 1 ? path : stem + "-" + number + ".png");
    write_file(written.back(), write_png(picture));
  }
  return written;
}

}  // namespace planmerge::pipeline
