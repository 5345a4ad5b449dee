// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/docx_builder.h"
#include "tests/support/pdf_builder.h"

namespace planmerge {

/// A folder of the test's own, gone with it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "planmerge-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(file(name), std::ios::binary) << bytes;
    return file(name);
  }

 private:
  std::string path_;
};

/// need, action, outputs, drivers, status, funding
using Line = std::vector<std::string>;

inline std::string plan_docx(const std::vector<Line>& lines) {
  std::string rows;
  const Line head = {"NEED ADDRESSED",    "ACTION", "EXPECTED OUTPUTS", "DRIVER(S)",
                     "STATUS / TIMELINE", "FUNDING"};
  const auto add = [&rows](const Line& line) {
    std::string cells;
    for (const std::string& text : line) cells += testing::cell_xml(text);
    rows += testing::row_xml(cells);
  };
  add(head);
  for (const Line& line : lines) add(line);
  testing::DocxBuilder builder;
  builder.body = testing::table_xml(rows);
  return builder.bytes();
}

inline std::vector<Line> lake_plan() {
  return {
      {"1 Cleaner lakes", "1.1 Joint sampling of lake water",
       "Sampling calendar agreed by both shores", "IOM", "ongoing 2025-2026", "available"},
      {"1 Cleaner lakes", "1.2 Training of river wardens",
       "Two courses on reporting spills for river wardens", "UNDP", "planned 2027",
       "seeking funding"},
      {"2 Safer crossings", "2.1 Night patrols at ferry landings",
       "Patrol plan for the northern ferry landings", "OSCE", "ongoing 2025-2027", "available"}};
}

}  // namespace planmerge
