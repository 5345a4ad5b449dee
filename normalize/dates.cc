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
#include "normalize/edtf.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

using Kind = DateToken::Kind;
using Tokens = std::vector<DateToken>;

/// An interval as found; an open side has no date.
struct Interval {
  std::optional<Date> first, last;
  bool approximate = false, uncertain = false, no_year = false;
  bool starts = false, ends = false;  // named so: "start: …", "end: …"
};

std::string print(const Interval& interval) {
  const std::string mark = interval.approximate ? "~" : interval.uncertain ? "?" : "";
  if (!interval.first) return "/" + edtf(*interval.last) + mark;
  if (!interval.last) return edtf(*interval.first) + mark + "/..";
  if (*interval.first == *interval.last) return edtf(*interval.first) + mark;
  return edtf(*interval.first) + mark + "/" + edtf(*interval.last) + mark;
}

bool in(const DateToken& token, std::initializer_list<const char*> words) {
  return token.is(Kind::Word) && std::any_of(words.begin(), words.end(),
                                             [&](const char* word) { return token.text == word; });
}

const PhraseIndex& recurrence_phrases() {
  static const PhraseIndex kPhrases = [] {
    PhraseIndex index;
    for (const auto& [phrase, duration] :
         std::initializer_list<std::pair<const char*, const char*>>{
             {"semi annual*", "P6M"},
             {"semi annually", "P6M"},
             {"semiannual", "P6M"},
             {"semiannually", "P6M"},
             {"half yearly", "P6M"},
             {"twice a year", "P6M"},
             {"twice per year", "P6M"},
             {"twice yearly", "P6M"},
             {"halbjahrlich", "P6M"},
             {"semestriel", "P6M"},
             {"polugodisnje", "P6M"},
             {"annually", "P1Y"},
             {"yearly", "P1Y"},
             {"every year", "P1Y"},
             {"once a year", "P1Y"},
             {"each year", "P1Y"},
             {"per annum", "P1Y"},
             {"jahrlich", "P1Y"},
             {"annuellement", "P1Y"},
             {"godisnje", "P1Y"},
             {"cdo vit", "P1Y"},
             {"sekoja godina", "P1Y"},
             {"quarterly", "P3M"},
             {"every quarter", "P3M"},
             {"vierteljahrlich", "P3M"},
             {"trimestriel", "P3M"},
             {"kvartalno", "P3M"},
             {"monthly", "P1M"},
             {"every month", "P1M"},
             {"monatlich", "P1M"},
             {"mensuel", "P1M"},
             {"mensuellement", "P1M"},
             {"mjesecno", "P1M"},
             {"mesecno", "P1M"},
             {"weekly", "P1W"},
             {"every week", "P1W"},
             {"wochentlich", "P1W"},
             {"daily", "P1D"},
             {"biennial", "P2Y"},
             // These say one of two things and are flagged elsewhere.
             {"bi annual*", ""},
             {"bi annually", ""},
             {"bi monthly", ""},
             {"bi weekly", ""}})
      index.add(phrase, duration);
    return index;
  }();
  return kPhrases;
}

/// ISO 8601 duration between repetitions, of folded words; empty: none is said.
std::string recurrence_in(const std::string& key) {
  for (const PhraseIndex::Found& phrase : recurrence_phrases().find(key)) return *phrase.meaning;
  const std::vector<std::string> words = split(key, ' ');
  const auto count_of = [](const std::string& word) {
    if (word.size() <= 2 && !word.empty() && word.find_first_not_of("0123456789") == word.npos)
      return std::stoi(word);
    return number_named(word);
  };
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const int count = count_of(words[i + 1]);
    const std::string& unit = date_word(words[i + 2]);
    if (words[i] == "every" && count > 0 && (unit == "year" || unit == "month" || unit == "week"))
      return "P" + std::to_string(count) + (unit == "year" ? "Y" : unit == "month" ? "M" : "W");
  }
  // "at least two reports per year"
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if ((words[i] != "per" && words[i] != "a") || date_word(words[i + 1]) != "year") continue;
    for (std::size_t k = i; k-- > 0;) {
      const int count = count_of(words[k]);
      if (count == 1) return "P1Y";
      if (count > 1 && 12 % count == 0) return "P" + std::to_string(12 / count) + "M";
    }
  }
  return "";
}

