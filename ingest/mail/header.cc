// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/mail/header.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "ingest/mail/encoding.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxHeader = std::size_t{1} << 20U;
constexpr std::size_t kMaxFields = 2'000;
constexpr int kMaxPieces = 100;  // of one parameter

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  while (!text.empty() && kBlanks.find(text.front()) != kBlanks.npos) text.remove_prefix(1);
  while (!text.empty() && kBlanks.find(text.back()) != kBlanks.npos) text.remove_suffix(1);
  return text;
}

std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

/// A quoted string or the text up to the next ';'.
std::string take_parameter(std::string_view& text) {
  std::string value;
  text = trimmed(text);
  const bool quoted = !text.empty() && text.front() == '"';
  if (quoted) text.remove_prefix(1);
  while (!text.empty()) {
    char c = text.front();
    if (c == (quoted ? '"' : ';')) break;
    text.remove_prefix(1);
    if (quoted && c == '\\' && !text.empty()) {
      c = text.front();
      text.remove_prefix(1);
    }
    value += c;
  }
  text.remove_prefix(std::min(text.find(';'), text.size()));
  return quoted ? value : std::string(trimmed(value));
}

/// "utf-8'en'%C4%8C" (RFC 2231) or plain text.
std::string decode_extended(const std::string& value, std::string& charset, bool first) {
  if (!first) return from_percent(value);
  const std::size_t one = value.find('\'');
  const std::size_t two = one == std::string::npos ? one : value.find('\'', one + 1);
  if (two == std::string::npos) return from_percent(value);
  charset = value.substr(0, one);
  return from_percent(value.substr(two + 1));
}

/// name*0*, name*1, … joined; name* alone is one piece.
void join_pieces(std::map<std::string, std::string>& raw, MailValue& result) {
  for (const auto& [key, value] : raw) {
    const std::size_t star = key.find('*');
    const std::string name = key.substr(0, star);
    if (star == std::string::npos) {
      result.parameters.emplace(name, decode_words(value));
      continue;
    }
    if (key != name + "*" && key != name + "*0" && key != name + "*0*") continue;
    std::string charset = "utf-8";
    std::string bytes = key.back() == '*' ? decode_extended(value, charset, true) : value;
    for (int i = 1; i < kMaxPieces && key != name + "*"; ++i) {
      const std::string piece = name + "*" + std::to_string(i);
      if (const auto encoded = raw.find(piece + "*"); encoded != raw.end()) {
        bytes += decode_extended(encoded->second, charset, false);
      } else if (const auto plain = raw.find(piece); plain != raw.end()) {
        bytes += plain->second;
      } else {
        break;
      }
    }
    // The extended form is the better one where both are given.
    result.parameters[name] = text::decode(bytes, charset);
  }
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ' || c == ',' || c == '\t') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

int month_of(const std::string& word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (text::lower_ascii(word).starts_with(kMonths[i])) return static_cast<int>(i) + 1;
  }
  return 0;
}

int whole(const std::string& word) {
  int value = -1;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return value;
}

}  // namespace

MailHeader take_header(std::string_view& bytes) {
  MailHeader header;
  std::string name;
  std::size_t total = 0;
  std::size_t fields = 0;
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    total += line.size();
    if (total > kMaxHeader || ++fields > kMaxFields)
      throw Error(Error::Kind::Limit, "limit", "", "the mail's header is longer than 1 MiB");
    if (line.front() == ' ' || line.front() == '\t') {
      if (!name.empty()) header[name] += ' ' + std::string(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    name.clear();
    if (colon == line.npos) continue;  // "From " of a mailbox file, or damage
    const std::string key = text::lower_ascii(trimmed(line.substr(0, colon)));
    if (header.emplace(key, trimmed(line.substr(colon + 1))).second) name = key;
  }
  return header;
}

MailValue parse_value(std::string_view text) {
  MailValue result;
  const std::size_t end = std::min(text.find(';'), text.size());
  result.value = text::lower_ascii(trimmed(text.substr(0, end)));
  text.remove_prefix(end);
  std::map<std::string, std::string> raw;
  while (!text.empty() && raw.size() < kMaxFields) {
    text.remove_prefix(1);
    const std::size_t equals = text.find('=');
    if (equals == text.npos) break;
    const std::string name = text::lower_ascii(trimmed(text.substr(0, equals)));
    text.remove_prefix(equals + 1);
    raw.emplace(name, take_parameter(text));
  }
  join_pieces(raw, result);
  return result;
}

std::string decode_words(std::string_view text) {
  std::string result;
  bool after_word = false;
  while (!text.empty()) {
    const std::size_t begin = text.find("=?");
    const std::size_t charset = begin == text.npos ? begin : text.find('?', begin + 2);
    const std::size_t kind = charset == text.npos ? charset : text.find('?', charset + 1);
    const std::size_t end = kind == text.npos ? kind : text.find("?=", kind + 1);
    if (end == text.npos || kind != charset + 2) {
      if (begin == text.npos || end == text.npos) break;
      result += text.substr(0, begin + 2);
      text.remove_prefix(begin + 2);
      after_word = false;
      continue;
    }
    // Blanks between two encoded words only part them.
    const std::string_view before = text.substr(0, begin);
    if (!after_word || !trimmed(before).empty()) result += before;
    const std::string_view inner = text.substr(kind + 1, end - kind - 1);
    const char code = static_cast<char>(text[charset + 1] | 0x20);
    const std::string bytes = code == 'b' ? from_base64(inner) : from_quoted_printable(inner, true);
    std::string name(text.substr(begin + 2, charset - begin - 2));
    name.resize(std::min(name.find('*'), name.size()));  // "utf-8*en"
    result += text::decode(bytes, name);
    text.remove_prefix(end + 2);
    after_word = true;
  }
  return text::to_valid_utf8(result + std::string(text));
}

std::string iso_date_of(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  if (!words.empty() && whole(words[0]) < 0) words.erase(words.begin());  // day of the week
  if (words.size() < 4) return "";
  const int day = whole(words[0]);
  const int month = month_of(words[1]);
  int year = whole(words[2]);
  if (year >= 0 && year < 100) year += year < 50 ? 2000 : 1900;  // RFC 5322, 4.3
  std::array<int, 3> clock{};
  const int parts = std::sscanf(words[3].c_str(), "%2d:%2d:%2d", &clock[0], &clock[1], &clock[2]);
  if (day < 1 || day > 31 || month == 0 || year < 1900 || year > 9999 || parts < 2) return "";
  char result[48];
  std::snprintf(result, sizeof result, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day,
                clock[0] % 24, clock[1] % 60, clock[2] % 61);
  std::string date = result;
  if (words.size() > 4 && words[4].size() == 5 && (words[4][0] == '+' || words[4][0] == '-') &&
      words[4].find_first_not_of("0123456789", 1) == std::string::npos)
    date += words[4].substr(0, 3) + ":" + words[4].substr(3);
  return date;
}

}  // namespace planmerge::ingest
