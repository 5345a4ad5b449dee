// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/format_printer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "ingest/xlsx/serial_date.h"

namespace planmerge::ingest {
namespace {

using Kind = NumberFormat::Kind;
using Section = NumberFormat::Section;
using Token = NumberFormat::Token;

constexpr int kMaxDecimals = 30;  // what Excel allows

/// A number of at most 15 significant digits, as spreadsheets calculate: "2.675" is just that,
/// whatever its binary form.
struct Decimal {
  std::string whole, fraction;
};

Decimal rounded(double value, int decimals) {
  char text[40];
  std::snprintf(text, sizeof text, "%.14e", std::fabs(value));
  const int exponent = std::atoi(text + 17);
  std::string digits = std::string(1, text[0]) + std::string(text + 2, 14);
  // Digits wanted: those before the point and `decimals` after it.
  const int wanted = exponent + 1 + decimals;
  if (wanted < 0) {
    digits = "0";
  } else if (wanted < static_cast<int>(digits.size())) {
    const bool up = digits[static_cast<std::size_t>(wanted)] >= '5';
    digits.resize(static_cast<std::size_t>(wanted));
    std::size_t i = digits.size();
    bool carry = up;
    while (carry && i > 0) {
      --i;
      carry = digits[i] == '9';
      digits[i] = carry ? '0' : static_cast<char>(digits[i] + 1);
    }
    if (carry) digits.insert(0, 1, '1');
  } else {
    digits.append(static_cast<std::size_t>(wanted) - digits.size(), '0');
  }
  const auto after = static_cast<std::size_t>(decimals);
  if (digits.size() < after + 1) digits.insert(0, after + 1 - digits.size(), '0');
  Decimal result;
  result.whole = digits.substr(0, digits.size() - after);
  result.fraction = digits.substr(digits.size() - after);
  result.whole.erase(0, result.whole.find_first_not_of('0'));
  return result;
}

std::string collapsed(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' && (result.empty() || result.back() == ' ')) continue;
    result += c;
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

/// Where the digits of a section stand, and how they are scaled.
struct Shape {
  std::size_t first = 0, last = 0;  // tokens from the first digit to the last
  std::size_t point = 0;            // token of the point; after `last` if there is none
  int decimals = 0;
  bool digits = false, thousands = false;
  double scale = 1;
};

Shape shape_of(const std::vector<Token>& tokens) {
  Shape shape;
  shape.point = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Kind::Percent) shape.scale *= 100;
    if (tokens[i].kind == Kind::Point && shape.point == tokens.size()) shape.point = i;
    if (tokens[i].kind != Kind::Digit) continue;
    if (!shape.digits) shape.first = i;
    shape.digits = true;
    shape.last = i;
    if (i > shape.point && shape.decimals < kMaxDecimals) ++shape.decimals;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != Kind::Comma) continue;
    if (i > shape.first && i < shape.last && i < shape.point) {
      shape.thousands = true;
    } else if (i > shape.last && shape.digits) {
      shape.scale /= 1000;
    }
  }
  return shape;
}

/// The part before the point, from right to left: digits into their places, what is between stays.
std::string print_whole(const std::vector<Token>& tokens, const Shape& shape,
                        const std::string& digits) {
  std::string reversed;
  std::size_t left = digits.size();
  int shown = 0;
  const auto emit = [&](char digit) {
    if (shape.thousands && shown > 0 && shown % 3 == 0) reversed += ',';
    reversed += digit;
    ++shown;
  };
  for (std::size_t i = std::min(shape.point, tokens.size()); i-- > 0;) {
    const Token& token = tokens[i];
    if (token.kind == Kind::Digit) {
      if (left > 0) {
        emit(digits[--left]);
      } else if (token.text == "0") {
        emit('0');
      }
      while (i == shape.first && left > 0) emit(digits[--left]);
    } else if (token.kind == Kind::Literal || token.kind == Kind::Slash ||
               token.kind == Kind::Percent) {
      reversed.append(token.text.rbegin(), token.text.rend());
    }
  }
  return {reversed.rbegin(), reversed.rend()};
}

