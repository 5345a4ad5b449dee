// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors that look for one thing said in several ways: numbers, names, separators, outputs.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "base/text.h"
#include "merge/detectors.h"
#include "merge/values.h"

namespace planmerge::merge {
namespace {

using plan::Field;
using Rows = std::vector<const plan::PlanRow*>;

/// One item for all rows concerned; `discriminator` tells items of one kind apart.
void add_list(MergeRound& round, const char* kind, Field field, const Rows& rows, std::string why,
              const char* suggestion, const std::string& discriminator) {
  if (rows.empty()) return;
  plan::ReviewItem item;
  item.kind = kind;
  item.field = plan::name_of(field);
  item.severity = plan::Stake::Low;
  for (const plan::PlanRow* row : rows) {
    item.rows.push_back(row->id);
    item.evidence.push_back(evidence_of(*row, field));
  }
  item.why = std::move(why);
  item.suggestion = suggestion;
  add_item(round, std::move(item), discriminator);
}

std::string quoted(const std::set<std::string>& prints) {
  std::string list;
  for (const std::string& print : prints) list += (list.empty() ? "“" : ", “") + print + "”";
  return list;
}

int year_of(const std::string& edtf, bool last) {
  const auto month = last ? plan::last_month(edtf) : plan::first_month(edtf);
  return month ? *month / 12 : 0;
}

}  // namespace

/// "10.1." where all other numbers stand without a full stop, or the other way round.
void find_number_forms(MergeRound& round) {
  Rows dotted, plain;
  for (const plan::PlanRow& row : round.current.rows) {
    const std::string number = text::collapse(row.row.action_no);
    if (number.empty()) continue;
    (number.ends_with('.') ? dotted : plain).push_back(&row);
  }
  if (dotted.empty() || plain.empty()) return;
  const bool dots = dotted.size() < plain.size();
  add_list(round, "numbering_format", Field::ActionNo, dots ? dotted : plain,
           std::string("These numbers are printed ") + (dots ? "with" : "without") +
               " a full stop at the end, all others " + (dots ? "without" : "with") + " one.",
           "Print all numbers in one form.", "form");
}

/// One body printed in several ways.
void find_driver_variants(MergeRound& round) {
  struct Prints {
    std::set<std::string> forms;
    Rows rows;
  };
  std::map<std::string, Prints> by_body;
  for (const plan::PlanRow& row : round.result.plan.rows) {
    for (const plan::Organisation& body : row.row.norm.drivers.organisations) {
      if (body.id.starts_with("grp:") || body.role == "scope" || body.role == "chair") continue;
      Prints& prints = by_body[body.id];
      prints.forms.insert(text::collapse(body.printed));
      if (prints.rows.empty() || prints.rows.back() != &row) prints.rows.push_back(&row);
    }
  }
  for (const auto& [id, prints] : by_body) {
    if (prints.forms.size() < 2) continue;
    add_list(round, "driver_variant", Field::Drivers, prints.rows,
             round.name_of(id) + " is printed in " + std::to_string(prints.forms.size()) +
                 " ways: " + quoted(prints.forms) + ".",
             "Choose one form for the plan.", id);
  }
}

/// The same bodies in cells that separate them in different ways.
void find_driver_separators(MergeRound& round) {
  struct Cells {
    std::set<std::string> forms;
    Rows rows;
  };
  std::map<std::string, Cells> by_bodies;
  for (const plan::PlanRow& row : round.result.plan.rows) {
    const std::vector<std::string> ids = row.row.norm.drivers.driving_ids();
    if (ids.size() < 2) continue;
    std::string key;
    for (const std::string& id : ids) key += id + " ";
    Cells& cells = by_bodies[key];
    cells.forms.insert(text::collapse(row.row.drivers_raw));
    cells.rows.push_back(&row);
  }
  for (const auto& [key, cells] : by_bodies) {
    if (cells.forms.size() < 2) continue;
    add_list(round, "driver_separator", Field::Drivers, cells.rows,
             "The same bodies are listed in " + std::to_string(cells.forms.size()) +
                 " ways: " + quoted(cells.forms) + ".",
             "Choose one form for the plan.", key);
  }
}

/// Bodies named by an acronym that the plan's own list does not explain.
void find_unlisted_acronyms(MergeRound& round) {
  if (round.current.acronyms.empty()) return;
  std::set<std::string> listed;
  for (const auto& [acronym, name] : round.current.acronyms) listed.insert(text::fold(acronym));
  Rows rows;
  std::set<std::string> missing;
  for (const plan::PlanRow& row : round.result.plan.rows) {
    bool any = false;
    for (const plan::Organisation& body : row.row.norm.drivers.organisations) {
      const std::string print = text::collapse(body.printed);
      const auto capitals =
          std::count_if(print.begin(), print.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      const bool acronym = capitals >= 3 && print.find(' ') == std::string::npos;
      if (!acronym || body.id.starts_with("gov:") || listed.contains(text::fold(print))) continue;
      missing.insert(print);
      any = true;
    }
    if (any) rows.push_back(&row);
  }
  add_list(round, "driver_not_in_acronyms", Field::Drivers, rows,
           "The plan's list of acronyms does not explain " + quoted(missing) + ".",
           "Add them to the list of acronyms.", "list");
}

/// Ongoing work whose date ends before the plan's last year, and ends that were computed.
void find_early_ends(MergeRound& round) {
  const int first = year_of(round.current.window, false),
            last = year_of(round.current.window, true);
  Rows early, computed;
  for (const plan::PlanRow& row : round.result.plan.rows) {
    const plan::Timeline& timeline = row.row.norm.timeline;
    const int end = year_of(timeline.edtf, true);
    if (last > first && first > 0 && timeline.status == "ongoing" && end > 0 && end <= first)
      early.push_back(&row);
    const auto& flags = timeline.flags;
    if (std::find(flags.begin(), flags.end(), "W:derived_end") != flags.end())
      computed.push_back(&row);
  }
  add_list(round, "date_ends_before_plan", Field::Status, early,
           "Ongoing, but the date ends in the plan's first year or before; nothing is said of the "
           "years after.",
           "Ask what follows.", "early");
  add_list(round, "date_open_ended", Field::Status, computed,
           "The end is not printed; it was computed from the start and the duration.",
           "Print the end.", "computed");
}

/// One output, word for word, in several rows.
void find_repeated_outputs(MergeRound& round) {
  constexpr std::size_t kLeast = 40;  // bytes; shorter bullets are set phrases
  std::map<std::string, Rows> by_output;
  for (const plan::PlanRow& row : round.result.plan.rows) {
    std::set<std::string> own;
    for (const std::string& output : row.row.outputs) {
      const std::string key = text::fold(output);
      if (key.size() >= kLeast && own.insert(key).second) by_output[key].push_back(&row);
    }
  }
  std::set<std::string> told;  // sets of rows; several outputs of the same rows are one question
  for (const auto& [output, rows] : by_output) {
    std::string key;
    std::set<std::string> drivers, scopes;
    for (const plan::PlanRow* row : rows) {
      key += row->id + " ";
      drivers.insert(canonical(row->row, Field::Drivers));
      scopes.insert(text::fold(row->row.scope));
    }
    // The same output for each of several countries is no repetition.
    if (rows.size() < 2 || scopes.size() > 1 || !told.insert(key).second) continue;
    const bool same = drivers.size() == 1;
    add_list(round, same ? "duplicate_output_same_driver" : "duplicate_output_other_driver",
             Field::Outputs, rows,
             "The output " + called(rows.front()->row) + " stands in " +
                 std::to_string(rows.size()) + " rows" +
                 (same ? " of the same driver." : " of different drivers."),
             "Keep it once, or say how the rows differ.", key);
  }
}

}  // namespace planmerge::merge
