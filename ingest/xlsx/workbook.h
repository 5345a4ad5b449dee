// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/xml.h"
#include "base/zip.h"
#include "ingest/xlsx/number_format.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// Text of a shared or inline string, phonetic runs left out.
struct SheetText {
  std::string text;
  bool bold = false, underlined = false;  // every run is
};

/// How cells of one style look (cellXfs).
struct CellStyle {
  std::size_t format = 0;  // index in Workbook::formats
  bool bold = false, underlined = false;
  bool local_currency = false;
};

/// One sheet as the workbook lists it.
struct SheetEntry {
  std::string name, part;
  bool hidden = false;  // also "very hidden"
  bool worksheet = true;
};

/// What all sheets of a workbook share.
struct Workbook {
  std::string main;
  std::vector<SheetEntry> sheets;
  bool system_1904 = false, has_macros = false;
  std::vector<SheetText> strings;
  std::vector<NumberFormat> formats;
  std::vector<CellStyle> styles;
  std::map<std::string, std::string> people;  // id of a threaded comment's author -> name
};

bool is_sheet_uri(std::string_view uri);

/// Errors: Error(Unsupported, "type-mismatch") for a binary workbook, Error(Unreadable) without
/// a sheet, Error(Limit).
Workbook read_workbook(const ZipPackage& package, const std::string& main);

/// Collects the runs of <si> or <is>; the caller hands over every element inside.
class StringCollector {
 public:
  void begin();
  void start(std::string_view name, const XmlAttributes& attributes);
  void end(std::string_view name);
  void text(std::string_view utf8);
  SheetText finish();

 private:
  SheetText string_;
  int phonetic_ = 0;
  bool in_text_ = false, in_run_ = false;
  bool run_bold_ = false, run_underlined_ = false;
  std::size_t bold_ = 0, underlined_ = 0;
};

/// A text with the escapes of ST_Xstring ("_x000A_") resolved, line ends as "\n".
std::string unescape(std::string_view text);

/// xsd:boolean; absent means on.
bool is_true(const XmlAttributes& attributes, std::string_view name, bool absent);
int whole_number(std::string_view text, int fallback);

}  // namespace planmerge::ingest
