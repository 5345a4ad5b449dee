// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

#include <sys/stat.h>

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
#include "pipeline/files.h"
#include "pipeline/round.h"
#include "pipeline/version.h"

namespace planmerge::cli {
namespace {

using codec::Json;

// ---- what several commands share --------------------------------------------------------------

/// The zygote must be forked first: construct before anything else.
pipeline::DocumentReader make_reader(const Options& options) {
  pipeline::DocumentReader::Options settings;
  settings.unsafe_no_sandbox = options.unsafe_no_sandbox;
  settings.jobs = options.jobs;
  settings.limits.wall_seconds = options.timeout;
  settings.limits.cpu_seconds = static_cast<unsigned>(options.timeout);
  settings.limits.memory_bytes = std::size_t{options.memory_mib} << 20U;
  return pipeline::DocumentReader(settings);
}

normalize::Normalizer make_normalizer(const Options& options) {
  std::vector<std::string> registers;
  registers.reserve(options.registers.size());
  for (const std::string& path : options.registers) registers.push_back(pipeline::read_file(path));
  return normalize::Normalizer(registers);
}

bool exists(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0;
}

std::unique_ptr<store::Store> open_store(const Options& options, store::OpenMode mode) {
  if (mode != store::OpenMode::Create && !exists(options.plan))
    throw Error(Error::Kind::Store, "not-found", options.plan,
                "there is no such store; make one with init, or give --master");
  return store::open_sqlite(options.plan, mode);
}

pipeline::Terms terms_of(const Options& options) {
  pipeline::Terms terms;
  terms.partner = options.partner;
  terms.base_version = options.base;
  terms.received = options.received;
  terms.returns = options.returns;
  return terms;
}

long open_items(const std::vector<plan::ReviewItem>& items) {
  return std::count_if(items.begin(), items.end(),
                       [](const plan::ReviewItem& item) { return item.state != "decided"; });
}

int checked(const Options& options, const std::vector<plan::ReviewItem>& items) {
  return options.check && open_items(items) > 0 ? kItemsOpen : kDone;
}

/// Tells each file's trouble; gives the worst exit status.
int tell_outcomes(const std::vector<pipeline::Imported>& files, bool quiet) {
  int worst = kDone;
  for (const pipeline::Imported& file : files) {
    if (!quiet) {
      for (const plan::Diagnostic& note : file.notes)
        tell_warning(pipeline::base_name(file.path), note);
    }
    if (!file.error) continue;
    tell(*file.error);
    worst = std::max(worst, exit_status(file.error->kind()));
  }
  return worst;
}

Json encode_import(const pipeline::Imported& file) {
  Json json = Json::object();
  json["file"] = pipeline::base_name(file.path);
  json["already_there"] = file.already_there;
  json["partner"] = file.partner;
  json["rows"] = file.rows;
  if (file.error) {
    json["error"] = {{"code", file.error->code()},
                     {"sentence", file.error->sentence()},
                     {"exit", exit_status(file.error->kind())}};
  }
  Json notes = Json::array();
  for (const plan::Diagnostic& note : file.notes) notes.push_back(codec::encode(note));
  json["notes"] = std::move(notes);
  return json;
}

Json encode_imports(const std::vector<pipeline::Imported>& files) {
  Json list = Json::array();
  for (const pipeline::Imported& file : files) list.push_back(encode_import(file));
  return list;
}

Json encode_audit(const pipeline::Audit& audit, bool cells) {
  static const char* const kKinds[] = {"in_plan", "in_review", "left_out", "unaccounted"};
  Json json = Json::object();
  json["cells"] = audit.cells.size();
  json["in_plan"] = audit.in_plan;
  json["in_review"] = audit.in_review;
  json["left_out"] = audit.left_out;
  json["left_out_by_reason"] = audit.left_out_by_reason;
  json["unaccounted"] = audit.unaccounted;
  if (!cells) return json;
  Json list = Json::array();
  for (const pipeline::CellFate& fate : audit.cells) {
    Json entry = Json::object();
    entry["fate"] = kKinds[static_cast<int>(fate.kind)];
    entry["detail"] = fate.detail;
    entry["text"] = fate.text;
    entry["where"] = codec::encode(fate.where);
    list.push_back(std::move(entry));
  }
  json["list"] = std::move(list);
  return json;
}

// ---- the round --------------------------------------------------------------------------------

/// "12 files: 11 read, 1 encrypted; 214 rows: 160 matched, 31 new, 23 to review"
std::string summary(const exporter::Bundle& bundle) {
  std::map<std::string, int> refused;
  long files = 0, read = 0, rows = 0, matched = 0, added = 0, review = 0;
  for (const exporter::FileOutcome& file : bundle.files) {
    if (file.is_plan) continue;
    ++files;
    if (!file.error.empty()) {
      ++refused[file.error.substr(0, file.error.find(':'))];
      continue;
    }
    ++read;
    rows += file.rows;
    matched += file.matched;
    added += file.added;
    review += file.to_review;
  }
  std::string text = counted(files, "file", "files") + ": " + std::to_string(read) + " read";
  for (const auto& [code, count] : refused) text += ", " + std::to_string(count) + " " + code;
  return text + "; " + counted(rows, "row", "rows") + ": " + std::to_string(matched) +
         " matched, " + std::to_string(added) + " new, " + std::to_string(review) + " to review";
}

void write_exports(const exporter::Bundle& bundle, const std::string& folder) {
  pipeline::make_folder(folder);
  for (const exporter::Exporter& entry : exporter::exporters()) {
    std::ostringstream out;
    entry.write(bundle, out);
    pipeline::write_file(folder + "/" + entry.file_name, out.str());
  }
}

void print_consolidated(const Options& options, const exporter::Bundle& bundle,
                        const std::vector<pipeline::Imported>& files) {
  const long open = open_items(bundle.items);
  if (options.json) {
    Json json = Json::object();
    json["files"] = encode_imports(files);
    json["version"] = bundle.after.number;
    json["items"] = bundle.items.size();
    json["open"] = open;
    json["summary"] = summary(bundle);
    print_json(json);
  }
  if (options.quiet || options.json) return;
  say(summary(bundle));
  say("version " + std::to_string(bundle.after.number) + ": " +
      counted(static_cast<long>(bundle.after.rows.size()), "row", "rows") + "; " +
      counted(open, "item", "items") + " open; see " + options.out + "/report.html");
}

std::vector<pipeline::Imported> read_files(const Options& options, pipeline::RoundRunner& runner) {
  std::size_t done = 0;
  auto files =
      runner.ingest(options.files, terms_of(options), [&](const pipeline::ReadOutcome& outcome) {
        if (options.quiet) return;
        show_progress("read " + std::to_string(++done) + " of " +
                      std::to_string(options.files.size()) + ": " +
                      pipeline::base_name(outcome.path));
      });
  end_progress();
  return files;
}

/// A store that this run made and could not fill is taken away again: nothing half-written stays.
class NewStore {
 public:
  explicit NewStore(const std::string& path) : path_(path), fresh_(!exists(path)) {}
  ~NewStore() {
    if (!fresh_ || kept_) return;
    for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path_ + suffix).c_str());
  }
  NewStore(const NewStore&) = delete;
  NewStore& operator=(const NewStore&) = delete;
  bool fresh() const { return fresh_; }
  void keep() { kept_ = true; }

