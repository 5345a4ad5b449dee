// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/money.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <unordered_map>

#include "normalize/data.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

struct Currency {
  std::string code;
  bool assumed = false;
};

/// Words and phrases of a data file by what they mean.
using Meanings = std::unordered_map<std::string, std::string>;

Meanings read_meanings(std::string_view table) {
  Meanings meanings;
  for (const auto& row : read_table(table)) {
    for (const std::string& word : split(row.at(1), '|')) meanings.emplace(word, row[0]);
  }
  return meanings;
}

const std::unordered_map<std::string, Currency>& currencies() {
  static const auto kCurrencies = [] {
    std::unordered_map<std::string, Currency> list;
    for (const auto& [word, code] : read_meanings(data::kCurrencies)) {
      const bool assumed = word.ends_with('~');
      list.emplace(assumed ? word.substr(0, word.size() - 1) : word, Currency{code, assumed});
    }
    return list;
  }();
  return kCurrencies;
}

const Meanings& scales() {
  static const Meanings kScales = read_meanings(data::kScales);
  return kScales;
}

const Meanings& number_words() {
  static const Meanings kWords = read_meanings(data::kNumberWords);
  return kWords;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A figure taken apart: groups of digits and the separators between them.
struct Figure {
  std::vector<std::string> groups;
  std::string separators;  // apostrophes as '
  bool has_letter = false;
};

Figure take_apart(const std::string& text) {
  Figure figure;
  figure.groups.emplace_back();
  for (const char c : text) {
    if (is_digit(c)) {
      figure.groups.back() += c;
    } else if (c >= 'a' && c <= 'z') {
      figure.has_letter = true;
    } else {
      figure.separators += c == '`' ? '\'' : c;
      figure.groups.emplace_back();
    }
  }
  return figure;
}

struct Reading {
  std::string digits, decimals;
  bool thousands_assumed = false;
};

bool are_thousands(const Figure& figure, std::size_t groups) {
  if (figure.groups[0].empty() || figure.groups[0].size() > 3) return false;
  for (std::size_t i = 1; i < groups; ++i) {
    if (figure.groups[i].size() != 3 || figure.separators[i - 1] != figure.separators[0])
      return false;
  }
  return true;
}

/// What a figure says; nothing if its groups make no number. `scaled`: a word like "million"
/// follows, before which a single separator is a decimal one.
std::optional<Reading> read_figure(const std::string& text, bool scaled) {
  const Figure figure = take_apart(text);
  if (figure.has_letter) return std::nullopt;
  Reading reading;
  std::size_t whole = figure.groups.size();
  const std::string& separators = figure.separators;
  if (!separators.empty()) {
    const char last = separators.back();
    const std::size_t size = figure.groups.back().size();
    const bool can_point = last == '.' || last == ',';
    const bool alone = separators.size() == 1;
    const bool differs = !alone && std::count(separators.begin(), separators.end(), last) == 1;
    const bool leading_zero = alone && figure.groups[0] == "0";
    if (can_point &&
        ((alone && (scaled || size <= 2 || leading_zero)) || (differs && (scaled || size <= 2)))) {
      reading.decimals = figure.groups.back();
      --whole;
    }
    if (whole > 1 && !are_thousands(figure, whole)) return std::nullopt;
    if (whole == 1 && separators.size() > 1) return std::nullopt;
    reading.thousands_assumed = alone && whole == 2 && can_point && figure.groups[0].size() == 1;
  }
  for (std::size_t i = 0; i < whole; ++i) reading.digits += figure.groups[i];
  return reading;
}

/// An exact decimal: digits and decimals moved by `zeros` places, without idle zeros.
std::string scaled_decimal(std::string digits, std::string decimals, int zeros) {
  for (; zeros > 0; --zeros) {
    digits += decimals.empty() ? '0' : decimals[0];
    if (!decimals.empty()) decimals.erase(0, 1);
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return decimals.empty() ? digits : digits + "." + decimals;
}

/// value x factor, both decimals without sign; nothing if it is too long to be money.
std::optional<std::string> product(const std::string& value, const std::string& factor) {
  constexpr std::size_t kMostDigits = 15;
  if (value.size() > kMostDigits || factor.size() > 3 || value.find('.') != std::string::npos ||
      factor.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return std::to_string(std::stoll(value) * std::stoll(factor));
}

class MoneyReader {
 public:
  explicit MoneyReader(const std::vector<FundingToken>& tokens) : tokens_(tokens) {}

  std::vector<Money> read() {
    for (std::size_t i = 0; i < tokens_.size();) {
      const bool figure = tokens_[i].is_figure();
      if (figure ? read_at(i) : read_in_words(i)) {
        i = found_.back().last + 1;
      } else {
        ++i;
      }
    }
    join_ranges();
    return std::move(found_);
  }

 private:
  const FundingToken* at(std::size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
  bool is_sign(std::size_t i, std::string_view sign) const {
    return i < tokens_.size() && tokens_[i].is(sign);
  }
  bool touch(std::size_t i) const {  // token i and the next one
    return i + 1 < tokens_.size() && tokens_[i].end == tokens_[i + 1].begin;
  }

  /// A currency in tokens i.. (forwards): how many tokens it takes; 0: none.
  std::size_t currency_at(std::size_t i, Currency& currency) const {
    if (i >= tokens_.size() || tokens_[i].is_figure()) return 0;
    // "us $", "us$", and phrases of up to three words.
    if (tokens_[i].is("us") && is_sign(i + 1, "$")) {
      currency = {"USD", false};
      return 2;
    }
    for (std::size_t count = std::min<std::size_t>(3, tokens_.size() - i); count > 0; --count) {
      std::string phrase;
      for (std::size_t k = 0; k < count; ++k) {
        if (count > 1 && !tokens_[i + k].is_word()) phrase += '\n';
        phrase += (k > 0 ? " " : "") + tokens_[i + k].text;
      }
      const auto known = currencies().find(phrase);
      if (known == currencies().end()) continue;
      currency = known->second;
      return count;
    }
    return 0;
  }

  /// A currency that ends before token i.
  std::size_t currency_before(std::size_t i, Currency& currency) const {
    for (std::size_t count = std::min<std::size_t>(3, i); count > 0; --count) {
      Currency found;
      if (currency_at(i - count, found) != count) continue;
      currency = found;
      return count;
    }
    return 0;
  }

  /// "million", "mio .", "k"; also "meur": scale and currency in one word.
  std::size_t scale_at(std::size_t i, int& zeros, Currency& currency) const {
    if (i >= tokens_.size() || !tokens_[i].is_word()) return 0;
    const std::string& word = tokens_[i].text;
    const auto known = scales().find(word);
    if (known != scales().end()) {
      const bool single = word.size() == 1;
      Currency ignored;  // of the figure before: "EUR 5 m from Norway"
      const bool is_of_money =
          i > 1 && tokens_[i - 1].is_figure() && currency_before(i - 1, ignored) > 0;
      if (single && !(i > 0 && touch(i - 1)) && !is_of_money && !is_money_letter(i)) return 0;
      zeros = std::stoi(known->second);
      return is_sign(i + 1, ".") && word.size() <= 4 ? 2 : 1;
    }
    for (const std::size_t length : {std::size_t{1}, std::size_t{3}}) {
      if (word.size() != length + 3) continue;
      const auto scale = scales().find(word.substr(0, length));
      const auto code = currencies().find(word.substr(length));
      if (scale == scales().end() || code == currencies().end()) continue;
      zeros = std::stoi(scale->second);
      currency = code->second;
      return 1;
    }
    return 0;
  }

  /// A lone "m", "k" or "t" some way from its figure means a scale only before a currency or an
  /// end: "EUR 5 m", not "5 t of steel".
  bool is_money_letter(std::size_t i) const {
    Currency ignored;
    return i + 1 >= tokens_.size() || currency_at(i + 1, ignored) > 0 || is_sign(i + 1, ")") ||
           is_sign(i + 1, ";") || is_sign(i + 1, ",");
  }

  /// Two amounts of one sum in the other's place: "EUR/USD 20 000".
  bool has_rival_currency(std::size_t first, const Currency& currency) const {
    if (first < 2 || !is_sign(first - 1, "/")) return false;
    Currency other;
    return currency_before(first - 1, other) > 0 && other.code != currency.code;
  }

  bool is_other_number(std::size_t i) const {
    const std::string& text = tokens_[i].text;
    const auto glued_to = [&](std::size_t sign) {
      return sign < tokens_.size() && (tokens_[sign].is("/") || tokens_[sign].is("-"));
    };
    // Part of a decision or document number: 2017/039-402.09, 1244/99.
    if (i > 0 && tokens_[i - 1].end == tokens_[i].begin && glued_to(i - 1) &&
        (i < 2 || tokens_[i - 2].is_figure()))
      return true;
    if (i + 2 < tokens_.size() && touch(i) && tokens_[i + 1].is("/") && touch(i + 1) &&
        tokens_[i + 2].is_figure())
      return true;
    if (i > 0 && tokens_[i - 1].is("+")) return true;  // a telephone number
    if (i > 0 && tokens_[i - 1].is_figure() && is_other_number(i - 1)) return true;
    for (std::size_t k = i; k-- > 0 && i - k <= 3;) {
      if (tokens_[k].is("tel") || tokens_[k].is("phone") || tokens_[k].is("fax") ||
          (tokens_[k].is("no") && is_sign(k + 1, ".")) || tokens_[k].is("nr") ||
          tokens_[k].is("art") || tokens_[k].is("article"))
        return true;
    }
    // A date: 31.12.2018, 6.2019
    const Figure figure = take_apart(text);
    return figure.groups.size() >= 2 && figure.groups.back().size() == 4 &&
           figure.groups[0].size() <= 2 &&
           figure.separators.find_first_not_of('.') == std::string::npos;
  }

  /// A figure that can only go on with the one before it: "00" or "50 000" after a blank. One or
  /// two digits before a word count something: "EUR 20 000 2 workshops".
  bool is_stray(std::size_t k) const {
    if (k == 0 || k >= tokens_.size() || !tokens_[k].is_figure() || !tokens_[k - 1].is_figure() ||
        tokens_[k].begin != tokens_[k - 1].end + 1)
      return false;
    const Figure figure = take_apart(tokens_[k].text);
    if (figure.has_letter || figure.groups[0].size() > 2 ||
        figure.separators.find_first_not_of(' ') != std::string::npos)
      return false;
    const bool glued = touch(k) && (tokens_[k + 1].is("/") || tokens_[k + 1].is("-") ||
                                    tokens_[k + 1].is("%") || tokens_[k + 1].is(":"));
    if (glued) return false;
    return figure.groups[0][0] == '0' || figure.groups.size() > 1 || k + 1 == tokens_.size() ||
           std::string_view("();,.").find(tokens_[k + 1].text) != std::string_view::npos;
  }

  /// "EUR 1 500 00 sought": groups that make no number are withheld as a whole, never in part.
  bool read_stray_groups(std::size_t i) {
    std::size_t last = i;
    while (is_stray(last + 1)) ++last;
    constexpr std::size_t kGroup = 3;  // digits; a longer one is a year or has no groups
    if (last == i || is_other_number(i) || take_apart(tokens_[i].text).groups[0].size() > kGroup)
      return false;
    return withhold_between(i, last, "E:malformed_amount");
  }

  /// Withholds what stands from figure i to token `last` if a currency is beside it.
  bool withhold_between(std::size_t i, std::size_t last, const char* flag) {
    Money money;
    Currency currency, after;
    const std::size_t lead = currency_before(i, currency);
    const std::size_t trail = currency_at(last + 1, after);
    const bool is_lead_of_next =
        last + 1 + trail < tokens_.size() && trail > 0 && tokens_[last + 1 + trail].is_figure();
    if (lead == 0 && (trail == 0 || is_lead_of_next)) return false;
    money.first = i - lead;
    money.last = lead == 0 ? last + trail : last;
    money.currency = (lead == 0 ? after : currency).code;
    withhold(money, flag);
    found_.push_back(std::move(money));
    return true;
  }

  /// "EUR 3-4 million", "EUR 300 000-400 000", "3 to 4 million EUR": two figures of one currency
  /// and one scale. Two years are no range of money.
  bool read_range(std::size_t i) {
    if (i + 2 >= tokens_.size() || !tokens_[i + 2].is_figure() ||
        !(tokens_[i + 1].is("-") || tokens_[i + 1].is("to") || tokens_[i + 1].is("bis") ||
          tokens_[i + 1].is("do")) ||
        (i > 0 && tokens_[i - 1].is("/")))
      return false;
    int zeros = 0;
    Currency ignored;
    const std::size_t scale = scale_at(i + 3, zeros, ignored);
    const auto is_grouped = [&](std::size_t k) {
      const Figure figure = take_apart(tokens_[k].text);
      return figure.groups.size() > 1 && figure.groups.back().size() == 3;
    };
    const bool year = take_apart(tokens_[i].text).groups.back().size() == 4;
    if (scale == 0 && !(is_grouped(i) && is_grouped(i + 2))) return false;
    if (year && scale == 0) return false;
    return withhold_between(i, i + 2 + scale, "E:range");
  }

  /// "1½ million" (after folding 1 1⁄2), "1/2 million": a fraction is not read as its digits.
  bool read_fraction(std::size_t i) {
    constexpr std::string_view kFractionSlash = "\u2044";
    if (i + 2 >= tokens_.size() || !touch(i) || !touch(i + 1) || !tokens_[i + 2].is_figure())
      return false;
    int zeros = 0;
    Currency ignored;
    const std::size_t scale = scale_at(i + 3, zeros, ignored);
    const bool plain = tokens_[i + 1].is("/") && scale > 0 && tokens_[i].text.size() <= 2;
    if (tokens_[i + 1].text != kFractionSlash && !plain) return false;
    return withhold_between(i, i + 2 + scale, "E:malformed_amount");
  }

  /// "5 hundred thousand": one scale upon another.
  bool read_scaled_twice(std::size_t i) {
    int zeros = 0;
    Currency ignored;
    const std::size_t one = scale_at(i + 1, zeros, ignored);
    const std::size_t two = one == 0 ? 0 : scale_at(i + 1 + one, zeros, ignored);
    return two > 0 && withhold_between(i, i + one + two, "E:malformed_amount");
  }

  /// The money around the figure i.
  bool read_at(std::size_t i) {
    if (is_sign(i + 1, "%")) return read_percent(i);
    if (read_range(i) || read_fraction(i) || read_scaled_twice(i) || read_stray_groups(i))
      return true;
    Money money;
    money.first = money.last = i;
    Currency before, after;
    int zeros = 0;
    const std::size_t lead = currency_before(i, before);
    money.last += scale_at(i + 1, zeros, after);
    if (after.code.empty()) {
      skip_empty_cents(money.last);
      std::size_t next = money.last + 1;
      if (is_sign(next, "d") && is_sign(next + 1, "'")) next += 2;  // "millions d'euros"
      const std::size_t trail = currency_at(next, after);
      if (trail > 0 && (lead == 0 || after.code == before.code)) money.last = next + trail - 1;
    }
    const Currency& currency = lead > 0 ? before : after;
    if (lead == 0 && after.code.empty()) return read_bare(i, money, zeros);
    if (lead > 0) money.first = i - lead;
    if (is_other_number(i) && lead == 0) return false;
    money.currency = currency.code;
    if (currency.assumed) money.flag = "W:currency_assumed";
    if (has_rival_currency(money.first, currency)) {
      withhold(money, "E:ambiguous_amount");
    } else {
      set_value(money, tokens_[i].text, zeros);
    }
    multiply(money);
    found_.push_back(std::move(money));
    return true;
  }

  /// ",-", ".-" and ".–" after a figure: no cents.
  void skip_empty_cents(std::size_t& last) const {
    if ((is_sign(last + 1, ",") || is_sign(last + 1, ".")) && is_sign(last + 2, "-") && touch(last))
      last += 2;
  }

  void set_value(Money& money, const std::string& text, int zeros) const {
    const auto reading = read_figure(text, zeros > 0);
    constexpr std::size_t kMostDigits = 18;  // a quintillion: no budget has that many
    if (!reading) return withhold(money, "E:malformed_amount");
    if (reading->digits.size() + static_cast<std::size_t>(zeros) > kMostDigits)
      return withhold(money, "E:out_of_range");
    money.value = scaled_decimal(reading->digits, reading->decimals, zeros);
    if (!reading->thousands_assumed) return;
    (money.flag.empty() ? money.flag : money.more_flags) = "W:thousands_assumed";
  }

  static void withhold(Money& money, const char* flag) {
    money.value.clear();
    money.flag = flag;
  }

  /// "2 x EUR 25 000"
  void multiply(Money& money) const {
    if (money.first < 2 || money.value.empty() ||
        !(is_sign(money.first - 1, "x") || is_sign(money.first - 1, "×") ||
          is_sign(money.first - 1, "*")) ||
        !tokens_[money.first - 2].is_figure())
      return;
    const auto value = product(money.value, tokens_[money.first - 2].text);
    if (!value) return withhold(money, "E:malformed_amount");
    money.value = *value;
    money.first -= 2;
    (money.flag.empty() ? money.flag : money.more_flags) = "W:derived_amount";
  }

  bool read_percent(std::size_t i) {
    const auto reading = read_figure(tokens_[i].text, true);
    if (!reading) return false;
    Money money;
    money.first = i;
    money.last = i + 1;
    money.value = scaled_decimal(reading->digits, reading->decimals, 0);
    money.is_percent = true;
    found_.push_back(std::move(money));
    return true;
  }

  /// A figure without a currency: money only if it is grouped or scaled as money is.
  bool read_bare(std::size_t i, Money money, int zeros) {
    const std::string& text = tokens_[i].text;
    const Figure figure = take_apart(text);
    const bool grouped =
        figure.groups.size() > 1 && (figure.groups.back().size() == 3 ||
                                     (figure.groups.size() > 2 && figure.groups[1].size() == 3));
    const bool long_figure = figure.groups.size() == 1 && text.size() >= 5 && text.size() <= 12;
    if ((!grouped && !long_figure && zeros < 6) || is_other_number(i)) return false;
    set_value(money, text, zeros);
    if (money.value.empty()) return false;
    found_.push_back(std::move(money));
    return true;
  }

  /// "deux millions d'euros"
  bool read_in_words(std::size_t i) {
    if (!tokens_[i].is_word()) return false;
    const auto number = number_words().find(tokens_[i].text);
    if (number == number_words().end()) return false;
    Money money;
    money.first = i;
    int zeros = 0;
    Currency currency;
    const std::size_t scale = scale_at(i + 1, zeros, currency);
    if (scale == 0 || zeros < 3 || tokens_[i + 1].text.size() < 3) return false;
    std::size_t next = i + 1 + scale;
    while (is_sign(next, "d") || is_sign(next, "de") || is_sign(next, "di") ||
           is_sign(next, "of") || is_sign(next, "'"))
      ++next;
    const std::size_t trail = currency_at(next, currency);
    if (trail == 0) return false;
    money.last = next + trail - 1;
    money.currency = currency.code;
    money.value = scaled_decimal(number->second, "", zeros);
    if (currency.assumed) money.flag = "W:currency_assumed";
    found_.push_back(std::move(money));
    return true;
  }

  /// "EUR 50 000 - 70 000": no single value.
  void join_ranges() {
    for (std::size_t k = 1; k < found_.size(); ++k) {
      Money& one = found_[k - 1];
      Money& two = found_[k];
      const bool dash = two.first == one.last + 2 &&
                        (is_sign(one.last + 1, "-") || is_sign(one.last + 1, "to") ||
                         is_sign(one.last + 1, "bis") || is_sign(one.last + 1, "do"));
      const bool both =
          one.currency == two.currency || two.currency.empty() || one.currency.empty();
      if (!dash || !both || one.is_percent || two.is_percent) continue;
      if (one.currency.empty()) one.currency = two.currency;
      withhold(one, "E:range");
      one.last = two.last;
      found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(k));
      --k;
    }
  }

  const std::vector<FundingToken>& tokens_;
  std::vector<Money> found_;
};

}  // namespace

std::vector<Money> read_money(const std::vector<FundingToken>& tokens) {
  return MoneyReader(tokens).read();
}

}  // namespace planmerge::normalize
