// SPDX-License-Identifier: GPL-3.0-or-later
// Reads: glyphs of all font types, strokes, box-like fills, images' places, clips, page rotation
//        and crop box. Partly: tiling patterns and shadings (ignored as paint). Not: annotations,
//        forms' appearance, optional content other than Poppler's default, structure tree.
#include "ingest/pdf_page.h"

#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/Gfx.h>
#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/GlobalParams.h>
#include <poppler/OutputDev.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "ingest/pdf/images.h"
#include "ingest/pdf/streams.h"

namespace planmerge::ingest {

bool Colour::chromatic() const {
  const auto [low, high] = std::minmax({red, green, blue});
  return high - low > 40;
}

namespace {

constexpr double kThinPt = 2.6;      // widest filled box that is a rule and no area
constexpr double kSlackPt = 0.6;     // how far from straight a horizontal or vertical line may be
constexpr double kTinyPt = 1.0;      // no reader sees letters below this height
constexpr int kContrast = 24;        // of 255: below it text cannot be told from its ground
constexpr int kMaxChecks = 400'000;  // Poppler's progress calls of one page: bounds form bombs
constexpr std::size_t kMaxFills = 50'000;

int g_errors = 0;  // Poppler's callback has no place for context; a worker reads one document

void count_error(ErrorCategory /*category*/, Goffset /*pos*/, const char* /*message*/) {
  ++g_errors;
}

std::uint8_t byte_of(GfxColorComp component) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(colToDbl(component), 0.0, 1.0) * 255));
}

Colour colour_of(const GfxRGB& rgb) {
  return {byte_of(rgb.r), byte_of(rgb.g), byte_of(rgb.b)};
}

/// Poppler's letters of one glyph as UTF-8.
std::string utf8_of(const Unicode* letters, int count) {
  return text::from_glyphs({letters, static_cast<std::size_t>(std::max(count, 0))});
}

bool name_says_bold(const GfxFont& font) {
  if (font.isBold() || font.getWeight() >= GfxFont::W600) return true;
  const std::string name = font.getName().value_or("");
  for (const char* word : {"Bold", "bold", "Black", "Heavy", "Semibold"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

/// The device: notes what is painted, paints nothing.
class Recorder final : public OutputDev {
 public:
  explicit Recorder(PdfPage& page) : page_(page) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int /*type*/) override { return true; }
  bool tilingPatternFill(GfxState* /*state*/, Gfx* /*gfx*/, Catalog* /*cat*/,
                         GfxTilingPattern* /*pattern*/, const double* /*mat*/, int /*x0*/,
                         int /*y0*/, int /*x1*/, int /*y1*/, double /*xStep*/,
                         double /*yStep*/) override {
    return true;
  }
  bool functionShadedFill(GfxState* /*s*/, GfxFunctionShading* /*f*/) override { return true; }
  bool axialShadedFill(GfxState* /*s*/, GfxAxialShading* /*f*/, double /*a*/,
                       double /*b*/) override {
    return true;
  }
  bool radialShadedFill(GfxState* /*s*/, GfxRadialShading* /*f*/, double /*a*/,
                        double /*b*/) override {
    return true;
  }
  bool gouraudTriangleShadedFill(GfxState* /*s*/, GfxGouraudTriangleShading* /*f*/) override {
    return true;
  }
  bool patchMeshShadedFill(GfxState* /*s*/, GfxPatchMeshShading* /*f*/) override { return true; }

  void beginTransparencyGroup(GfxState* /*state*/, const double* /*bbox*/, GfxColorSpace* /*space*/,
                              bool /*isolated*/, bool /*knockout*/, bool for_soft_mask) override {
    groups_.push_back(for_soft_mask);
    if (for_soft_mask) ++masks_;
  }
  void endTransparencyGroup(GfxState* /*state*/) override {
    if (groups_.empty()) return;
    if (groups_.back()) --masks_;
    groups_.pop_back();
  }

  void updateFillColorSpace(GfxState* /*state*/) override { fill_known_ = false; }
  void updateFillColor(GfxState* /*state*/) override { fill_known_ = false; }
  void restoreState(GfxState* /*state*/) override { fill_known_ = false; }
  void updateAll(GfxState* /*state*/) override { fill_known_ = false; }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* letters,
                int count) override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override { fill_path(state); }
  void eoFill(GfxState* state) override { fill_path(state); }
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool inline_image) override {
    note_image(state, true);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
  }
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* map, bool interpolate, const int* mask,
                 bool inline_image) override {
    note_image(state, mask != nullptr);
    OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask, inline_image);
  }
  void drawMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                       int /*height*/, GfxImageColorMap* /*map*/, bool /*interpolate*/,
                       Stream* /*mask*/, int /*mw*/, int /*mh*/, bool /*invert*/,
                       bool /*mask_interpolate*/) override {
    note_image(state, true);
  }
  void drawSoftMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                           int /*height*/, GfxImageColorMap* /*map*/, bool /*interpolate*/,
                           Stream* /*mask*/, int /*mw*/, int /*mh*/, GfxImageColorMap* /*mmap*/,
                           bool /*mask_interpolate*/) override {
    note_image(state, true);
  }

  bool full() const { return page_.truncated; }
  bool check() {
    if (++checks_ > kMaxChecks) page_.truncated = true;
    return full();
  }

 private:
  void fill_path(GfxState* state);
  void note_image(GfxState* state, bool see_through);
  void add_segment(GfxState* state, double x0, double y0, double x1, double y1, double width);
  void add_rule(GfxState* state, Box box, bool horizontal, Colour colour);
  bool clip(GfxState* state, Box& box) const;
  bool spend(std::size_t pieces);
  Colour fill_colour(GfxState* state);

  PdfPage& page_;
  std::vector<bool> groups_;
  int masks_ = 0;
  int checks_ = 0;
  std::size_t pieces_ = 0;
  std::uint32_t order_ = 0;
  Ref bold_of_ = Ref::INVALID();  // the font that was asked last, and what it said
  bool bold_ = false;
  Colour fill_colour_;  // of the state, once it was asked for: colour spaces take time
  bool fill_known_ = false;
};

