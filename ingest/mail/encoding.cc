// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/mail/encoding.h"

#include <array>
#include <cstdint>

namespace planmerge::ingest {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::array<int, 256> values_of_letters() {
  std::array<int, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<int>(i);
  return values;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// The byte of two hexadecimal digits at `at`; -1: none.
int byte_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return -1;
  const int high = hex(text[at]);
  const int low = hex(text[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

}  // namespace

std::string from_base64(std::string_view text) {
  static const std::array<int, 256> kValues = values_of_letters();
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int value = kValues[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    held = (held << 6U) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> static_cast<unsigned>(bits)) & 0xFFU);
  }
  return bytes;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group <<= 8U;
      if (i + j < bytes.size()) group |= static_cast<unsigned char>(bytes[i + j]);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      const std::size_t index = (group >> (18U - 6U * static_cast<unsigned>(j))) & 63U;
      text += i + j <= bytes.size() ? kAlphabet[index] : '=';
    }
  }
  return text;
}

std::string from_quoted_printable(std::string_view text, bool header) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (header && text[i] == '_') {
      bytes += ' ';
      continue;
    }
    if (text[i] != '=') {
      bytes += text[i];
      continue;
    }
    const int byte = byte_at(text, i + 1);
    if (byte >= 0) {
      bytes += static_cast<char>(byte);
      i += 2;
      continue;
    }
    // A soft line break: "=" at the end of a line, blanks after it allowed.
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
    if (end < text.size() && text[end] == '\n') {
      i = end;
    } else {
      bytes += '=';
    }
  }
  return bytes;
}

std::string from_percent(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = text[i] == '%' ? byte_at(text, i + 1) : -1;
    bytes += byte >= 0 ? static_cast<char>(byte) : text[i];
    if (byte >= 0) i += 2;
  }
  return bytes;
}

}  // namespace planmerge::ingest
