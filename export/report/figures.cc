// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/report/figures.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "export/report/kinds.h"

namespace planmerge::exporter {
namespace {

bool same_readings(const plan::ActionRow& a, const plan::ActionRow& b) {
  return std::all_of(plan::kFields.begin(), plan::kFields.end(),
                     [&](plan::Field field) { return a.reading(field) == b.reading(field); });
}

void count_rows(const Bundle& bundle, Figures& figures) {
  std::map<std::string_view, const plan::PlanRow*> before;
  for (const plan::PlanRow& row : bundle.before.rows) before[row.id] = &row;
  figures.dropped = static_cast<int>(before.size());
  figures.rows = static_cast<int>(bundle.after.rows.size());
  for (const plan::PlanRow& row : bundle.after.rows) {
    const auto found = before.find(row.id);
    if (found == before.end()) {
      ++figures.added;
      continue;
    }
    --figures.dropped;
    ++(same_readings(found->second->row, row.row) ? figures.unchanged : figures.changed);
  }
}

void count_items(const Bundle& bundle, Figures& figures) {
  for (const plan::ReviewItem& item : bundle.items) {
    if (!is_open(item)) {
      ++figures.settled;
      continue;
    }
    ++figures.open;
    if (item.severity == plan::Stake::High) ++figures.open_high;
    if (is_gap(item.kind)) ++figures.gaps;
    if (is_duplicate(item.kind)) ++figures.duplicates;
    if (is_date(item.kind)) ++figures.dates;
  }
  for (const plan::FieldOutcome& outcome : bundle.outcomes) {
    if (outcome.outcome == "from_contribution") ++figures.taken;
    if (outcome.outcome == "agreed") ++figures.agreed;
  }
}

void count_files(const Bundle& bundle, Figures& figures) {
  std::set<std::string> partners;
  for (const FileOutcome& file : bundle.files) {
    if (file.is_plan) continue;
    ++figures.files;
    if (!file.error.empty()) continue;
    ++figures.files_read;
    if (!file.partner.empty()) partners.insert(file.partner);
  }
  figures.silent = bundle.silent_partners;
  figures.partners.assign(partners.begin(), partners.end());
}

using Sums = std::map<std::string, std::string>;

/// The whole amounts of a cell, or the shares where it names shares only.
void add_amounts(const plan::Funding& funding, Sums& sums, int& left_out) {
  const auto is_whole = [](const plan::Amount& amount) { return !amount.is_share; };
  const bool wholes = std::any_of(funding.amounts.begin(), funding.amounts.end(), is_whole);
  bool odd = false;
  for (const plan::Amount& amount : funding.amounts) {
    if (wholes && amount.is_share) continue;
    if (amount.currency.empty() || !is_decimal(amount.value)) {
      odd = true;
      continue;
    }
    std::string& sum = sums[amount.currency];
    sum = decimal_sum(sum.empty() ? "0" : sum, amount.value);
  }
  if (odd) ++left_out;
}

Sums money_of(const plan::PlanVersion& version, int& left_out) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  Sums sums;
  for (const plan::PlanRow& row : version.rows) {
    const plan::ActionRow& r = row.row;
    if (r.norm.funding.amounts.empty()) continue;
    if (seen.emplace(r.action_no, r.action, r.funding_raw).second)
      add_amounts(r.norm.funding, sums, left_out);
  }
  return sums;
}

}  // namespace

bool is_decimal(std::string_view number) {
  const std::size_t point = number.find('.');
  const std::string_view whole = number.substr(0, point);
  const std::string_view rest =
      point == std::string_view::npos ? std::string_view("0") : number.substr(point + 1);
  const auto digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return digits(whole) && digits(rest);
}

bool is_open(const plan::ReviewItem& item) {
  return item.state != "decided";
}

const plan::PlanRow* row_of(const plan::PlanVersion& version, std::string_view id) {
  const auto found = std::find_if(version.rows.begin(), version.rows.end(),
                                  [id](const plan::PlanRow& row) { return row.id == id; });
  return found == version.rows.end() ? nullptr : &*found;
}

std::string decimal_sum(std::string_view a, std::string_view b) {
  if (!is_decimal(a) || !is_decimal(b)) return {};
  const auto places = [](std::string_view n) {
    const std::size_t point = n.find('.');
    return point == std::string_view::npos ? std::size_t{0} : n.size() - point - 1;
  };
  const std::size_t decimals = std::max(places(a), places(b));
  const auto digits = [&](std::string_view n) {
    std::string text(n);
    std::erase(text, '.');
    return text.append(decimals - places(n), '0');
  };
  std::string x = digits(a);
  std::string y = digits(b);
  const std::size_t length = std::max(x.size(), y.size()) + 1;
  x.insert(0, length - x.size(), '0');
  y.insert(0, length - y.size(), '0');
  int carry = 0;
  for (std::size_t i = length; i-- > 0;) {
    const int digit = (x[i] - '0') + (y[i] - '0') + carry;
    x[i] = static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  if (decimals > 0) x.insert(length - decimals, 1, '.');
  const std::size_t first = std::min(x.find_first_not_of('0'), x.find('.') - 1);
  return x.substr(std::min(first, length - decimals - 1));
}

Figures figures_of(const Bundle& bundle) {
  Figures figures;
  count_files(bundle, figures);
  count_rows(bundle, figures);
  count_items(bundle, figures);
  int ignored = 0;
  for (const auto& [currency, sum] : money_of(bundle.before, ignored))
    figures.money[currency].first = sum;
  for (const auto& [currency, sum] : money_of(bundle.after, figures.money_left_out))
    figures.money[currency].second = sum;
  return figures;
}

}  // namespace planmerge::exporter