 private:
  std::string path_;
  bool fresh_, kept_ = false;
};

int consolidate(const Options& options) {
  pipeline::DocumentReader reader = make_reader(options);
  const normalize::Normalizer normalizer = make_normalizer(options);
  NewStore made(options.plan);
  if (made.fresh() && options.master.empty()) open_store(options, store::OpenMode::ReadWrite);
  std::unique_ptr<store::Store> store =
      open_store(options, made.fresh() ? store::OpenMode::Create : store::OpenMode::ReadWrite);
  pipeline::RoundRunner runner(*store, reader, normalizer);
  if (!options.master.empty() && store->current_version() == 0) {
    tell_outcomes({runner.init(options.master)}, options.quiet);
  } else if (!options.master.empty() &&
             !store->has_file(sha256_hex(pipeline::read_file(options.master)))) {
    throw Error(Error::Kind::Usage, "plan-exists", pipeline::base_name(options.master),
                "the store was made from another plan document; leave --master out, or take a "
                "new store");
  }
  made.keep();
  const auto files = read_files(options, runner);
  const store::Round round = runner.merge(options.as_of);
  const exporter::Bundle bundle = runner.bundle(options.as_of);
  write_exports(bundle, options.out);
  const int worst = tell_outcomes(files, options.quiet);
  print_consolidated(options, bundle, files);
  return worst != kDone ? worst : checked(options, round.items);
}

