// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/organisations.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "normalize/tables.h"

namespace planmerge::normalize {
namespace {

// Typing errors are forgiven by length: short names are too near to one another.
constexpr std::size_t kOneErrorFrom = 6, kTwoErrorsFrom = 11;

/// A word of the phrase with its bytes, and what stands before it.
struct Word {
  std::string key, printed;
  std::size_t begin = 0, end = 0;
  bool after_separator = true, before_separator = true;  // , ; / & ( ) newline
  int depth = 0;                                         // inside brackets
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Word> words_of(std::string_view phrase) {
  std::vector<Word> words;
  int depth = 0;
  bool separated = true;
  for (std::size_t at = 0; at < phrase.size();) {
    const char c = phrase[at];
    if (!is_letter(c)) {
      if (c == '(') ++depth;
      if (c == ')') depth = std::max(0, depth - 1);
      if (std::string_view(",;/&()\n+").find(c) != std::string_view::npos) {
        separated = true;
        if (!words.empty()) words.back().before_separator = true;
      }
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < phrase.size() && is_letter(phrase[end])) ++end;
    Word word;
    word.printed = phrase.substr(at, end - at);
    word.key = key_of(word.printed);
    word.begin = at;
    word.end = end;
    word.depth = depth;
    word.after_separator = separated;
    word.before_separator = false;
    separated = false;
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

void Register::add_name(const std::string& id, std::string_view name) {
  const std::string key = key_of(name);
  if (key.empty()) return;
  by_name_[key] = id;
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

/// Reads one cell: longest names first, then typing errors, then what is left is reported.
class DriverReader {
 public:
  DriverReader(const Register& bodies, const std::map<std::string, std::string>& acronyms,
               std::string_view phrase)
      : register_(bodies), acronyms_(acronyms), phrase_(phrase), words_(words_of(phrase)) {}

  plan::Drivers read() {
    taken_.assign(words_.size(), false);
    for (std::size_t i = 0; i < words_.size();) i = read_name(i);
    read_typos();
    report_rest();
    drop_parents();
    return std::move(result_);
  }

 private:
  std::string key(std::size_t begin, std::size_t end) const {
    std::string joined;
    for (std::size_t i = begin; i < end; ++i) joined += (joined.empty() ? "" : " ") + words_[i].key;
    return joined;
  }

  std::size_t read_name(std::size_t i) {
    const std::size_t most = std::min(words_.size() - i, register_.longest_);
    for (std::size_t count = most; count > 0; --count) {
      std::string id = register_.id_of(key(i, i + count));
      std::string method = "name";
      if (id.empty() && count == 1) {
        id = by_listed_acronym(words_[i].printed);
        method = "acronym";
      }
      if (id.empty() || !allowed(i, i + count, id)) continue;
      add(i, i + count, id, method, 1.0);
      return i + count;
    }
    return i + 1;
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
      const bool item = word.after_separator && word.before_separator;
      return is_upper(word.printed) && (item || !id.starts_with("gov:") || neighbours(begin));
    }
    if (word.printed.size() == 3 && id.starts_with("gov:")) return is_upper(word.printed);
    if (id.starts_with("grp:")) return true;
    return word.printed.size() > 4 || word.printed[0] < 'a' || word.printed[0] > 'z';
  }

  /// "MKD chairmanship", "UK Government": a code before a word of office.
  bool neighbours(std::size_t i) const {
    static const std::set<std::string> kOffices = {
        "chairmanship", "presidency", "government", "gov", "chair", "and", "moi"};
    return i + 1 < words_.size() && kOffices.contains(words_[i + 1].key);
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
    body.role = role(begin, end, id);
    std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(begin),
              taken_.begin() + static_cast<std::ptrdiff_t>(end), true);
    for (const plan::Organisation& there : result_.organisations) {
      if (there.id == id) return;
    }
    result_.organisations.push_back(std::move(body));
  }

  bool near(std::size_t begin, std::size_t end, std::initializer_list<const char*> cues,
            std::size_t before, std::size_t after) const {
    const auto is_cue = [&](std::size_t i) {
      return std::any_of(cues.begin(), cues.end(),
                         [&](const char* cue) { return words_[i].key.starts_with(cue); });
    };
    for (std::size_t i = begin; i-- > 0 && begin - i <= before;) {
      if (taken_[i] || words_[i].depth != words_[begin].depth) break;
      if (is_cue(i)) return true;
      if (words_[i + 1].after_separator && before < 3) break;
    }
    for (std::size_t i = end; i < words_.size() && i - end < after; ++i) {
      if (is_cue(i) &&
          (words_[i].depth == words_[begin].depth || words_[i].depth == words_[begin].depth + 1))
        return true;
      if (words_[i].before_separator) break;
    }
    return false;
  }

  std::string role(std::size_t begin, std::size_t end, const std::string& id) const {
    if (near(begin, end, {"chair", "presid", "vorsitz"}, 1, 2) && id.starts_with("gov:"))
      return "chair";
    if (near(begin, end, {"auspices"}, 4, 0)) return "auspices";
    if (near(begin, end, {"evaluat"}, 3, 2)) return "evaluator";
    if (near(begin, end, {"fund", "financ", "donor"}, 3, 1)) return "funder";
    if (near(begin, end, {"support", "assist"}, 3, 1)) return "support";
    if (near(begin, end, {"lead", "feder"}, 1, 1)) return "lead";
    if (near(begin, end, {"with"}, 2, 0) && !result_.organisations.empty()) return "partner";
    if (id == "grp:partners") return "partner";
    const bool place =
        id.starts_with("gov:") && words_[begin].depth > 0 && !result_.organisations.empty();
    return place ? "scope" : "driver";
  }

  void read_typos() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (taken_[i] || plain_words().contains(words_[i].key)) continue;
      for (std::size_t end = i + 1; end <= std::min(words_.size(), i + 4) && !taken_[end - 1];
           ++end) {
        const std::string id = nearest(key(i, end));
        if (id.empty()) continue;
        add(i, end, id, "typo", 0.8);
        break;
      }
    }
  }