/// The whole phrase: intervals from dates and the words that join or bound them.
class TimelineReader {
 public:
  explicit TimelineReader(std::string_view phrase)
      : tokens_(tokenize(phrase)), key_(key_of(phrase)) {
    // Brackets around a phrase, or at its end, say nothing.
    const auto bracket = [](const DateToken& token) {
      return token.text == "(" || token.text == ")" || token.text == "[" || token.text == "]";
    };
    while (!tokens_.empty() && bracket(tokens_.back())) tokens_.pop_back();
    const auto first = std::find_if_not(tokens_.begin(), tokens_.end(), bracket);
    tokens_.erase(tokens_.begin(), first);
  }

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

  /// "not yet started" is planned, "to be completed" too; what "not completed" is instead nobody
  /// says, so it is withheld.
  std::string modified(const std::string& status, StatusModifier::Kind kind) {
    using enum StatusModifier::Kind;
    const bool moves = status == "completed" || status == "initiated" || status == "ongoing";
    switch (kind) {
      case None: break;
      case Not:
        if (status == "initiated") return "planned";
        flag("E:ambiguous");
        return "none";
      case Future: return moves ? "planned" : status;
      case Part: return status == "completed" ? "ongoing" : status;
    }
    return status;
  }

  void read_status() {
    const std::string padded = " " + key_ + " ";
    std::set<std::string_view> found;
    for (const PhraseIndex::Found& phrase : status_phrases().find(key_)) {
      if (!found.empty()) {
        found.insert(*phrase.meaning);
        continue;
      }
      const StatusModifier modifier =
          status_modifier(std::string_view(key_).substr(0, phrase.begin));
      result_.status = modified(*phrase.meaning, modifier.kind);
      result_.printed_status =
          key_.substr(phrase.begin - modifier.length, modifier.length) + *phrase.phrase;
      found.insert(modifier.length > 0 ? std::string_view() : std::string_view(*phrase.meaning));
    }
    if (found.size() == 2 && found.contains("ongoing") && found.contains("planned") &&
        tokens_.size() <= 4) {
      result_.status = "none";
      flag("E:ambiguous");
    }
    if (padded.find(" tbc ") != std::string::npos || padded.find(" tbd ") != std::string::npos)
      flag("W:tbc");
    if (padded.find(" tentative") != std::string::npos) flag("W:tentative");
    result_.recurrence = recurrence_in(key_);
    for (const char* word :
         {" bi annual", " biannual", " bi monthly", " bimonthly", " bi weekly", " biweekly"}) {
      if (padded.find(word) != std::string::npos) flag("W:recurrence_ambiguous");
    }
  }

  void read_dates() {
    DateReader reader(tokens_, result_.flags);
    for (std::size_t i = 0; i < tokens_.size();) {
      if (read_duration(i) || skip_other_number(i)) continue;
      if (is_misprint(i)) flag("E:malformed");
      moved_ = moved_ || token(i).is_word("moved") || is_old_date(i);
      std::optional<DateSpan> span = reader.at(i);
      if (!span) {
        if (token(i).is(Kind::Number)) leftover_ = leftover_ || joined_number(i);
        alternatives_ = alternatives_ || (!intervals_.empty() && token(i).is_word("or"));
        ++i;
        continue;
      }
      check_weekday(i, *span);
      ++dates_;
      i = read_interval(reader, i, *span);
    }
  }

