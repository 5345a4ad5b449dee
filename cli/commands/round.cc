// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

#include "base/hash.h"
#include "cli/exit_status.h"
#include "cli/print.h"
#include "codec/json.h"
#include "normalize/lines.h"
#include "pipeline/files.h"
#include "pipeline/merge_case.h"
#include "pipeline/settings.h"

namespace planmerge::cli {
namespace {

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
  pipeline::Files files;
  std::vector<exporter::FormatLosses> losses;
  for (const exporter::Exporter& entry : exporter::exporters()) {
    if (entry.ready != nullptr && !entry.ready(bundle)) continue;
    std::ostringstream out;
    losses.push_back({entry.name, entry.write(bundle, out)});
    files[entry.file_name] = out.str();
  }
  std::ostringstream out;
  exporter::write_not_exported(losses, out);
  files[exporter::kNotExportedFile] = out.str();
  pipeline::write_files(folder, files);
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

std::vector<pipeline::Imported> read_files(const Options& options, pipeline::DocumentReader& reader,
                                           pipeline::RoundRunner& runner) {
  std::size_t done = 0;
  auto files = runner.ingest(
      reader, options.files, terms_of(options), [&](const pipeline::ReadOutcome& outcome) {
        if (options.quiet) return;
        show_progress("read " + std::to_string(++done) + " of " +
                      std::to_string(options.files.size()) + ": " + outcome.file);
      });
  end_progress();
  return files;
}

/// A store that this run made and could not fill is taken away again: nothing half-written stays.
class NewStore {
 public:
  explicit NewStore(const std::string& path) : path_(path), fresh_(is_empty_or_missing(path)) {}
  ~NewStore() {
    if (!fresh_ || kept_) return;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
      std::remove((path_ + suffix).c_str());
  }
  NewStore(const NewStore&) = delete;
  NewStore& operator=(const NewStore&) = delete;
  bool fresh() const { return fresh_; }
  void keep() { kept_ = true; }

 private:
  std::string path_;
  bool fresh_, kept_ = false;
};

/// Makes the store from the master's document, which is read first: an interrupt while reading
/// leaves no store without a plan.
std::unique_ptr<store::Store> make_store(const Options& options, pipeline::DocumentReader& reader,
                                         const normalize::Normalizer& normalizer,
                                         pipeline::Imported& imported) {
  pipeline::ReadOutcome master = reader.read(options.master, {});
  if (master.error) throw Error(*master.error);
  NewStore made(options.plan);
  std::unique_ptr<store::Store> store = open_store(options, store::OpenMode::Create);
  imported = pipeline::RoundRunner(*store, normalizer).init(std::move(master));
  made.keep();
  return store;
}

void check_master(const Options& options, const store::Store& store) {
  if (options.master.empty() || store.has_file(sha256_hex(pipeline::read_file(options.master))))
    return;
  throw Error(Error::Kind::Usage, "plan-exists", pipeline::base_name(options.master),
              "the store was made from another plan document; leave --master out, or take a "
              "new store");
}

}  // namespace

int consolidate(const Options& options) {
  const pipeline::Settings settings = pipeline::read_settings(options.plan);
  std::optional<pipeline::DocumentReader> reader;
  if (!options.files.empty() || !options.master.empty()) reader.emplace(make_reader(options));
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::unique_ptr<store::Store> store;
  if (is_empty_or_missing(options.plan) && !options.master.empty()) {
    pipeline::Imported imported;
    store = make_store(options, *reader, normalizer, imported);
    tell_outcomes({imported}, options.quiet);
  } else {
    store = open_store(options, store::OpenMode::ReadWrite);
  }
  pipeline::RoundRunner runner(*store, normalizer);
  if (!options.master.empty() && store->current_version() == 0) {  // its making was interrupted
    tell_outcomes({runner.init(reader->read(options.master, {}))}, options.quiet);
  } else {
    check_master(options, *store);
  }
  std::vector<pipeline::Imported> files;
  if (!options.files.empty()) files = read_files(options, *reader, runner);
  const store::Round round = runner.merge(options.as_of);
  exporter::Bundle bundle = runner.bundle(options.as_of);
  apply_settings(settings, bundle);
  write_exports(bundle, options.out);
  const int worst = tell_outcomes(files, options.quiet);
  print_consolidated(options, bundle, files);
  return worst != kDone ? worst : checked(options, round.items);
}

int init(const Options& options) {
  pipeline::DocumentReader reader = make_reader(options);
  const normalize::Normalizer normalizer = make_normalizer(options);
  if (!is_empty_or_missing(options.plan)) open_store(options, store::OpenMode::Create);  // throws
  pipeline::Imported imported;
  make_store(options, reader, normalizer, imported);
  if (options.json) print_json(encode_import(imported));
  tell_outcomes({imported}, options.quiet);
  if (!options.json) say("version 1: " + counted(imported.rows, "row", "rows"));
  return kDone;
}

int ingest_files(const Options& options) {
  pipeline::DocumentReader reader = make_reader(options);
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::unique_ptr<store::Store> store = open_store(options, store::OpenMode::ReadWrite);
  pipeline::RoundRunner runner(*store, normalizer);
  const auto files = read_files(options, reader, runner);
  if (options.json) print_json(encode_imports(files));
  return tell_outcomes(files, options.quiet);
}

namespace {

int merge_case(const Options& options) {
  std::string json;
  std::array<char, 1 << 16> block;
  while (std::cin.read(block.data(), block.size()) || std::cin.gcount() > 0) {
    json.append(block.data(), static_cast<std::size_t>(std::cin.gcount()));
    if (json.size() > pipeline::kMaxInputBytes)
      throw Error(Error::Kind::Limit, "limit", "standard input", "a case has over 256 MiB");
  }
  print(pipeline::merge_case_json(json, make_normalizer(options)));
  return kDone;
}

}  // namespace

int merge(const Options& options) {
  if (options.item.empty() == options.plan.empty())
    throw Error(Error::Kind::Usage, "usage", "", "merge takes --plan PLAN, or - for a case");
  if (!options.item.empty()) return merge_case(options);
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

}  // namespace planmerge::cli
