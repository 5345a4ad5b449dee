// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/format_parser.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace planmerge::ingest {
namespace {

using Kind = NumberFormat::Kind;
using Section = NumberFormat::Section;
using Token = NumberFormat::Token;

constexpr std::size_t kMaxCode = 1'000;  // Excel allows 255
constexpr std::size_t kMaxSections = 4;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

/// Bytes of the character that begins here.
std::size_t character(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  const std::size_t size = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  return std::min(size, text.size());
}

class FormatParser {
 public:
  explicit FormatParser(std::string_view code) : rest_(code.substr(0, kMaxCode)) {}

  std::vector<Section> parse() {
    sections_.emplace_back();
    while (!rest_.empty()) step();
    for (Section& section : sections_) find_minutes(section);
    return std::move(sections_);
  }

 private:
  void add(Kind kind, std::string_view text) {
    std::vector<Token>& tokens = sections_.back().tokens;
    if (kind == Kind::Literal && !tokens.empty() && tokens.back().kind == Kind::Literal) {
      tokens.back().text += text;
    } else {
      tokens.push_back({kind, std::string(text), false});
    }
  }
  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void step() {
    const char c = rest_.front();
    if (c == ';') {
      take(1);
      if (sections_.size() < kMaxSections) {
        sections_.emplace_back();
      } else {
        rest_ = {};
      }
    } else if (c == '"') {
      quoted();
    } else if (c == '[') {
      bracketed();
    } else if (c == '\\' || c == '_' || c == '*') {
      escaped();
    } else if (!word()) {
      sign();
    }
  }

  void quoted() {
    take(1);
    const std::size_t end = std::min(rest_.find('"'), rest_.size());
    add(Kind::Literal, take(end));
    take(1);
  }

  // "_x" is as wide as x, "*x" fills with x: both only align.
  void escaped() {
    const char mark = take(1).front();
    if (rest_.empty()) return;
    const std::string_view next = take(character(rest_));
    add(Kind::Literal, mark == '\\' ? next : std::string_view(" "));
  }

  void bracketed() {
    const std::size_t end = rest_.find(']');
    if (end == std::string_view::npos) {
      add(Kind::Literal, take(1));
      return;
    }
    const std::string_view inner = take(end + 1).substr(1, end - 1);
    if (inner.empty()) return;
    const char first = lower(inner.front());
    if (first == '$') {
      add(Kind::Literal,
          inner.substr(1, inner.find('-') == inner.npos ? inner.npos : inner.find('-') - 1));
    } else if (first == '<' || first == '>' || first == '=') {
      condition(inner);
    } else if ((first == 'h' || first == 'm' || first == 's') &&
               std::all_of(inner.begin(), inner.end(),
                           [first](char c) { return lower(c) == first; })) {
      sections_.back().date = true;
      add(Kind::Date, std::string("[") + first + "]");
    }  // else a colour or a kind of digits
  }

  void condition(std::string_view inner) {
    const std::size_t sign = inner.size() > 1 && (inner[1] == '=' || inner[1] == '>') ? 2 : 1;
    sections_.back().compare = inner.substr(0, sign);
    sections_.back().limit = std::strtod(std::string(inner.substr(sign)).c_str(), nullptr);
  }

  bool word() {
    if (begins_with_word(rest_, "general")) {
      take(7);
      add(Kind::General, "");
      return true;
    }
    for (const std::string_view noon : {"AM/PM", "A/P"}) {
      if (!begins_with_word(rest_, noon)) continue;
      take(noon.size());
      sections_.back().date = true;
      add(Kind::Date, "a");
      return true;
    }
    const char c = lower(rest_.front());
    if (c == 'e' && rest_.size() > 1 && (rest_[1] == '+' || rest_[1] == '-')) {
      add(Kind::Exponent, take(2));
      return true;
    }
    if (std::string_view("ymdhse").find(c) == std::string_view::npos) return false;
    std::size_t length = 1;
    while (length < rest_.size() && lower(rest_[length]) == c) ++length;
    take(length);
    sections_.back().date = true;
    add(Kind::Date, std::string(length, c == 'e' ? 'y' : c));
    return true;
  }

  void sign() {
    const char c = rest_.front();
    switch (c) {
      case '0':
      case '#':
      case '?': add(Kind::Digit, take(1)); break;
      case '.': add(Kind::Point, take(1)); break;
      case ',': add(Kind::Comma, take(1)); break;
      case '%': add(Kind::Percent, take(1)); break;
      case '/': add(Kind::Slash, take(1)); break;
      case '@': add(Kind::Text, take(1)); break;
      default: add(Kind::Literal, take(character(rest_))); break;
    }
  }

  // An m next to hours before it or seconds after it is a minute.
  static void find_minutes(Section& section) {
    std::vector<Token*> dates;
    for (Token& token : section.tokens) {
      if (token.kind == Kind::Date) dates.push_back(&token);
    }
    for (std::size_t i = 0; i < dates.size(); ++i) {
      if (dates[i]->text.front() != 'm' || dates[i]->text.size() > 2) continue;
      const std::string& before = i > 0 ? dates[i - 1]->text : std::string();
      const std::string& after = i + 1 < dates.size() ? dates[i + 1]->text : std::string();
      dates[i]->minute =
          before.find('h') != std::string::npos || after.find('s') != std::string::npos;
    }
  }

  std::string_view rest_;
  std::vector<Section> sections_;
};

}  // namespace

std::vector<Section> parse_format(std::string_view code) {
  return FormatParser(code).parse();
}

}  // namespace planmerge::ingest
