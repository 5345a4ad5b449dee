// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/organisations.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "normalize/data.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

// Typing errors are forgiven by length: short names are too near to one another.
constexpr std::size_t kOneErrorFrom = 6, kTwoErrorsFrom = 11;
constexpr std::size_t kLongCountry = 9;  // no two countries with longer names are one letter apart

/// A word of the phrase with its bytes, and what stands before it.
struct Word {
  std::string key, printed;
  std::size_t begin = 0, end = 0;
  bool after_separator = true, before_separator = true;  // , ; / & ( ) newline
  bool after_strong = true;                              // ; | newline bullet, which end a list
  bool before_colon = false, after_hyphen = false;
  int depth = 0;  // inside brackets
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Superscript figures are marks of notes: "IOM¹".
std::size_t note_mark(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {"¹", "²", "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "§", "†"}) {
    if (text.compare(at, mark.size(), mark) == 0) return mark.size();
  }
  return 0;
}

/// Bytes of a blank, dash or quotation mark beyond ASCII, which parts words as ' ' and '-' do.
std::size_t wide_mark(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t k) {
    return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : 0U;
  };
  if (byte(0) == 0xC2 && byte(1) == 0xA0) return 2;  // no-break space
  if (byte(0) == 0xE2 && byte(1) == 0x80) {
    const unsigned last = byte(2);
    const bool blank = last <= 0x8A || last == 0xAF, dash = last >= 0x90 && last <= 0x95;
    if (blank || dash || (last >= 0x98 && last <= 0x9F)) return 3;
  }
  if (byte(0) == 0xE2 && byte(1) == 0x88 && byte(2) == 0x92) return 3;  // minus sign
  return byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
}

/// Zero-width characters; inside a word they are dropped by folding.
std::size_t zero_width(std::string_view text, std::size_t at) {
  if (text.compare(at, 3, "\xEF\xBB\xBF") == 0) return 3;
  const bool general = text.compare(at, 2, "\xE2\x80") == 0 && at + 2 < text.size();
  const auto last = general ? static_cast<unsigned char>(text[at + 2]) : 0U;
  if (last >= 0x8B && last <= 0x8F) return 3;
  return text.compare(at, 3, "\xE2\x81\xA0") == 0 ? 3 : 0;
}

bool is_dash(std::string_view text, std::size_t end) {
  if (end > 0 && text[end - 1] == '-') return true;
  if (end < 3) return false;
  const std::size_t at = end - 3;
  return wide_mark(text, at) == 3 && text.compare(at, 2, "\xE2\x80") == 0 &&
         static_cast<unsigned char>(text[at + 2]) >= 0x90 &&
         static_cast<unsigned char>(text[at + 2]) <= 0x95;
}

bool is_bullet(std::string_view text, std::size_t at) {
  return text.compare(at, 3, "•") == 0 || text.compare(at, 3, "▪") == 0;
}

/// What a scanner reads for a capital I or O inside an acronym: "GlZ", "UN0DC".
std::string without_look_alikes(std::string word) {
  constexpr std::size_t kLongest = 8;
  const auto capitals = std::count_if(word.begin(), word.end(), is_capital);
  if (word.size() > kLongest || capitals < 2) return word;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (!is_capital(word[i - 1]) || !is_capital(word[i + 1])) continue;
    if (word[i] == 'l' || word[i] == '1') word[i] = 'I';
    if (word[i] == '0') word[i] = 'O';
  }
  return word;
}

/// "I.O.M" and "P.C.C." are one word each.
std::size_t dotted_end(std::string_view phrase, std::size_t begin) {
  std::size_t at = begin, letters = 0;
  while (at < phrase.size() && is_capital(phrase[at]) &&
         (at + 1 >= phrase.size() || !is_letter(phrase[at + 1]))) {
    ++letters;
    if (at + 2 < phrase.size() && phrase[at + 1] == '.' && is_capital(phrase[at + 2])) {
      at += 2;
    } else {
      return letters >= 2 ? at + 1 : begin;
    }
  }
  return begin;
}

std::vector<Word> words_of(std::string_view phrase) {
  std::vector<Word> words;
  int depth = 0;
  bool separated = true, strong = true;
  for (std::size_t at = 0; at < phrase.size();) {
    const char c = phrase[at];
    const std::size_t mark =
        std::max({note_mark(phrase, at), wide_mark(phrase, at), zero_width(phrase, at)});
    const bool bullet = is_bullet(phrase, at);
    if (!is_letter(c) || mark > 0 || bullet) {
      if (c == '(') ++depth;
      if (c == ')') depth = std::max(0, depth - 1);
      if (c == ':' && !words.empty()) words.back().before_colon = true;
      if (bullet || std::string_view(",;/&()\n+|").find(c) != std::string_view::npos) {
        separated = true;
        if (!words.empty()) words.back().before_separator = true;
        if (c == ';' || c == '\n' || c == '|' || bullet) strong = true;
      }
      at += bullet ? 3 : std::max<std::size_t>(1, mark);
      continue;
    }
    std::size_t end = dotted_end(phrase, at);
    const bool dotted = end > at;
    if (!dotted) {
      end = at;
      while (end < phrase.size() && is_letter(phrase[end]) && note_mark(phrase, end) == 0 &&
             wide_mark(phrase, end) == 0 && !is_bullet(phrase, end))
        ++end;
    }
    Word word;
    word.printed = phrase.substr(at, end - at);
    std::string read = without_look_alikes(word.printed);
    if (dotted) std::erase(read, '.');
    word.key = key_of(read);
    word.begin = at;
    word.end = end;
    word.depth = depth;
    word.after_separator = separated;
    word.before_separator = false;
    word.after_strong = strong;
    word.after_hyphen = is_dash(phrase, at) && !words.empty();
    separated = strong = false;
    at = end;
    if (!word.key.empty()) words.push_back(std::move(word));
  }
  if (!words.empty()) words.back().before_separator = true;
  return words;
}

