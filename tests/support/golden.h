// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace planmerge::testing {

/// Compares `actual` with tests/golden/<name>, and fails the running test with the first line
/// that differs. With PLANMERGE_ACCEPT=1 in the environment the file is written instead: the
/// diff is then reviewed like code.
void expect_golden(std::string_view name, std::string_view actual);

/// True if tests/golden/<name> is there.
bool has_golden(std::string_view name);

/// The bytes of a file; fails the running test if it cannot be read.
std::string file_text(const std::string& path);

}  // namespace planmerge::testing
