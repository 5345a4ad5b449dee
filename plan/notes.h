// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "plan/provenance.h"

namespace planmerge::plan {

enum class Severity { Info, Warning, Error };

/// Something odd inside a document or plan. Work goes on; the note ends in the report.
struct Diagnostic {
  std::string code;  // stable, kebab-case: "no-text-layer", "hidden-text"
  Severity severity = Severity::Warning;
  Provenance where;
  std::string text;  // a sentence the reviewer can act on; never quotes hidden text
  bool operator==(const Diagnostic&) const = default;
};

/// Passed in by reference, so that what was noted before a throw is kept.
class Notes {
 public:
  void add(Diagnostic note) { list_.push_back(std::move(note)); }
  void warn(std::string code, std::string text, Provenance where = {}) {
    list_.push_back({std::move(code), Severity::Warning, std::move(where), std::move(text)});
  }
  void info(std::string code, std::string text, Provenance where = {}) {
    list_.push_back({std::move(code), Severity::Info, std::move(where), std::move(text)});
  }
  const std::vector<Diagnostic>& list() const { return list_; }
  std::vector<Diagnostic>& list() { return list_; }

 private:
  std::vector<Diagnostic> list_;
};

}  // namespace planmerge::plan
