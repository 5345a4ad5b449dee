// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

#include <map>

#include "cli/commands/commands.h"

namespace planmerge::cli {

int run_command(const std::string& name, const Options& options) {
  static const std::map<std::string, int (*)(const Options&)> kCommands = {
      {"consolidate", consolidate},
      {"init", init},
      {"ingest", ingest_files},
      {"merge", merge},
      {"extract", extract},
      {"normalize", normalize_lines},
      {"items", items},
      {"link", link_records},
      {"links", links},
      {"log", log},
      {"status", status},
      {"audit", audit},
      {"doctor", doctor},
      {"decide", decide},
      {"undo", undo},
      {"export", export_plan},
      {"report", report},
  };
  return kCommands.at(name)(options);
}

}  // namespace planmerge::cli
