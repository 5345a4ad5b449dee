// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planmerge::testing {

/// A zip of named members, in this order; two members may have one name.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members);

/// A Word document from readable parts, zipped when the test runs. All content is invented.
struct DocxBuilder {
  std::string body;       // inside w:body
  std::string styles;     // inside w:styles; empty: no such part
  std::string numbering;  // inside w:numbering; empty: no such part
  std::string comments;   // inside w:comments; empty: no such part
  std::string extended;   // inside w15:commentsEx; empty: no such part
  std::string people;     // inside w15:people; empty: no such part
  std::string header;     // inside w:hdr; empty: no such part
  std::string footer;     // inside w:ftr; empty: no such part
  std::string footnotes;  // inside w:footnotes; empty: no such part
  std::string endnotes;   // inside w:endnotes; empty: no such part
  std::string external;   // type of a relationship to a file outside; empty: there is none
  bool strict = false;    // ISO strict namespaces

  std::string bytes() const;
};

/// "<w:tc><w:p><w:r><w:t>text</w:t></w:r></w:p></w:tc>", with cell properties if given.
std::string cell_xml(std::string_view text, std::string_view properties = "");
std::string row_xml(std::string_view cells, std::string_view properties = "");
std::string table_xml(std::string_view rows);
std::string paragraph_xml(std::string_view runs, std::string_view properties = "");
std::string run_xml(std::string_view text);

}  // namespace planmerge::testing
