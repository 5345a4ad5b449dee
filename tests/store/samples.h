// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "store/store.h"

/// Small values for the store's tests.
namespace planmerge::store::samples {

inline plan::ActionRow row(const std::string& number) {
  plan::ActionRow row;
  row.need = "Clean water";
  row.action_no = number;
  row.action = "Action " + number + ": Kosovo*, «drill» wells\n";
  row.outputs = {"wells", "pumps"};
  row.drivers_raw = "Ministry of Wells";
  row.source.push_back({plan::Field::Action, {}, false});
  row.source.push_back({plan::Field::Drivers, {}, true});
  return row;
}

inline plan::PlanVersion version(int number) {
  plan::PlanVersion version;
  version.number = number;
  version.title = "Plan of wells " + std::to_string(number);
  version.rows.push_back({"A0001", row("1.1"), {{plan::Field::Action, "Wellers"}}});
  version.window = "2030/2032";
  version.acronyms = {{"MoW", "Ministry of Wells"}};
  return version;
}

inline StoredContribution contribution(const std::string& sha256, int rows = 2) {
  StoredContribution entry;
  entry.contribution.partner = "Wellers";
  entry.contribution.base_version = 1;
  entry.contribution.document.source.file = sha256 + ".docx";
  entry.contribution.document.source.sha256 = sha256;
  for (int i = 1; i <= rows; ++i)
    entry.contribution.document.rows.push_back(row("1." + std::to_string(i)));
  entry.wall_seconds = 0.5;
  entry.cpu_seconds = 0.25;
  entry.peak_bytes = 4096;
  return entry;
}

inline StoredContribution refusal(const std::string& sha256) {
  StoredContribution entry = contribution(sha256, 0);
  entry.error = "encrypted: needs a password";
  entry.exit_code = 5;
  return entry;
}

inline plan::Decision decision(const std::string& item, const std::string& take) {
  plan::Decision decision;
  decision.item = item;
  decision.take = take;
  decision.who = "chair";
  decision.when = "2030-01-02";
  decision.rows = {"A0001"};
  decision.values = {{"plan", "2030"}, {"Wellers", "2031"}};
  return decision;
}

}  // namespace planmerge::store::samples
