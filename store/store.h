// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/review.h"

namespace planmerge::store {

/// One file as the store knows it.
struct StoredContribution {
  long long number = 0;
  plan::Contribution contribution;  // document without its tables' cells is NOT enough: whole
  bool is_plan = false;             // the plan's own document (master or adopted)
  std::string error;                // code and sentence if it was refused; then no document
  int exit_code = 0;
  double wall_seconds = 0, cpu_seconds = 0;
  std::size_t peak_bytes = 0;
  bool sandboxed = true;  // false: read without isolation, which every report says
};

/// The outcome of one merge over the store.
struct Round {
  int base_version = 0;    // the current version that the merge started from
  int result_version = 0;  // 0: nothing changed, no new version
  std::string as_of;       // ISO date that it was made for, or empty
  std::string input_hash;  // of versions, contributions and decisions merged: same -> same result
  std::vector<plan::Link> links;
  std::vector<plan::ReviewItem> items;
  std::vector<plan::FieldOutcome> outcomes;
};

/// All versions, contributions, readings, links, items, and the append-only decision log.
///
/// Every write is one transaction (BEGIN IMMEDIATE): all of it or nothing.
/// Errors: Error(Store): "not-a-store", "busy", "full", "damaged", "newer" (user_version),
///         "older" (and cannot be written to), "network-file-system".
class Store {
 public:
  virtual ~Store() = default;

  virtual void add_version(const plan::PlanVersion& version) = 0;
  virtual std::vector<plan::PlanVersion> versions() const = 0;
  virtual std::optional<plan::PlanVersion> version(int number) const = 0;
  virtual int current_version() const = 0;  // 0: none yet

  /// Adds, or replaces an earlier refusal of the same bytes. False: these bytes are there already.
  virtual bool add_contribution(const StoredContribution& contribution) = 0;
  virtual bool has_file(const std::string& sha256) const = 0;
  virtual std::vector<StoredContribution> contributions() const = 0;  // by number

  /// Appends; the number is given by the log. Returns it.
  virtual long long add_decision(plan::Decision decision) = 0;
  virtual std::vector<plan::Decision> decision_log() const = 0;

  /// In one transaction: the round's links, items, outcomes replace the last ones, and the new
  /// version (if `next` is set) is added.
  virtual void save_round(const Round& round, const std::optional<plan::PlanVersion>& next) = 0;
  virtual Round last_round() const = 0;

  /// Several writes as one: runs `work` inside one transaction; rolled back if it throws.
  virtual void transaction(const std::function<void()>& work) = 0;
};

enum class OpenMode { Create, ReadWrite, ReadOnly };

/// Opens or creates the SQLite store at `path`. Create fails if the file exists, unless it is
/// empty. ReadOnly leaves no file behind, and works where nothing may be written as long as no
/// writer was killed there.
std::unique_ptr<Store> open_sqlite(const std::string& path, OpenMode mode);
/// Its twin in memory, for tests and `extract`-like runs.
std::unique_ptr<Store> open_memory();

/// Decisions in force: the log without those that a later "undo" entry names.
std::vector<plan::Decision> in_force(const std::vector<plan::Decision>& log);

/// Integrity, foreign keys, application id, log replay. Empty: all well.
std::vector<std::string> check_sqlite(const std::string& path);

}  // namespace planmerge::store