bool Recorder::spend(std::size_t pieces) {
  pieces_ += pieces;
  if (pieces_ > kMaxPagePieces) page_.truncated = true;
  return !page_.truncated && masks_ == 0;
}

/// Cuts the box to the clip and the page. False: nothing is left.
bool Recorder::clip(GfxState* state, Box& box) const {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;
  state->getClipBBox(&x0, &y0, &x1, &y1);
  box.x0 = std::max({box.x0, x0, 0.0});
  box.y0 = std::max({box.y0, y0, 0.0});
  box.x1 = std::min({box.x1, x1, page_.width});
  box.y1 = std::min({box.y1, y1, page_.height});
  return box.x0 <= box.x1 && box.y0 <= box.y1;
}

Colour Recorder::fill_colour(GfxState* state) {
  if (!fill_known_) {
    GfxRGB rgb;
    state->getFillRGB(&rgb);
    fill_colour_ = colour_of(rgb);
    fill_known_ = true;
  }
  return fill_colour_;
}

int turn_of(double wx, double wy) {
  const double along = std::hypot(wx, wy);
  if (along == 0) return 0;
  if (std::abs(wy) < 0.05 * along) return wx > 0 ? 0 : 2;
  if (std::abs(wx) < 0.05 * along) return wy > 0 ? 1 : 3;
  return -1;
}

