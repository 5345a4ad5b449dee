// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/number_formats.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace planmerge::ingest {
namespace {

constexpr long kMaxCount = 32'767;  // Word counts no further
constexpr long kMaxRepeats = 29;    // as in Word, whose letters end at 780

std::string roman(long count) {
  static constexpr std::pair<long, const char*> kDigits[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string text;
  for (const auto& [value, digits] : kDigits) {
    for (; count >= value; count -= value) text += digits;
  }
  return text;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// ---- letters -----------------------------------------------------------------------------------

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> list;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) list.emplace_back();
    list.back() += byte;
  }
  return list;
}

/// A format that writes a count with one character, and the characters.
struct Series {
  std::vector<std::string> characters;
  enum class Beyond { Doubled, Again, Decimal } beyond;  // aa after z; a after z; digits
};

const std::map<std::string_view, Series>& all_series() {
  using Beyond = Series::Beyond;
  static const std::map<std::string_view, Series> kSeries = {
      {"lowerLetter", {characters("abcdefghijklmnopqrstuvwxyz"), Beyond::Doubled}},
      {"upperLetter", {characters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), Beyond::Doubled}},
      {"russianLower", {characters("абвгдежзиклмнопрстуфхцчшщыэюя"), Beyond::Doubled}},
      {"russianUpper", {characters("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"), Beyond::Doubled}},
      {"hebrew2", {characters("אבגדהוזחטיכלמנסעפצקרשת"), Beyond::Doubled}},
      {"arabicAlpha", {characters("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"), Beyond::Doubled}},
      {"arabicAbjad", {characters("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"), Beyond::Doubled}},
      {"thaiLetters", {characters("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"), Beyond::Doubled}},
      {"chicago", {characters("*†‡§"), Beyond::Doubled}},
      {"aiueoFullWidth",
       {characters("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラ"
                   "リルレロワヲン"),
        Beyond::Again}},
      {"irohaFullWidth",
       {characters("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユ"
                   "メミシヱヒモセスン"),
        Beyond::Again}},
      {"ganada", {characters("가나다라마바사아자차카타파하"), Beyond::Again}},
      {"chosung", {characters("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"), Beyond::Again}},
      {"ideographTraditional", {characters("甲乙丙丁戊己庚辛壬癸"), Beyond::Decimal}},
      {"ideographZodiac", {characters("子丑寅卯辰巳午未申酉戌亥"), Beyond::Decimal}},
      {"decimalEnclosedCircle", {characters("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"), Beyond::Decimal}},
      {"decimalEnclosedFullstop", {characters("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"), Beyond::Decimal}},
      {"decimalEnclosedParen", {characters("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"), Beyond::Decimal}},
      {"ideographEnclosedCircle", {characters("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"), Beyond::Decimal}}};
  return kSeries;
}

std::string from_series(long count, const Series& series) {
  const long size = std::ssize(series.characters);
  const long round = (count - 1) / size;
  if (round > 0 && series.beyond == Series::Beyond::Decimal) return std::to_string(count);
  const std::string& character = series.characters[static_cast<std::size_t>((count - 1) % size)];
  std::string text;
  const long repeats = series.beyond == Series::Beyond::Doubled ? std::min(round, kMaxRepeats) : 0;
  for (long i = 0; i <= repeats; ++i) text += character;
  return text;
}

// ---- digits ------------------------------------------------------------------------------------

const std::map<std::string_view, std::vector<std::string>>& all_digits() {
  static const std::map<std::string_view, std::vector<std::string>> kDigits = {
      {"decimalFullWidth", characters("０１２３４５６７８９")},
      {"decimalFullWidth2", characters("０１２３４５６７８９")},
      {"hindiNumbers", characters("०१२३४५६७८९")},
      {"thaiNumbers", characters("๐๑๒๓๔๕๖๗๘๙")},
      {"ideographDigital", characters("〇一二三四五六七八九")},
      {"japaneseDigitalTenThousand", characters("〇一二三四五六七八九")},
      {"taiwaneseDigital", characters("○一二三四五六七八九")},
      {"koreanDigital", characters("영일이삼사오육칠팔구")},
      {"koreanDigital2", characters("零一二三四五六七八九")}};
  return kDigits;
}

std::string in_digits(long count, std::span<const std::string> digits) {
  std::string text;
  for (const char digit : std::to_string(count))
    text += digits[static_cast<std::size_t>(digit - '0')];
  return text;
}

