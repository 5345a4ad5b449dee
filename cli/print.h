// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"
#include "plan/notes.h"

namespace planmerge::cli {

/// Data to standard output, whole or Error(Store, "write-failed"): a full disk is told.
void print(const std::string& text);
void print_json(const nlohmann::ordered_json& json);

/// One line on standard error: "planmerge: FILE: CODE: sentence".
void tell(const Error& error);
void tell_warning(const std::string& file, const plan::Diagnostic& note);
void say(const std::string& line);

/// A line that is replaced by the next on a terminal; nothing elsewhere.
void show_progress(const std::string& line);
void end_progress();

/// "1 row", "2 rows"
std::string counted(long count, const std::string& one, const std::string& many);

}  // namespace planmerge::cli
