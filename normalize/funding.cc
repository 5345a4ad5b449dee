// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/funding.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "normalize/funding_periods.h"
#include "normalize/funding_status.h"
#include "normalize/funding_tokens.h"
#include "normalize/instruments.h"
#include "normalize/money.h"

namespace planmerge::normalize {
namespace {

/// Words beside a sum or a donor that name neither.
bool is_filler(const std::string& word) {
  static const std::set<std::string, std::less<>> kFillers = {"by",
                                                              "from",
                                                              "funding",
                                                              "funds",
                                                              "fund",
                                                              "contribution",
                                                              "contributions",
                                                              "share",
                                                              "shares",
                                                              "grant",
                                                              "grants",
                                                              "financing",
                                                              "co",
                                                              "total",
                                                              "budget",
                                                              "for",
                                                              "the",
                                                              "project",
                                                              "projects",
                                                              "is",
                                                              "overall",
                                                              "amount",
                                                              "amounting",
                                                              "of",
                                                              "up",
                                                              "to",
                                                              "about",
                                                              "approx",
                                                              "approximately",
                                                              "ca",
                                                              "circa",
                                                              "donor",
                                                              "donors",
                                                              "cost",
                                                              "costs",
                                                              "estimated",
                                                              "per",
                                                              "year",
                                                              "which",
                                                              "through",
                                                              "via",
                                                              "support",
                                                              "supported",
                                                              "financed",
                                                              "sponsored",
                                                              "von",
                                                              "durch",
                                                              "par",
                                                              "od",
                                                              "strane",
                                                              "nga",
                                                              "da",
                                                              "part",
                                                              "strand"};
  return kFillers.contains(word);
}

bool is_one_of(const FundingToken& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return token.is(word); });
}

bool is_boundary(const FundingToken& token) {
  return is_one_of(token, {";", ",", "(", ")", "[", "]"});
}

/// Reads one cell: what each token belongs to, then what the parts say together.
class FundingReader {
 public:
  FundingReader(std::string_view phrase, const Register& bodies)
      : phrase_(phrase),
        bodies_(bodies),
        folded_(text::fold_with_offsets(phrase)),
        tokens_(funding_tokens(folded_.text)),
        taken_(tokens_.size(), false),
        says_status_(tokens_.size(), false) {}

  plan::Funding read() {
    if (tokens_.empty()) return funding_;
    find_clauses();
    instruments_ = normalize::find_instruments(tokens_);
    for (const InstrumentName& name : instruments_) take(name.first, name.last);
    take_titles();
    money_ = read_money(tokens_);
    std::erase_if(money_, [&](const Money& money) { return taken_[money.first]; });
    for (const Money& money : money_) take(money.first, money.last);
    take_document_numbers();
    statuses_ = find_statuses(tokens_, taken_);
    for (const StatusPhrase& phrase : statuses_)
      std::fill_n(says_status_.begin() + static_cast<std::ptrdiff_t>(phrase.first),
                  phrase.last - phrase.first + 1, true);
    periods_ = find_periods(folded_.text, tokens_, taken_);
    add_instruments();
    add_amounts();
    add_periods();
    add_funders();
    set_status();
    return std::move(funding_);
  }

