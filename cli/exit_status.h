// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace planmerge::cli {

/// Exit statuses that are no error's; those of errors: exit_status() in base/error.h.
inline constexpr int kDone = 0;
inline constexpr int kItemsOpen = 3;
inline constexpr int kInterrupted = 130;

}  // namespace planmerge::cli