int init(const Options& options) {
  pipeline::DocumentReader reader = make_reader(options);
  const normalize::Normalizer normalizer = make_normalizer(options);
  NewStore made(options.plan);
  std::unique_ptr<store::Store> store = open_store(options, store::OpenMode::Create);
  pipeline::RoundRunner runner(*store, reader, normalizer);
  const pipeline::Imported imported = runner.init(options.master);
  made.keep();
  if (options.json) print_json(encode_import(imported));
  tell_outcomes({imported}, options.quiet);
  if (!options.json) say("version 1: " + counted(imported.rows, "row", "rows"));
  return kDone;
}

int ingest_files(const Options& options) {
  pipeline::DocumentReader reader = make_reader(options);
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::unique_ptr<store::Store> store = open_store(options, store::OpenMode::ReadWrite);
  pipeline::RoundRunner runner(*store, reader, normalizer);
  const auto files = read_files(options, runner);
  if (options.json) print_json(encode_imports(files));
  return tell_outcomes(files, options.quiet);
}

/// Commands over a store that read no document still state whether one could be isolated.
int with_runner(const Options& options, store::OpenMode mode,
                const std::function<int(pipeline::RoundRunner&, store::Store&)>& work) {
  pipeline::DocumentReader reader = make_reader(options);
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::unique_ptr<store::Store> store = open_store(options, mode);
  pipeline::RoundRunner runner(*store, reader, normalizer);
  runner.require_plan();
  return work(runner, *store);
}

int merge(const Options& options) {
  return with_runner(options, store::OpenMode::ReadWrite, [&](auto& runner, auto& /*store*/) {
    const store::Round round = runner.merge(options.as_of);
    if (options.json) {
      Json json = Json::object();
      json["base_version"] = round.base_version;
      json["version"] = round.result_version;
      json["links"] = round.links.size();
      json["items"] = round.items.size();
      json["open"] = open_items(round.items);
      print_json(json);
    } else {
      say("version " + std::to_string(round.result_version) + "; " +
          counted(open_items(round.items), "item", "items") + " open");
    }
    return checked(options, round.items);
  });
}

// ---- looking ----------------------------------------------------------------------------------

void print_text(const plan::Document& document) {
  std::string text;
  for (const plan::Table& table : document.tables) {
    for (const plan::Cell& cell : table.cells) {
      if (!cell.blank() && cell.change != plan::Cell::Change::Deleted) text += cell.text() + "\n";
    }
    text += "\n";
  }
  if (document.tables.empty()) {
    for (const plan::Paragraph& paragraph : document.paragraphs) text += paragraph.text + "\n";
  }
  print(text);
}

void print_rows(const plan::Document& document) {
  std::string text;
  for (const plan::ActionRow& row : document.rows) {
    text += row.need_no + "\t" + row.action_no + "\t" + row.action + "\t" + row.drivers_raw + "\t" +
            row.status_timeline_raw + "\t" + row.funding_raw + "\n";
  }
  print(text);
}

int extract(const Options& options) {
  pipeline::DocumentReader reader = make_reader(options);
  ingest::ReadOptions reading;
  if (options.revisions == "original") reading.revisions = ingest::RevisionView::Original;
  pipeline::ReadOutcome outcome = reader.read(options.files.front(), reading);
  const std::string file = pipeline::base_name(options.files.front());
  for (const plan::Diagnostic& note : outcome.notes) tell_warning(file, note);
  if (outcome.error) {
    if (options.json) {
      print_json({{"error",
                   {{"file", file},
                    {"code", outcome.error->code()},
                    {"sentence", outcome.error->sentence()}}}});
    }
    throw Error(*outcome.error);
  }
  plan::Document& document = *outcome.document;
  const normalize::Normalizer normalizer = make_normalizer(options);
  for (plan::ActionRow& row : document.rows) normalizer.normalise(row, document.acronyms);
  if (options.json) {
    print_json(codec::encode(document));
  } else if (options.text) {
    print_text(document);
  } else {
    print_rows(document);
  }
  return kDone;
}

