// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>

// ICU's UTF-8 macros convert between char, uint8_t and UChar32 at every step.
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

namespace planmerge::text {
namespace {

// A base character with more marks than this is no text (Unicode's stream-safe format allows 30);
// longer runs are normalised in pieces, as reordering them costs the square of their length.
constexpr int kMaxSegment = 64;

constexpr UChar32 kReplacement = 0xFFFD;
// Alphabetic Presentation Forms and Arabic Presentation Forms-A: ligatures and shaped letters.
constexpr UChar32 kFirstPresentationForm = 0xFB00, kLastPresentationForm = 0xFDFF;

const icu::Normalizer2& nfkc_casefold() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) throw std::logic_error("ICU has no NFKC_Casefold data");
    return found;
  }();
  return *instance;
}

const icu::Normalizer2& nfd() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) throw std::logic_error("ICU has no NFD data");
    return found;
  }();
  return *instance;
}

const icu::Normalizer2& nfkc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status)) throw std::logic_error("ICU has no NFKC data");
    return found;
  }();
  return *instance;
}

/// Scripts beside Latin and Cyrillic only: it costs 19 ms and 4 MB once a thread.
class AnyToLatin {
 public:
  AnyToLatin() {
    UErrorCode status = U_ZERO_ERROR;
    made_.reset(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD,
                                                    status));
    if (U_FAILURE(status) || !made_) throw std::logic_error("ICU has no Any-Latin data");
  }
  void apply(icu::UnicodeString& text) const { made_->transliterate(text); }

 private:
  std::unique_ptr<icu::Transliterator> made_;
};

/// Next code point of possibly ill-formed UTF-8; U+FFFD for an ill-formed sequence.
UChar32 next_code_point(std::string_view bytes, std::size_t& at) {
  UChar32 c = 0;
  U8_NEXT(bytes.data(), at, bytes.size(), c);
  return c < 0 ? kReplacement : c;
}