void Recorder::drawChar(GfxState* state, double x, double y, double dx, double dy,
                        double /*origin_x*/, double /*origin_y*/, CharCode code, int /*bytes*/,
                        const Unicode* letters, int count) {
  if (masks_ > 0) return;
  if (page_.glyphs.size() >= kMaxPageGlyphs) {
    page_.truncated = true;
    return;
  }
  Glyph glyph;
  glyph.text = utf8_of(letters, count);
  glyph.order = ++order_;
  glyph.size = std::abs(state->getTransformedFontSize());
  // The advance holds character and word spacing; the box of the letter does not.
  double spacing = state->getCharSpace();
  if (code == 0x20) spacing += state->getWordSpace();
  double sx = 0;
  double sy = 0;
  state->textTransformDelta(spacing * state->getHorizScaling(), 0, &sx, &sy);
  double px = 0;
  double py = 0;
  double wx = 0;
  double wy = 0;
  state->transform(x, y, &px, &py);
  state->transformDelta(dx - sx, dy - sy, &wx, &wy);
  if (!std::isfinite(px + py + wx + wy + glyph.size)) return;
  double ux = 0;
  double uy = 0;
  state->textTransformDelta(1, 0, &ux, &uy);
  double vx = 0;
  double vy = 0;
  state->transformDelta(ux, uy, &vx, &vy);
  glyph.turn = turn_of(vx, vy);
  double ascent = 0.8;
  double descent = -0.2;
  if (const auto& font = state->getFont()) {
    ascent = std::clamp(font->getAscent(), 0.5, 1.05);
    descent = std::clamp(font->getDescent(), -0.4, 0.0);
    if (font->getID()->num != bold_of_.num || font->getID()->gen != bold_of_.gen) {
      bold_of_ = *font->getID();
      bold_ = name_says_bold(*font);
    }
    glyph.bold = bold_;
    glyph.italic = font->isItalic();
  }
  const double up = ascent * glyph.size;
  const double down = -descent * glyph.size;
  switch (glyph.turn) {
    case 1: glyph.box = {px - down, py, px + up, py + wy}; break;
    case 2: glyph.box = {px + wx, py - down, px, py + up}; break;
    case 3: glyph.box = {px - up, py + wy, px + down, py}; break;
    case 0: glyph.box = {px, py - up, px + wx, py + down}; break;
    default:
      glyph.box = {std::min(px, px + wx), std::min(py, py + wy), std::max(px, px + wx),
                   std::max(py, py + wy)};
  }
  if (glyph.box.x1 < glyph.box.x0) std::swap(glyph.box.x0, glyph.box.x1);
  if (glyph.box.y1 < glyph.box.y0) std::swap(glyph.box.y0, glyph.box.y1);
  glyph.baseline = py;
  const int render = state->getRender();
  if ((render & 3) == 1) {
    GfxRGB rgb;
    state->getStrokeRGB(&rgb);
    glyph.colour = colour_of(rgb);
  } else {
    glyph.colour = fill_colour(state);
  }
  const double cx = (glyph.box.x0 + glyph.box.x1) / 2;
  const double cy = (glyph.box.y0 + glyph.box.y1) / 2;
  Box seen{cx, cy, cx, cy};
  if ((render & 3) == 3 || state->getFillOpacity() < 0.05) {
    glyph.hidden = Hidden::Mode;
  } else if (cx < 0 || cy < 0 || cx > page_.width || cy > page_.height) {
    glyph.hidden = Hidden::OffPage;
  } else if (!clip(state, seen)) {
    glyph.hidden = Hidden::Clipped;
  } else if (glyph.size < kTinyPt) {
    glyph.hidden = Hidden::Tiny;
  }
  page_.glyphs.push_back(std::move(glyph));
}

void Recorder::add_rule(GfxState* state, Box box, bool horizontal, Colour colour) {
  if (!clip(state, box)) return;
  page_.rules.push_back({box, colour, horizontal});
}

void Recorder::add_segment(GfxState* state, double x0, double y0, double x1, double y1,
                           double width) {
  const double half = std::max(width, 0.1) / 2;
  GfxRGB rgb;
  state->getStrokeRGB(&rgb);
  const auto [left, right] = std::minmax(x0, x1);
  const auto [top, bottom] = std::minmax(y0, y1);
  // A short thick stroke is a painted box, not a rule; a dot is neither.
  if (bottom - top <= kSlackPt && right - left > std::max(kSlackPt, width)) {
    add_rule(state, {left, (y0 + y1) / 2 - half, right, (y0 + y1) / 2 + half}, true,
             colour_of(rgb));
  } else if (right - left <= kSlackPt && bottom - top > std::max(kSlackPt, width)) {
    add_rule(state, {(x0 + x1) / 2 - half, top, (x0 + x1) / 2 + half, bottom}, false,
             colour_of(rgb));
  }
}