int normalize_lines(const Options& options) {
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::ios::sync_with_stdio(false);
  normalize::normalise_lines(options.kind, std::cin, std::cout, normalizer, false);
  std::cout.flush();
  if (!std::cout)
    throw Error(Error::Kind::Store, "write-failed", "standard output", "cannot be written");
  return kDone;
}

std::string one_line(const plan::ReviewItem& item) {
  std::string line = item.id + "  " + std::string(plan::name_of(item.severity)) + "  " + item.kind;
  if (!item.field.empty()) line += " (" + item.field + ")";
  if (item.state != "open") line += " [" + item.state + "]";
  return line + "  " + item.why + "\n";
}

int items(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  Json list = Json::array();
  std::string lines;
  bool found = options.item.empty();
  for (const plan::ReviewItem& item : store->last_round().items) {
    if (!options.item.empty() && item.id != options.item) continue;
    found = true;
    list.push_back(codec::encode(item));
    lines += one_line(item);
    if (options.item.empty()) continue;
    for (const plan::ItemEvidence& evidence : item.evidence) {
      const std::string party = evidence.in_plan ? "plan " + evidence.row_id : evidence.partner;
      lines += "  " + party + ": " + evidence.reading;
      if (!evidence.source.empty()) lines += "  (" + plan::describe(evidence.source[0]) + ")";
      lines += "\n";
    }
    if (!item.suggestion.empty()) lines += "  suggestion: " + item.suggestion + "\n";
  }
  if (!found)
    throw Error(Error::Kind::Usage, "no-such-item", "", "there is no item " + options.item);
  if (options.json) {
    Json json = Json::object();
    json["items"] = std::move(list);
    print_json(json);
  } else {
    print(lines);
  }
  return kDone;
}

/// Contribution row and the plan rows that it means, as readings (design section 6).
Json encode_link(const plan::Link& link, const plan::Contribution& contribution,
                 const std::map<std::string, const plan::PlanRow*>& rows) {
  Json json = codec::encode(link);
  json["row"] = codec::encode(contribution.document.rows.at(static_cast<std::size_t>(link.row)));
  Json to = Json::array();
  for (const std::string& id : link.to) {
    // A row that the contribution itself added is no plan row that it means.
    const auto found = rows.find(id);
    if (found != rows.end()) to.push_back(codec::encode(*found->second));
  }
  json["to"] = std::move(to);
  return json;
}

int links(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  const store::Round round = store->last_round();
  const auto base = store->version(std::max(1, round.base_version));
  std::map<std::string, const plan::PlanRow*> rows;
  if (base) {
    for (const plan::PlanRow& row : base->rows) rows[row.id] = &row;
  }
  std::map<std::string, plan::Contribution> files;
  for (store::StoredContribution& entry : store->contributions()) {
    const std::string sha256 = entry.contribution.document.source.sha256;
    files[sha256] = std::move(entry.contribution);
  }
  Json list = Json::array();
  std::string lines;
  for (const plan::Link& link : round.links) {
    list.push_back(encode_link(link, files.at(link.sha256), rows));
    lines += link.file + " row " + std::to_string(link.row + 1) + "  " +
             std::string(plan::name_of(link.relation));
    for (const std::string& id : link.to) lines += " " + id;
    lines += "\n";
  }
  if (options.json) {
    Json json = Json::object();
    json["links"] = std::move(list);
    print_json(json);
  } else {
    print(lines);
  }
  return kDone;
}

int audit(const Options& options) {
  return with_runner(options, store::OpenMode::ReadOnly, [&](auto& runner, auto& /*store*/) {
    const pipeline::Audit proof = runner.audit();
    if (options.json) {
      print_json(encode_audit(proof, true));
    } else {
      std::string text = counted(static_cast<long>(proof.cells.size()), "cell", "cells") + ": " +
                         std::to_string(proof.in_plan) + " in the plan, " +
                         std::to_string(proof.in_review) + " in review, " +
                         std::to_string(proof.left_out) + " left out, " +
                         std::to_string(proof.unaccounted) + " unaccounted for\n";
      for (const auto& [reason, count] : proof.left_out_by_reason)
        text += "  left out, " + reason + ": " + std::to_string(count) + "\n";
      for (const pipeline::CellFate& fate : proof.cells) {
        if (fate.kind == pipeline::CellFate::Kind::Unaccounted)
          text += "  unaccounted: " + plan::describe(fate.where) + "\n";
      }
      print(text);
    }
    if (!proof.complete())
      throw Error(Error::Kind::Internal, "unaccounted-cells", options.plan,
                  counted(proof.unaccounted, "cell is", "cells are") +
                      " neither in the plan nor in review");
    return kDone;
  });
}

