// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/dates.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "normalize/calendar.h"
#include "normalize/date_tokens.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

using Kind = DateToken::Kind;
using Tokens = std::vector<DateToken>;

constexpr int kFirstYear = 1950, kLastYear = 2099;  // others are misprints (conventions)

bool is_year(const DateToken& token) {
  return token.is(Kind::Number) && token.text.size() == 4 && token.value >= kFirstYear &&
         token.value <= kLastYear;
}

int roman_month(const std::string& word) {
  static const std::map<std::string, int> kRoman = {{"i", 1},  {"ii", 2}, {"iii", 3}, {"iv", 4},
                                                    {"v", 5},  {"vi", 6}, {"vii", 7}, {"viii", 8},
                                                    {"ix", 9}, {"x", 10}, {"xi", 11}, {"xii", 12}};
  const auto found = kRoman.find(word);
  return found == kRoman.end() ? 0 : found->second;
}

/// One date or the range that one word means ("Q2 2018").
struct Span {
  Date first, last;
  bool approximate = false, no_year = false;
  std::size_t end = 0;  // token after it
};

/// Reads dates at given tokens. Each read_ function gives a span or nothing.
class DateReader {
 public:
  DateReader(const Tokens& tokens, std::vector<std::string>& flags)
      : tokens_(tokens), flags_(flags) {}

  std::optional<Span> at(std::size_t i) {
    using Read = std::optional<Span> (DateReader::*)(std::size_t);
    static constexpr Read kReaders[] = {
        &DateReader::iso,     &DateReader::numeric,    &DateReader::day_month,
        &DateReader::quarter, &DateReader::half,       &DateReader::part_of_year,
        &DateReader::season,  &DateReader::month_year, &DateReader::year};
    for (const Read read : kReaders) {
      if (auto span = (this->*read)(i)) return span;
    }
    return std::nullopt;
  }

  void flag(const std::string& code) {
    if (std::find(flags_.begin(), flags_.end(), code) == flags_.end()) flags_.push_back(code);
  }

 private:
  const DateToken& token(std::size_t i) const {
    static const DateToken kNone;
    return i < tokens_.size() ? tokens_[i] : kNone;
  }
  bool number(std::size_t i, int low, int high) const {
    const DateToken& t = token(i);
    return t.is(Kind::Number) && t.text.size() <= 2 && t.value >= low && t.value <= high;
  }

  Span single(Date date, std::size_t end) {
    if (!exists(date)) flag("E:invalid_date");
    return {date, date, false, false, end};
  }

  /// A year of four digits, or of two where it closes a date.
  int year_at(std::size_t i, bool two_digits) {
    if (is_year(token(i))) return token(i).value;
    if (token(i).is(Kind::Number) && token(i).text.size() == 4) {
      flag("E:out_of_range");
      return kFirstYear;
    }
    if (!two_digits || !token(i).is(Kind::Number) || token(i).text.size() != 2) return 0;
    // Nobody dates a plan to the fifties of either century.
    if (token(i).value >= 50) flag("E:ambiguous_year");
    flag("W:two_digit_year");
    return 2000 + token(i).value;
  }

  std::optional<Span> iso(std::size_t i) {
    if (token(i).is(Kind::Number) && token(i).text.size() == 8) {
      const int value = token(i).value;
      const Date date{value / 10000, value / 100 % 100, value % 100};
      if (date.year < kFirstYear || date.year > kLastYear) return std::nullopt;
      return single(date, i + 1);
    }
    if (!is_year(token(i)) || !token(i + 1).is(Kind::Dash) || token(i + 1).blank_before)
      return std::nullopt;
    if (!token(i + 2).is(Kind::Number) || token(i + 2).text.size() != 2 ||
        !token(i + 3).is(Kind::Dash) || !token(i + 4).is(Kind::Number) ||
        token(i + 4).text.size() != 2)
      return std::nullopt;
    return single({token(i).value, token(i + 2).value, token(i + 4).value}, i + 5);
  }