  /// A telephone number, or a year that belongs to a name ("IPA II 2014").
  bool skip_other_number(std::size_t& i) const {
    if (token(i).text == "+" && token(i + 1).is(Kind::Number)) {
      ++i;
      while (token(i).is(Kind::Number) || token(i).is(Kind::Dash) || token(i).is(Kind::Slash)) ++i;
      return true;
    }
    const bool year = token(i).is(Kind::Number) && token(i).text.size() == 4;
    // A standard's number: "ISO 9001:2015".
    if (year && token(i + 1).text == ":" && token(i + 2).is(Kind::Number) &&
        !token(i + 1).blank_before && !token(i + 2).blank_before) {
      i += 3;
      return true;
    }
    if (!year || i < 2 || !token(i - 1).is(Kind::Word) || !token(i - 2).is(Kind::Word))
      return false;
    static const std::set<std::string, std::less<>> kRoman = {"ii", "iii", "iv", "vi", "vii"};
    static const std::set<std::string, std::less<>> kCounted = {
        "phase", "part", "component", "stage", "round", "q", "quarter", "half", "lot", "faza"};
    if (!kRoman.contains(token(i - 1).raw) || kCounted.contains(token(i - 2).raw)) return false;
    ++i;
    return true;
  }

  /// "postponed from 2019": the date that follows no longer holds.
  bool is_old_date(std::size_t i) const {
    const std::string& printed = result_.printed_status;
    return token(i).is_word("from") && i > 0 && result_.status == "postponed" &&
           !token(i - 1).raw.empty() && printed.ends_with(token(i - 1).raw);
  }

  /// Letters for digits ("l.1.2018", "20I8"), or a month that is none ("Janvember").
  bool is_misprint(std::size_t i) const {
    const auto letter = [&](std::size_t k) {
      const std::string& raw = token(k).raw;
      return raw == "l" || raw == "i" || raw == "o" || raw == "lo" || raw == "ol";
    };
    const auto glued = [&](std::size_t k) { return !token(k).blank_before; };
    if (letter(i) && token(i + 1).is(Kind::Dot) && glued(i + 1) && token(i + 2).is(Kind::Number) &&
        glued(i + 2) && token(i + 3).is(Kind::Dot))
      return true;
    // "2031 Q5"; "II/2031" and "II.2031", which is February to some and a quarter to others.
    if (token(i).raw == "q" && i > 0 && token(i - 1).is(Kind::Number) &&
        token(i + 1).is(Kind::Number) &&
        (token(i + 1).text.size() != 1 || token(i + 1).text[0] < '1' || token(i + 1).text[0] > '4'))
      return true;
    static const std::set<std::string, std::less<>> kRoman = {
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};
    if (kRoman.contains(token(i).raw) && (i == 0 || !token(i - 1).is(Kind::Word)) &&
        (token(i + 1).is(Kind::Slash) || token(i + 1).is(Kind::Dot)) &&
        token(i + 2).is(Kind::Number) && token(i + 2).text.size() == 4)
      return true;
    // A month with an ending that we do not know is no month left out: "maju 2021".
    const std::string& form = token(i).raw;
    if (token(i).is(Kind::Word) && form.size() >= 4 && token(i).text == form &&
        month_named(form) == 0 && month_named(form.substr(0, form.size() - 1)) > 0 &&
        token(i + 1).is(Kind::Number) && token(i + 1).text.size() == 4)
      return true;
    if (!token(i).is(Kind::Number)) return false;
    if (letter(i + 1) && glued(i + 1) && token(i + 2).is(Kind::Number) && glued(i + 2)) return true;
    if (letter(i + 1) && glued(i + 1) && (token(i + 2).is(Kind::Dot) || i + 2 == tokens_.size()))
      return true;
    const std::string& word = token(i + 1).raw;
    const bool dated =
        token(i).text.size() <= 2 && token(i + 2).is(Kind::Number) && token(i + 2).text.size() == 4;
    return dated && word.size() >= 5 && token(i + 1).text == word && month_named(word) == 0 &&
           month_named(word.substr(0, 3)) > 0;
  }

  void check_weekday(std::size_t begin, const DateSpan& span) {
    static const std::map<std::string, int, std::less<>> kDays = {
        {"monday", 0}, {"tuesday", 1},  {"wednesday", 2}, {"thursday", 3},
        {"friday", 4}, {"saturday", 5}, {"sunday", 6}};
    std::size_t before = begin;
    while (before > 0 && (token(before - 1).is(Kind::Comma) || token(before - 1).is(Kind::Dot)))
      --before;
    if (before == 0 || span.no_year || span.first.day == 0 || !exists(span.first)) return;
    const auto day = kDays.find(token(before - 1).text);
    if (day != kDays.end() && weekday(span.first) != day->second) flag("E:inconsistent");
  }

