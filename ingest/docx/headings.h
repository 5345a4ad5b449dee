// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/docx/styles.h"
#include "plan/table.h"

namespace planmerge::ingest {

/// The headings and paragraphs that stand before a table: they may name the need or action that
/// governs it.
class HeadingTrail {
 public:
  /// A paragraph of the running text; level 0: it is no heading.
  void note(plan::Heading heading);
  /// Plain paragraphs speak of the next table only.
  void after_table();
  const std::vector<plan::Heading>& list() const { return headings_; }

 private:
  std::vector<plan::Heading> headings_;
};

/// The outline level of a paragraph style from 0, by w:outlineLvl or by its name; -1: none.
int heading_level(const DocxStyles& styles, const std::string& style);

}  // namespace planmerge::ingest