void append_utf8(std::string& out, UChar32 c) {
  std::array<char, U8_MAX_LENGTH> buffer{};
  int length = 0;
  U8_APPEND_UNSAFE(buffer.data(), length, c);
  out.append(buffer.data(), static_cast<std::size_t>(length));
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

constexpr std::size_t kMaxCharsetName = 60;  // the longest name that ICU knows

bool is_ascii(std::string_view bytes) {
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_space(UChar32 c) {
  // 1C..1F are white space in Java's sense only; u_isUWhiteSpace has Unicode's own.
  return c < 0x80 ? is_ascii_space(static_cast<char>(c)) : u_isUWhiteSpace(c) != 0;
}

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Quotes and dashes to their ASCII form. Before NFKC, which would take some apart.
UChar32 plain_punctuation(UChar32 c) {
  switch (c) {
    case 0x60:
    case 0xB4:
    case 0x2BC:
    case 0x2B9:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A: return '\'';
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033: return '"';
    case 0x2212: return '-';
    default: return c >= 0x80 && u_charType(c) == U_DASH_PUNCTUATION ? '-' : c;
  }
}

/// Writes folded characters, collapsing white space; keeps the map back if asked to.
class FoldWriter {
 public:
  FoldWriter(std::string& out, std::vector<std::size_t>* offsets) : out_(out), offsets_(offsets) {}

  void put(UChar32 c, std::size_t from) {
    if (is_space(c)) {
      if (!out_.empty() && !pending_) {
        pending_ = true;
        pending_from_ = from;
      }
      return;
    }
    flush_space();
    const std::size_t before = out_.size();
    if (c < 0x80) {
      out_ += ascii_lower(static_cast<char>(c));
    } else {
      append_utf8(out_, c);
    }
    if (offsets_ != nullptr) offsets_->insert(offsets_->end(), out_.size() - before, from);
  }

 private:
  void flush_space() {
    if (!pending_) return;
    pending_ = false;
    out_ += ' ';
    if (offsets_ != nullptr) offsets_->push_back(pending_from_);
  }

  std::string& out_;
  std::vector<std::size_t>* offsets_;
  bool pending_ = false;
  std::size_t pending_from_ = 0;
};

/// Reads one base character and its marks from `at`; moves `at` behind them.
icu::UnicodeString next_segment(std::string_view utf8, std::size_t& at) {
  icu::UnicodeString segment(plain_punctuation(next_code_point(utf8, at)));
  for (int marks = 0; marks < kMaxSegment && at < utf8.size(); ++marks) {
    std::size_t behind = at;
    const UChar32 c = next_code_point(utf8, behind);
    if (nfkc_casefold().hasBoundaryBefore(c)) break;
    segment.append(c);
    at = behind;
  }
  return segment;
}

void fold_into(std::string_view utf8, std::string& out, std::vector<std::size_t>* offsets) {
  out.reserve(utf8.size());
  FoldWriter writer(out, offsets);
  std::size_t at = 0;
  const auto ascii_at = [&](std::size_t i) {
    return i >= utf8.size() || static_cast<unsigned char>(utf8[i]) < 0x80;
  };
  while (at < utf8.size()) {
    const std::size_t from = at;
    // An ASCII character before another one has no marks.
    if (ascii_at(at) && ascii_at(at + 1)) {
      writer.put(plain_punctuation(static_cast<unsigned char>(utf8[at])), from);
      ++at;
      continue;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString folded = nfkc_casefold().normalize(next_segment(utf8, at), status);
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      writer.put(plain_punctuation(folded.char32At(i)), from);
    }
  }
  if (offsets != nullptr) offsets->push_back(utf8.size());
}

void drop_final_stop(std::string& folded) {
  if (folded.empty() || (folded.back() != '.' && folded.back() != ';')) return;
  folded.pop_back();
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
}

/// Cyrillic small letters from U+0430 in Latin, as Serbian and Macedonian write them and, for
/// letters they lack, in the common scientific way. ICU's Any-Latin loses љ, њ and џ.
std::string_view latin_of_cyrillic(UChar32 c) {
  static constexpr std::array<std::string_view, 48> kLetters = {
      "a", "b",  "v", "g",  "d",  "e",  "z", "z",  "i", "j",  "k",  "l", "m",  "n", "o",  "p",
      "r", "s",  "t", "u",  "f",  "h",  "c", "c",  "s", "st", "",   "y", "",   "e", "ju", "ja",
      "e", "jo", "d", "gj", "je", "dz", "i", "ji", "j", "lj", "nj", "c", "kj", "i", "u",  "dz"};
  if (c < 0x430 || c > 0x45F) return c == 0x491 ? std::string_view("g") : std::string_view();
  return kLetters[static_cast<std::size_t>(c - 0x430)];
}

bool is_cyrillic_letter(UChar32 c) {
  return (c >= 0x430 && c <= 0x45F) || c == 0x491;
}

/// Latin letters that no decomposition takes apart.
std::string_view plain_latin(UChar32 c) {
  switch (c) {
    case 0x111:
    case 0xF0: return "d";
    case 0x142: return "l";
    case 0xF8: return "o";
    case 0xE6: return "ae";
    case 0x153: return "oe";
    case 0xFE: return "th";
    case 0x127: return "h";
    case 0x131: return "i";
    case 0x14B: return "n";
    case 0x167: return "t";
    default: return {};
  }
}

/// Appends one folded character in plain Latin. @return false if its script is another one.
bool append_latin(std::string& out, UChar32 c) {
  if (is_cyrillic_letter(c)) {
    out += latin_of_cyrillic(c);
    return true;
  }
  if (const auto plain = plain_latin(c); !plain.empty()) {
    out += plain;
    return true;
  }
  icu::UnicodeString parts;
  if (!nfd().getDecomposition(c, parts)) parts = icu::UnicodeString(c);
  bool latin = true;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    if (u_charType(part) == U_NON_SPACING_MARK) continue;
    UErrorCode status = U_ZERO_ERROR;
    if (u_isalpha(part) && uscript_getScript(part, &status) != USCRIPT_LATIN) latin = false;
    append_utf8(out, part);
  }
  return latin;
}

std::string other_scripts_to_latin(const std::string& folded) {
  auto unicode = icu::UnicodeString::fromUTF8(folded);
  thread_local const AnyToLatin any_to_latin;
  any_to_latin.apply(unicode);
  std::string latin;
  unicode.toUTF8String(latin);
  return collapse(latin);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes the run of digits at `at`, without leading zeros.
std::string_view take_number(std::string_view s, std::size_t& at) {
  const std::size_t first = at;
  while (at < s.size() && is_digit(s[at])) ++at;
  std::string_view number = s.substr(first, at - first);
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

/// Negative, zero or positive.
int compare_natural(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      const std::string_view x = take_number(a, i);
      const std::string_view y = take_number(b, j);
      if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
      if (const int order = x.compare(y); order != 0) return order;
      continue;
    }
    const auto x = static_cast<unsigned char>(a[i++]);
    const auto y = static_cast<unsigned char>(b[j++]);
    if (x != y) return x < y ? -1 : 1;
  }
  return static_cast<int>(j == b.size()) - static_cast<int>(i == a.size());
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes.data(), at, bytes.size(), c);
    if (c < 0) return false;
  }
  return true;
}

std::string to_valid_utf8(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  std::string out;
  std::size_t at = 0;
  while (at < bytes.size()) append_utf8(out, next_code_point(bytes, at));
  return out;
}

