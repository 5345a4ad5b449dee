// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace planmerge::testing {

/// An OpenDocument from readable parts, zipped when the test runs. All content is invented.
struct OdtBuilder {
  std::string body;           // inside office:text (or office:spreadsheet)
  std::string styles;         // inside office:automatic-styles
  std::string kind = "text";  // "spreadsheet"
  std::string meta;           // inside office:meta
  std::string manifest;       // inside manifest:manifest

  std::string bytes() const;  // as a package
  std::string flat() const;   // as one XML file
};

std::string odt_cell(const std::string& text, const std::string& attributes = "");
std::string odt_row(const std::string& cells);
std::string odt_table(const std::string& rows);

}  // namespace planmerge::testing
