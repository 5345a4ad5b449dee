// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "export/report/differences.h"
#include "export/report/html.h"
#include "export/report/kinds.h"
#include "export/report/parts.h"

namespace planmerge::exporter {
namespace {

using html::bdi;
using html::escape;

constexpr std::size_t kMaxColumns = 4;  // more sides than this stand below each other

/// Sides of an item that say the same share a card.
struct Card {
  std::string party, reading, places;
  bool in_plan = false;
};

std::vector<Card> cards_of(const plan::ReviewItem& item) {
  std::vector<Card> cards;
  for (const plan::ItemEvidence& side : item.evidence) {
    const auto same = std::find_if(cards.begin(), cards.end(), [&side](const Card& card) {
      return card.reading == side.reading && card.in_plan == side.in_plan;
    });
    if (same == cards.end()) {
      cards.push_back({party_of(side), side.reading, places_html(side), side.in_plan});
      continue;
    }
    if (same->party.find(party_of(side)) == std::string::npos) same->party += ", " + party_of(side);
    same->places += "<br>" + places_html(side);
  }
  std::stable_partition(cards.begin(), cards.end(), [](const Card& card) { return card.in_plan; });
  return cards;
}

/// What a card is compared with: the plan's reading, and the plan with the first other one.
std::string_view reference_of(const std::vector<Card>& cards, std::size_t index) {
  if (cards.size() < 2) return {};
  return index == 0 ? cards[1].reading : cards[0].reading;
}

std::string reading_html(std::string_view reading, std::string_view reference) {
  if (reading.empty()) return "<i>nothing</i>";
  return "<bdi>" + marked_html(reading, reference) + "</bdi>";
}

std::string columns_html(const std::vector<Card>& cards) {
  std::string heads;
  std::string readings;
  std::string places;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    heads += "<th scope=\"col\">" + bdi(cards[i].party) + "</th>";
    readings += "<td>" + reading_html(cards[i].reading, reference_of(cards, i)) + "</td>";
    places += "<td class=\"place\">" + cards[i].places + "</td>";
  }
  return "<table class=\"sides\"><thead><tr>" + heads + "</tr></thead><tbody><tr>" + readings +
         "</tr><tr>" + places + "</tr></tbody></table>\n";
}

std::string lines_html(const std::vector<Card>& cards) {
  std::string out =
      "<table class=\"sides\"><thead><tr><th scope=\"col\" class=\"field\">Who</th><th "
      "scope=\"col\">says</th>"
      "<th scope=\"col\">where</th></tr></thead><tbody>\n";
  for (std::size_t i = 0; i < cards.size(); ++i)
    out += "<tr><th scope=\"row\">" + bdi(cards[i].party) + "</th><td>" +
           reading_html(cards[i].reading, reference_of(cards, i)) + "</td><td class=\"place\">" +
           cards[i].places + "</td></tr>\n";
  return out + "</tbody></table>\n";
}

/// Whole rows beside each other, a line for each field that any of them has.
std::string rows_html(const plan::ReviewItem& item) {
  std::string out =
      "<table class=\"sides\"><thead><tr><th scope=\"col\" class=\"field\">Field</th>";
  const std::size_t sides = std::min(item.evidence.size(), kMaxColumns);
  for (std::size_t i = 0; i < sides; ++i) {
    const plan::ItemEvidence& side = item.evidence[i];
    out += "<th scope=\"col\">" + bdi(party_of(side)) + " <small>" + bdi(side.row_id) +
           "</small></th>";
  }
  out += "</tr></thead><tbody>\n";
  for (const plan::Field field : plan::kFields) {
    std::vector<std::string> readings;
    for (std::size_t i = 0; i < sides; ++i) readings.push_back(item.evidence[i].row.reading(field));
    if (std::all_of(readings.begin(), readings.end(), [](const auto& r) { return r.empty(); }))
      continue;
    out += "<tr><th scope=\"row\">" + escape(title_of_field(name_of(field))) + "</th>";
    for (std::size_t i = 0; i < sides; ++i)
      out += "<td>" +
             reading_html(readings[i], i == 0 ? (sides > 1 ? readings[1] : "") : readings[0]) +
             "</td>";
    out += "</tr>\n";
  }
  out += "<tr><th scope=\"row\">Where</th>";
  for (std::size_t i = 0; i < sides; ++i)
    out += "<td class=\"place\">" + places_html(item.evidence[i]) + "</td>";
  out += "</tr></tbody></table>\n";
  if (item.evidence.size() > sides)
    out += "<p>" + html::count(static_cast<long>(item.evidence.size() - sides), "more row") +
           " in plan.json.</p>\n";
  return out;
}

std::string evidence_html(const plan::ReviewItem& item) {
  if (item.evidence.empty()) return "";
  const bool whole = std::all_of(item.evidence.begin(), item.evidence.end(),
                                 [](const auto& side) { return side.reading.empty(); });
  if (item.field.empty() || (whole && item.evidence.size() > 1)) return rows_html(item);
  const std::vector<Card> cards = cards_of(item);
  return cards.size() > kMaxColumns ? lines_html(cards) : columns_html(cards);
}

std::string sureness(double confidence) {
  if (confidence >= 0.9) return "";
  return confidence >= 0.6 ? "Likely. " : "Perhaps. ";
}

std::string rows_line(const Context& context, const plan::ReviewItem& item) {
  std::string line;
  for (const std::string& id : item.rows) {
    const plan::PlanRow* row = row_of(context.bundle.after, id);
    if (!line.empty()) line += "; ";
    std::string text = row == nullptr ? id : row->row.action_no + " " + row->row.action;
    text = bdi(html::shortened(text, 140));
    line += row == nullptr ? text : "<a href=\"#row-" + html::anchor(id) + "\">" + text + "</a>";
  }
  return line;
}

std::string item_html(const Context& context, const plan::ReviewItem& item, std::size_t number) {
  std::string out = "<article class=\"item\" id=\"item-" + html::anchor(item.id) + "\"><h4>" +
                    "<span class=\"no\">" + std::to_string(number) + "</span> " +
                    escape(title_of_kind(item.kind)) + " <small>" +
                    escape(title_of_field(item.field)) + "</small></h4>\n";
  const std::string rows = rows_line(context, item);
  if (!rows.empty()) out += "<p class=\"rows\">" + rows + "</p>\n";
  out += "<p>" + sureness(item.confidence) + bdi(item.why) + "</p>\n" + evidence_html(item);
  if (item.state == "changed")
    out += "<p><b>Decided before, but the values have changed since: please look again.</b></p>\n";
  if (!item.answer.empty()) out += "<p><b>Decided:</b> " + bdi(item.answer) + "</p>\n";
  if (!item.suggestion.empty() && is_open(item))
    out += "<p><b>Suggested:</b> " + bdi(item.suggestion) + "</p>\n";
  return out + "</article>\n";
}

struct Group {
  const char* title;
  bool open;
  plan::Stake stake;  // of open ones; settled ones are one group
};

constexpr Group kGroups[] = {
    {"Weighs heavily", true, plan::Stake::High},
    {"Matters", true, plan::Stake::Medium},
    {"Small", true, plan::Stake::Low},
    {"Settled by a decision", false, plan::Stake::Low},
};

bool belongs(const plan::ReviewItem& item, const Group& group) {
  return is_open(item) == group.open && (!group.open || item.severity == group.stake);
}

}  // namespace

