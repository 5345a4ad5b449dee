// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/funding_periods.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <set>

#include "normalize/dates.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_year(std::string_view text) {
  return text.size() == 4 && all_digits(text) &&
         (text.substr(0, 2) == "19" || text.substr(0, 2) == "20");
}

/// 31.12.2018, 6.2019, 31.12.18: what can be nothing but a date.
bool is_dotted_date(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = text.find('.');
    parts.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) break;
    text.remove_prefix(dot + 1);
  }
  if (parts.size() < 2 || parts.size() > 3) return false;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (!all_digits(parts[i]) || parts[i].size() > 2) return false;
  }
  return is_year(parts.back()) ||
         (parts.size() == 3 && all_digits(parts.back()) && parts.back().size() == 2);
}

/// Words that open, close or join dates; the timeline grammar knows what they mean.
bool is_joint(const FundingToken& token) {
  static const std::set<std::string, std::less<>> kJoints = {
      "-",       "until",  "till",   "by",    "from", "since",  "to",        "through",  "end",
      "of",      "the",    "early",  "mid",   "late", "start",  "beginning", "starting", "as",
      "onwards", "onward", "and",    "bis",   "ab",   "ende",   "seit",      "von",      "zum",
      "jusqu",   "en",     "a",      "fin",   "de",   "depuis", "du",        "au",       "do",
      "od",      "kraja",  "kraj",   "konca", "nga",  "deri",   "fund",      "dal",      "al",
      "fino",    "fine",   "di",     "/",     ".",    "before", "after",     "between",  "half",
      "quarter", "first",  "second", "st",    "nd"};
  return kJoints.contains(token.text);
}

class PeriodFinder {
 public:
  PeriodFinder(std::string_view folded, const std::vector<FundingToken>& tokens,
               const std::vector<bool>& taken)
      : folded_(folded), tokens_(tokens), taken_(taken) {}

  std::vector<PeriodText> find() {
    std::vector<PeriodText> found;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (core_length(i) == 0) continue;
      PeriodText period;
      period.first = first_of(i);
      period.last = last_of(i);
      read(period);
      i = period.last;
      if (!period.edtf.empty() || !period.flag.empty()) found.push_back(std::move(period));
    }
    return found;
  }

 private:
  bool free(std::size_t i) const { return i < tokens_.size() && !taken_[i]; }

  /// Tokens of one date from i on; 0: none.
  std::size_t core_length(std::size_t i) const {
    if (!free(i)) return 0;
    const FundingToken& token = tokens_[i];
    if (token.is_figure() && (is_year(token.text) || is_dotted_date(token.text))) return 1;
    if (token.is_word() && month_named(token.text) > 0 && near_figure(i)) return 1;
    if ((token.is("q") || token.is("h")) && i + 1 < tokens_.size() && tokens_[i + 1].is_figure() &&
        token.end == tokens_[i + 1].begin)
      return 2;
    return 0;
  }

  /// A month's name is one only beside a day or a year ("may", "mars").
  bool near_figure(std::size_t i) const {
    const auto figure = [&](std::size_t k) { return k < tokens_.size() && tokens_[k].is_figure(); };
    return figure(i + 1) || (i > 0 && figure(i - 1)) ||
           (i + 1 < tokens_.size() && tokens_[i + 1].is("-") && i + 2 < tokens_.size() &&
            month_named(tokens_[i + 2].text) > 0);
  }

  /// A day before a month, and what a range may hold: "1" of "1 May", "3" of "Q2-3".
  bool is_small_figure(std::size_t i) const {
    return free(i) && tokens_[i].is_figure() && tokens_[i].text.size() <= 2;
  }

  std::size_t first_of(std::size_t core) const {
    std::size_t first = core;
    for (std::size_t i = core; i-- > 0 && free(i);) {
      if (!is_joint(tokens_[i]) && !is_small_figure(i)) break;
      // A joint alone may belong to the words before it: "funding of", "and".
      if (tokens_[i].is("and") || tokens_[i].is(".")) break;
      first = i;
    }
    while (first < core &&
           (tokens_[first].is("-") || tokens_[first].is("/") || tokens_[first].is("of") ||
            tokens_[first].is("the") || tokens_[first].is("de") || tokens_[first].is("a") ||
            tokens_[first].is("en")))
      ++first;
    return first;
  }

  std::size_t last_of(std::size_t core) const {
    std::size_t last = core + core_length(core) - 1;
    for (std::size_t i = last + 1; free(i);) {
      const std::size_t length = core_length(i);
      if (length > 0) {
        last = i + length - 1;
        i = last + 1;
      } else if (is_joint(tokens_[i]) || is_small_figure(i)) {
        if (tokens_[i].is("onwards") || tokens_[i].is("onward") ||
            (is_small_figure(i) && i == last + 2 && tokens_[i - 1].is("-")))
          last = i;
        ++i;
      } else {
        break;
      }
    }
    return last;
  }

  void read(PeriodText& period) const {
    std::string phrase(folded_.substr(tokens_[period.first].begin,
                                      tokens_[period.last].end - tokens_[period.first].begin));
    if (phrase.starts_with("starting ")) phrase.replace(0, 8, "from");
    const plan::Timeline timeline = read_timeline(phrase);
    period.edtf = timeline.edtf;
    for (const std::string& flag : timeline.flags) {
      if (flag.starts_with("E:")) period.flag = flag;
    }
  }

  std::string_view folded_;
  const std::vector<FundingToken>& tokens_;
  const std::vector<bool>& taken_;
};

}  // namespace

std::vector<PeriodText> find_periods(std::string_view folded,
                                     const std::vector<FundingToken>& tokens,
                                     const std::vector<bool>& taken) {
  return PeriodFinder(folded, tokens, taken).find();
}

std::string period_after(std::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  const std::string_view end = slash == std::string_view::npos ? edtf : edtf.substr(slash + 1);
  int year = 0, month = 0, day = 0;
  const auto number = [&](std::size_t from, std::size_t size, int& value) {
    return end.size() >= from + size &&
           std::from_chars(end.data() + from, end.data() + from + size, value).ptr ==
               end.data() + from + size;
  };
  if (!number(0, 4, year)) return "";
  std::array<char, 32> next{};
  if (number(8, 2, day) && number(5, 2, month)) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::year(year) / month / day} + std::chrono::days(1)};
    std::snprintf(next.data(), next.size(), "%04d-%02u-%02u/..", int{date.year()},
                  unsigned{date.month()}, unsigned{date.day()});
  } else if (number(5, 2, month) && month < 12) {
    std::snprintf(next.data(), next.size(), "%04d-%02d/..", year, month + 1);
  } else {
    std::snprintf(next.data(), next.size(), "%04d/..", year + 1);
  }
  return next.data();
}

}  // namespace planmerge::normalize
