// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::ingest {

/// A cell's number format: how its number is shown.
///
/// Numbers come out as the format shows them: decimals, thousands, percent, currency, fractions,
/// exponents, conditions, signs in words. Blanks that only align are dropped.
/// Dates do not: "03/04/25" means two things, so a date is written in ISO 8601 with the parts that
/// the format shows ("2025-04-03", "2025-04", "2025", "14:30", "2025-04-03 14:30").
/// Source: ECMA-376 Part 1, 18.8.30 and 18.8.31.
class NumberFormat {
 public:
  explicit NumberFormat(std::string_view code);

  /// The text that a reader sees; empty if the format hides the number (";;;").
  std::string print(double value, bool system_1904) const;
  /// The format hides every text (a fourth section that is empty).
  bool hides_text() const;
  bool is_date() const;

  enum class Kind { Literal, Digit, Point, Comma, Percent, Exponent, Slash, General, Text, Date };
  struct Token {
    Kind kind = Kind::Literal;
    std::string text;     // literal; "0", "#" or "?"; "y", "mm", "[h]"; "E+"
    bool minute = false;  // an m that stands for minutes
  };
  struct Section {
    std::vector<Token> tokens;
    std::string compare;  // "<", ">=" …; empty: no condition
    double limit = 0;
    bool date = false;
  };

 private:
  const Section* section_for(double value, bool& sign) const;

  std::vector<Section> sections_;
};

/// The code of a built-in format (0 to 58); nullopt: there is none of that number.
/// The currency sign of 5 to 8, 42 and 44 is that of the reader's computer, so it is left out.
std::optional<std::string_view> builtin_format(int id);
bool has_local_currency(int id);

/// A number as the format "General" shows it in a wide cell: up to 15 digits of a whole number,
/// else 10 significant digits.
std::string print_general(double value);

}  // namespace planmerge::ingest