void Recorder::stroke(GfxState* state) {
  const GfxPath* path = state->getPath();
  const double width = state->getTransformedLineWidth();
  if (state->getStrokeOpacity() < 0.05) return;
  for (int s = 0; s < path->getNumSubpaths(); ++s) {
    const GfxSubpath* sub = path->getSubpath(s);
    const int points = sub->getNumPoints();
    if (!spend(static_cast<std::size_t>(points))) return;
    for (int i = 1; i < points; ++i) {
      if (sub->getCurve(i) || sub->getCurve(i - 1)) continue;
      double x0 = 0;
      double y0 = 0;
      double x1 = 0;
      double y1 = 0;
      state->transform(sub->getX(i - 1), sub->getY(i - 1), &x0, &y0);
      state->transform(sub->getX(i), sub->getY(i), &x1, &y1);
      if (std::isfinite(x0 + y0 + x1 + y1)) add_segment(state, x0, y0, x1, y1, width);
    }
  }
}

/// The box of a subpath whose sides are all upright; false for anything else.
bool box_of(GfxState* state, const GfxSubpath& sub, Box& box) {
  const int points = sub.getNumPoints();
  if (points < 4 || points > 8) return false;
  double last_x = 0;
  double last_y = 0;
  for (int i = 0; i < points; ++i) {
    double x = 0;
    double y = 0;
    state->transform(sub.getX(i), sub.getY(i), &x, &y);
    if (sub.getCurve(i) || !std::isfinite(x + y)) return false;
    if (i == 0) {
      box = {x, y, x, y};
    } else if (std::abs(x - last_x) > kSlackPt && std::abs(y - last_y) > kSlackPt) {
      return false;
    }
    box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
    last_x = x;
    last_y = y;
  }
  return true;
}

void Recorder::fill_path(GfxState* state) {
  const GfxPath* path = state->getPath();
  GfxRGB rgb;
  state->getFillRGB(&rgb);
  const Colour colour = colour_of(rgb);
  const bool pattern = state->getFillColorSpace()->getMode() == csPattern;
  if (pattern || state->getFillOpacity() < 0.05) return;
  for (int s = 0; s < path->getNumSubpaths(); ++s) {
    const GfxSubpath* sub = path->getSubpath(s);
    if (!spend(static_cast<std::size_t>(sub->getNumPoints()))) return;
    Box box;
    if (!box_of(state, *sub, box)) continue;
    const double wide = box.x1 - box.x0;
    const double high = box.y1 - box.y0;
    if (high <= kThinPt && wide > 2 * high) {
      add_rule(state, box, true, colour);
    } else if (wide <= kThinPt && high > 2 * wide) {
      add_rule(state, box, false, colour);
    } else if (page_.fills.size() < kMaxFills && clip(state, box)) {
      const bool solid = state->getFillOpacity() > 0.9;
      if (solid) page_.fills.push_back({box, colour, false, ++order_});
    }
  }
}

void Recorder::note_image(GfxState* state, bool see_through) {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;
  state->transform(0, 0, &x0, &y0);
  state->transform(1, 1, &x1, &y1);
  Box box{std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)};
  page_.has_image = true;
  if (masks_ > 0 || !std::isfinite(x0 + y0 + x1 + y1) || !spend(1)) return;
  const double wide = box.x1 - box.x0;
  const double high = box.y1 - box.y0;
  if (high <= kThinPt && wide > 6 * high) {
    add_rule(state, box, true, {});
  } else if (wide <= kThinPt && high > 6 * wide) {
    add_rule(state, box, false, {});
  } else if (clip(state, box) && page_.fills.size() < kMaxFills) {
    // What lies under an image with holes may be seen: such an image covers nothing, order 0.
    page_.fills.push_back({box, {}, true, see_through ? 0 : ++order_});
  }
}

bool holds(const Box& box, double x, double y) {
  return box.x0 <= x && x <= box.x1 && box.y0 <= y && y <= box.y1;
}

