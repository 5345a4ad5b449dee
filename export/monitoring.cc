// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/text.h"
#include "export/calendar.h"
#include "export/embedded.h"
#include "export/report/figures.h"
#include "export/report/html.h"
#include "export/writers.h"

// How far the plan is, and how far it was before the round: status by need, driver and beneficiary,
// money by need and instrument, gaps. Every chart repeats a table in plain SVG, for eyes that
// prefer pictures; no figure stands in a chart alone.

namespace planmerge::exporter {
namespace {

using html::bdi;
using html::escape;
using html::grouped;

// ---- status -------------------------------------------------------------------------------------

constexpr std::size_t kStages = 6;
constexpr std::array<const char*, kStages> kStageNames = {"not started", "under way", "completed",
                                                          "on hold",     "cancelled", "no status"};
/// Dark to light in this order too, so that the bars can be told apart without colour.
constexpr std::array<const char*, kStages> kStageColours = {"#a9c8ea", "#2f6db5", "#1f4e2c",
                                                            "#c9a227", "#6b6b6b", "#e4e4e4"};

std::size_t stage_of(const std::string& status) {
  if (status == "planned" || status == "requested" || status == "postponed") return 0;
  if (status == "initiated" || status == "ongoing") return 1;
  if (status == "completed") return 2;
  if (status == "suspended") return 3;
  if (status == "cancelled") return 4;
  return 5;
}

struct Progress {
  std::array<long, kStages> before{}, after{};
};

template <typename Value>
using Groups = std::map<std::string, Value>;

/// Groups in the order in which people count: "10" after "9".
template <typename Value>
std::vector<const typename Groups<Value>::value_type*> in_order(const Groups<Value>& groups) {
  std::vector<const typename Groups<Value>::value_type*> list;
  list.reserve(groups.size());
  for (const auto& group : groups) list.push_back(&group);
  std::stable_sort(list.begin(), list.end(), [](const auto* a, const auto* b) {
    return text::natural_less(a->first, b->first);
  });
  return list;
}

/// The groups that a row belongs to.
using Keys = std::vector<std::string> (*)(const plan::ActionRow& row);

std::string need_of(const plan::ActionRow& row) {
  if (row.need_no.empty() && row.need.empty()) return "no need named";
  return row.need_no + (row.need_no.empty() || row.need.empty() ? "" : " ") + row.need;
}

std::vector<std::string> by_need(const plan::ActionRow& row) {
  return {need_of(row)};
}

std::vector<std::string> by_driver(const plan::ActionRow& row) {
  std::set<std::string> names;
  for (const plan::Organisation& body : row.norm.drivers.organisations) {
    if (body.drives()) names.insert(body.name.empty() ? body.printed : body.name);
  }
  names.insert(row.norm.drivers.unresolved.begin(), row.norm.drivers.unresolved.end());
  if (names.empty()) return {"no driver named"};
  return {names.begin(), names.end()};
}

std::vector<std::string> by_beneficiary(const plan::ActionRow& row) {
  if (row.norm.countries.empty()) return {"no country named"};
  return row.norm.countries;
}

Groups<Progress> progress_of(const Bundle& bundle, Keys keys) {
  Groups<Progress> groups;
  for (const plan::PlanRow& row : bundle.before.rows) {
    for (const std::string& key : keys(row.row))
      ++groups[key].before[stage_of(row.row.norm.timeline.status)];
  }
  for (const plan::PlanRow& row : bundle.after.rows) {
    for (const std::string& key : keys(row.row))
      ++groups[key].after[stage_of(row.row.norm.timeline.status)];
  }
  return groups;
}

long sum(const std::array<long, kStages>& counts) {
  long total = 0;
  for (const long count : counts) total += count;
  return total;
}

constexpr long kBarWidth = 240, kBarHeight = 14;

/// Parts of a bar beside each other; whole pixels, the last takes the rest.
std::string stacked_bar(const std::array<long, kStages>& counts, const std::string& words) {
  const long total = sum(counts);
  std::string parts;
  long done = 0;
  long x = 0;
  for (std::size_t i = 0; i < kStages; ++i) {
    done += counts[i];
    const long end = total == 0 ? 0 : done * kBarWidth / total;
    if (end > x)
      parts += "<rect x=\"" + std::to_string(x) + "\" width=\"" + std::to_string(end - x) +
               "\" height=\"" + std::to_string(kBarHeight) + "\" fill=\"" + kStageColours[i] +
               "\"/>";
    x = end;
  }
  return "<svg role=\"img\" width=\"" + std::to_string(kBarWidth) + "\" height=\"" +
         std::to_string(kBarHeight) + "\" viewBox=\"0 0 " + std::to_string(kBarWidth) + " " +
         std::to_string(kBarHeight) + "\"><title>" + escape(words) + "</title>" + parts + "</svg>";
}

/// "12", or "12 (was 9)".
std::string now_and_before(const std::string& now, const std::string& before) {
  if (now == before) return grouped(now);
  return grouped(now) + " <small>(was " + grouped(before) + ")</small>";
}
std::string now_and_before(long now, long before) {
  return now_and_before(std::to_string(now), std::to_string(before));
}

std::string progress_html(const char* title, const char* group, const Groups<Progress>& groups) {
  std::string out = "<h2>" + escape(title) + "</h2>\n<table><thead><tr><th scope=\"col\">" +
                    escape(group) + "</th>";
  for (const char* name : kStageNames)
    out += "<th scope=\"col\" class=\"num\">" + std::string(name) + "</th>";
  out += "<th scope=\"col\">Now</th></tr></thead><tbody>\n";
  for (const auto* entry : in_order(groups)) {
    const auto& [key, progress] = *entry;
    out += "<tr><th scope=\"row\">" + bdi(key) + "</th>";
    std::string words;
    for (std::size_t i = 0; i < kStages; ++i) {
      out += "<td class=\"num\">" + now_and_before(progress.after[i], progress.before[i]) + "</td>";
      if (progress.after[i] > 0)
        words +=
            (words.empty() ? "" : ", ") + std::to_string(progress.after[i]) + " " + kStageNames[i];
    }
    out += "<td>" + stacked_bar(progress.after, words) + "</td></tr>\n";
  }
  return out + "</tbody></table>\n";
}

// ---- money --------------------------------------------------------------------------------------

/// Exact sums of one currency; the status of the funding cell says which.
struct Money {
  std::string available = "0", sought = "0", other = "0";
};
struct MoneyPair {
  Money before, after;
};

std::string& part_of(Money& money, const std::string& status) {
  if (status == "available") return money.available;
  if (status == "sought" || status == "requested" || status == "negotiated") return money.sought;
  return money.other;
}

std::vector<std::string> by_instrument(const plan::ActionRow& row) {
  if (row.norm.funding.instruments.empty()) return {"no instrument named"};
  return row.norm.funding.instruments;
}

/// Whole amounts; shares only where no whole amount is named. The same cell of an action that
/// stands in several rows counts once.
void add_money(const plan::PlanVersion& version, Keys keys, Money MoneyPair::*side,
               Groups<MoneyPair>& groups) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const plan::PlanRow& row : version.rows) {
    const plan::Funding& funding = row.row.norm.funding;
    if (funding.amounts.empty() ||
        !seen.emplace(row.row.action_no, row.row.action, row.row.funding_raw).second)
      continue;
    const bool wholes = std::any_of(funding.amounts.begin(), funding.amounts.end(),
                                    [](const plan::Amount& amount) { return !amount.is_share; });
    for (const plan::Amount& amount : funding.amounts) {
      if ((wholes && amount.is_share) || amount.currency.empty() || !is_decimal(amount.value))
        continue;
      for (const std::string& key : keys(row.row)) {
        std::string& part = part_of(groups[key + " · " + amount.currency].*side, funding.status);
        part = decimal_sum(part, amount.value);
      }
    }
  }
}

