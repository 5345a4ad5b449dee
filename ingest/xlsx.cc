// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of SpreadsheetML is read:
//   read        values as shown (shared and inline strings, numbers by their format, dates in ISO
//               form, booleans, errors), stored results of formulas, merged ranges, named tables,
//               comments and threads, hidden rows, columns and sheets (left out and noted)
//   partly      looks (bold and underline of whole cells)
//   ignored     formulas, charts, drawings and their text boxes, headers and footers, pivot
//               caches, validation lists, conditional formats
#include "ingest/xlsx.h"

#include "base/error.h"
#include "base/zip.h"
#include "ingest/ooxml/package.h"
#include "ingest/sheet.h"
#include "ingest/xlsx/workbook.h"
#include "ingest/xlsx/worksheet.h"

namespace planmerge::ingest {
namespace {

/// Stops at the first element: its name says what a part is.
class RootSniffer : public XmlHandler {
 public:
  struct Found {};
  bool workbook = false;
  void start(std::string_view uri, std::string_view name, const XmlAttributes&) override {
    workbook = is_sheet_uri(uri) && name == "workbook";
    throw Found();
  }
  void end(std::string_view, std::string_view) override {}
};

bool is_workbook_part(const ZipPackage& package, const std::string& part) {
  if (!package.has(part)) return false;
  if (part.ends_with("workbook.bin")) return true;
  RootSniffer sniffer;
  try {
    parse_part(package, part, sniffer);
  } catch (const RootSniffer::Found&) {
    return sniffer.workbook;
  }
  return false;
}

void read_sheet(const ZipPackage& package, const Workbook& workbook, const SheetEntry& entry,
                SheetBudget& budget, plan::Document& document) {
  if (entry.part.empty() || !entry.worksheet) {
    plan::Provenance where;
    where.sheet = entry.name;
    document.notes.info("unread-part", "a sheet without cells (a chart or dialog) was not read",
                        where);
    return;
  }
  try {
    place_sheet(read_worksheet(package, workbook, entry, budget, document), document);
  } catch (const Error& error) {
    const std::string where = error.where().empty() ? "sheet " + entry.name : error.where();
    throw Error(error.kind(), error.code(), where, error.sentence());
  }
}

}  // namespace

bool is_xlsx(std::string_view bytes) {
  if (!looks_like_zip(bytes)) return false;
  try {
    const ZipPackage package(bytes);
    // Nearly all packages are Word's, under the name that Word gives.
    if (package.has("word/document.xml")) return false;
    return is_workbook_part(package, main_part_of(read_relationships(package, "")));
  } catch (const Error&) {
    return false;  // the reader that takes it will say what is wrong
  }
}

void read_xlsx(std::string_view bytes, const ReadOptions& /*options*/, plan::Document& document) {
  document.source.format = "xlsx";
  const ZipPackage package(bytes);
  const std::vector<Relationship> root = read_relationships(package, "");
  const std::string main = main_part_of(root);
  if (main.ends_with(".bin"))
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "is a binary workbook (.xlsb); save it as .xlsx and give it again");
  read_properties(package, root, document.source);
  note_bad_names(package, document.notes);
  const Workbook workbook = read_workbook(package, main);
  if (workbook.has_macros)
    document.notes.warn("active-content", "the workbook holds macros; they were not looked at");
  SheetBudget budget;
  for (const SheetEntry& entry : workbook.sheets)
    read_sheet(package, workbook, entry, budget, document);
}

}  // namespace planmerge::ingest
