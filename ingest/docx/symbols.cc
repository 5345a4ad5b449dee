// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/symbols.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "ingest/symbols_data.h"

namespace planmerge::ingest {
namespace {

constexpr std::string_view kUnknown = "\xEF\xBF\xBD";  // U+FFFD
using FontTable = std::array<std::string, 256>;

std::string utf8(char32_t code) {
  std::string text;
  const auto rest = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
  };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    rest(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0U | (code >> 12U));
    rest(6);
    rest(0);
  } else {
    text += static_cast<char>(0xF0U | (code >> 18U));
    rest(12);
    rest(6);
    rest(0);
  }
  return text;
}

std::string_view next_part(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

char32_t hexadecimal(std::string_view text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return value;
}

std::map<std::string, FontTable, std::less<>> read_tables() {
  std::map<std::string, FontTable, std::less<>> tables;
  std::string_view rest = data::kSymbols;
  while (!rest.empty()) {
    std::string_view line = next_part(rest, '\n');
    if (line.empty() || line.front() == '#') continue;
    const std::string_view font = next_part(line, '\t');
    const char32_t place = hexadecimal(next_part(line, '\t'));
    const char32_t character = hexadecimal(next_part(line, '\t'));
    if (place < 256) tables[std::string(font)][place] = utf8(character);
  }
  return tables;
}

/// Null: not a symbol font.
const FontTable* table_of(std::string_view font) {
  static const std::map<std::string, FontTable, std::less<>> kTables = read_tables();
  const auto found = kTables.find(font);
  return found == kTables.end() ? nullptr : &found->second;
}

std::string in_font(const FontTable* table, unsigned place) {
  if (place == 0x20) return " ";
  if (table == nullptr || (*table)[place].empty()) return std::string(kUnknown);
  return (*table)[place];
}

}  // namespace

std::string symbol(std::string_view font, std::string_view hex) {
  const char32_t code = hexadecimal(hex);
  if (code == 0 || code > 0x10FFFF) return "";
  const FontTable* table = table_of(font);
  if (code >= 0xF000 && code <= 0xF0FF) return in_font(table, code - 0xF000);
  if (table != nullptr && code <= 0xFF) return in_font(table, code);
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  const bool private_use = code >= 0xE000 && code < 0xF900;
  if (code < 0xA0 && (code < 0x20 || code >= 0x7F)) return std::string(kUnknown);
  return surrogate || private_use ? std::string(kUnknown) : utf8(code);
}

std::string without_private_use(std::string_view text, std::string_view font) {
  const FontTable* table = table_of(font);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // U+F000 to U+F0FF are EF 80 80 to EF 83 BF.
    const bool here = table != nullptr && i + 2 < text.size() && text[i] == '\xEF' &&
                      (static_cast<unsigned char>(text[i + 1]) & 0xFCU) == 0x80;
    if (!here) {
      result += text[i];
      continue;
    }
    const unsigned place = (static_cast<unsigned char>(text[i + 1]) & 0x03U) << 6U |
                           (static_cast<unsigned char>(text[i + 2]) & 0x3FU);
    result += in_font(table, place);
    i += 2;
  }
  return result;
}

}  // namespace planmerge::ingest