std::string print_fraction(const std::vector<Token>& tokens, const Shape& shape,
                           const std::string& digits) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t i = shape.point; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (i == shape.point) {
      result += '.';
    } else if (token.kind == Kind::Digit && at < digits.size()) {
      const bool rest = digits.find_first_not_of('0', at) != std::string::npos;
      if (token.text == "0" || rest) result += digits[at];
      ++at;
    } else if (token.kind == Kind::Literal || token.kind == Kind::Percent ||
               token.kind == Kind::Point || token.kind == Kind::Slash) {
      result += token.text;
    }
  }
  return result;
}

std::string print_exponent(const Section& section, double value, std::size_t at) {
  const std::vector<Token>& tokens = section.tokens;
  const std::vector<Token> front(tokens.begin(), tokens.begin() + static_cast<long>(at));
  const Shape shape = shape_of(front);
  int whole_places = 0;
  for (std::size_t i = 0; i < front.size() && i < shape.point; ++i)
    whole_places += front[i].kind == Kind::Digit ? 1 : 0;
  whole_places = std::max(whole_places, 1);
  int exponent = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::fabs(value))));
  // "##0.0E+0" keeps the exponent a multiple of three.
  exponent =
      static_cast<int>(std::floor(static_cast<double>(exponent) / whole_places)) * whole_places;
  const Decimal mantissa = rounded(value / std::pow(10.0, exponent), shape.decimals);
  std::string text = print_whole(front, shape, mantissa.whole.empty() ? "0" : mantissa.whole);
  if (shape.point < front.size()) text += print_fraction(front, shape, mantissa.fraction);
  std::size_t places = 0;
  std::string tail;
  for (std::size_t i = at + 1; i < tokens.size(); ++i) {
    if (tokens[i].kind == Kind::Digit) ++places;
    if (tokens[i].kind == Kind::Literal) tail += tokens[i].text;
  }
  std::string power = std::to_string(std::abs(exponent));
  if (power.size() < places) power.insert(0, places - power.size(), '0');
  const bool plus = tokens[at].text.back() == '+';
  return text + "E" + (exponent < 0 ? "-" : plus ? "+" : "") + power + tail;
}

/// "# ?/?": the nearest fraction whose denominator has as many digits as there are places.
std::string print_ratio(const Section& section, double value, std::size_t slash) {
  const std::vector<Token>& tokens = section.tokens;
  int places = 0;
  std::string fixed, after;
  bool ended = false;
  for (std::size_t i = slash + 1; i < tokens.size(); ++i) {
    const bool number = tokens[i].kind == Kind::Literal && !ended && fixed.size() < 4 &&
                        tokens[i].text.find_first_not_of("0123456789") == std::string::npos;
    const bool zero = tokens[i].kind == Kind::Digit && !fixed.empty() && tokens[i].text == "0";
    if (tokens[i].kind == Kind::Digit && !zero) ++places;
    if (zero && fixed.size() < 4) fixed += '0';
    if (number) fixed += tokens[i].text;
    if (tokens[i].kind == Kind::Literal && !number) {
      after += tokens[i].text;
      ended = true;
    }
  }
  const bool whole_place =
      std::count_if(tokens.begin(), tokens.begin() + static_cast<long>(slash),
                    [](const Token& token) { return token.kind == Kind::Digit; }) > places ||
      std::any_of(tokens.begin(), tokens.begin() + static_cast<long>(slash),
                  [](const Token& token) { return token.text == " "; });
  const double size = std::fabs(value);
  double whole = whole_place ? std::floor(size) : 0;
  const double part = size - whole;
  long best_numerator = 0;
  long best = 1;
  const long most = static_cast<long>(std::pow(10, std::clamp(places, 1, 4))) - 1;
  const long only = std::atol(fixed.c_str());
  for (long d = only > 0 ? only : 1; d <= (only > 0 ? only : most); ++d) {
    const long n = std::lround(part * static_cast<double>(d));
    const double error = std::fabs(part - static_cast<double>(n) / static_cast<double>(d));
    const double known =
        std::fabs(part - static_cast<double>(best_numerator) / static_cast<double>(best));
    if (error + 1e-12 < known || d == only) {
      best = d;
      best_numerator = n;
    }
  }
  if (whole_place && best_numerator == best) {
    whole += 1;
    best_numerator = 0;
  }
  std::string text = whole > 0 || best_numerator == 0 ? print_general(whole) : "";
  if (best_numerator > 0)
    text += (text.empty() ? "" : " ") + std::to_string(best_numerator) + "/" + std::to_string(best);
  return text + after;
}

