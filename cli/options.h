// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/worker.h"

namespace planmerge::cli {

/// Everything the command line can say; one struct for all commands.
struct Options {
  std::string from, plan, master, out, to, output, kind, item, take, value, note, who, partner,
      received;
  std::string as_of, returns = "partial", revisions = "final", debug_boxes, ocr = "auto",
                     ocr_languages = "eng";
  std::vector<std::string> files, registers;
  int base = 0;
  unsigned jobs = 2;
  double timeout = 60;
  unsigned memory_mib = 512;
  bool tracked = false, dedup = false, json = false, text = false, check = false, quiet = false;
  bool unsafe_no_sandbox = false;
};

/// The option table: commands, their options and their help come from here alone.
void declare(CLI::App& app, Options& options);

/// The known name nearest to a mistyped one (edit distance at most 3); empty: none is near.
std::string nearest(const std::string& typed, const std::vector<std::string>& known);

}  // namespace planmerge::cli