/// Marks glyphs under later paint, and those that have their ground's colour.
void mark_unseen(PdfPage& page) {
  page.sight_checked = page.glyphs.size() * page.fills.size() <= kMaxSightChecks;
  if (!page.sight_checked) return;
  for (Glyph& glyph : page.glyphs) {
    const double x = (glyph.box.x0 + glyph.box.x1) / 2;
    const double y = (glyph.box.y0 + glyph.box.y1) / 2;
    int ground = 255;
    bool over_image = false;
    bool covered = false;
    for (const Fill& fill : page.fills) {
      if (!holds(fill.box, x, y)) continue;
      if (fill.order > glyph.order) {
        covered = true;
      } else {
        over_image = fill.image;
        ground = fill.colour.luminance();
      }
      // An OCR layer lies under or over its picture: the ink is there.
      if (glyph.hidden == Hidden::Mode && fill.image) over_image = true;
    }
    if (glyph.hidden == Hidden::Mode && over_image) {
      glyph.hidden = Hidden::No;
    } else if (glyph.hidden == Hidden::No && covered) {
      glyph.hidden = Hidden::Covered;
    } else if (glyph.hidden == Hidden::No && !over_image &&
               std::abs(glyph.colour.luminance() - ground) < kContrast &&
               !(glyph.colour.chromatic() && ground > 250)) {
      glyph.hidden = Hidden::NoContrast;
    }
  }
}

/// Fake bold and drop shadows: the same letter again within a fraction of its size.
void drop_doubles(PdfPage& page) {
  constexpr std::size_t kLookBack = 250;  // letters; a line is painted again as a whole
  constexpr std::size_t kChains = 1024;
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  // Letters of one hash are chained, the last first: only like letters are compared.
  std::array<std::size_t, kChains> last{};
  last.fill(kNone);
  std::vector<std::size_t> before;
  std::vector<Glyph>& glyphs = page.glyphs;
  std::size_t kept = 0;
  before.reserve(glyphs.size());
  for (std::size_t g = 0; g < glyphs.size(); ++g) {
    Glyph& glyph = glyphs[g];
    bool doubled = false;
    const double near = 0.15 * glyph.size;
    std::size_t& chain = last[std::hash<std::string>{}(glyph.text) % kChains];
    const std::size_t from = kept - std::min(kept, kLookBack);
    const bool blank = glyph.text == " ";
    for (std::size_t i = blank ? kNone : chain; i != kNone && i >= from; i = before[i]) {
      Glyph& other = glyphs[i];
      doubled = std::abs(other.box.x0 - glyph.box.x0) < near &&
                std::abs(other.box.y0 - glyph.box.y0) < near && other.text == glyph.text &&
                other.turn == glyph.turn;
      if (!doubled) continue;
      // Of a letter and its shadow the darker is the letter.
      if (glyph.colour.luminance() < other.colour.luminance()) other = glyph;
      break;
    }
    if (doubled) continue;
    before.push_back(chain);
    chain = kept;
    if (kept != g) glyphs[kept] = std::move(glyph);
    ++kept;
  }
  glyphs.resize(kept);
}

/// A text string of the file (UTF-16BE with mark, UTF-8 with mark, else Latin-1) as UTF-8.
std::string text_string(const GooString* raw) {
  if (raw == nullptr) return {};
  const std::string_view bytes = raw->toStr();
  if (bytes.starts_with("\xFE\xFF")) return text::from_utf16be(bytes.substr(2));
  if (bytes.starts_with("\xEF\xBB\xBF")) return text::to_valid_utf8(bytes.substr(3));
  return text::from_latin1(bytes);
}

/// "D:20261123191227Z" -> "2026-11-23T19:12:27Z"; anything shorter than a day -> "".
std::string iso_date(const std::string& date) {
  const std::string digits = date.rfind("D:", 0) == 0 ? date.substr(2) : date;
  const auto all =
      std::all_of(digits.begin(), digits.begin() + std::min<long>(14, std::ssize(digits)),
                  [](char c) { return c >= '0' && c <= '9'; });
  if (digits.size() < 14 || !all) return {};
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + "T" +
         digits.substr(8, 2) + ":" + digits.substr(10, 2) + ":" + digits.substr(12, 2) + "Z";
}

}  // namespace

