// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

#include "base/hash.h"
#include "cli/exit_status.h"
#include "cli/print.h"
#include "codec/json.h"
#include "normalize/lines.h"
#include "pipeline/decision_sheet.h"
#include "pipeline/files.h"
#include "pipeline/settings.h"

namespace planmerge::cli {
namespace {

const plan::ReviewItem& item_named(const std::vector<plan::ReviewItem>& items,
                                   const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const plan::ReviewItem& item) { return item.id == id; });
  if (found == items.end())
    throw Error(Error::Kind::Usage, "no-such-item", "", "there is no item " + id);
  return *found;
}

plan::Decision decision_on(const plan::ReviewItem& item, const Options& options) {
  plan::Decision decision;
  decision.item = item.id;
  decision.kind = item.kind;
  decision.field = item.field;
  decision.rows = item.rows;
  decision.evidence_hash = item.evidence_hash;
  decision.take = options.value.empty() ? options.take : "value";
  decision.value = options.value;
  decision.who = options.who;
  decision.when = options.as_of;
  decision.note = options.note;
  for (const plan::ItemEvidence& evidence : item.evidence)
    decision.values[evidence.in_plan ? "plan" : evidence.partner] = evidence.value;
  return decision;
}

/// A partner's name must be one of the item's parties: a typing error must not be kept for ever.
void check_take(const plan::ReviewItem& item, const std::string& take) {
  const std::vector<std::string> allowed = pipeline::answers_known(item);
  if (std::find(allowed.begin(), allowed.end(), take) != allowed.end()) return;
  const std::string name = nearest(take, allowed);
  throw Error(Error::Kind::Usage, "no-such-party", "",
              "\"" + take + "\" is no answer to item " + item.id +
                  (name.empty() ? "" : "; did you mean " + name + "?"));
}

bool same_answer(const plan::Decision& a, const plan::Decision& b) {
  return a.item == b.item && a.take == b.take && a.value == b.value &&
         a.evidence_hash == b.evidence_hash;
}

/// The answers of a workbook as decisions. Told and left out: a question that is gone, or whose
/// readings are not those that the workbook shows. An answer that is in force already is no news.
std::vector<plan::Decision> decisions_in(const Options& options, const plan::Document& document,
                                         const store::Round& round, const store::Store& store) {
  const std::vector<plan::Decision> in_force = store::in_force(store.decision_log());
  std::vector<plan::Decision> decisions;
  for (const pipeline::FilledAnswer& answer : pipeline::read_answers(document)) {
    const auto item =
        std::find_if(round.items.begin(), round.items.end(),
                     [&answer](const auto& known) { return known.id == answer.item; });
    if (item == round.items.end() || item->evidence_hash != answer.evidence_hash) {
      say("not applied: " + plan::describe(answer.where) + ": question " + answer.item +
          (item == round.items.end() ? " is not asked any more"
                                     : " was about other readings; please look at it again"));
      continue;
    }
    plan::Decision decision = decision_on(*item, options);
    pipeline::set_answer(decision, *item, answer.answer);
    if (!answer.note.empty()) decision.note = answer.note;
    const bool known = std::any_of(in_force.begin(), in_force.end(), [&](const auto& earlier) {
      return same_answer(earlier, decision);
    });
    if (!known) decisions.push_back(std::move(decision));
  }
  return decisions;
}

int save_decisions(const Options& options, const std::vector<plan::Decision>& decisions,
                   pipeline::RoundRunner& runner, store::Store& store) {
  store.transaction([&] {
    for (const plan::Decision& decision : decisions) store.add_decision(decision);
  });
  const store::Round next = runner.merge(options.as_of);
  const long open = open_items(next.items);
  if (options.json) {
    print_json({{"decided", decisions.size()}, {"version", next.result_version}, {"open", open}});
  } else {
    say(counted(static_cast<long>(decisions.size()), "item", "items") + " decided, " +
        std::to_string(open) + " open; version " + std::to_string(next.result_version));
  }
  return kDone;
}

/// The workbook is read like any document from outside: in a worker, before the store is open.
int decide_from(const Options& options) {
  if (!options.files.empty() || !options.take.empty() || !options.value.empty())
    throw Error(Error::Kind::Usage, "usage", "", "--from takes no items, --take or --value");
  pipeline::DocumentReader reader = make_reader(options);
  ingest::ReadOptions tables_only;
  tables_only.rows = false;
  const pipeline::ReadOutcome workbook = reader.read(options.from, tables_only);
  if (workbook.error) throw Error(*workbook.error);
  return with_runner(options, store::OpenMode::ReadWrite, [&](auto& runner, auto& store) {
    const std::vector<plan::Decision> decisions =
        decisions_in(options, *workbook.document, store.last_round(), store);
    return save_decisions(options, decisions, runner, store);
  });
}

