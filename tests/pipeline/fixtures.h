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

/// @param struck  the index of a line struck out by a tracked change; -1: none
inline testing::DocxBuilder plan_builder(const std::vector<Line>& lines, int struck = -1) {
  std::string rows;
  const Line head = {"NEED ADDRESSED",    "ACTION", "EXPECTED OUTPUTS", "DRIVER(S)",
                     "STATUS / TIMELINE", "FUNDING"};
  const auto add = [&rows](const Line& line, const char* properties = "") {
    std::string cells;
    for (const std::string& text : line) cells += testing::cell_xml(text);
    rows += testing::row_xml(cells, properties);
  };
  add(head);
  for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
    add(lines[static_cast<std::size_t>(i)],
        i == struck ? "<w:del w:id=\"1\" w:author=\"Ana\" w:date=\"2031-02-03T00:00:00Z\"/>" : "");
  }
  testing::DocxBuilder builder;
  builder.body = testing::table_xml(rows);
  return builder;
}

inline std::string plan_docx(const std::vector<Line>& lines, int struck = -1) {
  return plan_builder(lines, struck).bytes();
}

/// The plan with its second line struck out, a table struck out as a whole, a comment with a
/// reply, one outside the table, and an invisible row id.
inline std::string tracked_docx(const std::vector<Line>& lines) {
  testing::DocxBuilder builder = plan_builder(lines, 1);
  builder.comments =
      "<w:comment w:id=\"1\" w:author=\"Ana\"><w:p "
      "w14:paraId=\"0A\"><w:r><w:t>Why?</w:t></w:r></w:p>"
      "</w:comment><w:comment w:id=\"2\" w:author=\"Ben\"><w:p "
      "w14:paraId=\"0B\"><w:r><w:t>Done.</w:t>"
      "</w:r></w:p></w:comment>";
  builder.extended = "<w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\"/>";
  const std::size_t row = builder.body.find("<w:tr>", builder.body.find("</w:tr>"));
  builder.body.insert(row, "<w:bookmarkStart w:id=\"5\" w:name=\"planmerge_row_A0001\"/>");
  builder.body = testing::table_xml(testing::row_xml(testing::cell_xml("gone"),
                                                     "<w:del w:id=\"2\" w:author=\"Ben\"/>")) +
                 testing::paragraph_xml("<w:r><w:commentReference w:id=\"1\"/></w:r>") +
                 builder.body;
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
