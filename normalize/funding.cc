// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/funding.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "normalize/data.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

bool has(const std::string& padded, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) {
    return padded.find(std::string(" ") + word) != std::string::npos;
  });
}

std::string status_of(const std::string& padded) {
  const bool negated =
      has(padded, {"not available", "no funding", "not secured", "not funded", "unfunded"});
  const bool sought =
      negated || has(padded, {"sought", "seek", "to be identified", "fundraising", "required",
                              "needed", "trazi se", "gesucht", "recherche", "tbd"});
  const bool available =
      !negated && has(padded, {"available", "secured", "funded", "committed", "allocated",
                               "co financed", "verfugbar", "disponible", "osigurano"});
  const bool more = has(padded, {"additional", "more funding", "partial", "partly", "further"});
  if ((available && sought) || (more && sought)) return "partial";
  if (more && !available) return "partial";
  if (sought) return "sought";
  if (available) return "available";
  if (has(padded, {"negotiat", "under discussion"})) return "negotiated";
  if (has(padded, {"requested"})) return "requested";
  return "unknown";
}

struct Instrument {
  std::string id, phrase;
};

const std::vector<Instrument>& instruments() {
  static const std::vector<Instrument> kInstruments = [] {
    std::vector<Instrument> list;
    for (const auto& row : read_table(data::kInstruments)) {
      for (const std::string& phrase : split(row.at(2), '|'))
        list.push_back({row[0], key_of(phrase)});
    }
    std::stable_sort(list.begin(), list.end(), [](const Instrument& a, const Instrument& b) {
      return a.phrase.size() > b.phrase.size();
    });
    return list;
  }();
  return kInstruments;
}

/// A strand says its programme too; only the strand is kept.
void keep_strands(std::vector<std::string>& ids) {
  std::set<std::string> programmes;
  for (const std::string& id : ids) {
    const std::size_t slash = id.find('/');
    if (slash != std::string::npos) programmes.insert(id.substr(0, slash));
  }
  std::erase_if(ids, [&](const std::string& id) { return programmes.contains(id); });
}

std::vector<std::string> find_instruments(std::string padded) {
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const Instrument& instrument : instruments()) {
    const std::size_t at = padded.find(" " + instrument.phrase + " ");
    if (at == std::string::npos) continue;
    std::fill_n(padded.begin() + static_cast<std::ptrdiff_t>(at + 1), instrument.phrase.size(),
                '#');
    found.emplace_back(at, instrument.id);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> ids;
  for (auto& [at, id] : found) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  }
  keep_strands(ids);
  return ids;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits with their grouping, as printed: "450 000", "1.250.000,50".
struct Figure {
  std::size_t begin = 0, end = 0;
  std::string text;
};

/// Amounts beside a currency. Folded text: NBSP is a blank, "€" stays.
class AmountReader {
 public:
  AmountReader(const std::string& text, plan::Funding& funding) : text_(text), funding_(funding) {}

  void read() {
    static const std::vector<std::pair<std::string, std::string>> kCurrencies = {
        {"eur", "EUR"}, {"euro", "EUR"}, {"€", "EUR"},   {"usd", "USD"},
        {"us$", "USD"}, {"$", "USD"},    {"chf", "CHF"}, {"gbp", "GBP"},
        {"£", "GBP"},   {"sek", "SEK"},  {"nok", "NOK"}, {"dkk", "DKK"}};
    for (std::size_t at = 0; at < text_.size();) {
      if (!is_digit(text_[at])) {
        ++at;
        continue;
      }
      const Figure figure = figure_at(at);
      at = figure.end;
      std::string currency;
      for (const auto& [sign, code] : kCurrencies) {
        if (stands_before(figure.begin, sign) || stands_after(figure.end, sign)) currency = code;
      }
      if (!currency.empty()) add(figure, currency);
    }
    check_shares();
  }