namespace {

void display_bare(Page& source, OutputDev& device, bool (*check)(void*), void* data) {
  const std::unique_ptr<Gfx> gfx(
      source.createGfx(&device, 72, 72, 0, false, true, -1, -1, -1, -1, false, check, data));
  Object contents = source.getContents();
  if (contents.isNull()) return;
  gfx->saveState();
  gfx->display(&contents);
  gfx->restoreState();
}

}  // namespace

struct PdfFile::Impl {
  std::unique_ptr<PDFDoc> doc;
  PdfExtras extras;
  std::unordered_set<int> seen_objects;  // by empty_images
};

void prepare_poppler() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (!globalParams) globalParams = std::make_unique<GlobalParams>();
    setErrorCallback(count_error);
  });
}

PdfFile::PdfFile(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  prepare_poppler();
  g_errors = 0;
  // PDFDoc takes the stream over and deletes it.
  auto stream = std::make_unique<MemStream>(bytes.data(), 0, static_cast<Goffset>(bytes.size()),
                                            Object(objNull));
  impl_->doc = std::make_unique<PDFDoc>(stream.release());
  if (!impl_->doc->isOk()) {
    const int code = impl_->doc->getErrorCode();
    if (code == errEncrypted) {
      throw Error(Error::Kind::Encrypted, "encrypted", "", "needs a password");
    }
    throw Error(Error::Kind::Unreadable, "damaged", "", "the PDF cannot be opened");
  }
  const int pages = impl_->doc->getNumPages();
  // Of a tree of very many pages Poppler may count none at all.
  if ((pages > 0 ? pages : claimed_pages(*impl_->doc)) > kMaxPages) {
    throw Error(Error::Kind::Limit, "page-limit", "",
                "the PDF has more than " + std::to_string(kMaxPages) + " pages");
  }
  if (pages <= 0) throw Error(Error::Kind::Unreadable, "damaged", "", "the PDF has no pages");
  impl_->extras = find_extras(*impl_->doc);
}

PdfFile::~PdfFile() = default;

int PdfFile::pages() const {
  return impl_->doc->getNumPages();
}
PdfExtras PdfFile::extras() const {
  return impl_->extras;
}
int PdfFile::errors() const {
  return g_errors;
}

PdfPage PdfFile::read(int number) {
  PdfPage page;
  page.number = number;
  const Page* source = impl_->doc->getPage(number);
  if (source == nullptr) {
    page.truncated = true;
    return page;
  }
  const bool turned = source->getRotate() % 180 != 0;
  page.width = turned ? source->getCropHeight() : source->getCropWidth();
  page.height = turned ? source->getCropWidth() : source->getCropHeight();
  if (content_too_long(*impl_->doc, *source)) {
    page.truncated = true;
    return page;
  }
  empty_images(*impl_->doc, *source, impl_->seen_objects);
  Recorder recorder(page);
  const auto check = [](void* data) { return static_cast<Recorder*>(data)->check(); };
  if (impl_->extras.field_bomb) {
    // Without fields and annotations, which Poppler would read first.
    display_bare(*impl_->doc->getPage(number), recorder, check, &recorder);
    page.truncated = true;
  } else {
    impl_->doc->displayPage(&recorder, number, 72, 72, 0, false, true, false, check, &recorder);
  }
  drop_doubles(page);
  mark_unseen(page);
  return page;
}

void PdfFile::describe(plan::Source& source) const {
  const auto entry = [this](const char* key) {
    return text_string(impl_->doc->getDocInfoStringEntry(key).get());
  };
  source.format = "pdf";
  source.pages = pages();
  source.title = entry("Title");
  source.author = entry("Author");
  source.producer = entry("Producer");
  source.created = iso_date(entry("CreationDate"));
  source.modified = iso_date(entry("ModDate"));
}

}  // namespace planmerge::ingest
