// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/report/html.h"

#include "base/hash.h"

namespace planmerge::exporter::html {

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '\t':
      case '\n': out += c; break;
      default:
        if ((c >= 0 && c < 0x20) || c == 0x7f)
          out += "\uFFFD";
        else
          out += c;
    }
  }
  return out;
}

std::string bdi(std::string_view text) {
  return "<bdi>" + escape(text) + "</bdi>";
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::size_t points = 0;
  std::size_t end = 0;
  std::size_t blank = 0;
  for (; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) continue;
    if (points++ == limit) break;
    if (text[end] == ' ' || text[end] == '\n') blank = end;
  }
  if (end == text.size()) return std::string(text);
  if (blank * 3 > end * 2) end = blank;  // a blank far back would cut away too much
  return std::string(text.substr(0, end)) + "…";
}

std::string anchor(std::string_view text) {
  std::string id;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    id += plain ? c : '_';
  }
  return id;
}

std::string count(long number, std::string_view word) {
  std::string text = grouped(std::to_string(number)) + " " + std::string(word);
  if (number != 1) text += 's';
  return text;
}

std::string grouped(std::string_view number) {
  std::string text(number);
  const std::size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::size_t point = text.find('.');
  std::size_t at = point == std::string::npos ? text.size() : point;
  while (at > first + 3) {
    at -= 3;
    text.insert(at, "\u202F");
  }
  return text;
}

std::string csp_hash(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string hex = sha256_hex(text);
  const auto nibble = [](char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  std::string out;
  // Three hexadecimal digits are twelve bits: two digits of base64. 64 = 21 * 3 + 1.
  for (std::size_t i = 0; i + 2 < hex.size(); i += 3) {
    const unsigned bits = nibble(hex[i]) << 8U | nibble(hex[i + 1]) << 4U | nibble(hex[i + 2]);
    out += kDigits[bits >> 6U];
    out += kDigits[bits & 63U];
  }
  out += kDigits[nibble(hex.back()) << 2U];
  return out + "=";
}

}  // namespace planmerge::exporter::html
