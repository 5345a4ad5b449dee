// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/xml.h"
#include "ingest/sheet.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// Collects the cells of an OpenDocument spreadsheet, sheet by sheet. Repeated blank rows and
/// columns cost nothing.
class OdfSpreadsheet {
 public:
  explicit OdfSpreadsheet(plan::Document& document) : document_(document) {}

  void begin_sheet(const std::string& name, bool hidden);
  void column(const XmlAttributes& attributes);
  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes, bool covered);
  /// @param shown  the text that the file has for the cell
  void end_cell(const std::string& shown, bool bold, bool underlined,
                const std::vector<plan::Comment>& comments);
  void end_row();
  void end_sheet();

 private:
  std::string value_text(const std::string& shown) const;

  plan::Document& document_;
  Sheet sheet_;
  int row_ = 0, column_ = 0, columns_seen_ = 0;
  int row_repeats_ = 1, cell_repeats_ = 1;
  int span_rows_ = 1, span_columns_ = 1;
  bool covered_ = false;
  std::string type_, date_, time_;
  std::vector<WorkbookCell> row_cells_;
  std::size_t cells_left_ = 250'000;
};

}  // namespace planmerge::ingest
