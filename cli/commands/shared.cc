// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

#include "base/hash.h"
#include "cli/commands/commands.h"
#include "cli/exit_status.h"
#include "cli/print.h"
#include "codec/json.h"
#include "normalize/lines.h"
#include "pipeline/files.h"

namespace planmerge::cli {

/// The zygote must be forked first: construct before anything else.
pipeline::DocumentReader make_reader(const Options& options) {
  pipeline::DocumentReader::Options settings;
  settings.unsafe_no_sandbox = options.unsafe_no_sandbox;
  settings.jobs = options.jobs;
  settings.limits.wall_seconds = options.timeout;
  settings.limits.cpu_seconds = static_cast<unsigned>(options.timeout);
  settings.limits.memory_bytes = std::size_t{options.memory_mib} << 20U;
  settings.ocr.use = options.ocr == "never"    ? pipeline::OcrUse::Never
                     : options.ocr == "always" ? pipeline::OcrUse::Always
                                               : pipeline::OcrUse::Auto;
  settings.ocr.languages = options.ocr_languages;
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

bool is_empty_or_missing(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) != 0 || (S_ISREG(info.st_mode) && info.st_size == 0);
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
      for (const plan::Diagnostic& note : file.notes) tell_warning(file.file, note);
    }
    if (!file.error) continue;
    tell(*file.error);
    worst = std::max(worst, exit_status(file.error->kind()));
  }
  return worst;
}

Json encode_import(const pipeline::Imported& file) {
  Json json = Json::object();
  json["file"] = file.file;
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

int with_runner(const Options& options, store::OpenMode mode,
                const std::function<int(pipeline::RoundRunner&, store::Store&)>& work) {
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::unique_ptr<store::Store> store = open_store(options, mode);
  pipeline::RoundRunner runner(*store, normalizer);
  runner.require_plan();
  return work(runner, *store);
}

}  // namespace planmerge::cli
