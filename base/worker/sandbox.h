// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace planmerge::worker {

/// Why no sandbox can be had on this kernel; empty: it can.
std::string missing_sandbox();

/// Closes the calling process in, for good: no new privileges, Landlock (read-only on `folders`),
/// seccomp (everything that is not known to be needed is trapped).
/// A blocked call writes an error record with its number to `report_fd` and ends the process.
/// Errors: throws Error(NoSandbox).
void enter_sandbox(const std::vector<std::string>& folders, int report_fd);

/// Address space beyond what is mapped now, CPU seconds, no files, no core, few descriptors.
void limit_resources(std::size_t memory_bytes, unsigned cpu_seconds);

/// Fonts and encodings that Poppler, fontconfig and iconv read (measured: without them a tenth
/// of documents give other words).
std::vector<std::string> default_folders();

}  // namespace planmerge::worker
