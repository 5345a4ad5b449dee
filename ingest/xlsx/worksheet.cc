// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/worksheet.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "base/error.h"
#include "ingest/ooxml/package.h"
#include "ingest/xlsx/sheet_comments.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxRanges = 100'000;  // merges, hidden rows, hidden columns, each
constexpr std::size_t kMaxTables = 200;
constexpr std::size_t kMaxCellText = 1'000'000;  // Excel: 32,767

/// What was odd in one sheet, told once each.
struct Oddities {
  std::size_t outside = 0, bad_strings = 0, errors = 0, not_computed = 0, local_currency = 0;
  std::string first_error, first_not_computed, first_currency;
};

class WorksheetReader : public XmlHandler {
 public:
  WorksheetReader(const Workbook& workbook, Sheet& sheet, SheetBudget& budget,
                  plan::Document& document)
      : workbook_(workbook), sheet_(sheet), budget_(budget), document_(document) {}

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_sheet_uri(uri)) return;
    if (in_string_) {
      collector_.start(name, attributes);
      return;
    }
    if (name == "row") {
      begin_row(attributes);
    } else if (name == "c") {
      begin_cell(attributes);
    } else if (name == "v") {
      value_.clear();
      in_value_ = true;
    } else if (name == "f") {
      formula_ = true;
    } else if (name == "is") {
      collector_.begin();
      in_string_ = true;
    } else if (name == "col") {
      hide_columns(attributes);
    } else if (name == "mergeCell") {
      add_merge(attributes);
    }
  }

  void end(std::string_view uri, std::string_view name) override {
    if (!is_sheet_uri(uri)) return;
    if (in_string_ && name != "is") {
      collector_.end(name);
    } else if (name == "is") {
      inline_ = collector_.finish();
      in_string_ = false;
    } else if (name == "v") {
      in_value_ = false;
      has_value_ = true;
    } else if (name == "c") {
      end_cell();
    }
  }

  void text(std::string_view utf8) override {
    if (in_string_) collector_.text(utf8);
    if (!in_value_) return;
    value_ += utf8;
    if (value_.size() > kMaxCellText)
      throw Error(Error::Kind::Limit, "limit", "", "a cell holds over a million characters");
  }

  void tell() const {
    const auto where = [this](const std::string& cell) {
      plan::Provenance place;
      place.sheet = sheet_.name;
      place.cell = cell;
      return place;
    };
    plan::Notes& notes = document_.notes;
    if (odd_.outside > 0)
      notes.warn("damaged",
                 std::to_string(odd_.outside) +
                     " cells have an address outside any sheet; they were not read",
                 where(""));
    if (odd_.bad_strings > 0)
      notes.warn("damaged",
                 std::to_string(odd_.bad_strings) +
                     " cells name a text or value that the workbook does not have",
                 where(""));
    if (odd_.errors > 0)
      notes.warn("cell-error", std::to_string(odd_.errors) + " cells show an error such as #REF!",
                 where(odd_.first_error));
    if (odd_.not_computed > 0)
      notes.warn("no-value",
                 std::to_string(odd_.not_computed) +
                     " formulas have no stored result; open and save the file in a spreadsheet "
                     "program",
                 where(odd_.first_not_computed));
    if (odd_.local_currency > 0)
      notes.warn("low-confidence",
                 std::to_string(odd_.local_currency) +
                     " amounts take their currency from the reader's computer; it was left out",
                 where(odd_.first_currency));
  }

 private:
  void begin_row(const XmlAttributes& attributes) {
    const int given = whole_number(attributes.find("r").value_or(""), 0);
    row_ = given > 0 ? given - 1 : row_ + 1;
    column_ = -1;
    if (row_ < Sheet::kMaxRows && is_true(attributes, "hidden", false) &&
        sheet_.hidden_rows.size() < kMaxRanges)
      sheet_.hidden_rows.emplace_back(row_, row_);
  }

  void hide_columns(const XmlAttributes& attributes) {
    if (!is_true(attributes, "hidden", false) || sheet_.hidden_columns.size() >= kMaxRanges) return;
    const int first = whole_number(attributes.find("min").value_or(""), 0);
    const int last = whole_number(attributes.find("max").value_or(""), 0);
    if (first < 1 || last < first) return;
    sheet_.hidden_columns.emplace_back(first - 1, std::min(last, Sheet::kMaxColumns) - 1);
  }

  void add_merge(const XmlAttributes& attributes) {
    const auto area = parse_area(attributes.find("ref").value_or(""));
    if (!area) return;
    if (sheet_.merges.size() >= kMaxRanges)
      throw Error(Error::Kind::Limit, "limit", "", "a sheet has over 100,000 merged ranges");
    sheet_.merges.push_back(*area);
  }

  void begin_cell(const XmlAttributes& attributes) {
    const auto name = attributes.find("r");
    const auto place = name ? parse_cell_name(*name) : std::nullopt;
    outside_ = name && !place;
    if (place) {
      row_ = place->first;
      column_ = place->second;
    } else if (!name) {
      ++column_;
    }
    outside_ = outside_ || row_ < 0 || row_ >= Sheet::kMaxRows || column_ < 0 ||
               column_ >= Sheet::kMaxColumns;
    type_ = attributes.find("t").value_or("n");
    style_ = whole_number(attributes.find("s").value_or(""), 0);
    has_value_ = formula_ = false;
    value_.clear();
    inline_ = {};
  }

  CellStyle style() const {
    const auto index = static_cast<std::size_t>(std::max(style_, 0));
    return index < workbook_.styles.size() ? workbook_.styles[index] : CellStyle();
  }
  const NumberFormat& format() const { return workbook_.formats[style().format]; }
  std::string here() const { return cell_name(row_, column_); }

  void end_cell() {
    const CellStyle look = style();
    SheetText shown = read_value();
    const bool blank = plan::is_blank(shown.text);
    const bool invisible = hides_ && has_value_;
    if (blank && formula_ && !has_value_ && odd_.not_computed++ == 0)
      odd_.first_not_computed = outside_ ? "" : here();
    if (blank && !invisible) return;
    if (outside_) {
      ++odd_.outside;
      document_.left_out.push_back({"damaged", {}, shown.text});
      return;
    }
    spend(shown.text.size());
    WorkbookCell cell;
    cell.row = row_;
    cell.col = column_;
    cell.hidden = invisible;
    if (type_ == "s" || type_ == "str" || type_ == "inlineStr") {
      cell.paragraphs =
          paragraphs_of(shown.text, look.bold || shown.bold, look.underlined || shown.underlined);
    } else {
      // A number may begin with a minus sign, which is no bullet.
      plan::Paragraph paragraph;
      paragraph.text = shown.text;
      paragraph.bold = look.bold;
      paragraph.underlined = look.underlined;
      cell.paragraphs.push_back(std::move(paragraph));
    }
    sheet_.cells.push_back(std::move(cell));
  }

  void spend(std::size_t characters) {
    if (budget_.cells == 0)
      throw Error(Error::Kind::Limit, "limit", "", "the workbook has over 250,000 cells with text");
    if (budget_.characters < characters)
      throw Error(Error::Kind::Limit, "limit", "", "the workbook has over 64 MiB of text");
    --budget_.cells;
    budget_.characters -= characters;
  }

  /// What the cell shows; sets hides_ if its format shows nothing of it.
  SheetText read_value() {
    hides_ = false;
    if (type_ == "inlineStr") return with_format(std::move(inline_));
    if (!has_value_) return {};
    if (type_ == "s") return shared();
    if (type_ == "str") return with_format({unescape(value_)});
    if (type_ == "b") return {value_ == "1" || value_ == "true" ? "TRUE" : "FALSE"};
    if (type_ == "e") {
      if (odd_.errors++ == 0) odd_.first_error = outside_ ? "" : here();
      return {value_};
    }
    if (type_ == "d") return {iso_date()};
    return number();
  }

  SheetText with_format(SheetText text) {
    hides_ = format().hides_text() && !text.text.empty();
    has_value_ = true;
    return text;
  }

  SheetText shared() {
    const int index = whole_number(value_, -1);
    if (index < 0 || static_cast<std::size_t>(index) >= workbook_.strings.size()) {
      ++odd_.bad_strings;
      return {};
    }
    return with_format(workbook_.strings[static_cast<std::size_t>(index)]);
  }

  SheetText number() {
    char* end = nullptr;
    const double value = std::strtod(value_.c_str(), &end);
    if (end != value_.c_str() + value_.size() || value_.empty()) {
      if (!value_.empty()) ++odd_.bad_strings;
      return {value_};
    }
    std::string text = format().print(value, workbook_.system_1904);
    hides_ = text.empty();
    if (hides_) text = print_general(value);
    if (style().local_currency && odd_.local_currency++ == 0)
      odd_.first_currency = outside_ ? "" : here();
    return {text};
  }

  // Strict files may store dates as ISO 8601.
  std::string iso_date() const {
    constexpr std::string_view kMidnight = "T00:00:00";
    const std::size_t time = value_.find('T');
    if (time == std::string::npos) return value_;
    std::string text = value_.substr(0, time);
    if (value_.compare(time, kMidnight.size(), kMidnight) != 0)
      text += " " + value_.substr(time + 1, 5);
    return text;
  }

  const Workbook& workbook_;
  Sheet& sheet_;
  SheetBudget& budget_;
  plan::Document& document_;
  int row_ = -1, column_ = -1;
  // of the cell that is open
  std::string type_, value_;
  SheetText inline_;
  StringCollector collector_;
  int style_ = 0;
  bool in_value_ = false, in_string_ = false, has_value_ = false, formula_ = false;
  bool outside_ = false, hides_ = false;
  Oddities odd_;
};

