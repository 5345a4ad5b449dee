// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "export/embedded.h"
#include "export/partner_rows.h"
#include "export/report/figures.h"
#include "export/report/html.h"
#include "export/report/kinds.h"
#include "export/rows.h"
#include "export/writers.h"

// One partner's receipt: what became of each row that it sent, why, and what is still asked of it.
// It shows no other partner's texts but those that stand in the plan.

namespace planmerge::exporter {
namespace {

using html::bdi;
using html::escape;
using plan::Field;

/// Outcomes by row and field.
using Outcomes = std::map<std::pair<std::string, Field>, const plan::FieldOutcome*>;

std::string_view words_for(const std::string& outcome) {
  if (outcome == "from_contribution") return "taken over";
  if (outcome == "agreed") return "agreed: the plan says the same";
  if (outcome == "conflict") return "asked: others say something else; the plan's text stands";
  if (outcome == "decided") return "decided";
  return "kept as the plan has it";
}

std::string relation_text(const SentRow& sent) {
  if (sent.row->change == plan::ActionRow::Change::Deleted) return "you propose to drop it";
  if (sent.link == nullptr) return "not looked at yet";
  switch (sent.link->relation) {
    case plan::Relation::Same: return "found in the plan";
    case plan::Relation::Split: return "you split a row of the plan";
    case plan::Relation::Merged: return "you joined rows of the plan";
    case plan::Relation::Moved: return "found in the plan, at another place";
    case plan::Relation::Renumbered: return "found in the plan, under another number";
    case plan::Relation::New: break;
  }
  return "new to the plan";
}

/// "Funding: taken over" a line, for fields in which something happened.
std::string fates(const SentRow& sent, const Outcomes& outcomes) {
  std::string list;
  if (sent.link == nullptr) return list;
  for (const std::string& id : sent.link->to) {
    for (const Field field : plan::kFields) {
      const auto found = outcomes.find({id, field});
      if (found == outcomes.end()) continue;
      const plan::FieldOutcome& outcome = *found->second;
      const bool mine = std::any_of(outcome.by.begin(), outcome.by.end(),
                                    [&](const auto& name) { return name == sent.file->partner; });
      if (!mine && outcome.outcome != "conflict" && outcome.outcome != "decided") continue;
      list += "<li>" + escape(title_of_field(name_of(field))) + ": " +
              escape(words_for(outcome.outcome)) +
              (outcome.why.empty() ? "" : " <small>(" + bdi(outcome.why) + ")</small>") + "</li>";
    }
  }
  return list.empty() ? "" : "<ul>" + list + "</ul>";
}

std::string questions(const Bundle& bundle, const SentRow& sent) {
  std::set<std::size_t> numbers;
  for (const std::size_t number : open_questions(bundle, sent)) numbers.insert(number);
  if (sent.link != nullptr) {
    for (const std::string& id : sent.link->to) {
      for (const std::size_t number : open_questions(bundle, id)) numbers.insert(number);
    }
  }
  std::string list;
  for (const std::size_t number : numbers) {
    const plan::ReviewItem& item = bundle.items[number - 1];
    list += "<li><b>" + std::to_string(number) + "</b> " + escape(title_of_kind(item.kind)) + ": " +
            bdi(item.why) + "</li>";
  }
  return list.empty() ? "–" : "<ul>" + list + "</ul>";
}

std::string now_in_plan(const Bundle& bundle, const SentRow& sent) {
  if (sent.link == nullptr || sent.link->to.empty()) return "–";
  std::string out;
  for (const std::string& id : sent.link->to) {
    const plan::PlanRow* row = row_of(bundle.after, id);
    out += "<p>" + escape(id) + ": " +
           (row == nullptr ? "no longer in the plan" : bdi(action_title(row->row))) + "</p>";
  }
  return out;
}

std::string reasons(const SentRow& sent) {
  if (sent.link == nullptr || sent.link->reasons.empty()) return "";
  return "<p class=\"norm\">" + bdi(joined(sent.link->reasons, "; ")) + "</p>";
}

std::string files_text(const Bundle& bundle) {
  std::string list;
  for (const FileOutcome& file : bundle.files) {
    if (file.is_plan || file.partner != bundle.partner) continue;
    list += "<li>" + bdi(file.file) + ": " +
            (file.error.empty() ? html::count(file.rows, "row") + " read"
                                : "not read: " + bdi(file.error)) +
            "</li>";
  }
  return list.empty() ? "<p>No file of yours is in this round.</p>\n" : "<ul>" + list + "</ul>\n";
}

std::string waiting_text(const Bundle& bundle) {
  if (bundle.silent_partners.empty()) return "";
  return "<h2>Not heard yet</h2>\n<p>" + bdi(joined(bundle.silent_partners, ", ")) + "</p>\n";
}

}  // namespace

std::vector<NotCarried> write_receipt(const Bundle& bundle, std::ostream& out) {
  if (!has_partner(bundle))
    throw Error(Error::Kind::Usage, "not-configured", "",
                "a receipt is for one partner: give --partner NAME");
  Outcomes outcomes;
  for (const plan::FieldOutcome& outcome : bundle.outcomes)
    outcomes[{outcome.row_id, outcome.field}] = &outcome;
  const std::string title = bundle.after.title.empty() ? "Action plan" : bundle.after.title;
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'sha256-"
      << html::csp_hash(embedded::kReportStyle)
      << "'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
      << escape(title) << ": receipt for " << escape(bundle.partner) << "</title>\n<style>"
      << embedded::kReportStyle << "</style>\n</head>\n<body>\n<header><h1><bdi>" << escape(title)
      << "</bdi>: receipt for " << bdi(bundle.partner) << "</h1>\n<p class=\"round\">Version "
      << bundle.after.number << (bundle.as_of.empty() ? "" : " · as of " + escape(bundle.as_of))
      << "</p></header>\n<main>\n"
      << "<h2>Your files</h2>\n"
      << files_text(bundle);
  const std::vector<SentRow> rows = rows_sent_by(bundle, bundle.partner);
  if (!rows.empty())
    out << "<h2>Your rows</h2>\n<table><thead><tr><th scope=\"col\">You sent</th>"
           "<th scope=\"col\">What became of it</th><th scope=\"col\">In the plan</th>"
           "<th scope=\"col\">Still asked</th></tr></thead><tbody>\n";
  for (const SentRow& sent : rows)
    out << "<tr><th scope=\"row\">" << bdi(action_title(*sent.row)) << "<p class=\"norm\">row "
        << sent.index + 1 << " of " << bdi(sent.file->file) << "</p></th><td>"
        << escape(relation_text(sent)) << fates(sent, outcomes) << reasons(sent) << "</td><td>"
        << now_in_plan(bundle, sent) << "</td><td>" << questions(bundle, sent) << "</td></tr>\n";
  if (!rows.empty()) out << "</tbody></table>\n";
  out << waiting_text(bundle) << "</main>\n</body>\n</html>\n";
  return {};
}

}  // namespace planmerge::exporter