  /// From a first date to the end of its interval; gives the token after it.
  std::size_t read_interval(DateReader& reader, std::size_t begin, DateSpan first) {
    Interval interval{first.first, first.last, first.approximate};
    interval.no_year = first.no_year;
    bound(begin, interval, first);
    std::size_t next = first.end;
    while (token(next).is(Kind::Dot)) ++next;
    const bool dash = token(next).is(Kind::Dash) || token(next).is(Kind::Slash);
    const bool word = in(token(next), {"to", "until"});
    const bool joins_months = first.no_year && in(token(next), {"and"});
    const bool between =
        begin > 0 && token(begin - 1).is_word("between") && in(token(next), {"and"});
    if (dash || word || joins_months || between) {
      auto second = reader.at(next + 1);
      // "July and September" are two months, "July and August" one time.
      if (second && joins_months && !between && second->first.month != interval.last->month + 1)
        second.reset();
      if (second) {
        ++dates_;
        join(interval, first, *second);
        next = second->end;
        if (token(next).is(Kind::Dash) && token(next + 1).is(Kind::Number)) flag("E:malformed");
        next = join_further(reader, interval, first, *second, next);
        if (token(next).is(Kind::Dash) && next + 1 >= tokens_.size()) flag("W:trailing_dash");
        intervals_.push_back(interval);
        return next;
      }
      if (dash && token(next).is(Kind::Dash) && next + 1 >= tokens_.size()) {
        interval.last.reset();
        if (!first.no_year && interval.first != first.last) flag("W:trailing_dash");
      }
    }
    if (in(token(next), {"onwards"})) interval.last.reset();
    intervals_.push_back(interval);
    return next;
  }

  /// "June/July 2018 to April 2019": the range begins somewhere in the first two months.
  std::size_t join_further(DateReader& reader, Interval& interval, const DateSpan& first,
                           const DateSpan& second, std::size_t next) {
    const bool slash = token(first.end).is(Kind::Slash);
    if (!slash || !first.no_year || !in(token(next), {"to", "until", "and"})) return next;
    const auto third = reader.at(next + 1);
    if (!third || third->no_year || second.no_year) return next;
    flag("W:approx");
    approximate_first_ = true;
    interval.last = third->last;
    if (first_day(*interval.first) > last_day(*interval.last)) flag("E:reversed");
    return third->end;
  }

  void join(Interval& interval, const DateSpan& first, const DateSpan& second) {
    interval.no_year = second.no_year;
    if (first.no_year && !second.no_year) {
      interval.first->year = second.last.year;
      if (first_day(*interval.first) > last_day(second.last)) --interval.first->year;
      if (!exists(*interval.first)) flag("E:invalid_date");
    }
    if (!interval.first) interval.first = first.first;
    interval.last = second.last;
    if (second.is_end_part) {
      interval.last = end_of_part(second);
    } else {
      interval.approximate = interval.approximate || second.approximate;
    }
    if (!second.no_year && first_day(*interval.first) > last_day(*interval.last))
      flag("E:reversed");
  }

  /// "end of 2018" as the end of an interval is 31 December, and no longer approximate.
  Date end_of_part(const DateSpan& part) {
    ++exact_ends_;
    Date end = part.last;
    if (end.day == 0) end.day = days_in(end.year, end.month);
    return end;
  }