std::string from_glyphs(std::span<const std::uint32_t> code_points) {
  std::string out;
  for (const std::uint32_t code_point : code_points) {
    if (code_point < 0x20 || code_point > 0x10FFFF || U_IS_SURROGATE(code_point)) continue;
    const auto c = static_cast<UChar32>(code_point);
    if (c == 0xA0) {
      out += ' ';
    } else if (c >= kFirstPresentationForm && c <= kLastPresentationForm) {
      UErrorCode status = U_ZERO_ERROR;
      nfkc().normalize(icu::UnicodeString(c), status).toUTF8String(out);
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string from_utf16be(std::string_view bytes) {
  icu::UnicodeString text;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const unsigned high = static_cast<unsigned char>(bytes[i]);
    const unsigned low = static_cast<unsigned char>(bytes[i + 1]);
    text += static_cast<char16_t>(high << 8U | low);
  }
  std::string out;
  return text.toUTF8String(out);
}

std::string from_latin1(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) append_utf8(out, static_cast<unsigned char>(byte));
  return out;
}

std::string collapse(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool pending = false;
  std::size_t at = 0;
  while (at < utf8.size()) {
    const std::size_t from = at;
    UChar32 c = static_cast<unsigned char>(utf8[at]);
    if (c < 0x80) {
      ++at;
    } else {
      c = next_code_point(utf8, at);
    }
    if (is_space(c)) {
      pending = !out.empty();
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out.append(utf8.substr(from, at - from));
  }
  return out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  fold_into(utf8, out, nullptr);
  drop_final_stop(out);
  return out;
}

std::string fold_latin(std::string_view utf8) {
  std::string folded = fold(utf8);
  if (is_ascii(folded)) return folded;
  std::string out;
  out.reserve(folded.size());
  std::size_t at = 0;
  bool latin = true;
  while (at < folded.size()) {
    if (static_cast<unsigned char>(folded[at]) < 0x80) {
      out += folded[at++];
    } else {
      latin = append_latin(out, next_code_point(folded, at)) && latin;
    }
  }
  return latin ? out : other_scripts_to_latin(out);
}

Folded fold_with_offsets(std::string_view utf8) {
  Folded folded;
  folded.offsets.reserve(utf8.size() + 1);
  fold_into(utf8, folded.text, &folded.offsets);
  return folded;
}

std::vector<std::string> words(std::string_view utf8) {
  const std::string latin = fold_latin(utf8);
  std::vector<std::string> found;
  std::size_t at = 0;
  std::size_t begin = std::string::npos;
  while (at <= latin.size()) {
    const std::size_t from = at;
    bool inside = false;
    if (at < latin.size()) {
      const UChar32 c = next_code_point(latin, at);
      inside = c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') : u_isalnum(c) != 0;
    } else {
      ++at;
    }
    if (inside && begin == std::string::npos) begin = from;
    if (!inside && begin != std::string::npos) {
      found.emplace_back(latin, begin, from - begin);
      begin = std::string::npos;
    }
  }
  return found;
}

std::string without_note_marks(std::string_view utf8, NoteMarks which) {
  static constexpr std::array<std::string_view, 13> kMarks = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶",
                                                              "⁷", "⁸", "⁹", "§", "†", "‡"};
  constexpr std::size_t kNumbers = 10;
  const std::size_t known = which == NoteMarks::Numbers ? kNumbers : kMarks.size();
  if (is_ascii(utf8)) return std::string(utf8);  // every mark is beyond it
  std::string result;
  std::size_t at = 0;
  std::size_t letters = 0;  // since the last blank, in characters
  while (at < utf8.size()) {
    std::size_t mark = 0;
    for (std::size_t i = 0; i < known; ++i) {
      if (utf8.substr(at, kMarks[i].size()) == kMarks[i]) mark = kMarks[i].size();
    }
    if (mark == 0 || letters < 3) {  // "m²", "né²": no word that carries a note
      result += utf8.substr(at, std::max<std::size_t>(mark, 1));
      letters = utf8[at] == ' ' ? 0 : letters + length(utf8.substr(at, 1));
    }
    at += std::max<std::size_t>(mark, 1);
  }
  return result;
}

bool natural_less(std::string_view a, std::string_view b) {
  const std::string x = fold(a);
  const std::string y = fold(b);
  if (const int order = compare_natural(x, y); order != 0) return order < 0;
  // "01" and "1" are equal as numbers: the order must still be one for sorting.
  return x != y ? x < y : a < b;
}

std::string lower_ascii(std::string_view bytes) {
  std::string lower(bytes);
  std::transform(lower.begin(), lower.end(), lower.begin(), ascii_lower);
  return lower;
}

std::size_t length(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

std::string decode(std::string_view bytes, const std::string& charset) {
  if (charset.empty() || charset.size() > kMaxCharsetName) return to_valid_utf8(bytes);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status) || !converter) return to_valid_utf8(bytes);
  const icu::UnicodeString wide(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                status);
  if (U_FAILURE(status)) return to_valid_utf8(bytes);
  std::string utf8;
  wide.toUTF8String(utf8);
  return to_valid_utf8(utf8);
}

}  // namespace planmerge::text