std::size_t find_token(const Section& section, Kind kind) {
  const auto found = std::find_if(section.tokens.begin(), section.tokens.end(),
                                  [kind](const Token& token) { return token.kind == kind; });
  return static_cast<std::size_t>(found - section.tokens.begin());
}

/// Sections without digits: "General", text round it, or words alone ("none").
std::string print_words(const Section& section, double value) {
  std::string text;
  for (const Token& token : section.tokens) {
    if (token.kind == Kind::General || token.kind == Kind::Text) {
      text += print_general(std::fabs(value));
    } else {
      text += token.text;
    }
  }
  return text;
}

std::string two(int number) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d", number);
  return text;
}

/// Which parts of a date a section shows.
struct Parts {
  bool year = false, month = false, day = false, hour = false, minute = false, second = false;
  char elapsed = 0;
};

Parts parts_of(const Section& section) {
  Parts parts;
  for (const Token& token : section.tokens) {
    if (token.kind != Kind::Date) continue;
    const char c = token.text.front();
    if (c == '[' && parts.elapsed == 0) parts.elapsed = token.text[1];
    parts.year = parts.year || c == 'y';
    parts.month = parts.month || (c == 'm' && !token.minute);
    parts.minute = parts.minute || (c == 'm' && token.minute);
    parts.day = parts.day || c == 'd';
    parts.hour = parts.hour || c == 'h' || c == 'a';
    parts.second = parts.second || c == 's';
  }
  return parts;
}

std::string print_elapsed(const Parts& parts, double value) {
  const bool negative = value < 0;
  long seconds = std::lround(std::fabs(value) * 86'400);
  std::string text = negative ? "-" : "";
  if (parts.elapsed == 's') return text + std::to_string(seconds);
  if (parts.elapsed == 'm') {
    text += std::to_string(seconds / 60);
  } else {
    text += std::to_string(seconds / 3600) + ":" + two(static_cast<int>(seconds / 60 % 60));
  }
  if (parts.second) text += ":" + two(static_cast<int>(seconds % 60));
  return text;
}

std::string iso_day(const Parts& parts, const DateTime& date) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d", date.year);
  std::string day = text;
  if (parts.year && !parts.month && !parts.day) return day;
  day += "-" + two(date.month);
  return parts.day ? day + "-" + two(date.day) : day;
}

}  // namespace

std::string print_number(const Section& section, double value, bool sign) {
  const std::size_t count = section.tokens.size();
  const std::string minus = sign ? "-" : "";
  if (count == 0) return "";
  const Shape shape = shape_of(section.tokens);
  if (!shape.digits) return collapsed(minus + print_words(section, value));
  const std::size_t exponent = find_token(section, Kind::Exponent);
  if (exponent < count) return collapsed(minus + print_exponent(section, value, exponent));
  const std::size_t slash = find_token(section, Kind::Slash);
  if (slash < count && slash > shape.first && shape.point == count)
    return collapsed(minus + print_ratio(section, value, slash));
  const Decimal decimal = rounded(value * shape.scale, shape.decimals);
  std::string text = print_whole(section.tokens, shape, decimal.whole);
  if (shape.point < count) text += print_fraction(section.tokens, shape, decimal.fraction);
  return collapsed(minus + text);
}

std::string print_date(const Section& section, double value, bool system_1904) {
  const Parts parts = parts_of(section);
  if (std::fabs(value) > 3e6) return "";
  if (parts.elapsed != 0) return print_elapsed(parts, value);
  const auto date = date_of_serial(value, system_1904);
  if (!date) return "";
  const bool has_day = parts.year || parts.month || parts.day;
  const bool has_time = parts.hour || parts.minute || parts.second;
  std::string text = has_day ? iso_day(parts, *date) : "";
  // Midnight beside a date is how programs write "no time".
  const bool midnight = date->hour == 0 && date->minute == 0 && date->second == 0;
  if (!has_time || (has_day && midnight)) return text;
  text += (text.empty() ? "" : " ") + two(date->hour) + ":" + two(date->minute);
  return parts.second ? text + ":" + two(date->second) : text;
}

}  // namespace planmerge::ingest