/// Optimal string alignment distance, up to `most`; most + 1 beyond.
std::size_t distance(const std::string& a, const std::string& b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

bool is_upper(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

const std::set<std::string>& plain_words() {
  // Words that stand in driver cells and are no body.
  static const std::set<std::string> kWords = {"and",
                                               "with",
                                               "the",
                                               "of",
                                               "in",
                                               "for",
                                               "by",
                                               "to",
                                               "a",
                                               "an",
                                               "on",
                                               "its",
                                               "und",
                                               "et",
                                               "e",
                                               "i",
                                               "lead",
                                               "leading",
                                               "partner",
                                               "partners",
                                               "support",
                                               "supported",
                                               "cooperation",
                                               "co",
                                               "operation",
                                               "coordination",
                                               "chair",
                                               "chairmanship",
                                               "presidency",
                                               "core",
                                               "activities",
                                               "activity",
                                               "action",
                                               "cross",
                                               "pillar",
                                               "under",
                                               "auspices",
                                               "project",
                                               "programme",
                                               "program",
                                               "budget",
                                               "funded",
                                               "funding",
                                               "initiative",
                                               "secretariat",
                                               "tbc",
                                               "tbd",
                                               "n",
                                               "all",
                                               "other",
                                               "others",
                                               "relevant",
                                               "national",
                                               "authorities",
                                               "beneficiaries",
                                               "see",
                                               "wb",
                                               "within",
                                               "from",
                                               "office",
                                               "strand",
                                               "team",
                                               "experts",
                                               "evaluation",
                                               "scope",
                                               "jointly",
                                               "joint",
                                               "host",
                                               "hosted"};
  return kWords;
}

}  // namespace

namespace {

/// Words that names are printed with and without: they tell no two bodies apart.
bool is_small_word(const std::string& word) {
  static const std::set<std::string, std::less<>> kWords = {
      "the", "of",  "for", "and", "on", "in", "de", "la",  "le", "des",
      "du",  "und", "der", "die", "za", "i",  "e",  "dhe", "per"};
  return kWords.contains(word);
}

/// A name without small words and blanks: "Organization for Security & Co-operation in Europe".
std::string squeeze(const std::string& key) {
  std::string squeezed;
  for (const std::string& word : split(key, ' ')) {
    if (!is_small_word(word)) squeezed += word;
  }
  return squeezed;
}

const std::set<std::string>& known_bodies() {
  static const std::set<std::string> kBodies = [] {
    std::set<std::string> names;
    for (const auto& row : read_table(data::kKnownBodies)) {
      for (const std::string& name : split(row[0], '|')) names.insert(key_of(name));
    }
    return names;
  }();
  return kBodies;
}

/// Country code by a word beside a ministry or a chair.
const std::map<std::string, std::string>& country_words() {
  static const std::map<std::string, std::string> kCountries = [] {
    std::map<std::string, std::string> words;
    for (const auto& row : read_table(data::kCountries)) {
      for (const std::string& word : split(row.at(1), '|')) words.emplace(key_of(word), row[0]);
    }
    return words;
  }();
  return kCountries;
}

struct Cue {
  std::vector<std::string> words;
  std::string role;
};

/// Role cues by their first word, the longest first.
const std::map<std::string, std::vector<Cue>>& role_cues() {
  static const std::map<std::string, std::vector<Cue>> kCues = [] {
    std::map<std::string, std::vector<Cue>> index;
    for (const auto& row : read_table(data::kRoleCues)) {
      for (const std::string& phrase : split(row.at(1), '|')) {
        Cue cue{split(phrase, ' '), row[0]};
        index[cue.words.front()].push_back(std::move(cue));
      }
    }
    for (auto& [word, list] : index) {
      std::stable_sort(list.begin(), list.end(),
                       [](const Cue& a, const Cue& b) { return a.words.size() > b.words.size(); });
    }
    return index;
  }();
  return kCues;
}

}  // namespace

void Register::add_name(const std::string& id, std::string_view name) {
  const std::string key = key_of(name);
  if (key.empty()) return;
  by_name_[key] = id;
  constexpr std::size_t kLeastSqueezed = 10;  // shorter ones meet other names
  if (const std::string squeezed = squeeze(key);
      squeezed.size() >= kLeastSqueezed && key.find(' ') != std::string::npos)
    by_squeezed_.emplace(squeezed, id);
  longest_ = std::max(longest_, split(key, ' ').size());
}

void Register::add(std::string_view table, const std::string& where) {
  std::size_t line = 0;
  for (const auto& row : read_table(table)) {
    ++line;
    if (row.size() < 3 || row[0].empty() || row[1].empty())
      throw Error(Error::Kind::Usage, "register", where,
                  "entry " + std::to_string(line) + " needs at least id, name and acronym");
    bodies_[row[0]] = {row[0], row[1], row[2], row.size() > 4 ? row[4] : ""};
    add_name(row[0], row[1]);
    if (!row[2].empty()) add_name(row[0], row[2]);
    if (row.size() > 3) {
      for (const std::string& alias : split(row[3], '|')) add_name(row[0], alias);
    }
  }
}

const Register::Body* Register::find(std::string_view id) const {
  const auto found = bodies_.find(id);
  return found == bodies_.end() ? nullptr : &found->second;
}

std::string Register::id_of(const std::string& key) const {
  const auto found = by_name_.find(key);
  return found == by_name_.end() ? "" : found->second;
}

std::string Register::squeezed_id_of(const std::string& squeezed) const {
  const auto found = by_squeezed_.find(squeezed);
  return found == by_squeezed_.end() ? "" : found->second;
}

/// Reads one cell: cues that give roles, longest names first, ministries by their country, then
/// slips of the pen; what is left and looks like a body is reported.
class DriverReader {
 public:
  DriverReader(const Register& bodies, const std::map<std::string, std::string>& acronyms,
               std::string_view phrase)
      : register_(bodies), acronyms_(acronyms), phrase_(phrase), words_(words_of(phrase)) {}

  plan::Drivers read() {
    taken_.assign(words_.size(), 0);
    contact_ = phrase_.find('@') != std::string_view::npos ||
               phrase_.find("www.") != std::string_view::npos ||
               phrase_.find("://") != std::string_view::npos;
    about_money_ = gives_money();
    find_cues();
    set_roles();
    for (std::size_t i = 0; i < words_.size();) i = read_at(i);
    read_slips();
    apply_trailing_cues();
    report_rest();
    drop_parents();
    return std::move(result_);
  }

 private:
  struct CueAt {
    std::size_t begin, end;
    std::string role;
    bool forward;  // gives a role to what follows
    bool used = false;
  };

  std::string key(std::size_t begin, std::size_t end) const {
    std::string joined;
    for (std::size_t i = begin; i < end; ++i) joined += (joined.empty() ? "" : " ") + words_[i].key;
    return joined;
  }

  // ------------------------------------------------------------ roles

  /// Single nouns are cues before a colon only; "lead" alone may stand behind its body.
  static bool needs_colon(const Cue& cue) {
    static const std::set<std::string, std::less<>> kPrepositions = {
        "with", "mit",  "avec",  "con", "without", "excluding", "except", "excl",
        "ohne", "sans", "senza", "bez", "brez",    "pa",        "not"};
    return cue.words.size() == 1 && !kPrepositions.contains(cue.words.front());
  }

  void find_cues() {
    for (std::size_t i = 0; i < words_.size();) {
      const auto list = role_cues().find(words_[i].key);
      std::size_t length = 0;
      // "Presidency of the Council of the EU" is a name, though a cue begins it.
      const std::size_t name = list == role_cues().end() ? i : longest_exact(i);
      if (list != role_cues().end()) {
        for (const Cue& cue : list->second) {
          const std::size_t size = cue.words.size();
          if (i + size > words_.size() || name > i + size) continue;
          bool fits = true;
          for (std::size_t k = 0; k < size && fits; ++k)
            fits = words_[i + k].key == cue.words[k] && (k == 0 || !words_[i + k].after_separator);
          if (!fits) continue;
          const bool colon = words_[i + size - 1].before_colon;
          const bool leads = cue.words.size() == 2 && cue.words.front() == "lead";
          const bool forward = colon || (!needs_colon(cue) && !leads) ||
                               (leads && i + size < words_.size() && words_[i].depth == 0);
          // A noun alone may be part of a name ("Support Group") or a group ("partners").
          if (!forward && !(is_backward(cue) && stands_alone(i, i + size))) continue;
          cues_.push_back({i, i + size, cue.role, forward});
          length = size;
          break;
        }
      }
      for (std::size_t k = 0; k < length; ++k) taken_[i + k] = 1;
      i += std::max<std::size_t>(1, length);
    }
  }

  static bool is_backward(const Cue& cue) {
    return cue.role == "lead" || cue.role == "evaluator" || cue.role == "host" ||
           cue.role == "support";
  }

  /// Before a separator, behind a body or in brackets: "(WBCSCI Lead Partner)", "X (evaluation)".
  bool stands_alone(std::size_t begin, std::size_t end) const {
    return words_[end - 1].before_separator && (words_[begin].depth > 0 || begin > 0);
  }

  /// The role that holds at each word: from a cue to the end of its list or bracket.
  void set_roles() {
    roles_.assign(words_.size(), "driver");
    std::vector<std::string> stack = {"driver"};
    std::size_t next = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto depth = static_cast<std::size_t>(words_[i].depth);
      while (stack.size() > depth + 1) stack.pop_back();
      while (stack.size() < depth + 1) stack.emplace_back("driver");
      if (words_[i].after_strong && depth == 0) stack.back() = "driver";
      while (next < cues_.size() && cues_[next].end <= i) ++next;
      if (next < cues_.size() && cues_[next].begin == i && cues_[next].forward)
        stack.back() = cues_[next].role;
      roles_[i] = stack.back();
    }
  }

  std::string role_of(std::size_t begin, std::size_t end, const std::string& id) const {
    const std::string& said = roles_[begin];
    const bool country = id.starts_with("gov:");
    if (said != "driver" || governed(begin)) {
      if (said == "partner" && result_.organisations.empty() && begin > 0 &&
          cues_.front().begin > 0)
        return "driver";
      return said;
    }
    if (country && beside_chair(begin, end)) return "chair";
    if (id == "grp:partners") return "partner";
    const bool bracket = words_[begin].depth > 0 && !result_.organisations.empty();
    if (country && bracket) return "scope";
    if (bracket && is_forum(id)) return "forum";
    return about_money_ ? "funder" : "driver";
  }

  /// A cue said "driver" in so many words.
  bool governed(std::size_t i) const {
    return std::any_of(cues_.begin(), cues_.end(), [&](const CueAt& cue) {
      return cue.role == "driver" && cue.forward && cue.end <= i && roles_[i] == "driver" &&
             words_[cue.begin].depth == words_[i].depth;
    });
  }

  bool beside_chair(std::size_t begin, std::size_t end) const {
    const auto chair = [&](std::size_t i) {
      const std::string& word = words_[i].key;
      return word.starts_with("chair") || word.starts_with("presiden") ||
             word.starts_with("vorsitz") || word.starts_with("predsed") ||
             word.starts_with("predsjed");
    };
    if (end < words_.size() && !words_[end].after_separator && chair(end)) return true;
    std::size_t before = begin;
    while (before > 0 && is_small_word(words_[before - 1].key)) --before;
    return before > 0 && chair(before - 1) && words_[before - 1].depth == words_[begin].depth;
  }

  bool is_forum(const std::string& id) const {
    const Register::Body* body = register_.find(id);
    if (body == nullptr) return false;
    const std::string name = " " + key_of(body->name) + " ";
    return name.find(" committee ") != std::string::npos ||
           name.find(" working party ") != std::string::npos ||
           name.find(" forum ") != std::string::npos;
  }

  /// A cell about money names who gives it: "EU Contribution: EUR 20 000", "Available (UK)".
  bool gives_money() const {
    const auto is_word = [&](std::initializer_list<std::string_view> keys) {
      return std::any_of(words_.begin(), words_.end(), [&](const Word& word) {
        return std::find(keys.begin(), keys.end(), word.key) != keys.end();
      });
    };
    if (is_word({"contribution", "available"})) return true;
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const std::string& code = words_[i].printed;
      if ((code == "EUR" || code == "USD" || code == "CHF" || code == "GBP") &&
          words_[i + 1].key.find_first_not_of("0123456789") == std::string::npos)
        return true;
    }
    return phrase_.find("€") != std::string_view::npos;
  }

  // ------------------------------------------------------------ names

  std::size_t segment_end(std::size_t i) const {
    std::size_t end = i + 1;
    while (end < words_.size() && !words_[end].after_separator && taken_[end] == 0 &&
           words_[end].depth == words_[i].depth)
      ++end;
    return end;
  }

  std::size_t read_at(std::size_t i) {
    if (taken_[i]) return i + 1;
    if (contact_) return read_contact(i);
    const std::size_t segment = segment_end(i);
    const bool begins = i == 0 || words_[i].after_separator || taken_[i - 1];
    if (begins) {
      const std::size_t longest = longest_exact(i);
      if (longest >= segment) {
        const std::string id = exact(i, longest);
        if (allowed(i, longest, id)) return take(i, longest, id, "name", 1.0);
      }
      if (holds_ministry(i, segment) && longest_exact(i) < segment)
        return read_ministry(i, segment);
      if (const std::string id = long_slip(i, segment); !id.empty())
        return take(i, segment, id, "typo", 0.8);
    }
    return read_name(i);
  }

  std::string exact(std::size_t begin, std::size_t end) const {
    return register_.id_of(key(begin, end));
  }

  std::size_t longest_exact(std::size_t i) const {
    const std::size_t most = std::min(words_.size() - i, register_.longest_);
    for (std::size_t count = most; count > 0; --count) {
      if (!exact(i, i + count).empty()) return i + count;
    }
    return i;
  }

  std::size_t read_contact(std::size_t i) {
    const std::string id = exact(i, i + 1);
    taken_[i] = 1;
    if (!id.empty() && !id.starts_with("gov:")) add(i, i + 1, id, "name", 0.9);
    return i + 1;
  }

  std::size_t read_name(std::size_t i) {
    const std::size_t most = std::min(words_.size() - i, register_.longest_ + 2);
    for (std::size_t count = most; count > 0; --count) {
      const bool crosses = std::any_of(taken_.begin() + static_cast<std::ptrdiff_t>(i),
                                       taken_.begin() + static_cast<std::ptrdiff_t>(i + count),
                                       [](char taken) { return taken != 0; });
      if (crosses) continue;
      const std::string joined = key(i, i + count);
      if (known_bodies().contains(joined) && is_named(i, i + count) &&
          register_.id_of(joined).empty()) {
        report(i, i + count);
        return i + count;
      }
      std::string id = register_.id_of(joined), method = "name";
      if (id.empty() && count == 1) {
        id = by_listed_acronym(words_[i].printed);
        method = "acronym";
      }
      if (id.empty() && count > 1) id = register_.squeezed_id_of(squeeze(joined));
      if (id.empty() && count == 1) {
        id = without_ending(words_[i]);
        method = "case";
      }
      if (id.empty() || !allowed(i, i + count, id)) continue;
      return take(i, i + count, id, method, 1.0);
    }
    if (const std::string code = chairing_country(i); !code.empty())
      return take(i, i + 1, code, "name", 0.9);
    return i + 1;
  }

  /// Capitals: "imo" in running text is no International Maritime Organization.
  bool is_named(std::size_t begin, std::size_t end) const {
    if (end - begin > 1) return true;
    const std::string& printed = words_[begin].printed;
    return static_cast<unsigned char>(printed[0]) >= 0x80 ||
           std::any_of(printed.begin(), printed.end(), is_capital);
  }

  /// "Macedonian chairmanship"
  std::string chairing_country(std::size_t i) const {
    if (i + 1 >= words_.size() || !beside_chair(i, i + 1)) return "";
    const auto country = country_words().find(words_[i].key);
    if (country == country_words().end()) return "";
    const std::string id = "gov:" + country->second;
    return register_.find(id) == nullptr ? "" : id;
  }

  /// Case endings of the region's languages: "Europolom", "Interpola".
  std::string without_ending(const Word& word) const {
    constexpr std::size_t kLeast = 6;
    for (const std::string_view ending : {"om", "em", "a", "u", "i", "in", "it", "ot"}) {
      if (word.key.size() < kLeast + ending.size() - 1 || !word.key.ends_with(ending)) continue;
      const std::string id = register_.id_of(word.key.substr(0, word.key.size() - ending.size()));
      if (!id.empty() && !id.starts_with("gov:") && is_capital(word.printed[0])) return id;
    }
    return "";
  }

  /// Adds a body, unless it stands there as a place, an office or the owner of an instrument.
  std::size_t take(std::size_t begin, std::size_t end, const std::string& id,
                   const std::string& method, double confidence) {
    const std::size_t behind = instrument_end(end);
    if (behind > end) {
      fill(begin, behind);
      return behind;
    }
    std::size_t after = end;
    // An ending set off by a hyphen: "UNODC-om".
    if (after < words_.size() && words_[after].after_hyphen && words_[after].printed.size() <= 3 &&
        words_[after].printed[0] >= 'a' && words_[after].printed[0] <= 'z')
      taken_[after++] = 1;
    if (id.starts_with("gov:") && is_place(begin)) {
      fill(begin, end);
      return after;
    }
    if (roles_[begin] == "none") {
      fill(begin, end);
    } else {
      add(begin, end, id, method, confidence);
    }
    return after;
  }

  /// "SELEC work programme", "Interpol's Strategy …": money, no driver.
  std::size_t instrument_end(std::size_t i) const {
    std::size_t at = i;
    if (at < words_.size() && words_[at].key == "s" && !words_[at].after_separator) ++at;
    if (at >= words_.size() || words_[at].after_separator) return i;
    const std::string& word = words_[at].key;
    const bool work = word == "work" && at + 1 < words_.size() &&
                      (words_[at + 1].key.starts_with("program") || words_[at + 1].key == "plan");
    if (word != "strategy" && word != "budget" && !work) return i;
    return segment_end(at);
  }

  /// "in Albania", "UNDP BiH": where a body works, not who drives.
  bool is_place(std::size_t begin) const {
    if (begin == 0) return false;
    const Word& before = words_[begin - 1];
    if (before.depth != words_[begin].depth) return false;
    if (before.key == "in" || before.key == "u" || before.key == "ne") return true;
    if (is_seat_of_office(begin)) return true;
    if (words_[begin].after_separator || words_[begin].after_hyphen || !taken_[begin - 1])
      return false;
    return std::any_of(result_.organisations.begin(), result_.organisations.end(),
                       [&](const plan::Organisation& body) {
                         return body.end == before.end && !body.id.starts_with("gov:");
                       });
  }

  /// "OSCE Mission to Serbia", "UNDP Country Office for Serbia": the country where it sits.
  bool is_seat_of_office(std::size_t begin) const {
    static const std::set<std::string, std::less<>> kOffices = {
        "mission", "delegation", "office", "presence", "representation", "embassy"};
    if (begin < 2 || (words_[begin - 1].key != "to" && words_[begin - 1].key != "for"))
      return false;
    if (words_[begin].after_separator || words_[begin - 1].after_separator) return false;
    return kOffices.contains(words_[begin - 2].key) &&
           words_[begin - 2].depth == words_[begin].depth;
  }

  void fill(std::size_t begin, std::size_t end) {
    std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(begin),
              taken_.begin() + static_cast<std::ptrdiff_t>(end), char{1});
  }

  /// An acronym that the document itself explains by a registered name.
  std::string by_listed_acronym(const std::string& word) const {
    const auto listed = acronyms_.find(word);
    return listed == acronyms_.end() ? "" : register_.id_of(key_of(listed->second));
  }

  /// A code of two letters is a country only as a whole item in capitals; short names that are
  /// words ("EC", "un") likewise.
  bool allowed(std::size_t begin, std::size_t end, const std::string& id) const {
    if (end - begin > 1) return true;
    const Word& word = words_[begin];
    if (word.printed.size() == 2) {
      const bool hyphens =
          word.after_hyphen || (begin + 1 < words_.size() && words_[begin + 1].after_hyphen &&
                                is_upper(words_[begin + 1].printed));
      const bool item = word.after_separator && word.before_separator;
      return is_upper(word.printed) &&
             (item || hyphens || !id.starts_with("gov:") || neighbours(begin));
    }
    if (word.printed.size() == 3 && id.starts_with("gov:")) {
      const Register::Body* body = register_.find(id);
      return is_upper(word.printed) || (body != nullptr && body->acronym == word.printed);
    }
    if (id.starts_with("grp:")) return true;
    return word.printed.size() > 4 || word.printed[0] < 'a' || word.printed[0] > 'z';
  }

  /// "MKD chairmanship", "UK Government", "EU 85 %": a code before a word of office or a share.
  bool neighbours(std::size_t i) const {
    static const std::set<std::string, std::less<>> kOffices = {
        "chairmanship", "presidency", "government", "gov", "chair", "and", "moi"};
    return i + 1 < words_.size() &&
           (kOffices.contains(words_[i + 1].key) ||
            words_[i + 1].key.find_first_not_of("0123456789") == std::string::npos);
  }

  void add(std::size_t begin, std::size_t end, const std::string& id, const std::string& method,
           double confidence) {
    plan::Organisation body;
    body.id = id;
    body.begin = words_[begin].begin;
    body.end = words_[end - 1].end;
    body.printed = phrase_.substr(body.begin, body.end - body.begin);
    body.method = method;
    body.confidence = confidence;
    if (const Register::Body* known = register_.find(id)) body.name = known->name;
    body.role = role_of(begin, end, id);
    fill(begin, end);
    named_.push_back(begin);
    for (const plan::Organisation& there : result_.organisations) {
      if (there.id == id) return;
    }
    result_.organisations.push_back(std::move(body));
    places_.push_back({begin, end});
  }

  // ------------------------------------------------------------ ministries

  static bool is_ministry_word(const std::string& word) {
    static const std::set<std::string, std::less<>> kWords = {"moi", "mois", "mup", "mvr", "mnz"};
    return kWords.contains(word) || word.starts_with("ministr") ||
           word.starts_with("ministarstv") || word.starts_with("ministerstv") ||
           word.starts_with("ministere") || word.starts_with("ministero") ||
           word.ends_with("ministerium") || word.ends_with("ministeriums");
  }

  bool holds_ministry(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (is_ministry_word(words_[i].key)) return true;
      if (words_[i].key == "mo" && i + 1 < end && words_[i + 1].key == "i") return true;
    }
    return false;
  }

  static bool is_interior(const std::string& word) {
    for (const std::string_view begin :
         {"interior", "interno", "interieur", "inner", "innen", "unutras", "unutarn", "vnatres",
          "notranj", "brendsh", "moi", "mup", "mvr", "mnz"}) {
      if (word.starts_with(begin)) return true;
    }
    return false;
  }

  /// A ministry of the interior by its country; any other ministry is reported.
  std::size_t read_ministry(std::size_t begin, std::size_t end) {
    bool interior = false;
    std::vector<std::string> codes;
    for (std::size_t i = begin; i < end; ++i) {
      interior = interior || is_interior(words_[i].key) ||
                 (words_[i].key == "internal" && i + 1 < end && words_[i + 1].key == "affairs") ||
                 (words_[i].key == "mo" && i + 1 < end && words_[i + 1].key == "i");
      for (std::size_t count = std::min<std::size_t>(3, end - i); count > 0; --count) {
        const std::string code = country_of(key(i, i + count));
        if (code.empty()) continue;
        codes.push_back(code);
        i += count - 1;
        break;
      }
    }
    if (codes.empty() && words_[begin].depth > 0) codes = country_before(begin);
    std::vector<std::string> ids;
    for (const std::string& code : codes) {
      std::string id = code + "-moi";
      for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (interior && register_.find(id) != nullptr) ids.push_back(id);
    }
    if (ids.empty() || ids.size() < codes.size()) {
      report(begin, end);
      return end;
    }
    for (const std::string& id : ids) {
      drop_country(id, begin);
      add(begin, end, id, "country", 0.95);
    }
    return end;
  }

  /// The country by its word, or by one with one slip in five letters and more.
  static std::string country_of(const std::string& word) {
    constexpr std::size_t kLeast = 5;
    const auto country = country_words().find(word);
    if (country != country_words().end()) return country->second;
    if (word.size() < kLeast || is_interior(word) || is_ministry_word(word)) return "";
    std::string best;
    for (const auto& [name, code] : country_words()) {
      if (name.size() < kLeast || distance(word, name, 1) > 1) continue;
      if (!best.empty() && best != code) return "";
      best = code;
    }
    return best;
  }

  /// "SI (MoI)": the country that the bracket stands behind.
  std::vector<std::string> country_before(std::size_t begin) const {
    if (begin == 0 || result_.organisations.empty()) return {};
    const plan::Organisation& body = result_.organisations.back();
    if (!body.id.starts_with("gov:") || body.end != words_[begin - 1].end) return {};
    return {body.id.substr(4)};
  }

  void drop_country(const std::string& id, std::size_t begin) {
    const Register::Body* ministry = register_.find(id);
    if (begin == 0 || words_[begin].depth == 0 || result_.organisations.empty()) return;
    const plan::Organisation& body = result_.organisations.back();
    if (ministry == nullptr || !body.id.starts_with("gov:") || body.end != words_[begin - 1].end)
      return;
    result_.organisations.pop_back();
    places_.pop_back();
  }

  // ------------------------------------------------------------ slips of the pen

  /// A whole part of the cell that is one long name but for a few letters, or the most of one.
  std::string long_slip(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kLeastLetters = 14, kLettersAnEdit = 9;
    if (end - begin < 2) return "";
    const std::string joined = key(begin, end);
    const std::string squeezed = squeeze(joined);
    if (squeezed.size() < kLeastLetters || known_bodies().contains(joined)) return "";
    if (const std::string id = register_.squeezed_id_of(squeezed); !id.empty()) return id;
    const std::size_t most = std::min<std::size_t>(4, squeezed.size() / kLettersAnEdit);
    std::string best;
    std::size_t least = most + 1;
    bool several = false;
    for (const auto& [name, id] : register_.by_squeezed_) {
      if (id.starts_with("gov:")) continue;
      const std::size_t apart = distance(squeezed, name, most);
      if (apart > most || (apart == least && id == best)) continue;
      if (apart < least) {
        least = apart;
        best = id;
        several = false;
      } else if (apart == least) {
        several = true;
      }
    }
    if (!best.empty() && !several) return best;
    return shortened(joined);
  }

  /// Most of the words of one name and no other: "Centre for Democratic Control of Armed Forces".
  std::string shortened(const std::string& joined) const {
    std::set<std::string> words;
    for (const std::string& word : split(joined, ' ')) {
      if (!is_small_word(word)) words.insert(word);
    }
    constexpr std::size_t kLeastWords = 4;
    if (words.size() < kLeastWords) return "";
    std::string best;
    for (const auto& [name, id] : register_.by_name_) {
      std::size_t all = 0, common = 0;
      for (const std::string& word : split(name, ' ')) {
        if (is_small_word(word)) continue;
        ++all;
        common += words.contains(word);
      }
      if (common != words.size() || 4 * common < 3 * all) continue;
      if (!best.empty() && best != id) return "";
      best = id;
    }
    return best;
  }

  void read_slips() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (taken_[i] || plain_words().contains(words_[i].key) || contact_) continue;
      for (std::size_t end = i + 1; end <= std::min(words_.size(), i + 4) && taken_[end - 1] == 0;
           ++end) {
        if (end > i + 1 && words_[end - 1].after_separator) break;
        const std::string id = nearest(i, end);
        if (id.empty()) continue;
        take(i, end, id, "typo", 0.8);
        break;
      }
    }
  }

  /// The one body whose name is near enough; none if two are, or if it is another body's name.
  std::string nearest(std::size_t begin, std::size_t end) const {
    const std::string typed = key(begin, end);
    if (known_bodies().contains(typed) || !is_named(begin, end)) return "";
    const bool acronym = end == begin + 1 && is_upper(words_[begin].printed) && typed.size() >= 5;
    if (typed.size() < kOneErrorFrom && !acronym) return transposed(typed);
    const std::size_t most = typed.size() >= kTwoErrorsFrom ? 2 : 1;
    std::string best;
    for (const auto& [name, id] : register_.by_name_) {
      if (name.size() + most < typed.size() || typed.size() + most < name.size()) continue;
      const bool country = id.starts_with("gov:");
      if (name.size() < (acronym ? 5 : country ? kLongCountry : kOneErrorFrom)) continue;
      if (distance(typed, name, country ? 1 : most) > (country ? 1 : most)) continue;
      if (!best.empty() && best != id) return "";
      best = id;
    }
    return best;
  }

  /// Four or five letters in which two neighbours changed places: "CLIC" for "CILC".
  std::string transposed(const std::string& typed) const {
    if (typed.size() < 4) return "";
    std::string best;
    std::string swapped = typed;
    for (std::size_t i = 0; i + 1 < typed.size(); ++i) {
      std::swap(swapped[i], swapped[i + 1]);
      const std::string id = swapped == typed ? "" : register_.id_of(swapped);
      if (!id.empty() && !best.empty() && best != id) return "";
      if (!id.empty()) best = id;
      std::swap(swapped[i], swapped[i + 1]);
    }
    return best;
  }

  /// "PCC SEE (Lead Partner)", "DCAF (evaluation)": the role of the body before the bracket.
  void apply_trailing_cues() {
    for (const CueAt& cue : cues_) {
      if (cue.role == "none" || cue.role == "driver" || cue.role == "partner") continue;
      const bool followed = std::any_of(named_.begin(), named_.end(), [&](std::size_t word) {
        return word >= cue.end && words_[word].depth == words_[cue.begin].depth &&
               !words_[cue.end - 1].before_separator;
      });
      const bool colon = words_[cue.end - 1].before_colon;
      if (followed || colon || (cue.forward && words_[cue.begin].depth == 0)) continue;
      std::size_t last = places_.size();
      for (std::size_t k = 0; k < places_.size(); ++k) {
        if (places_[k].second <= cue.begin) last = k;
      }
      if (last == places_.size()) continue;
      const bool adjacent = words_[cue.begin].depth > 0 || places_[last].second == cue.begin;
      if (adjacent) result_.organisations[last].role = cue.role;
    }
  }

  // ------------------------------------------------------------ what is left

  void report(std::size_t begin, std::size_t end) {
    fill(begin, end);
    if (roles_[begin] == "none") return;
    result_.unresolved.emplace_back(
        phrase_.substr(words_[begin].begin, words_[end - 1].end - words_[begin].begin));
  }

  static const std::set<std::string>& not_bodies() {
    static const std::set<std::string> kWords = [] {
      std::set<std::string> words;
      for (const auto& row : read_table(data::kNotBodies)) {
        for (const std::string& word : split(row[0], '|')) words.insert(key_of(word));
      }
      return words;
    }();
    return kWords;
  }

  static bool is_body_word(const std::string& word) {
    static const std::set<std::string, std::less<>> kHeads = {
        "network",      "foundation",   "trust",        "group",      "bank",      "institute",
        "association",  "agency",       "office",       "centre",     "center",    "council",
        "commission",   "organisation", "organization", "university", "academy",   "fund",
        "union",        "federation",   "police",       "service",    "authority", "directorate",
        "committee",    "forum",        "court",        "league",     "society",   "chamber",
        "inspectorate", "prosecution",  "customs",      "bureau",     "alliance",  "coalition",
        "stiftung",     "fondation",    "fondacija",    "agencija",   "institut",  "udruzenje",
        "savez",        "agjencia",     "fondacioni",   "agentur",    "verband"};
    return kHeads.contains(word);
  }

  /// An acronym, or a name with a word for a kind of body in it.
  bool looks_like_body(std::size_t begin, std::size_t end) const {
    bool acronym = false, head = false;
    std::size_t capitals = 0;
    for (std::size_t k = begin; k < end; ++k) {
      const Word& word = words_[k];
      if (is_body_word(word.key) && is_capital(word.printed[0])) {
        head = true;
        ++capitals;
        continue;
      }
      if (plain_words().contains(word.key) || not_bodies().contains(word.key)) continue;
      const auto upper = std::count_if(word.printed.begin(), word.printed.end(), is_capital);
      acronym = acronym || (upper >= 3 && is_upper(word.printed));
      capitals += is_capital(word.printed[0]);
    }
    // Three words with capitals and nothing else are a name.
    return acronym || (head && capitals >= 2) || (capitals >= 3 && capitals == end - begin);
  }

  void report_rest() {
    if (contact_) return;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (taken_[i]) continue;
      std::size_t end = i + 1;
      while (end < words_.size() && taken_[end] == 0 && !words_[end].after_separator) ++end;
      const bool whole = i == 0 || words_[i].after_separator || !taken_[i - 1] ||
                         words_[i].depth != words_[i - 1].depth;
      if (words_[i].depth == 0 && whole && !not_bodies().contains(key(i, end)) &&
          looks_like_body(i, end))
        report(i, end);
      i = end - 1;
    }
  }

  /// "OSCE TNTD/SPMU": the unit is meant, not its organisation beside it. "UNDP/SEESAC" are two:
  /// there the unit's own acronym does not name its parent.
  void drop_parents() {
    std::set<std::string> dropped;
    for (const plan::Organisation& unit : result_.organisations) {
      const Register::Body* body = register_.find(unit.id);
      if (body == nullptr || body->parent.empty()) continue;
      const Register::Body* parent = register_.find(body->parent);
      if (parent == nullptr) continue;
      const std::string own = " " + key_of(body->acronym + " " + body->name) + " ";
      const std::string theirs = " " + key_of(parent->acronym) + " ";
      const bool named_after = own.find(theirs) != std::string::npos ||
                               own.find(" " + key_of(parent->name) + " ") != std::string::npos;
      if ((named_after || parent->id.starts_with("gov:")) && adjacent(parent->id, unit))
        dropped.insert(parent->id);
    }
    std::erase_if(result_.organisations,
                  [&](const plan::Organisation& body) { return dropped.contains(body.id); });
  }

  bool adjacent(const std::string& parent, const plan::Organisation& unit) const {
    return std::any_of(
        result_.organisations.begin(), result_.organisations.end(),
        [&](const plan::Organisation& other) {
          if (other.id != parent || other.end > unit.begin) return false;
          const std::string_view between = phrase_.substr(other.end, unit.begin - other.end);
          if (parent.starts_with("gov:") && between.find('(') == std::string_view::npos)
            return false;
          return between.size() <= 40 && between.find(';') == std::string_view::npos;
        });
  }

  const Register& register_;
  const std::map<std::string, std::string>& acronyms_;
  std::string_view phrase_;
  std::vector<Word> words_;
  std::vector<char> taken_;  // as bool; gcc 12 warns of std::vector<bool> here without reason
  std::vector<std::string> roles_;
  std::vector<CueAt> cues_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // of each organisation, as words
  std::vector<std::size_t> named_;  // where a body is named, each time it is
  bool contact_ = false;            // a mail or web address
  bool about_money_ = false;        // who is named gives money
  plan::Drivers result_;
};

plan::Drivers Register::read(std::string_view phrase,
                             const std::map<std::string, std::string>& acronyms) const {
  return DriverReader(*this, acronyms, phrase).read();
}

}  // namespace planmerge::normalize
