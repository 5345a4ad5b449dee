// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/zip.h"
#include "ingest/sheet.h"

namespace planmerge::ingest {

/// The remarks on the cells of one sheet.
///
/// Excel keeps a thread twice: as such, and as one old-style note for older programs. Of a cell
/// that has a thread only the thread is taken.
class SheetComments {
 public:
  void read_notes(const ZipPackage& package, const std::string& part);
  void read_threads(const ZipPackage& package, const std::string& part,
                    const std::map<std::string, std::string>& people);
  /// Gives each remark to its cell; a cell without text is made for it.
  void attach(Sheet& sheet);

 private:
  using Place = std::pair<int, int>;
  std::map<Place, std::vector<plan::Comment>> notes_, threads_;
};

}  // namespace planmerge::ingest
