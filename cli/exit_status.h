// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace planmerge::cli {

/// Exit codes (docs/errors.md, design section 6).
inline constexpr int kDone = 0;
inline constexpr int kItemsOpen = 3;
inline constexpr int kInterrupted = 130;

int exit_status(Error::Kind kind);

}  // namespace planmerge::cli
