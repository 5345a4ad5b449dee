// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace planmerge::pipeline {

/// The program's version; the one home of it beside CMake's project().
inline constexpr const char* kVersion = PLANMERGE_VERSION;

/// Id of the item that asks about cells of a contribution's row that nothing else accounts for.
std::string item_fingerprint(const std::string& sha256, int row);

}  // namespace planmerge::pipeline
