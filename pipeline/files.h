// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace planmerge::pipeline {

/// Largest document that is looked at at all.
inline constexpr std::size_t kMaxInputBytes = std::size_t{256} << 20U;

/// The whole file as bytes.
/// Errors: NotFound ("not-found", "not-a-file", "unreadable"), Limit ("limit").
std::string read_file(const std::string& path);

/// Writes to a temporary name beside `path`, syncs, renames: at any moment the old file or the
/// new one, never a part. Errors: Error(Store, "write-failed"); the temporary file is gone.
void write_file(const std::string& path, std::string_view content);

/// Makes the folder and its parents. Errors: Error(Store, "write-failed").
void make_folder(const std::string& path);

/// "a/b/c.pdf" -> "c.pdf"
std::string base_name(const std::string& path);

}  // namespace planmerge::pipeline