/// 12 is ten-two, 20 two-ten, 105 hundred-five: no zeros, no one before ten, hundred, thousand.
std::string counting(long count) {
  static const std::vector<std::string> kDigits = characters("〇一二三四五六七八九");
  static constexpr std::pair<long, const char*> kUnits[] = {{1000, "千"}, {100, "百"}, {10, "十"}};
  if (count >= 10'000) return std::to_string(count);
  std::string text;
  for (const auto& [value, unit] : kUnits) {
    const long times = count / value;
    if (times > 1) text += kDigits[static_cast<std::size_t>(times)];
    if (times > 0) text += unit;
    count %= value;
  }
  if (count > 0) text += kDigits[static_cast<std::size_t>(count)];
  return text;
}

/// Hebrew numerals: hundreds, tens, units; 15 and 16 are written 9+6 and 9+7.
std::string hebrew(long count) {
  static constexpr std::pair<long, const char*> kLetters[] = {
      {400, "ת"}, {300, "ש"}, {200, "ר"}, {100, "ק"}, {90, "צ"},  {80, "פ"},  {70, "ע"}, {60, "ס"},
      {50, "נ"},  {40, "מ"},  {30, "ל"},  {20, "כ"},  {16, "טז"}, {15, "טו"}, {10, "י"}, {9, "ט"},
      {8, "ח"},   {7, "ז"},   {6, "ו"},   {5, "ה"},   {4, "ד"},   {3, "ג"},   {2, "ב"},  {1, "א"}};
  if (count > 999) return std::to_string(count);
  std::string text;
  for (const auto& [value, letter] : kLetters) {
    for (; count >= value; count -= value) text += letter;
  }
  return text;
}

// ---- English words -----------------------------------------------------------------------------

constexpr std::array<const char*, 20> kCardinals = {
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<const char*, 10> kTens = {"",      "",      "twenty",  "thirty", "forty",
                                               "fifty", "sixty", "seventy", "eighty", "ninety"};

std::string below_hundred(long count) {
  if (count < 20) return kCardinals[static_cast<std::size_t>(count)];
  std::string text = kTens[static_cast<std::size_t>(count / 10)];
  if (count % 10 != 0) text += std::string("-") + kCardinals[static_cast<std::size_t>(count % 10)];
  return text;
}

std::string cardinal_words(long count) {
  std::string text;
  const auto part = [&](long unit, const char* name) {
    if (count < unit) return;
    text += (text.empty() ? "" : " ") + cardinal_words(count / unit) + name;
    count %= unit;
  };
  part(1000, " thousand");
  part(100, " hundred");
  if (count > 0) text += (text.empty() ? "" : " ") + below_hundred(count);
  return text;
}

std::string ordinal_words(long count) {
  static const std::map<std::string_view, std::string_view> kIrregular = {
      {"one", "first"},    {"two", "second"}, {"three", "third"},   {"five", "fifth"},
      {"eight", "eighth"}, {"nine", "ninth"}, {"twelve", "twelfth"}};
  std::string text = cardinal_words(count);
  const std::size_t last = text.find_last_of(" -") + 1;  // npos + 1 is 0
  const auto irregular = kIrregular.find(std::string_view(text).substr(last));
  if (irregular != kIrregular.end()) {
    text.replace(last, std::string::npos, irregular->second);
  } else if (text.back() == 'y') {
    text.replace(text.size() - 1, 1, "ieth");
  } else {
    text += "th";
  }
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = upper(text.substr(0, 1))[0];
  return text;
}

std::string ordinal(long count) {
  const long tens = count % 100;
  const char* suffix = "th";
  if (tens < 11 || tens > 13) {
    if (count % 10 == 1) suffix = "st";
    if (count % 10 == 2) suffix = "nd";
    if (count % 10 == 3) suffix = "rd";
  }
  return std::to_string(count) + suffix;
}

std::string hexadecimal(long count) {
  std::string text;
  for (; count > 0; count /= 16) text.insert(text.begin(), "0123456789ABCDEF"[count % 16]);
  return text;
}

using Writer = std::string (*)(long);

const std::map<std::string_view, Writer>& all_writers() {
  static const std::map<std::string_view, Writer> kWriters = {
      {"lowerRoman", roman},
      {"upperRoman", [](long count) { return upper(roman(count)); }},
      {"ordinal", ordinal},
      {"cardinalText", [](long count) { return capitalised(cardinal_words(count)); }},
      {"ordinalText", [](long count) { return capitalised(ordinal_words(count)); }},
      {"hex", hexadecimal},
      {"numberInDash", [](long count) { return "- " + std::to_string(count) + " -"; }},
      {"hebrew1", hebrew},
      {"japaneseCounting", counting},
      {"chineseCounting", counting},
      {"chineseCountingThousand", counting},
      {"taiwaneseCounting", counting},
      {"taiwaneseCountingThousand", counting}};
  return kWriters;
}

/// How many digits at least: "decimalZero" and custom formats fill up with zeros.
std::size_t width_of(std::string_view format) {
  if (format == "decimalZero") return 2;
  const std::size_t digits = std::min(format.find_first_not_of("0123456789"), format.size());
  return std::min<std::size_t>(digits, 5);
}

}  // namespace

std::string format_number(long count, std::string_view format) {
  if (format == "none" || format == "bullet") return "";
  if (count >= 1 && count <= kMaxCount) {
    const auto writer = all_writers().find(format);
    if (writer != all_writers().end()) return writer->second(count);
    const auto series = all_series().find(format);
    if (series != all_series().end()) return from_series(count, series->second);
    const auto digits = all_digits().find(format);
    if (digits != all_digits().end()) return in_digits(count, digits->second);
  }
  std::string text = std::to_string(count);
  const std::size_t width = width_of(format);
  if (count >= 0 && text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

}  // namespace planmerge::ingest
