// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planmerge::ingest {

/// The row id in a bookmark's name (docs/formats/docx.md); nullopt: the bookmark is not ours.
std::optional<std::string> row_id_of_bookmark(std::string_view name);

/// Bookmarks of ours that began outside any row: they mean the first row they touch.
class WaitingRowMarks {
 public:
  void begin(std::string_view bookmark, std::string row_id);
  void end(std::string_view bookmark);
  /// A row begins: what waits is its own.
  std::vector<std::string> take();

 private:
  std::vector<std::pair<std::string, std::string>> waiting_;  // w:id of the bookmark, row id
};

}  // namespace planmerge::ingest