/// One line on stderr, and the list beside the file.
void tell_not_exported(const Options& options, const exporter::Exporter& entry,
                       const std::vector<exporter::NotCarried>& lost) {
  if (lost.empty()) return;
  std::string line = counted(static_cast<long>(lost.size()), "thing", "things") +
                     " could not be carried, first: " + lost.front().row_id +
                     (lost.front().row_id.empty() ? "" : ": ") + lost.front().reason;
  if (!options.output.empty() && options.output != "-") {
    const std::string list = options.output + ".not_exported.csv";
    std::ostringstream out;
    exporter::write_not_exported({{entry.name, lost}}, out);
    pipeline::write_file(list, out.str());
    line += "; all are in " + list;
  }
  say(line);
}

}  // namespace

int decide(const Options& options) {
  if (!options.from.empty()) return decide_from(options);
  if (options.files.empty())
    throw Error(Error::Kind::Usage, "usage", "", "decide needs items, or --from FILE");
  if (options.take.empty() == options.value.empty())
    throw Error(Error::Kind::Usage, "usage", "", "decide needs either --take or --value");
  return with_runner(options, store::OpenMode::ReadWrite, [&](auto& runner, auto& store) {
    const store::Round round = store.last_round();
    std::vector<plan::Decision> decisions;
    for (const std::string& id : options.files) {
      const plan::ReviewItem& item = item_named(round.items, id);
      if (options.value.empty()) check_take(item, options.take);
      decisions.push_back(decision_on(item, options));
    }
    return save_decisions(options, decisions, runner, store);
  });
}

int undo(const Options& options) {
  return with_runner(options, store::OpenMode::ReadWrite, [&](auto& runner, auto& store) {
    plan::Decision decision;
    decision.take = "undo";
    decision.item = options.item;
    decision.who = options.who;
    decision.when = options.as_of;
    const auto log = store.decision_log();
    const bool known = std::any_of(log.begin(), log.end(), [&](const plan::Decision& entry) {
      return entry.item == options.item || std::to_string(entry.number) == options.item;
    });
    if (!known)
      throw Error(Error::Kind::Usage, "no-such-item", "", "no decision names " + options.item);
    store.add_decision(decision);
    const store::Round next = runner.merge(options.as_of);
    if (options.json) {
      print_json({{"undone", options.item}, {"version", next.result_version}});
    } else {
      say("undone; " + counted(open_items(next.items), "item", "items") + " open");
    }
    return kDone;
  });
}

namespace {

/// "docx" for one partner is another document than that for all.
std::string format_of(const Options& options) {
  if (options.tracked && (options.to != "docx" || options.partner.empty()))
    throw Error(Error::Kind::Usage, "usage", "", "--tracked goes with --to docx and --partner");
  if (options.to == "docx" && !options.partner.empty())
    return options.tracked ? "docx-tracked" : "docx-partner";
  return options.to;
}

/// A name that nobody has is a typing error: an empty document would pass for an answer.
void check_partner(const exporter::Bundle& bundle, const std::string& partner) {
  if (partner.empty() || exporter::knows_partner(bundle, partner)) return;
  throw Error(Error::Kind::Usage, "no-such-partner", "",
              "neither a file nor a row of the plan is of \"" + partner + "\"");
}

int write_export(const Options& options, const std::string& format) {
  const exporter::Exporter* entry = exporter::find_exporter(format);
  if (entry == nullptr) {
    std::string names;
    for (const exporter::Exporter& known : exporter::exporters())
      names += std::string(names.empty() ? "" : ", ") + known.name;
    throw Error(Error::Kind::Usage, "no-such-format", "",
                "there is no format \"" + options.to + "\"; there are " + names);
  }
  return with_runner(options, store::OpenMode::ReadOnly, [&](auto& runner, auto& /*store*/) {
    exporter::Bundle bundle = runner.bundle(options.as_of);
    apply_settings(pipeline::read_settings(options.plan), bundle);
    check_partner(bundle, options.partner);
    bundle.partner = options.partner;
    std::ostringstream out;
    const std::vector<exporter::NotCarried> lost = entry->write(bundle, out);
    if (options.output.empty() || options.output == "-") {
      print(out.str());
    } else {
      pipeline::write_file(options.output, out.str());
    }
    tell_not_exported(options, *entry, lost);
    return kDone;
  });
}

}  // namespace

int export_plan(const Options& options) {
  return write_export(options, format_of(options));
}

int report(const Options& options) {
  return write_export(options, options.partner.empty() ? "report" : "receipt");
}

}  // namespace planmerge::cli
