// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace planmerge::pipeline {

/// Largest document that is looked at at all.
inline constexpr std::size_t kMaxInputBytes = std::size_t{256} << 20U;

/// The whole file as bytes.
/// Errors: NotFound ("not-found", "not-a-file", "unreadable"), Limit ("limit").
std::string read_file(const std::string& path);

/// Writes to a temporary name beside `path`, syncs, renames: at any moment the old file or the
/// new one, never a part. Interrupts (SIGINT, SIGTERM, SIGHUP) wait until it is done.
/// Errors: Error(Store, "write-failed"); the temporary file is gone.
void write_file(const std::string& path, std::string_view content);

/// Contents by the name of their file.
using Files = std::map<std::string, std::string>;

/// Writes the files into a folder, as write_file() does, and makes the folder if it is not there.
/// None is renamed before all are on the disk, so a full disk leaves the old ones as a set.
/// Errors: Error(Store, "write-failed"); nothing new is left.
void write_files(const std::string& folder, const Files& files);

/// "a/b/c.pdf" -> "c.pdf"
std::string base_name(const std::string& path);

}  // namespace planmerge::pipeline
