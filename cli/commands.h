// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/options.h"

namespace planmerge::cli {

/// Runs one command and gives the exit status. Errors: throws Error for what stops the run.
int run_command(const std::string& name, const Options& options);

}  // namespace planmerge::cli