  /// Words before a date that bound it or say how sure it is.
  void bound(std::size_t begin, Interval& interval, const DateSpan& span) {
    std::size_t before = begin;
    const auto previous = [&]() -> const DateToken& { return token(before - 1); };
    while (before > 0) {
      if (previous().is_word("approx") || previous().is_word("possibly")) {
        const bool approx = previous().is_word("approx");
        (approx ? interval.approximate : interval.uncertain) = true;
        flag(approx ? "W:approx" : "W:tentative");
      } else if (!in(previous(), {"in", "date"}) && !previous().is(Kind::Dot) &&
                 previous().text != ":") {
        break;
      }
      --before;
    }
    if (before == 0) return;
    const DateToken& word = previous();
    if (word.is_word("start")) interval.starts = true;
    if (word.is_word("end")) interval.ends = true;
    const bool than =
        before >= 2 && word.is_word("than") && in(token(before - 2), {"later", "late"});
    const bool negated = before >= 2 && in(token(before - 2), {"not", "no", "nicht", "pas", "non"});
    const bool bounded_end = word.is_word("before") && span.is_end_part && !negated;
    if (negated && word.is_word("before")) {
      interval.last.reset();  // "not before 2023"
    } else if (in(word, {"until", "by"}) || than || bounded_end) {
      interval.first.reset();
      if (!span.is_end_part) return;
      interval.last = end_of_part(span);
      interval.approximate = false;
    } else if (word.is_word("from") || word.is_word("as")) {
      interval.last.reset();
    } else if (word.is_word("before") && !span.no_year && exists(span.first)) {
      interval.first.reset();
      interval.last = just_before(span.first);
    } else if (word.is_word("after") && !span.no_year && exists(span.last)) {
      interval.first = just_after(span.last);
      interval.last.reset();
    }
  }

  /// "24 months", "2 years", "6 weeks", "two-day"
  bool read_duration(std::size_t& i) {
    static const std::map<std::string, char, std::less<>> kUnits = {
        {"month", 'M'}, {"year", 'Y'}, {"week", 'W'}, {"day", 'D'}};
    const bool digits = token(i).is(Kind::Number) && token(i).text.size() <= 2;
    const int count = digits                    ? token(i).value
                      : token(i).is(Kind::Word) ? number_named(token(i).raw)
                                                : 0;
    if (count <= 0) return false;
    std::size_t unit_at = i + 1;
    if (token(unit_at).is(Kind::Dash)) ++unit_at;
    if (token(unit_at).is_word("and") && token(unit_at + 1).is(Kind::Dash)) {
      // "two-and-a-half day": no whole number of days.
      while (unit_at < tokens_.size() && !kUnits.contains(token(unit_at).text) &&
             !token(unit_at).is(Kind::Number))
        ++unit_at;
      if (!kUnits.contains(token(unit_at).text)) return false;
      flag("W:no_anchor");
      if (token(unit_at).is_word("day") && result_.duration.empty())
        result_.duration = "P" + std::to_string(count) + "DT12H";
      i = unit_at + 1;
      return true;
    }
    const auto unit = kUnits.find(token(unit_at).text);
    if (unit == kUnits.end()) return false;
    if (result_.duration.empty())
      result_.duration = "P" + std::to_string(count) + std::string(1, unit->second);
    i = unit_at + 1;
    return true;
  }

  void finish() {
    give_years();
    if (!result_.recurrence.empty() && intervals_.empty()) result_.duration.clear();
    const bool refused = result_.refused();
    // A number that is part of no date may be half of one: nothing is guessed.
    if (!refused && leftover_ && !intervals_.empty()) flag("E:malformed");
    if (!refused && moved_ && dates_ > 1) flag("E:ambiguous");
    if (!refused && alternatives_ && intervals_.size() > 1) flag("E:ambiguous");
    if (intervals_.empty()) return finish_without_date();
    if (result_.refused()) return;
    if (no_year_) return print_without_year();
    if (exact_ends_ > 0 &&
        std::none_of(intervals_.begin(), intervals_.end(),
                     [](const Interval& i) { return i.approximate; }) &&
        !approximate_first_)
      std::erase(result_.flags, "W:approx");
    join_labelled();
    merge_years();
    derive_end();
    if (intervals_.size() == 1) {
      result_.edtf = print(intervals_[0]);
      if (approximate_first_) result_.edtf.insert(result_.edtf.find('/'), "~");
      return;
    }
    print_set();
  }

