// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf/spreadsheet.h"

#include <algorithm>

#include "base/error.h"
#include "ingest/odf/styles.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxRanges = 100'000;

bool is_hidden(const XmlAttributes& attributes) {
  const std::string_view shown = attributes.find("visibility").value_or("visible");
  return shown == "collapse" || shown == "filter";
}

}  // namespace

void OdfSpreadsheet::begin_sheet(const std::string& name, bool hidden) {
  sheet_ = {};
  sheet_.name = name;
  sheet_.hidden = hidden;
  row_ = column_ = columns_seen_ = 0;
}

void OdfSpreadsheet::column(const XmlAttributes& attributes) {
  const int count = odf_number(attributes, "number-columns-repeated", 1, Sheet::kMaxColumns);
  const int room = std::max(0, Sheet::kMaxColumns - columns_seen_);
  const int taken = std::min(count, room);
  if (taken > 0 && is_hidden(attributes) && sheet_.hidden_columns.size() < kMaxRanges)
    sheet_.hidden_columns.emplace_back(columns_seen_, columns_seen_ + taken - 1);
  columns_seen_ += taken;
}

void OdfSpreadsheet::begin_row(const XmlAttributes& attributes) {
  row_repeats_ = std::max(1, odf_number(attributes, "number-rows-repeated", 1, Sheet::kMaxRows));
  column_ = 0;
  row_cells_.clear();
  if (is_hidden(attributes) && sheet_.hidden_rows.size() < kMaxRanges)
    sheet_.hidden_rows.emplace_back(row_, row_ + row_repeats_ - 1);
}

void OdfSpreadsheet::begin_cell(const XmlAttributes& attributes, bool covered) {
  cell_repeats_ =
      std::max(1, odf_number(attributes, "number-columns-repeated", 1, Sheet::kMaxColumns));
  span_rows_ = std::max(1, odf_number(attributes, "number-rows-spanned", 1, Sheet::kMaxRows));
  span_columns_ =
      std::max(1, odf_number(attributes, "number-columns-spanned", 1, Sheet::kMaxColumns));
  covered_ = covered;
  type_ = attributes.find("value-type").value_or("");
  date_ = attributes.find("date-value").value_or("");
  time_ = attributes.find("time-value").value_or("");
}

// As in a workbook of Excel: dates in ISO form, whatever the cell shows.
std::string OdfSpreadsheet::value_text(const std::string& shown) const {
  constexpr std::size_t kDay = 10;  // "2025-04-03"
  if (type_ != "date" || date_.size() < kDay) return shown;
  std::string text = date_.substr(0, kDay);
  if (date_.size() >= kDay + 6 && date_.compare(kDay, 9, "T00:00:00") != 0)
    text += " " + date_.substr(kDay + 1, 5);
  return text;
}

void OdfSpreadsheet::end_cell(const std::string& shown, bool bold, bool underlined,
                              const std::vector<plan::Comment>& comments) {
  const std::string text = value_text(shown);
  const bool blank = plan::is_blank(text);
  const int first = column_;
  column_ = std::min(column_ + cell_repeats_, Sheet::kMaxColumns);
  if ((blank && comments.empty()) || row_ >= Sheet::kMaxRows) return;
  const int count = blank ? 1 : column_ - first;
  for (int i = 0; i < count; ++i) {
    WorkbookCell cell;
    cell.row = row_;
    cell.col = first + i;
    if (!blank) cell.paragraphs = paragraphs_of(text, bold, underlined);
    if (i == 0) cell.comments = comments;
    row_cells_.push_back(std::move(cell));
  }
  if (!covered_ && (span_rows_ > 1 || span_columns_ > 1) && sheet_.merges.size() < kMaxRanges)
    sheet_.merges.push_back({row_, first, row_ + span_rows_ - 1,
                             std::min(first + span_columns_, Sheet::kMaxColumns) - 1});
}

void OdfSpreadsheet::end_row() {
  const int repeats = std::min(row_repeats_, Sheet::kMaxRows - std::min(row_, Sheet::kMaxRows));
  for (int i = 0; i < repeats && !row_cells_.empty(); ++i) {
    if (row_cells_.size() > cells_left_)
      throw Error(Error::Kind::Limit, "limit", "",
                  "the spreadsheet has over 250,000 cells with text");
    cells_left_ -= row_cells_.size();
    for (const WorkbookCell& cell : row_cells_) {
      sheet_.cells.push_back(cell);
      sheet_.cells.back().row = row_ + i;
    }
  }
  row_ += repeats;
}

void OdfSpreadsheet::end_sheet() {
  place_sheet(std::move(sheet_), document_);
  sheet_ = {};
}

}  // namespace planmerge::ingest