std::string money_html(const Bundle& bundle, const char* title, const char* group, Keys keys) {
  Groups<MoneyPair> groups;
  add_money(bundle.before, keys, &MoneyPair::before, groups);
  add_money(bundle.after, keys, &MoneyPair::after, groups);
  std::string out = "<h2>" + escape(title) + "</h2>\n";
  if (groups.empty()) return out + "<p>No amount is named.</p>\n";
  out += "<table><thead><tr><th scope=\"col\">" + escape(group) +
         "</th><th scope=\"col\" class=\"num\">available</th>"
         "<th scope=\"col\" class=\"num\">sought</th>"
         "<th scope=\"col\" class=\"num\">partly, or not said</th></tr></thead><tbody>\n";
  for (const auto* entry : in_order(groups)) {
    const auto& [key, money] = *entry;
    out += "<tr><th scope=\"row\">" + bdi(key) + "</th>";
    for (const auto part : {&Money::available, &Money::sought, &Money::other})
      out += "<td class=\"num\">" + now_and_before(money.after.*part, money.before.*part) + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

// ---- gaps ---------------------------------------------------------------------------------------

struct Gap {
  const char* name;
  bool (*missing)(const plan::ActionRow& row);
};

constexpr Gap kGaps[] = {
    {"no driver",
     [](const plan::ActionRow& row) {
       return row.norm.drivers.organisations.empty() && row.norm.drivers.unresolved.empty();
     }},
    {"no expected output", [](const plan::ActionRow& row) { return row.outputs.empty(); }},
    {"no status", [](const plan::ActionRow& row) { return row.norm.timeline.status == "none"; }},
    {"no date", [](const plan::ActionRow& row) { return row.norm.timeline.edtf.empty(); }},
    {"no funding", [](const plan::ActionRow& row) { return row.funding_raw.empty(); }},
};

std::string gaps_html(const Bundle& bundle) {
  const auto count = [](const plan::PlanVersion& version, const Gap& gap) {
    return std::count_if(version.rows.begin(), version.rows.end(),
                         [&gap](const auto& row) { return gap.missing(row.row); });
  };
  std::string out =
      "<h2>Gaps</h2>\n<table><thead><tr><th scope=\"col\">Rows with</th><th scope=\"col\" "
      "class=\"num\">now</th></tr></thead><tbody>\n";
  for (const Gap& gap : kGaps)
    out += "<tr><th scope=\"row\">" + escape(gap.name) + "</th><td class=\"num\">" +
           now_and_before(count(bundle.after, gap), count(bundle.before, gap)) + "</td></tr>\n";
  return out + "</tbody></table>\n";
}

std::string legend() {
  std::string out = "<p class=\"norm\">In the bars, from left to right: ";
  for (std::size_t i = 0; i < kStages; ++i)
    out += std::string(i == 0 ? "" : ", ") +
           "<svg width=\"10\" height=\"10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" "
           "fill=\"" +
           kStageColours[i] + "\"/></svg> " + kStageNames[i];
  return out + ". A row with several drivers or countries counts for each of them.</p>\n";
}

}  // namespace

std::vector<NotCarried> write_monitoring(const Bundle& bundle, std::ostream& out) {
  const std::string title = escape(bundle.after.title.empty() ? "Action plan" : bundle.after.title);
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'sha256-"
      << html::csp_hash(embedded::kReportStyle)
      << "'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
      << title << ": monitoring</title>\n<style>" << embedded::kReportStyle
      << "</style>\n</head>\n<body>\n<header><h1><bdi>" << title
      << "</bdi>: monitoring</h1>\n<p class=\"round\">Version " << bundle.after.number
      << ", compared with version " << bundle.before.number
      << (bundle.as_of.empty() ? "" : " · as of " + escape(bundle.as_of))
      << "</p></header>\n<main>\n"
      << legend() << progress_html("Progress by need", "Need", progress_of(bundle, by_need))
      << progress_html("Progress by driver", "Driver", progress_of(bundle, by_driver))
      << progress_html("Progress by beneficiary", "Country", progress_of(bundle, by_beneficiary))
      << money_html(bundle, "Money by need", "Need", by_need)
      << money_html(bundle, "Money by instrument", "Instrument", by_instrument) << gaps_html(bundle)
      << "</main>\n</body>\n</html>\n";
  return {};
}

}  // namespace planmerge::exporter