  void finish_without_date() {
    const std::string padded = " " + key_ + " ";
    const bool repeated = !result_.recurrence.empty();
    if ((!result_.duration.empty() && !repeated) ||
        padded.find(" further notice ") != std::string::npos)
      flag("W:no_anchor");
    if (result_.refused()) return;
    const bool few = tokens_.size() <= 4;
    if (few && std::any_of(tokens_.begin(), tokens_.end(),
                           [](const DateToken& t) { return t.apostrophe; }))
      return flag("E:ambiguous_year");
    if (tokens_.size() == 3 && token(0).is(Kind::Number) && token(0).text.size() == 2 &&
        (token(1).is(Kind::Dash) || token(1).is(Kind::Slash)) && token(2).is(Kind::Number) &&
        token(2).text.size() == 2)
      return flag("E:ambiguous");
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool unit = in(token(i + 1), {"year", "month", "week", "quarter", "half", "spring",
                                          "summer", "autumn", "winter"});
      if (token(i).is_word("tomorrow") || token(i).is_word("upon") ||
          (in(token(i), {"next", "this"}) && unit))
        return flag("E:relative");
    }
  }

  /// Dates without a year take that of the date they are listed with: "January and May 2018".
  void give_years() {
    for (std::size_t i = intervals_.size(); i-- > 0;) {
      Interval& interval = intervals_[i];
      if (!interval.no_year) continue;
      const bool known = i + 1 < intervals_.size() && !intervals_[i + 1].no_year &&
                         (intervals_[i + 1].first || intervals_[i + 1].last);
      if (known) {
        const Date& other =
            intervals_[i + 1].first ? *intervals_[i + 1].first : *intervals_[i + 1].last;
        for (std::optional<Date>* side : {&interval.first, &interval.last}) {
          if (!*side) continue;
          (*side)->year = other.year;
          if (!exists(**side)) flag("E:invalid_date");
        }
        interval.no_year = false;
        if (interval.first && interval.last &&
            first_day(*interval.first) > last_day(*interval.last))
          flag("E:reversed");
      } else if (interval.first && interval.last && !(*interval.first == *interval.last) &&
                 interval.first->day == 0) {
        flag("E:ambiguous_year");
      } else {
        flag("W:year_missing");
        no_year_ = true;
      }
    }
  }

  /// "Planned start: 1.6.2018; planned end: 31.5.2020"
  void join_labelled() {
    if (intervals_.size() != 2) return;
    Interval& one = intervals_[0];
    const Interval& two = intervals_[1];
    if (!one.starts || !two.ends || !one.first || !two.last) return;
    one.last = two.last;
    if (first_day(*one.first) > last_day(*one.last)) flag("E:reversed");
    intervals_.pop_back();
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
    if (interval.ends && interval.last) return derive_start(interval);
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

  /// "end 31 March 2020, duration 24 months"
  void derive_start(Interval& interval) {
    const int count = std::stoi(result_.duration.substr(1));
    const char unit = result_.duration.back();
    const int months = unit == 'M' ? count : unit == 'Y' ? 12 * count : 0;
    const Date end = *interval.last;
    if (months == 0 || end.month == 0 || end.is_season()) return;
    const Date after = just_after(end);
    const int first = 12 * after.year + after.month - 1 - months;
    Date start{first / 12, first % 12 + 1, after.day};
    start.day = std::min(start.day, days_in(start.year, start.month));
    interval.first = start;
    flag("W:derived_start");
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
  std::size_t dates_ = 0;  // read, in however many intervals
  bool moved_ = false;     // one date is said to have taken the place of another
  bool no_year_ = false, leftover_ = false, alternatives_ = false, approximate_first_ = false;
  int exact_ends_ = 0;
};

}  // namespace

plan::Timeline read_timeline(std::string_view phrase) {
  std::string_view bare = phrase;
  while (!bare.empty() && bare.front() == ' ') bare.remove_prefix(1);
  while (!bare.empty() && bare.back() == ' ') bare.remove_suffix(1);
  if (std::optional<EdtfPhrase> known = read_edtf(bare)) {
    plan::Timeline timeline;
    timeline.edtf = std::move(known->edtf);
    timeline.flags = std::move(known->flags);
    return timeline;
  }
  return TimelineReader(phrase).read();
}

}  // namespace planmerge::normalize