std::string items_html(const Context& context) {
  std::string out = "<section id=\"questions\" class=\"annex\"><h2>Questions</h2>\n";
  if (context.bundle.items.empty()) return out + "<p>None.</p></section>\n";
  for (const Group& group : kGroups) {
    std::string items;
    long members = 0;
    std::size_t number = 0;
    for (const plan::ReviewItem& item : context.bundle.items) {
      ++number;
      if (!belongs(item, group)) continue;
      ++members;
      items += item_html(context, item, number);
    }
    if (members > 0)
      out += "<section class=\"stake\"><h3>" + escape(group.title) + " (" +
             html::grouped(std::to_string(members)) + ")</h3>\n" + items + "</section>\n";
  }
  return out + "</section>\n";
}

std::string places_html(const plan::ItemEvidence& evidence) {
  std::vector<std::string> places;
  for (const plan::Provenance& where : evidence.source) {
    std::string place = describe(where);
    if (!where.author.empty()) place += ", by " + where.author;
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  }
  if (places.empty() && !evidence.file.empty()) places.push_back(evidence.file);
  std::string out;
  for (const std::string& place : places) out += (out.empty() ? "" : "<br>") + bdi(place);
  return out;
}

std::string party_of(const plan::ItemEvidence& evidence) {
  if (evidence.in_plan) return "Plan";
  return evidence.partner.empty() ? evidence.file : evidence.partner;
}

}  // namespace planmerge::exporter
