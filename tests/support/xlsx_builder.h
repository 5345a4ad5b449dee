// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planmerge::testing {

/// An Excel workbook from readable parts, zipped when the test runs. All content is invented.
struct XlsxBuilder {
  struct SheetPart {
    std::string name;
    std::string inner;  // inside <worksheet>
    std::string state;  // "hidden", "veryHidden"; empty: visible
    /// Type, file name and content of parts that the sheet refers to.
    struct Related {
      std::string type, file, xml;
    };
    std::vector<Related> related;
  };
  std::vector<SheetPart> sheets;
  std::string strings;     // inside <sst>; empty: no such part
  std::string styles;      // inside <styleSheet>; empty: no such part
  std::string properties;  // attributes of <workbookPr>
  bool strict = false;
  std::string main = "xl/workbook.xml";

  /// Adds a visible sheet with these rows.
  void add(const std::string& name, const std::string& rows, const std::string& after = "");
  std::string bytes() const;
};

/// "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\">…": one row of texts, "" for a blank cell.
std::string text_row(int row, const std::vector<std::string>& texts);
/// "<c r=… s=… ><v>…": a number in a style.
std::string number_cell(std::string_view address, std::string_view value, int style = 0);
/// A styleSheet whose cellXfs have these formats, by index: a built-in id or a code.
std::string styles_with(const std::vector<std::string>& formats);

}  // namespace planmerge::testing
