// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "export/exporters.h"

namespace planmerge::pipeline {

/// A partner whose answer is expected in the round.
struct ExpectedPartner {
  std::string id, name, contact;
};

/// What planmerge.toml beside the store says (docs/settings.md).
struct Settings {
  exporter::IatiSettings iati;
  std::vector<ExpectedPartner> partners;
};

/// Reads "planmerge.toml" in the folder of the store; defaults where there is none.
/// Errors: Error(Usage, "bad-settings") with the line; an unknown key is one.
Settings read_settings(const std::string& store_path);

/// Hands to the exporters what they need: IATI settings, and who of the expected has not answered.
void apply_settings(const Settings& settings, exporter::Bundle& bundle);

/// The same from the file's text; `where` is for messages.
Settings parse_settings(const std::string& text, const std::string& where);

}  // namespace planmerge::pipeline
