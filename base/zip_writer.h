// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace planmerge {

/// Writes a zip package (OOXML) into memory: the same members give the same bytes.
///
/// Every member is deflated and carries one fixed date, 1 January 1980, the first that the format
/// knows. (libzip turns a date into local time, so its bytes depend on the time zone.)
/// Limits: 65,535 members, 4 GiB; beyond: Error(Limit, "limit").
/// Source: PKWARE APPNOTE 6.3.3, sections 4.3.7, 4.3.12, 4.3.16.
class ZipWriter {
 public:
  /// `name`: ASCII, parts with '/'; no name twice.
  void add(std::string_view name, std::string_view content);
  /// The package; the writer is empty afterwards.
  std::string finish();

 private:
  std::string bytes_, directory_;
  std::uint32_t members_ = 0;
};

}  // namespace planmerge
