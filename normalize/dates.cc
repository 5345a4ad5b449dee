// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/dates.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "normalize/calendar.h"
#include "normalize/date_reader.h"
#include "normalize/date_tokens.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

using Kind = DateToken::Kind;
using Tokens = std::vector<DateToken>;

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
      std::optional<DateSpan> span = reader.at(i);
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
  std::size_t read_interval(DateReader& reader, std::size_t begin, DateSpan first) {
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
      if (dash && token(next).is(Kind::Dash) && next + 1 >= tokens_.size()) {
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

  void join(Interval& interval, const DateSpan& first, const DateSpan& second) {
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