 private:
  Figure figure_at(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size()) {
      const char c = text_[end];
      const bool grouping = (c == ' ' || c == '.' || c == ',' || c == '\'') &&
                            end + 1 < text_.size() && is_digit(text_[end + 1]);
      if (!is_digit(c) && !grouping) break;
      ++end;
    }
    return {begin, end, text_.substr(begin, end - begin)};
  }

  bool stands_before(std::size_t begin, const std::string& sign) const {
    while (begin > 0 && text_[begin - 1] == ' ') --begin;
    if (begin < sign.size() || text_.compare(begin - sign.size(), sign.size(), sign) != 0)
      return false;
    const std::size_t start = begin - sign.size();
    return start == 0 || !std::isalpha(static_cast<unsigned char>(text_[start - 1])) ||
           !std::isalpha(static_cast<unsigned char>(sign[0]));
  }

  bool stands_after(std::size_t end, const std::string& sign) const {
    end = skip_scale(end).first;
    while (end < text_.size() && text_[end] == ' ') ++end;
    return text_.compare(end, sign.size(), sign) == 0;
  }

  /// "1.5 million", "3 mio", "450k": the place after it and the zeros it means.
  std::pair<std::size_t, int> skip_scale(std::size_t end) const {
    static const std::vector<std::pair<std::string, int>> kScales = {
        {"million", 6}, {"millions", 6}, {"mio", 6}, {"mln", 6}, {"billion", 9},
        {"bn", 9},      {"thousand", 3}, {"k", 3},   {"m", 6}};
    std::size_t at = end;
    while (at < text_.size() && text_[at] == ' ') ++at;
    for (const auto& [word, zeros] : kScales) {
      const std::size_t after = at + word.size();
      if (text_.compare(at, word.size(), word) == 0 &&
          (after >= text_.size() || !std::isalpha(static_cast<unsigned char>(text_[after]))))
        return {after, zeros};
    }
    return {end, 0};
  }

  void add(const Figure& figure, const std::string& currency) {
    const auto [after, zeros] = skip_scale(figure.end);
    const std::optional<std::string> value = value_of(figure.text, zeros);
    if (!value) {
      flag("E:malformed_amount");
      funding_.hints.push_back("\"" + figure.text +
                               "\" is grouped wrongly, so it is not read as a number");
      return;
    }
    plan::Amount amount;
    amount.currency = currency;
    amount.value = *value;
    amount.printed = text_.substr(figure.begin, after - figure.begin);
    amount.is_share = depth(figure.begin) > 0 && !funding_.amounts.empty();
    funding_.amounts.push_back(std::move(amount));
  }

  int depth(std::size_t at) const {
    return static_cast<int>(
               std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '(')) -
           static_cast<int>(
               std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), ')'));
  }

  /// Exact decimal of a figure; nothing if its groups are no thousands.
  static std::optional<std::string> value_of(const std::string& text, int zeros) {
    std::vector<std::string> groups(1);
    std::string separators;
    for (const char c : text) {
      if (is_digit(c)) {
        groups.back() += c;
      } else {
        separators += c;
        groups.emplace_back();
      }
    }
    std::string decimals;
    const bool last_differs = separators.size() > 1 && separators.back() != separators.front();
    const bool decimal = !separators.empty() && groups.back().size() != 3 &&
                         separators.back() != ' ' && (separators.size() == 1 || last_differs);
    if (decimal) {
      decimals = groups.back();
      groups.pop_back();
      separators.pop_back();
    }
    if (groups.size() > 1) {
      if (groups[0].empty() || groups[0].size() > 3) return std::nullopt;
      for (std::size_t i = 1; i < groups.size(); ++i) {
        if (groups[i].size() != 3 || separators[i - 1] != separators[0]) return std::nullopt;
      }
    }
    std::string digits;
    for (const std::string& group : groups) digits += group;
    while (zeros > 0) {
      digits += decimals.empty() ? '0' : decimals[0];
      if (!decimals.empty()) decimals.erase(0, 1);
      --zeros;
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
    return decimals.empty() ? digits : digits + "." + decimals;
  }

  /// Shares in brackets must add up to the whole before them.
  void check_shares() {
    if (funding_.amounts.size() < 3 || funding_.amounts[0].is_share) return;
    long long whole = 0, sum = 0;
    for (const plan::Amount& amount : funding_.amounts) {
      if (amount.value.size() > 15 || amount.value.find('.') != std::string::npos) return;
      (amount.is_share ? sum : whole) += std::stoll(amount.value);
    }
    const bool shares = std::all_of(funding_.amounts.begin() + 1, funding_.amounts.end(),
                                    [](const plan::Amount& amount) { return amount.is_share; });
    if (!shares || sum == whole) return;
    flag("E:inconsistent");
    funding_.hints.push_back("the shares add up to " + std::to_string(sum) + ", not to " +
                             std::to_string(whole));
  }

  void flag(const std::string& code) {
    if (std::find(funding_.flags.begin(), funding_.flags.end(), code) == funding_.flags.end())
      funding_.flags.push_back(code);
  }

  const std::string& text_;
  plan::Funding& funding_;
};

}  // namespace

plan::Funding read_funding(std::string_view phrase, const Register& bodies) {
  plan::Funding funding;
  const std::string padded = " " + key_of(phrase) + " ";
  if (padded == "  ") return funding;
  funding.status = status_of(padded);
  funding.instruments = find_instruments(padded);
  const std::string folded = text::fold_with_offsets(phrase).text;
  AmountReader(folded, funding).read();
  if (funding.instruments.empty()) {
    for (const plan::Organisation& body : bodies.read(phrase, {}).organisations)
      funding.funders.push_back(body.id);
  }
  // A named programme, donor or sum without a word on it is a commitment (conventions).
  const bool named =
      !funding.instruments.empty() || !funding.funders.empty() || !funding.amounts.empty();
  if (funding.status == "unknown" && named) funding.status = "available";
  if (funding.status == "sought" && !funding.instruments.empty()) funding.status = "partial";
  return funding;
}

}  // namespace planmerge::normalize
