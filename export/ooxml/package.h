// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::exporter {

/// An OOXML package in the making: parts, their content types and relationships.
/// Source: ECMA-376 Part 2 (Open Packaging Conventions).
class OoxmlPackage {
 public:
  /// @param name  of the part, without a leading '/': "word/document.xml"
  void add(const std::string& name, std::string_view content_type, std::string content);

  /// A relationship from `part` ("": the package). `type`: the last step of its address
  /// ("worksheet"). `target`: relative to the part. @return its id: "rId1"
  std::string relate(const std::string& part, std::string_view type, std::string_view target);

  /// docProps/core.xml and app.xml. `title` as told to the reader of the file; no dates: the same
  /// plan gives the same bytes.
  void add_properties(std::string_view title, std::string_view program);

  std::string finish();

 private:
  struct Part {
    std::string name, type, content;
  };
  struct Relation {
    std::string type, target;
  };
  std::vector<Part> parts_;
  std::map<std::string, std::vector<Relation>> relations_;
};

}  // namespace planmerge::exporter
