// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "export/exporters.h"
#include "normalize/normalize.h"
#include "pipeline/audit.h"
#include "pipeline/reading.h"
#include "store/store.h"

namespace planmerge::pipeline {

/// What is known of contributions beside their bytes.
struct Terms {
  std::string partner;   // empty: found from the document
  int base_version = 0;  // 0: the version that was last sent out
  std::string received;  // ISO date; empty: not said
  std::string returns = "partial";
};

/// One file of an import, as it is told to the user.
struct Imported {
  std::string path, file;  // file: the name for people
  bool already_there = false;
  std::string partner;
  int rows = 0;
  std::optional<Error> error;
  std::vector<plan::Diagnostic> notes;
};

/// The run over a store: init, ingest, merge, decide, audit, export; the only place that knows
/// the order of the stages.
///
/// A merge is a function of the sent-out versions, all contributions and the decisions in force:
/// it starts from the newest version that some contribution was made from, never from its own
/// result, so that running again changes nothing and the order of imports does not matter.
class RoundRunner {
 public:
  RoundRunner(store::Store& store, const normalize::Normalizer& normalizer)
      : store_(store), normalizer_(normalizer) {}

  /// Makes the master, as read, version 1. Errors: that of the reading; Error(Usage) if there is a
  /// plan already, Error(Unreadable, "no-action-table") if it has no action rows.
  Imported init(ReadOutcome master);

  /// Reads and stores each file in a transaction of its own; refusals are stored too.
  std::vector<Imported> ingest(DocumentReader& reader, const std::vector<std::string>& paths,
                               const Terms& terms,
                               const std::function<void(const ReadOutcome&)>& progress = {});

  /// Links, merges, detects, replays decisions; saves the round and, if rows changed, a version.
  /// @param as_of  the round's date; empty: that of the last merge
  store::Round merge(const std::string& as_of);

  /// Where every cell went, by the last round.
  Audit audit() const;

  /// All that exporters need, by the last round.
  /// @param as_of  empty: the round's own
  exporter::Bundle bundle(const std::string& as_of) const;

  /// Throws Error(Usage, "no-plan") unless there is a plan.
  void require_plan() const;

 private:
  Imported store_document(ReadOutcome outcome, const Terms& terms);
  void normalise_rows(std::vector<plan::ActionRow>& rows,
                      const std::map<std::string, std::string>& acronyms) const;
  plan::MergeInput merge_input(const std::string& as_of) const;
  std::vector<plan::Contribution> contributions() const;

  store::Store& store_;
  const normalize::Normalizer& normalizer_;
};

}  // namespace planmerge::pipeline