 private:
  void take(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i) taken_[i] = true;
  }

  void flag(const std::string& code) {
    if (!code.empty() &&
        std::find(funding_.flags.begin(), funding_.flags.end(), code) == funding_.flags.end())
      funding_.flags.push_back(code);
  }

  // ------------------------------------------------------------ what the tokens belong to

  /// Clauses: between semicolons, commas and brackets; with the clause that a bracket stands in.
  void find_clauses() {
    std::vector<int> outer = {-1};
    int clause = 0;
    parents_.push_back(-1);
    for (const FundingToken& token : tokens_) {
      clauses_.push_back(clause);
      if (token.is("(")) {
        outer.push_back(clause);
        parents_.push_back(clause);
        clause = static_cast<int>(parents_.size()) - 1;
      } else if (token.is(")")) {
        if (outer.size() > 1) outer.pop_back();
        parents_.push_back(outer.back());
        clause = static_cast<int>(parents_.size()) - 1;
      } else if (is_boundary(token)) {
        parents_.push_back(outer.back());
        clause = static_cast<int>(parents_.size()) - 1;
      }
    }
  }

  bool in_brackets(std::size_t token) const {
    return parents_[static_cast<std::size_t>(clauses_[token])] >= 0;
  }

  /// A title in quotes of three words and more: its years and names are its own.
  void take_titles() {
    std::size_t open = tokens_.size();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_[i].is("\"")) continue;
      if (open == tokens_.size()) {
        const bool opens =
            i == 0 || tokens_[i - 1].end < tokens_[i].begin || tokens_[i - 1].is("(");
        if (opens) open = i;
      } else {
        if (i - open > 3) take(open, i);
        open = tokens_.size();
      }
    }
    if (open < tokens_.size() && tokens_.size() - open > 3) take(open, tokens_.size() - 1);
  }

  /// 2017/039-402.09, 1244/99: no dates.
  void take_document_numbers() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      if (!tokens_[i].is_figure() || !tokens_[i + 1].is("/") || !tokens_[i + 2].is_figure())
        continue;
      const bool glued =
          tokens_[i].end == tokens_[i + 1].begin && tokens_[i + 1].end == tokens_[i + 2].begin;
      // 2018/2019 and 12/2018 are dates.
      const bool dates = tokens_[i + 2].text.size() == 4 &&
                         (tokens_[i].text.size() == 4 || tokens_[i].text.size() <= 2);
      if (!glued || dates || taken_[i]) continue;
      std::size_t last = i + 2;
      while (last + 2 < tokens_.size() && tokens_[last].end == tokens_[last + 1].begin &&
             is_one_of(tokens_[last + 1], {"-", "/"}) && tokens_[last + 2].is_figure())
        last += 2;
      take(i, last);
    }
  }

  // ------------------------------------------------------------ instruments

  void add_instruments() {
    std::vector<std::string>& ids = funding_.instruments;
    for (const InstrumentName& name : instruments_) {
      if (std::find(ids.begin(), ids.end(), name.id) == ids.end()) ids.push_back(name.id);
    }
    // A strand says its programme too; only the strand is kept.
    std::set<std::string> programmes;
    for (const std::string& id : ids) {
      if (const std::size_t slash = id.find('/'); slash != std::string::npos)
        programmes.insert(id.substr(0, slash));
    }
    std::erase_if(ids, [&](const std::string& id) { return programmes.contains(id); });
  }

  // ------------------------------------------------------------ amounts

  /// Status said in the clause of a token, or, in brackets, in the clause before them.
  std::string status_near(std::size_t token, bool outside) const {
    for (int clause = clauses_[token]; clause >= 0;
         clause = outside ? parents_[static_cast<std::size_t>(clause)] : -1) {
      std::string best;
      std::size_t distance = tokens_.size();
      for (const StatusPhrase& phrase : statuses_) {
        if (clauses_[phrase.first] != clause) continue;
        if (phrase.meaning != "available" && phrase.meaning != "sought" &&
            phrase.meaning != "negotiated")
          continue;
        const std::size_t apart = phrase.first > token ? phrase.first - token : token - phrase.last;
        if (apart < distance) {
          distance = apart;
          best = phrase.meaning;
        }
      }
      if (!best.empty()) return best;
    }
    return "";
  }

  /// The one body named by the tokens from..to; empty: none or several.
  std::string body_in(std::size_t from, std::size_t to) const {
    const std::vector<std::string> ids = bodies_in(from, to);
    return ids.size() == 1 ? ids.front() : "";
  }

  std::vector<std::string> bodies_in(std::size_t from, std::size_t to) const {
    // The cell with everything else blanked, so that places and capitals stay as printed. Words
    // like "contribution" go where they begin or end a part: inside they may belong to a name.
    to = std::min(to, tokens_.size());
    if (from >= to) return {};
    const std::size_t start = folded_.offsets[tokens_[from].begin];
    std::string rest(folded_.offsets[tokens_[to - 1].end] - start, ' ');
    const auto separates = [&](std::size_t i) {
      return taken_[i] || says_status_[i] || is_boundary(tokens_[i]) || tokens_[i].is(":");
    };
    for (std::size_t i = from; i < to;) {
      if (separates(i)) {
        rest[folded_.offsets[tokens_[i++].begin] - start] = ';';
        continue;
      }
      std::size_t first = i, last = i;
      while (last < to && !separates(last)) ++last;
      i = last;
      while (first < last && is_filler(tokens_[first].text)) ++first;
      while (last > first && is_filler(tokens_[last - 1].text)) --last;
      if (first == last) continue;
      const std::size_t begin = folded_.offsets[tokens_[first].begin];
      const std::size_t end = folded_.offsets[tokens_[last - 1].end];
      rest.replace(begin - start, end - begin, phrase_.substr(begin, end - begin));
    }
    std::vector<std::string> ids;
    for (const plan::Organisation& body : bodies_.read(text::collapse(rest), {}).organisations) {
      if (std::find(ids.begin(), ids.end(), body.id) == ids.end()) ids.push_back(body.id);
    }
    return ids;
  }

  /// Who or what a sum is for: a body or a year beside it in its clause.
  std::string label_of(std::size_t k) const {
    const Money& money = money_[k];
    std::size_t from = money.first;
    while (from > 0 && !is_boundary(tokens_[from - 1]) &&
           !(k > 0 && from - 1 <= money_[k - 1].last))
      --from;
    std::size_t to = money.last + 1;
    while (to < tokens_.size() && !is_boundary(tokens_[to]) &&
           !(k + 1 < money_.size() && to >= money_[k + 1].first))
      ++to;
    std::string body = body_in(from, money.first);
    if (body.empty()) body = body_in(money.last + 1, to);
    // "EUR 20 000 (EU)": a bracket that holds nothing but a name.
    if (body.empty() && to < tokens_.size() && tokens_[to].is("(")) {
      std::size_t close = to + 1;
      while (close < tokens_.size() && !is_boundary(tokens_[close])) ++close;
      const bool holds_money = k + 1 < money_.size() && money_[k + 1].first < close;
      if (close < tokens_.size() && tokens_[close].is(")") && !holds_money)
        body = body_in(to + 1, close);
    }
    if (!body.empty()) return body;
    for (const PeriodText& period : periods_) {
      if (period.edtf.size() == 4 && period.first >= from && period.last < to) return period.edtf;
    }
    for (std::size_t i = money.last + 1; i < to; ++i) {
      const bool yearly =
          is_one_of(tokens_[i], {"annually", "yearly", "annual", "godisnje", "jahrlich", "annuel",
                                 "annuels", "annui", "letno", "vjetore", "godisno"});
      const bool per =
          i + 1 < to &&
          is_one_of(tokens_[i], {"per", "a", "/", "par", "pro", "po", "all", "ne", "na"}) &&
          is_one_of(tokens_[i + 1],
                    {"year", "annum", "an", "jahr", "godini", "anno", "vit", "leto", "godina"});
      const bool abbreviated =
          i + 2 < to && tokens_[i].is("p") && tokens_[i + 1].is(".") && tokens_[i + 2].is("a");
      if (yearly || per || abbreviated) return "per-year";
    }
    return "";
  }

  bool bounded_above(const Money& money) const {
    if (money.first == 0) return false;
    const FundingToken& before = tokens_[money.first - 1];
    if (is_one_of(before, {"max", "maximum", "maximal", "maksimalno"})) return true;
    return money.first > 1 && ((before.is("to") && tokens_[money.first - 2].is("up")) ||
                               (before.is("zu") && tokens_[money.first - 2].is("bis")) ||
                               (before.is(".") && tokens_[money.first - 2].is("max")));
  }

  void add_amounts() {
    bool any_currency = false;
    for (const Money& money : money_) any_currency = any_currency || !money.currency.empty();
    std::string currency;
    for (std::size_t k = 0; k < money_.size(); ++k) {
      Money& money = money_[k];
      if (money.is_percent) continue;
      if (money.currency.empty() && any_currency) {
        // "EUR 14 500 000 (EU: 13 000 000)": the shares are of the same money.
        if (currency.empty()) continue;
        money.currency = currency;
      }
      if (money.currency.empty()) {
        flag("E:no_currency");
        continue;
      }
      currency = money.currency;
      flag(money.flag);
      flag(money.more_flags);
      if (money.value.empty()) {
        withheld_.push_back(k);
        if (money.flag == "E:malformed_amount")
          funding_.hints.push_back("\"" + printed(money) +
                                   "\" is grouped wrongly, so it is not read as a number");
        named_ = named_ || money.flag == "E:range";
        continue;
      }
      if (bounded_above(money)) flag("W:upper_bound");
      plan::Amount amount;
      amount.currency = money.currency;
      amount.value = money.value;
      amount.printed = printed(money);
      amount.share_of = label_of(k);
      amount.is_share = in_brackets(money.first) && !funding_.amounts.empty();
      if (amount.share_of.empty() && !amount.is_share) {
        std::string status = status_near(money.first, false);
        if (status.empty() && money_.size() == 1 && says("available") != says("sought"))
          status = says("sought") ? "sought" : "available";
        if (status == "sought" || status == "available") amount.share_of = status;
      }
      funding_.amounts.push_back(std::move(amount));
    }
    add_percentages();
    check_shares();
  }

  std::string printed(const Money& money) const {
    const std::size_t begin = folded_.offsets[tokens_[money.first].begin];
    const std::size_t end = folded_.offsets[tokens_[money.last].end];
    return std::string(phrase_.substr(begin, end - begin));
  }

  /// "EUR 1 000 000 (EU 85 %, DE 15 %)": sums derived from the whole.
  void add_percentages() {
    if (funding_.amounts.size() != 1) return;
    const plan::Amount whole = funding_.amounts.front();
    long long value = 0;
    const char* end = whole.value.data() + whole.value.size();
    if (std::from_chars(whole.value.data(), end, value).ptr != end) return;
    for (std::size_t k = 0; k < money_.size(); ++k) {
      int percent = 0;
      const char* last = money_[k].value.data() + money_[k].value.size();
      if (!money_[k].is_percent ||
          std::from_chars(money_[k].value.data(), last, percent).ptr != last || percent > 100 ||
          value * percent % 100 != 0)
        continue;
      plan::Amount share = whole;
      share.share_of = label_of(k);
      if (share.share_of.empty() || share.share_of == "per-year") continue;
      share.value = std::to_string(value / 100 * percent + value % 100 * percent / 100);
      share.printed = printed(money_[k]);
      share.is_share = true;
      funding_.amounts.push_back(std::move(share));
      flag("W:derived_amount");
    }
  }

  /// Shares in brackets must not exceed the whole before them, and add up to it if there are
  /// several.
  void check_shares() {
    constexpr double kMost = 9e15;  // exact in a double
    if (funding_.amounts.empty() || funding_.amounts.front().is_share) return;
    double whole = 0, sum = 0;
    int shares = 0;
    std::set<std::string> labels;
    for (const plan::Amount& amount : funding_.amounts) {
      double value = 0;
      const char* end = amount.value.data() + amount.value.size();
      if (std::from_chars(amount.value.data(), end, value).ptr != end || value > kMost) return;
      if (amount.currency != funding_.amounts.front().currency) return;
      if (!amount.is_share) {
        if (&amount != &funding_.amounts.front()) return;
        whole = value;
      } else {
        sum += value;
        ++shares;
        labels.insert(amount.share_of);
      }
    }
    if (shares == 0) return;
    const auto plain = [](double value) { return std::to_string(std::llround(value)); };
    if (withheld_.size() == 1 && sum < whole) {
      funding_.hints.push_back(plain(whole) + " - " + plain(sum) + " = " + plain(whole - sum) +
                               " was probably meant");
      return;
    }
    const bool adds_up = std::abs(sum - whole) < 0.005;
    if (sum <= whole + 0.005 && (adds_up || shares < 2)) return;
    flag("E:inconsistent");
    funding_.hints.push_back("the shares add up to " + plain(sum) + ", not to " + plain(whole));
    for (const plan::Amount& amount : funding_.amounts) {
      if (!amount.share_of.empty()) labels.insert(amount.share_of);
    }
    labels.erase("");
    withheld_labels_.assign(labels.begin(), labels.end());
    funding_.amounts.clear();
    named_ = true;
  }

  // ------------------------------------------------------------ periods

  void add_periods() {
    for (const PeriodText& period : periods_) {
      if (!period.flag.empty()) {
        flag(period.flag);
        bad_period_ = true;
      }
    }
    if (bad_period_) return;
    for (const PeriodText& period : periods_) {
      const bool is_label =
          std::any_of(funding_.amounts.begin(), funding_.amounts.end(),
                      [&](const plan::Amount& amount) { return amount.share_of == period.edtf; });
      if (is_label) continue;
      std::string status = status_near(period.first, true);
      if (status.empty()) status = "available";
      funding_.periods.push_back({period.edtf, status});
    }
    add_what_follows();
  }

  /// "until 2018, then seeking funding"
  void add_what_follows() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!is_one_of(tokens_[i], {"then", "thereafter", "afterwards", "subsequently", "danach",
                                  "anschliessend", "ensuite", "poi", "zatim", "nakon", "potem"}))
        continue;
      const std::string status = status_near(i, false);
      if (status.empty() || funding_.periods.size() != 1) return;
      const std::string next = period_after(funding_.periods.front().edtf);
      if (next.empty()) return;
      if (funding_.periods.front().status == status && status != "available")
        funding_.periods.front().status = "available";
      funding_.periods.push_back({next, status});
      return;
    }
  }

  // ------------------------------------------------------------ funders and status

  void add_funders() {
    std::vector<std::string>& ids = funding_.funders;
    const auto add = [&](const std::string& id) {
      const bool is_tag =
          id.empty() || id == "sought" || id == "available" || id == "per-year" ||
          (id.size() == 4 && id.find_first_not_of("0123456789") == std::string::npos);
      if (!is_tag && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    if (funding_.instruments.empty() && !receives()) {
      for (const std::string& id : bodies_in(0, tokens_.size())) add(id);
    }
    for (const plan::Amount& amount : funding_.amounts) add(amount.share_of);
    for (const std::string& id : withheld_labels_) add(id);
    for (const std::size_t k : withheld_) add(label_of(k));
  }

  /// "entrusted to", "implemented by": who gets the money is no funder.
  bool receives() const {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (is_one_of(tokens_[i], {"entrusted", "delegated", "granted", "awarded"}) &&
          tokens_[i + 1].is("to"))
        return true;
      if (is_one_of(tokens_[i], {"implemented", "managed", "executed"}) && tokens_[i + 1].is("by"))
        return true;
    }
    return false;
  }

  bool says(std::string_view meaning) const {
    return std::any_of(statuses_.begin(), statuses_.end(),
                       [&](const StatusPhrase& phrase) { return phrase.meaning == meaning; });
  }

  void set_status() {
    const bool named = named_ || !funding_.instruments.empty() || !funding_.funders.empty() ||
                       !funding_.amounts.empty();
    if (says("tbc")) flag("W:tbc");
    if (says("reference")) flag("W:reference");
    const bool nothing_owed =
        !funding_.amounts.empty() &&
        std::all_of(funding_.amounts.begin(), funding_.amounts.end(),
                    [](const plan::Amount& amount) { return amount.value == "0"; });
    std::string& status = funding_.status;
    if (bad_period_) {
      status = "unknown";
    } else if (says("none") || nothing_owed) {
      status = "none";
    } else if (says("partial") || (says("more") && (says("sought") || named)) ||
               (says("available") && (says("sought") || says("negotiated"))) ||
               (says("sought") && !funding_.instruments.empty())) {
      status = "partial";
    } else if (says("sought") || says("more")) {
      status = says("more") && !says("sought") ? "partial" : "sought";
    } else if (says("negotiated")) {
      status = "negotiated";
    } else if (says("available")) {
      status = "available";
    } else if (named && !says("tbc") && !says("reference")) {
      status = "available";
    } else {
      note_unread();
    }
  }

  /// Words that mean nothing to us: said, not guessed. What looks like a date is then part of a
  /// name ("Horizon 2020").
  void note_unread() {
    const bool has_word = std::any_of(
        tokens_.begin(), tokens_.end(),
        [](const FundingToken& token) { return token.is_word() && token.text.size() > 2; });
    if (!has_word || says("tbc") || says("reference") || !funding_.flags.empty()) return;
    const bool counts = std::any_of(tokens_.begin(), tokens_.end(),
                                    [](const FundingToken& t) { return t.is_figure(); }) &&
                        periods_.empty();
    if (counts) return;
    flag("W:unresolved");
    funding_.periods.clear();
  }

  std::string_view phrase_;
  const Register& bodies_;
  text::Folded folded_;
  std::vector<FundingToken> tokens_;
  std::vector<bool> taken_, says_status_;
  std::vector<int> clauses_, parents_;  // clause of each token; clause around each clause
  std::vector<InstrumentName> instruments_;
  std::vector<Money> money_;
  std::vector<StatusPhrase> statuses_;
  std::vector<PeriodText> periods_;
  std::vector<std::size_t> withheld_;  // places in money_
  std::vector<std::string> withheld_labels_;
  bool named_ = false, bad_period_ = false;
  plan::Funding funding_;
};

}  // namespace

plan::Funding read_funding(std::string_view phrase, const Register& bodies) {
  return FundingReader(phrase, bodies).read();
}

}  // namespace planmerge::normalize