  /// The one body whose name is near enough; none if two are.
  std::string nearest(const std::string& typed) const {
    if (typed.size() < kOneErrorFrom) return transposed(typed);
    const std::size_t most = typed.size() >= kTwoErrorsFrom ? 2 : 1;
    std::string best;
    for (const auto& [name, id] : register_.by_name_) {
      if (name.size() < kOneErrorFrom || distance(typed, name, most) > most) continue;
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

  void report_rest() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (taken_[i]) continue;
      std::size_t end = i + 1;
      while (end < words_.size() && !taken_[end] && !words_[end].after_separator) ++end;
      bool names = false;
      for (std::size_t k = i; k < end; ++k) {
        const Word& word = words_[k];
        const bool capital = word.printed[0] >= 'A' && word.printed[0] <= 'Z';
        names = names || (capital && word.printed.size() >= 3 && word.depth == 0 &&
                          !plain_words().contains(word.key));
      }
      if (names)
        result_.unresolved.emplace_back(
            phrase_.substr(words_[i].begin, words_[end - 1].end - words_[i].begin));
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
      if (own.find(theirs) != std::string::npos && adjacent(parent->id, unit))
        dropped.insert(parent->id);
    }
    std::erase_if(result_.organisations,
                  [&](const plan::Organisation& body) { return dropped.contains(body.id); });
  }

  bool adjacent(const std::string& parent, const plan::Organisation& unit) const {
    return std::any_of(result_.organisations.begin(), result_.organisations.end(),
                       [&](const plan::Organisation& other) {
                         if (other.id != parent || other.end > unit.begin) return false;
                         const std::string_view between =
                             phrase_.substr(other.end, unit.begin - other.end);
                         return between.size() <= 12 && between.find(';') == std::string_view::npos;
                       });
  }

  const Register& register_;
  const std::map<std::string, std::string>& acronyms_;
  std::string_view phrase_;
  std::vector<Word> words_;
  std::vector<bool> taken_;
  plan::Drivers result_;
};

plan::Drivers Register::read(std::string_view phrase,
                             const std::map<std::string, std::string>& acronyms) const {
  return DriverReader(*this, acronyms, phrase).read();
}

}  // namespace planmerge::normalize
