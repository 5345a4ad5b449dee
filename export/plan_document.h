// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "export/exporters.h"
#include "export/ooxml/word.h"

/// The plan's table in a Word document, in the plan's own look.
namespace planmerge::exporter {

/// One row of the table.
struct DocumentRow {
  const plan::PlanRow* row = nullptr;
  /// What stood there before, shown as tracked changes; null: nothing is tracked.
  const plan::ActionRow* before = nullptr;
  bool struck = false;  // the row is gone from the plan: struck out as a whole
  std::map<plan::Field, std::vector<int>> comments;  // ids, by the field they are about
};

/// Adds a table for each section, under its heading: need and action merged over the rows they
/// govern, header repeated, each row with its invisible id (docs/formats/docx.md).
/// What the table cannot hold is added to `lost`.
void add_plan_table(word::Document& document, const std::vector<DocumentRow>& rows,
                    std::vector<NotCarried>& lost);

/// The designations that must keep their mark and footnote wherever they stand ("Kosovo*").
void add_designations(word::Document& document);

/// "List of acronyms": those of the plan that the driver cells of these rows use.
void add_acronyms(word::Document& document, const Bundle& bundle,
                  const std::vector<DocumentRow>& rows);

/// Number and title in one cell such that reading parts them again.
std::string numbered_title(const std::string& number, const std::string& title);

}  // namespace planmerge::exporter
