// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plan/document.h"

namespace planmerge::normalize {

/// Readings to values: right, or withheld with the reason. Reads no clock, locale or time zone.
///
/// Holds the registers of organisations and instruments (compiled in from normalize/data, plus
/// users' own files). Immutable after construction; one instance serves many threads.
class Normalizer {
 public:
  /// @param extra_register  contents of users' own organisation files (same TSV columns as
  ///        normalize/data/organisations.tsv); later entries win.
  /// Errors: Error(Usage) naming the line of a malformed entry.
  explicit Normalizer(const std::vector<std::string>& extra_registers = {});
  ~Normalizer();
  Normalizer(Normalizer&&) noexcept;
  Normalizer& operator=(Normalizer&&) noexcept;

  plan::Timeline timeline(std::string_view phrase) const;
  /// @param acronyms  acronym -> name, as the document itself lists them
  plan::Drivers drivers(std::string_view phrase,
                        const std::map<std::string, std::string>& acronyms = {}) const;
  plan::Funding funding(std::string_view phrase) const;
  /// The stage that a whole cell of a status column names: not_started, in_progress, delayed,
  /// on_hold, completed, cancelled; empty: none of our labels (normalize/data/status_labels.tsv).
  std::string status_label(std::string_view cell) const;

  /// Fills row.norm from its readings; Start and End columns join the status cell.
  void normalise(plan::ActionRow& row,
                 const std::map<std::string, std::string>& acronyms = {}) const;

  /// The id and display name of a body given as free text ("UNODC", a file's author, …); empty
  /// id: none or several fit.
  plan::Organisation body_named(std::string_view text) const;
  /// Display name of a register id; the id itself if unknown.
  std::string name_of(std::string_view id) const;
  std::string acronym_of(std::string_view id) const;
  /// Id of the organisation that a unit belongs to; empty: none.
  std::string parent_of(std::string_view id) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace planmerge::normalize