/// The range of a named table and how many of its rows are header.
class TableReader : public XmlHandler {
 public:
  std::optional<NamedTable> table;
  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name != "table") return;
    const auto area = parse_area(attributes.find("ref").value_or(""));
    if (!area) return;
    table = {*area, whole_number(attributes.find("headerRowCount").value_or(""), 1)};
  }
  void end(std::string_view, std::string_view) override {}
};

void read_related(const ZipPackage& package, const Workbook& workbook, const SheetEntry& entry,
                  Sheet& sheet) {
  SheetComments comments;
  for (const Relationship& relation : read_relationships(package, entry.part)) {
    if (relation.external || !package.has(relation.target)) continue;
    if (relation.type == "table" && sheet.tables.size() < kMaxTables) {
      TableReader reader;
      parse_part(package, relation.target, reader);
      if (reader.table) sheet.tables.push_back(*reader.table);
    } else if (relation.type == "comments") {
      comments.read_notes(package, relation.target);
    } else if (relation.type == "threadedComment") {
      comments.read_threads(package, relation.target, workbook.people);
    }
  }
  comments.attach(sheet);
}

}  // namespace

Sheet read_worksheet(const ZipPackage& package, const Workbook& workbook, const SheetEntry& entry,
                     SheetBudget& budget, plan::Document& document) {
  Sheet sheet;
  sheet.name = entry.name;
  sheet.hidden = entry.hidden;
  WorksheetReader reader(workbook, sheet, budget, document);
  parse_part(package, entry.part, reader);
  reader.tell();
  read_related(package, workbook, entry, sheet);
  return sheet;
}

}  // namespace planmerge::ingest