int log(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  Json list = Json::array();
  std::string lines;
  for (const plan::Decision& decision : store->decision_log()) {
    list.push_back(codec::encode(decision));
    lines += std::to_string(decision.number) + "  " + decision.when + "  " + decision.who + "  " +
             decision.item + "  " + decision.take + (decision.value.empty() ? "" : ": ") +
             decision.value + "\n";
  }
  options.json ? print_json({{"decisions", list}}) : print(lines);
  return kDone;
}

int status(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  const store::Round round = store->last_round();
  const auto contributions = store->contributions();
  const long files = std::count_if(contributions.begin(), contributions.end(),
                                   [](const auto& entry) { return !entry.is_plan; });
  if (options.json) {
    print_json({{"version", store->current_version()},
                {"contributions", files},
                {"items", round.items.size()},
                {"open", open_items(round.items)}});
  } else {
    print("version " + std::to_string(store->current_version()) + "; " +
          counted(files, "contribution", "contributions") + "; " +
          counted(open_items(round.items), "item", "items") + " open of " +
          std::to_string(round.items.size()) + "\n");
  }
  return kDone;
}

int doctor(const Options& options) {
  if (!exists(options.plan)) open_store(options, store::OpenMode::ReadOnly);
  const std::vector<std::string> problems = store::check_sqlite(options.plan);
  if (options.json) {
    print_json({{"problems", problems}});
  } else if (problems.empty()) {
    print("the store is well\n");
  }
  if (problems.empty()) return kDone;
  throw Error(Error::Kind::Store, "damaged", options.plan, problems.front());
}

// ---- deciding ---------------------------------------------------------------------------------

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
  static const std::vector<std::string> kWords = {"base", "plan",   "same",   "different",
                                                  "keep", "delete", "accept", "value"};
  std::vector<std::string> allowed = kWords;
  for (const plan::ItemEvidence& evidence : item.evidence) {
    if (!evidence.partner.empty()) allowed.push_back(evidence.partner);
  }
  if (std::find(allowed.begin(), allowed.end(), take) != allowed.end()) return;
  const std::string name = nearest(take, allowed);
  throw Error(Error::Kind::Usage, "no-such-party", "",
              "\"" + take + "\" is no answer to item " + item.id +
                  (name.empty() ? "" : "; did you mean " + name + "?"));
}

int decide(const Options& options) {
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

int export_plan(const Options& options) {
  const exporter::Exporter* entry = exporter::find_exporter(options.to);
  if (entry == nullptr) {
    std::string names;
    for (const exporter::Exporter& known : exporter::exporters())
      names += std::string(names.empty() ? "" : ", ") + known.name;
    throw Error(Error::Kind::Usage, "no-such-format", "",
                "there is no format \"" + options.to + "\"; there are " + names);
  }
  return with_runner(options, store::OpenMode::ReadOnly, [&](auto& runner, auto& /*store*/) {
    std::ostringstream out;
    entry->write(runner.bundle(options.as_of), out);
    if (options.output.empty() || options.output == "-") {
      print(out.str());
    } else {
      pipeline::write_file(options.output, out.str());
    }
    return kDone;
  });
}

}  // namespace

int run_command(const std::string& name, const Options& options) {
  static const std::map<std::string, int (*)(const Options&)> kCommands = {
      {"consolidate", consolidate},
      {"init", init},
      {"ingest", ingest_files},
      {"merge", merge},
      {"extract", extract},
      {"normalize", normalize_lines},
      {"items", items},
      {"links", links},
      {"log", log},
      {"status", status},
      {"audit", audit},
      {"doctor", doctor},
      {"decide", decide},
      {"undo", undo},
      {"export", export_plan},
  };
  return kCommands.at(name)(options);
}

}  // namespace planmerge::cli