  /// d.m.yyyy, d.m.yy, dd/mm/yyyy, d.XI.yyyy, mm.yyyy, mm/yyyy
  std::optional<Span> numeric(std::size_t i) {
    if (!token(i).is(Kind::Number) || token(i).text.size() > 2) return std::nullopt;
    const Kind separator = token(i + 1).kind;
    if (separator != Kind::Dot && separator != Kind::Slash && separator != Kind::Dash)
      return std::nullopt;
    const DateToken& second = token(i + 2);
    if (token(i + 1).blank_before || (separator == Kind::Dash && second.blank_before))
      return std::nullopt;
    if (separator != Kind::Dash && is_year(second) && token(i).value >= 1 && token(i).value <= 12)
      return single({second.value, token(i).value, 0}, skip_dot(i + 3));
    int month = second.is(Kind::Number) && second.text.size() <= 2 ? second.value : -1;
    if (second.is(Kind::Word) && separator == Kind::Dot) month = roman_month(second.text);
    if (month < 1 || token(i + 3).kind != separator) return std::nullopt;
    return with_year(i, separator, month);
  }

  std::optional<Span> with_year(std::size_t i, Kind separator, int month) {
    const bool dotted = separator == Kind::Dot;
    const int year = year_at(i + 4, dotted);
    if (year == 0) return std::nullopt;
    const int day = token(i).value;
    if (!dotted && day <= 12 && month <= 12 && day != month) flag("E:ambiguous_order");
    if (!dotted && month > 12 && day <= 12) {
      flag("W:us_order");
      return single({year, day, month}, i + 5);
    }
    return single({year, month, day}, dotted ? skip_dot(i + 5) : i + 5);
  }

  // "31.12.2019." ends with the dot of an ordinal in several languages.
  std::size_t skip_dot(std::size_t i) const {
    return token(i).is(Kind::Dot) && !token(i).blank_before ? i + 1 : i;
  }

  /// "4 December 2015", "5-7 June 2018", "28 Feb - 2 Mar 2018", "1-31.5.2018", "June 5, 2018"
  std::optional<Span> day_month(std::size_t i) {
    if (const int month = month_named(token(i).text);
        month > 0 && number(i + 1, 1, 31) && token(i + 2).is(Kind::Comma) && is_year(token(i + 3)))
      return single({token(i + 3).value, month, token(i + 1).value}, i + 4);
    if (!number(i, 1, 31)) return std::nullopt;
    std::size_t next = i + 1;
    if (token(next).is(Kind::Dot)) ++next;
    if (token(next).is(Kind::Dash) && number(next + 1, 1, 31)) return day_range(i, next + 1);
    if (token(next).is_word("of")) ++next;
    if (token(next).is(Kind::Dash) && month_named(token(next + 1).text) > 0) ++next;
    const int month = month_named(token(next).text);
    if (month == 0) return std::nullopt;
    ++next;
    if (token(next).is(Kind::Dot) || token(next).is(Kind::Comma)) ++next;
    if (token(next).is(Kind::Dash) && !token(next).blank_before && !month_after(next + 1)) ++next;
    if (const int year = year_at(next, true))
      return single({year, month, token(i).value}, next + 1);
    Span span = single({2000, month, token(i).value}, next);
    span.no_year = true;  // a later date of the range may give it
    return span;
  }

  /// "2 Mar" follows, so that the dash joins two days rather than day, month and year.
  bool month_after(std::size_t i) const {
    return number(i, 1, 31) && month_named(token(i + 1).text) > 0;
  }

  std::optional<Span> day_range(std::size_t first, std::size_t second) {
    std::optional<Span> last = numeric(second);
    if (!last) last = day_month(second);
    if (!last || last->first.day == 0) return std::nullopt;
    Span span = *last;
    span.first.day = token(first).value;
    if (!exists(span.first)) flag("E:invalid_date");
    if (span.first.day > span.last.day && span.last.day > 0) flag("E:reversed");
    return span;
  }

