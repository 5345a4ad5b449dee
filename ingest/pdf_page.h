// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/pdf/active.h"
#include "plan/document.h"

namespace planmerge::ingest {

using plan::Box;

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  bool operator==(const Colour&) const = default;
  int luminance() const { return (299 * red + 587 * green + 114 * blue) / 1000; }
  /// A hue, not a grey.
  bool chromatic() const;
};

/// Why a glyph of the content stream cannot be seen.
enum class Hidden : std::uint8_t { No, Mode, OffPage, Clipped, Tiny, Covered, NoContrast };

/// One character code as drawn. A ligature is one glyph with several letters.
///
/// Units: points of the visible page, y down. `box` is advance by font height around the
/// baseline, not the ink. `turn` counts quarter turns clockwise; -1: any other angle.
struct Glyph {
  std::string text;  // UTF-8, compatibility forms decomposed; empty: the font does not tell
  Box box;
  double baseline = 0;  // y for turn 0
  double size = 0;
  Colour colour;
  int turn = 0;
  bool bold = false;
  bool italic = false;
  Hidden hidden = Hidden::No;
  std::uint32_t order = 0;  // of painting, shared with fills and images
};

/// A straight piece that is painted thin: stroked, a thin filled box, a thin image.
struct Rule {
  Box box;  // its length by its width
  Colour colour;
  bool horizontal = true;
};

/// A filled box (or an image) that is no rule.
struct Fill {
  Box box;
  Colour colour;
  bool image = false;
  std::uint32_t order = 0;
};

struct PdfPage {
  int number = 0;  // 1-based
  double width = 0, height = 0;
  std::vector<Glyph> glyphs;  // in content order
  std::vector<Rule> rules;
  std::vector<Fill> fills;
  bool truncated = false;  // a limit was met; what is here is not all
  bool has_image = false;
  bool sight_checked = true;  // false: too much to compare letters with fills, kMaxSightChecks
};

/// Most glyphs and path pieces that one page may have; more and the page is cut off and told.
inline constexpr std::size_t kMaxPageGlyphs = 200'000;
inline constexpr std::size_t kMaxPagePieces = 200'000;
inline constexpr int kMaxPages = 5'000;
/// Most letters times fills of a page that are compared to find covered and pale text; more and
/// only what the letters themselves say (mode, size, clip, place) is known, and it is told.
inline constexpr std::size_t kMaxSightChecks = 50'000'000;

/// An open PDF. The only door to Poppler (with its helpers in ingest/pdf); one object a thread.
///
/// The bytes given to the constructor must outlive it.
/// Errors: Error(Encrypted) if a password is needed, Error(Unreadable, "damaged") if it cannot be
///         opened or has no page, Error(Limit, "page-limit") past kMaxPages.
class PdfFile {
 public:
  explicit PdfFile(std::string_view bytes);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  int pages() const;
  PdfPage read(int number);
  /// Format, title, author, producer, created, modified and pages; nothing else of `source`.
  void describe(plan::Source& source) const;
  /// What there is besides pages.
  PdfExtras extras() const;
  /// Errors that Poppler reported so far (damaged objects, missing fonts).
  int errors() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads encodings and font configuration, so that they are there inside a sandbox.
void prepare_poppler();

}  // namespace planmerge::ingest
