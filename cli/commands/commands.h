// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/options.h"
#include "pipeline/round.h"

namespace planmerge::cli {

using Json = nlohmann::ordered_json;

/// One function a command; each gives the exit status and throws Error for what stops the run.
int consolidate(const Options& options);
int init(const Options& options);
int ingest_files(const Options& options);
int merge(const Options& options);
int extract(const Options& options);
int normalize_lines(const Options& options);
int items(const Options& options);
int link_records(const Options& options);
int links(const Options& options);
int log(const Options& options);
int status(const Options& options);
int audit(const Options& options);
int doctor(const Options& options);
int decide(const Options& options);
int undo(const Options& options);
int export_plan(const Options& options);
int report(const Options& options);

/// The zygote must be forked first: construct before anything else.
pipeline::DocumentReader make_reader(const Options& options);
normalize::Normalizer make_normalizer(const Options& options);
bool exists(const std::string& path);
/// True too for what an interrupted making of a store leaves.
bool is_empty_or_missing(const std::string& path);
/// Errors: Error(Store, "not-found") unless it is to be created.
std::unique_ptr<store::Store> open_store(const Options& options, store::OpenMode mode);
pipeline::Terms terms_of(const Options& options);
long open_items(const std::vector<plan::ReviewItem>& items);
/// kItemsOpen under --check if items are open.
int checked(const Options& options, const std::vector<plan::ReviewItem>& items);
/// Tells each file's trouble; gives the worst exit status.
int tell_outcomes(const std::vector<pipeline::Imported>& files, bool quiet);
Json encode_import(const pipeline::Imported& file);
Json encode_imports(const std::vector<pipeline::Imported>& files);
/// Runs `work` on the plan of an existing store.
int with_runner(const Options& options, store::OpenMode mode,
                const std::function<int(pipeline::RoundRunner&, store::Store&)>& work);

}  // namespace planmerge::cli