  std::optional<Span> quarter(std::size_t i) {
    static const std::map<std::string, int> kOrdinals = {
        {"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}, {"last", 4}};
    int first = 0, last = 0;
    std::size_t next = i;
    if (token(i).is_word("q") && number(i + 1, 1, 4)) {
      first = last = token(i + 1).value;
      next = i + 2;
      if (token(next).is(Kind::Dash)) {
        const std::size_t skip = token(next + 1).is_word("q") ? next + 2 : next + 1;
        if (number(skip, 1, 4) && !is_year(token(skip))) {
          last = token(skip).value;
          next = skip + 1;
        }
      }
    } else if (token(i + 1).is_word("quarter")) {
      const auto word = kOrdinals.find(token(i).text);
      first = last = number(i, 1, 4) ? token(i).value : word == kOrdinals.end() ? 0 : word->second;
      next = i + 2;
    }
    if (first == 0 || last < first) return std::nullopt;
    return months(3 * first - 2, 3 * last, next);
  }

  std::optional<Span> half(std::size_t i) {
    int half = 0;
    std::size_t next = i + 2;
    if (token(i).is_word("h") && number(i + 1, 1, 2)) half = token(i + 1).value;
    if (token(i + 1).is_word("half")) {
      half = token(i).is_word("first") ? 1 : token(i).is_word("second") ? 2 : 0;
      if (number(i, 1, 2)) half = token(i).value;
    }
    if (half == 0) return std::nullopt;
    return months(6 * half - 5, 6 * half, next);
  }

  std::optional<Span> months(int first, int last, std::size_t next) {
    while (token(next).is_word("of") || token(next).is(Kind::Comma) || token(next).is(Kind::Slash))
      ++next;
    if (!is_year(token(next))) return std::nullopt;
    const int year = token(next).value;
    return Span{{year, first, 0}, {year, last, 0}, false, false, next + 1};
  }

  std::optional<Span> part_of_year(std::size_t i) {
    static const std::map<std::string, std::pair<int, int>> kParts = {
        {"early", {1, 4}}, {"mid", {5, 8}}, {"middle", {5, 8}}, {"late", {9, 12}}};
    const auto part = kParts.find(token(i).text);
    if (part == kParts.end()) return std::nullopt;
    std::size_t next = i + 1;
    while (token(next).is(Kind::Dash) || token(next).is_word("of")) ++next;
    if (!is_year(token(next))) return std::nullopt;
    const int year = token(next).value;
    flag("W:approx");
    return Span{
        {year, part->second.first, 0}, {year, part->second.second, 0}, true, false, next + 1};
  }

  std::optional<Span> season(std::size_t i) {
    static const std::map<std::string, int> kSeasons = {
        {"spring", 21}, {"summer", 22}, {"autumn", 23}, {"fall", 23}, {"winter", 24}};
    const auto found = kSeasons.find(token(i).text);
    if (found == kSeasons.end()) return std::nullopt;
    const std::size_t next = token(i + 1).is_word("of") ? i + 2 : i + 1;
    if (!is_year(token(next))) return std::nullopt;
    return single({token(next).value, found->second, 0}, next + 1);
  }

  std::optional<Span> month_year(std::size_t i) {
    if (!token(i).is(Kind::Word)) return std::nullopt;
    const int month = month_named(token(i).text);
    if (month == 0) return std::nullopt;
    std::size_t next = i + 1;
    if (token(next).is(Kind::Dot) || token(next).is(Kind::Comma)) ++next;
    if ((token(next).is(Kind::Dash) || token(next).text == "'") && !token(next).blank_before) {
      const DateToken& year = token(next + 1);
      if (year.is(Kind::Number) && year.text.size() == 2 && !year.blank_before &&
          !month_follows(next + 2))
        return single({year_at(next + 1, true), month, 0}, next + 2);
    }
    if (const int year = year_at(next, false)) return single({year, month, 0}, next + 1);
    return month_before_range(month, next);
  }

  bool month_follows(std::size_t i) const { return month_named(token(i).text) > 0; }

  std::optional<Span> month_before_range(int month, std::size_t next) {
    const bool joined = token(next).is(Kind::Dash) || token(next).is(Kind::Slash) ||
                        token(next).is_word("to") || token(next).is_word("and") ||
                        token(next).is_word("until") || token(next).is_word("till");
    if (!joined || !month_follows(next + 1)) return std::nullopt;
    Span span{{2000, month, 0}, {2000, month, 0}, false, true, next};
    return span;
  }

  std::optional<Span> year(std::size_t i) {
    if (!is_year(token(i))) return std::nullopt;
    const Date date{token(i).value, 0, 0};
    const bool joined = (token(i + 1).is(Kind::Slash) || token(i + 1).is(Kind::Dash)) &&
                        token(i + 2).is(Kind::Number) && token(i + 2).text.size() == 2 &&
                        !token(i + 2).blank_before && !token(i + 3).is(Kind::Dot);
    if (joined &&
        token(i + 2).value ==
            (date.year + 1) % 100 + (token(i + 2).value - (date.year + 1) % 100) &&
        2000 + token(i + 2).value > date.year) {
      flag("W:two_digit_year");
      return Span{date, {2000 + token(i + 2).value, 0, 0}, false, false, i + 3};
    }
    return Span{date, date, false, false, i + 1};
  }

  const Tokens& tokens_;
  std::vector<std::string>& flags_;
};

/// An interval as found; an open side has no date.
struct Interval {
  std::optional<Date> first, last;
  bool approximate = false;
};

std::string print(const Interval& interval) {
  const std::string mark = interval.approximate ? "~" : "";
  if (!interval.first) return "/" + edtf(*interval.last) + mark;
  if (!interval.last) return edtf(*interval.first) + mark + "/..";
  if (*interval.first == *interval.last) return edtf(*interval.first) + mark;
  return edtf(*interval.first) + mark + "/" + edtf(*interval.last) + mark;
}

bool in(const DateToken& token, std::initializer_list<const char*> words) {
  return token.is(Kind::Word) && std::any_of(words.begin(), words.end(),
                                             [&](const char* word) { return token.text == word; });
}

/// The whole phrase: intervals from dates and the words that join or bound them.
class TimelineReader {
 public:
  explicit TimelineReader(std::string_view phrase)
      : tokens_(tokenize(phrase)), key_(key_of(phrase)) {}

  plan::Timeline read() {
    read_status();
    read_dates();
    finish();
    return std::move(result_);
  }

 private:
  const DateToken& token(std::size_t i) const {
    static const DateToken kNone;
    return i < tokens_.size() ? tokens_[i] : kNone;
  }
  void flag(const std::string& code) {
    if (std::find(result_.flags.begin(), result_.flags.end(), code) == result_.flags.end())
      result_.flags.push_back(code);
  }

  void read_status() {
    const std::string padded = " " + key_ + " ";
    std::size_t first_at = std::string::npos;
    std::set<std::string> found;
    std::string rest = padded;
    for (const auto& [phrase, status] : status_phrases()) {
      const std::size_t at = rest.find(" " + phrase + " ");
      if (at == std::string::npos) continue;
      std::fill_n(rest.begin() + static_cast<std::ptrdiff_t>(at + 1), phrase.size(), '#');
      found.insert(status);
      if (at < first_at) {
        first_at = at;
        result_.status = status;
        result_.printed_status = phrase;
      }
    }
    if (found.size() == 2 && found.contains("ongoing") && found.contains("planned") &&
        tokens_.size() <= 4) {
      result_.status = "none";
      flag("E:ambiguous");
    }
    if (padded.find(" tbc ") != std::string::npos || padded.find(" tbd ") != std::string::npos)
      flag("W:tbc");
    if (padded.find(" tentative") != std::string::npos) flag("W:tentative");
  }

  void read_dates() {
    DateReader reader(tokens_, result_.flags);
    for (std::size_t i = 0; i < tokens_.size();) {
      if (read_duration(i)) continue;
      std::optional<Span> span = reader.at(i);
      if (!span) {
        if (token(i).is(Kind::Number)) leftover_ = leftover_ || joined_number(i);
        alternatives_ =
            alternatives_ || (!intervals_.empty() && in(token(i), {"or", "oder", "ili"}));
        ++i;
        continue;
      }
      if (qualified(i)) flag("E:ambiguous");
      i = read_interval(reader, i, *span);
    }
  }

  /// From a first date to the end of its interval; gives the token after it.
  std::size_t read_interval(DateReader& reader, std::size_t begin, Span first) {
    Interval interval{first.first, first.last, first.approximate};
    bound(begin, interval);
    std::size_t next = first.end;
    while (token(next).is(Kind::Dot) || in(token(next), {"god", "godine", "goda", "year"})) ++next;
    const bool dash = token(next).is(Kind::Dash) || token(next).is(Kind::Slash);
    const bool word =
        in(token(next), {"to", "till", "until", "through", "bis", "do", "deri", "au"});
    const bool joins_months = first.no_year && in(token(next), {"and"});
    if (dash || word || joins_months) {
      std::size_t second_at = next + 1;
      while (in(token(second_at), {"end", "the", "of"})) ++second_at;
      if (auto second = reader.at(second_at)) {
        join(interval, first, *second);
        intervals_.push_back(interval);
        if (token(second->end).is(Kind::Dash) && token(second->end + 1).is(Kind::Number))
          flag("E:malformed");
        return second->end;
      }
      if (dash && token(next).is(Kind::Dash) && next + 1 >= closing(next + 1)) {
        interval.last.reset();
        if (!first.no_year && interval.first != first.last) flag("W:trailing_dash");
      }
    }
    if (first.no_year) {
      flag("W:year_missing");
      no_year_ = true;
    }
    if (in(token(next), {"onwards", "onward"})) interval.last.reset();
    intervals_.push_back(interval);
    return next;
  }

  /// Nothing but brackets and dots follows up to the end.
  std::size_t closing(std::size_t i) const {
    while (i < tokens_.size() && (token(i).is(Kind::Other) || token(i).is(Kind::Dot))) ++i;
    return i >= tokens_.size() ? tokens_.size() + 1 > i ? i : i : i + 2;
  }

  void join(Interval& interval, const Span& first, const Span& second) {
    if (second.no_year) flag("E:ambiguous_year");  // neither end says which year
    if (first.no_year) {
      interval.first->year = second.last.year;
      if (first_day(*interval.first) > last_day(second.last)) --interval.first->year;
      if (!exists(*interval.first)) flag("E:invalid_date");
    }
    if (!interval.first) interval.first = first.first;
    interval.last = second.last;
    interval.approximate = interval.approximate || second.approximate;
    if (first_day(*interval.first) > last_day(*interval.last)) flag("E:reversed");
  }

  void bound(std::size_t begin, Interval& interval) {
    std::size_t before = begin;
    while (before > 0 && in(token(before - 1), {"end", "the", "of", "in"})) --before;
    if (before == 0) return;
    const DateToken& word = token(before - 1);
    const bool than = before >= 2 && word.is_word("than") && token(before - 2).is_word("later");
    if (in(word, {"until", "till", "by", "bis", "deri", "do"}) || than) {
      interval.first.reset();
    } else if (in(word, {"from", "since", "starting", "ab", "seit", "od", "nga", "dal"}) ||
               (word.is_word("as") && token(before).is_word("of"))) {
      interval.last.reset();
    } else if (word.is_word("before") || (word.is_word("after"))) {
      flag("E:relative");  // exclusive bounds: refused rather than guessed
    }
  }

  /// "24 months", "2 years", "6 weeks"
  bool read_duration(std::size_t& i) {
    static const std::map<std::string, const char*> kUnits = {
        {"month", "M"}, {"months", "M"}, {"year", "Y"}, {"years", "Y"},
        {"week", "W"},  {"weeks", "W"},  {"day", "D"},  {"days", "D"}};
    if (!token(i).is(Kind::Number) || token(i).text.size() > 2) return false;
    std::size_t unit_at = i + 1;
    if (token(unit_at).is(Kind::Dash)) ++unit_at;
    const auto unit = kUnits.find(token(unit_at).text);
    if (unit == kUnits.end()) return false;
    if (result_.duration.empty())
      result_.duration = "P" + std::to_string(token(i).value) + unit->second;
    i = unit_at + 1;
    return true;
  }

  void finish() {
    const bool refused = result_.refused();
    // A number that is part of no date may be half of one: nothing is guessed.
    if (!refused && leftover_ && !intervals_.empty()) flag("E:malformed");
    if (!refused && alternatives_ && intervals_.size() > 1) flag("E:ambiguous");
    if (intervals_.empty()) {
      if (!result_.duration.empty()) flag("W:no_anchor");
      return;
    }
    if (result_.refused()) return;
    if (no_year_) return print_without_year();
    merge_years();
    derive_end();
    if (intervals_.size() == 1) {
      result_.edtf = print(intervals_[0]);
      return;
    }
    print_set();
  }

  /// A number that stands against a dot, slash or dash is half of a date that was not understood.
  bool joined_number(std::size_t i) const {
    const auto joins = [&](std::size_t k) {
      return token(k).is(Kind::Dot) || token(k).is(Kind::Slash) || token(k).is(Kind::Dash);
    };
    const bool before =
        i > 0 && joins(i - 1) && !token(i).blank_before && i >= 2 && token(i - 2).is(Kind::Number);
    const bool after = joins(i + 1) && !token(i + 1).blank_before && !token(i + 2).blank_before &&
                       (token(i + 2).is(Kind::Number) || token(i + 2).is(Kind::Word));
    return before || after;
  }

  /// A word that changes what the date after it means, and that the grammar does not know.
  bool qualified(std::size_t begin) const {
    for (std::size_t back = 1; back <= 3 && back <= begin; ++back) {
      const DateToken& word = token(begin - back);
      if (in(word,
             {"week",     "kvartal",  "kvartali",    "cetrtletje", "quartal",  "trimestre",
              "halbjahr", "semestre", "polugodiste", "krajem",     "pocetkom", "sredinom",
              "ende",     "anfang",   "mitte",       "debut",      "approx",   "approximately",
              "circa",    "around",   "about",       "possibly",   "early",    "mid",
              "late",     "half",     "h",           "s",          "q",        "qi",
              "qii",      "qiii",     "qiv"}))
        return true;
      // "end of 2026" alone is a time; after "by" or "until" it is the end.
      const bool bounded =
          begin > back && in(token(begin - back - 1),
                             {"by", "until", "till", "the", "to", "before", "do", "deri", "in"});
      if (in(word, {"end", "kraja", "fund", "fine", "fin"}) && !bounded && back <= 2) return true;
      if (!word.is(Kind::Word) && !word.is(Kind::Number) && word.text != "," && word.text != ".")
        break;
    }
    const std::size_t next = begin + 1;
    return token(begin).text.size() == 4 &&
           (token(next).is_word("q") ||
            (token(next).is(Kind::Dash) && token(next + 1).is_word("q")));
  }

  /// "2018, 2019 and 2020": years that follow one another are one interval.
  void merge_years() {
    std::vector<Interval> merged;
    for (const Interval& interval : intervals_) {
      const bool plain = interval.first && interval.last;
      if (!merged.empty() && plain && merged.back().first && merged.back().last &&
          interval.first->month == 0 && merged.back().last->month == 0 &&
          interval.first->year == merged.back().last->year + 1) {
        merged.back().last = interval.last;
        continue;
      }
      const bool repeated = std::any_of(merged.begin(), merged.end(), [&](const Interval& other) {
        return other.first == interval.first && other.last == interval.last;
      });
      if (!repeated) merged.push_back(interval);
    }
    intervals_ = std::move(merged);
  }

  void derive_end() {
    if (result_.duration.empty() || intervals_.size() != 1 || !intervals_[0].first) return;
    Interval& interval = intervals_[0];
    if (interval.first->month == 0 || interval.first->is_season()) return;
    if (interval.last && !(*interval.last == *interval.first)) return;
    const int count = std::stoi(result_.duration.substr(1));
    const char unit = result_.duration.back();
    const int months = unit == 'M' ? count : unit == 'Y' ? 12 * count : 0;
    const int days = unit == 'W' ? 7 * count : unit == 'D' ? count : 0;
    if (months == 0 && interval.first->day == 0) return;
    interval.last = end_of(*interval.first, months, days);
    flag("W:derived_end");
  }

  /// The year is left open (EDTF level 1): a later stage may know it, this one may not.
  void print_without_year() {
    if (intervals_.size() != 1 || !intervals_[0].first || !intervals_[0].last) {
      flag("E:ambiguous_year");
      return;
    }
    const auto open = [](const Date& date) { return "XXXX" + edtf(date).substr(4); };
    const Interval& interval = intervals_[0];
    result_.edtf = open(*interval.first);
    if (!(*interval.first == *interval.last)) result_.edtf += "/" + open(*interval.last);
  }

  void print_set() {
    std::string members;
    for (const Interval& interval : intervals_) {
      if (!interval.first || !interval.last) {  // a set has no open members in EDTF level 2
        flag("E:ambiguous");
        return;
      }
      if (!members.empty()) members += ',';
      members += edtf(*interval.first);
      if (!(*interval.first == *interval.last)) members += ".." + edtf(*interval.last);
    }
    result_.edtf = "{" + members + "}";
  }

  Tokens tokens_;
  std::string key_;
  plan::Timeline result_;
  std::vector<Interval> intervals_;
  bool no_year_ = false, leftover_ = false, alternatives_ = false;
};

}  // namespace

plan::Timeline read_timeline(std::string_view phrase) {
  return TimelineReader(phrase).read();
}

}  // namespace planmerge::normalize
