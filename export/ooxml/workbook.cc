// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ooxml/workbook.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "export/ooxml/package.h"
#include "export/ooxml/xml_text.h"

namespace planmerge::exporter {
namespace {

constexpr std::size_t kMaxCellText = 32'767;                  // UTF-16 units
constexpr std::size_t kMaxPrompt = 255;                       // of a validation's message
constexpr std::size_t kMaxSignificantDigits = 15;             // a binary double keeps them
constexpr std::size_t kLineHeight = 13, kMaxRowHeight = 409;  // points; Excel's limit
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
constexpr const char* kChoices = "Answers";  // the sheet that holds lists of answers

/// Places in cellXfs of styles.xml below.
enum class Style { Plain, Header, Text, Date, Number, Computed, ComputedDate };

constexpr std::string_view kStyles =
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
    "<fonts count=\"3\"><font><sz val=\"10\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
    "<font><b/><sz val=\"10\"/><color rgb=\"FFFFFFFF\"/><name val=\"Calibri\"/>"
    "<family val=\"2\"/></font>"
    "<font><sz val=\"10\"/><color rgb=\"FF595959\"/><name val=\"Calibri\"/><family val=\"2\"/>"
    "</font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF1F3864\"/>"
    "<bgColor indexed=\"64\"/></patternFill></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"7\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" "
    "applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
    "<xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"164\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"top\"/></xf></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    // Colours that differ in brightness as well, for readers who do not see them apart.
    "<dxfs count=\"4\">"
    "<dxf><font><b/><color rgb=\"FF7A0010\"/></font><fill><patternFill>"
    "<bgColor rgb=\"FFF9C9CE\"/></patternFill></fill></dxf>"
    "<dxf><font><color rgb=\"FF664300\"/></font><fill><patternFill>"
    "<bgColor rgb=\"FFFFE9B3\"/></patternFill></fill></dxf>"
    "<dxf><font><color rgb=\"FF0B4D1E\"/></font><fill><patternFill>"
    "<bgColor rgb=\"FFDDF2E1\"/></patternFill></fill></dxf>"
    "<dxf><font><color rgb=\"FF595959\"/></font><fill><patternFill>"
    "<bgColor rgb=\"FFE7E6E6\"/></patternFill></fill></dxf></dxfs>"
    "<tableStyles count=\"0\" defaultTableStyle=\"TableStyleMedium2\"/>";

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + xml::escape(value) + "\"";
}

std::string place(std::size_t column, std::size_t row) {
  return column_letters(column) + std::to_string(row);
}

/// "_x0041_" in a text would be read as "A": the underscore is escaped itself.
/// Blanks at the ends are escaped, since the schema has no xml:space to keep them.
std::string guard_escapes(std::string text) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    const bool escape = at + 6 < text.size() && text[at + 6] == '_' &&
                        std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                                    text.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex);
    if (!escape) continue;
    text.insert(at, "_x005F");
    at += 6;
  }
  const auto escaped = [](char c) {
    return std::string(c == ' ' ? "_x0020_" : c == '\n' ? "_x000A_" : "_x0009_");
  };
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  if (!text.empty() && is_blank(text.back())) {
    const std::string last = escaped(text.back());
    text.pop_back();
    text += last;
  }
  if (!text.empty() && is_blank(text.front())) text.replace(0, 1, escaped(text.front()));
  return text;
}

/// Lines that a text takes in a column, about: words are not parted for this.
std::size_t lines_in(std::string_view text, double width) {
  const auto letters = static_cast<std::size_t>(std::max(width - 1, 4.0));
  std::size_t lines = 0;
  while (true) {
    const std::size_t end = text.find('\n');
    lines += 1 + text::length(text.substr(0, end)) / letters;
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

/// Excel's limits for a list in a validation itself; a comma would part an answer in two.
bool fits_in_a_formula(const std::vector<std::string>& choices) {
  std::size_t length = 0;
  for (const std::string& choice : choices) {
    length += text::length(choice) + 1;
    if (choice.find_first_of(",\"") != std::string::npos) return false;
  }
  return length <= kMaxPrompt;
}

std::string inline_list(const std::vector<std::string>& choices) {
  std::string list = "\"";
  for (const std::string& choice : choices) {
    if (list.size() > 1) list += ',';
    list += choice;
  }
  return list + "\"";
}

/// Writes one sheet.
class SheetWriter {
 public:
  SheetWriter(const Sheet& sheet, std::size_t first_choice, std::vector<CutCell>& cut)
      : sheet_(sheet), first_choice_(first_choice), cut_(cut) {}

  std::string part(bool first, bool with_table) {
    const std::size_t last = last_row();
    std::string out(xml::kHead);
    out += "<worksheet" + attribute("xmlns", kMain) + attribute("xmlns:r", kRelations) + ">";
    out += "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"" + area() + "\"/>";
    out += std::string("<sheetViews><sheetView showGridLines=\"0\"") +
           (first ? " tabSelected=\"1\"" : "") +
           " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
           "state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/>"
           "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"13.5\"/><cols>";
    for (std::size_t c = 0; c < sheet_.columns.size(); ++c) {
      const std::string index = std::to_string(c + 1);
      out.append("<col min=\"").append(index).append("\" max=\"").append(index);
      out.append("\" width=\"").append(width(c)).append("\" customWidth=\"1\"/>");
    }
    out += "</cols><sheetData>";
    header(out);
    for (std::size_t r = 0; r < sheet_.rows.size(); ++r) row(out, r);
    out +=
        "</sheetData>" + colours(last) + validations(last) +
        "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" "
        "footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>";
    if (with_table) out += "<tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts>";
    return out + "</worksheet>";
  }

  std::string table(std::size_t id) const {
    std::string out(xml::kHead);
    out += "<table" + attribute("xmlns", kMain) + " id=\"" + std::to_string(id) + "\"" +
           attribute("name", sheet_.name) + attribute("displayName", sheet_.name) + " ref=\"" +
           area() + "\"><autoFilter ref=\"" + area() + "\"/><tableColumns count=\"" +
           std::to_string(sheet_.columns.size()) + "\">";
    for (std::size_t c = 0; c < sheet_.columns.size(); ++c)
      out += "<tableColumn id=\"" + std::to_string(c + 1) + "\"" +
             attribute("name", guard_escapes(sheet_.columns[c].heading)) + "/>";
    return out +
           "</tableColumns><tableStyleInfo name=\"TableStyleLight1\" showRowStripes=\"1\"/>"
           "</table>";
  }

 private:
  std::size_t last_row() const { return std::max<std::size_t>(sheet_.rows.size(), 1) + 1; }
  std::string area() const { return "A1:" + place(sheet_.columns.size() - 1, last_row()); }

  std::string width(std::size_t column) const {
    // Tenths only: no locale and no rounding of doubles reaches the file.
    const auto tenths = static_cast<long>(sheet_.columns[column].width * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
  }

  /// Points. Not every program fits rows to their text when it opens a file.
  std::size_t height(const std::vector<CellValue>& cells) const {
    std::size_t lines = 1;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (const auto* text = std::get_if<std::string>(&cells[c]))
        lines = std::max(lines, lines_in(*text, sheet_.columns[c].width));
    }
    return std::min(lines * kLineHeight + 2, kMaxRowHeight);
  }

  static void text_cell(std::string& out, const std::string& where, Style style,
                        const std::string& escaped) {
    out += "<c r=\"" + where + "\" s=\"" + std::to_string(static_cast<int>(style)) +
           "\" t=\"inlineStr\"><is><t>" + escaped + "</t></is></c>";
  }

  void header(std::string& out) const {
    out += "<row r=\"1\" ht=\"30\" customHeight=\"1\">";
    for (std::size_t c = 0; c < sheet_.columns.size(); ++c)
      text_cell(out, place(c, 1), Style::Header,
                xml::escape(guard_escapes(sheet_.columns[c].heading)));
    out += "</row>";
  }

  void row(std::string& out, std::size_t index) {
    const std::vector<CellValue>& cells = sheet_.rows[index];
    out += "<row r=\"" + std::to_string(index + 2) + "\" ht=\"" + std::to_string(height(cells)) +
           "\">";
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string where = place(c, index + 2);
      const bool computed = sheet_.columns[c].computed;
      if (const auto* text = std::get_if<std::string>(&cells[c])) {
        if (text->empty()) continue;
        bool cut = false;
        const std::string escaped = xml::escape_cut(guard_escapes(*text), kMaxCellText, cut);
        if (cut) cut_.push_back({sheet_.name, index + 2, sheet_.columns[c].heading});
        text_cell(out, where, computed ? Style::Computed : Style::Text, escaped);
      } else if (const auto* decimal = std::get_if<Decimal>(&cells[c])) {
        number_cell(out, where, decimal->digits, c);
      } else if (const auto* day = std::get_if<Day>(&cells[c])) {
        date_cell(out, where, *day, computed);
      }
    }
    out += "</row>";
  }

  void number_cell(std::string& out, const std::string& where, const std::string& digits,
                   std::size_t column) const {
    const auto significant =
        std::count_if(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (static_cast<std::size_t>(significant) > kMaxSignificantDigits) {  // exact, not a number
      text_cell(out, where, Style::Text, xml::escape(digits));
      return;
    }
    const bool grouped =
        std::find(sheet_.numbers.begin(), sheet_.numbers.end(), column) != sheet_.numbers.end();
    out += "<c r=\"" + where + "\" s=\"" +
           std::to_string(static_cast<int>(grouped ? Style::Number : Style::Plain)) + "\"><v>" +
           digits + "</v></c>";
  }

  static void date_cell(std::string& out, const std::string& where, const Day& day, bool computed) {
    constexpr long kEpoch = 25'569;   // 1970-01-01 in Excel's count from 1900
    constexpr long kSafeSerial = 61;  // before 1 March 1900 the count has a day that never was
    const long serial = day_number(day) + kEpoch;
    if (serial < kSafeSerial) {
      text_cell(out, where, Style::Text, iso(day));
      return;
    }
    const Style style = computed ? Style::ComputedDate : Style::Date;
    out += "<c r=\"" + where + "\" s=\"" + std::to_string(static_cast<int>(style)) + "\"><v>" +
           std::to_string(serial) + "</v></c>";
  }

  /// The data cells of a column: "C2:C40".
  static std::string cells_of(std::size_t column, std::size_t last) {
    return place(column, 2).append(":").append(place(column, last));
  }

  std::string colours(std::size_t last) const {
    std::string out;
    int priority = 0;
    for (const ColourRule& rule : sheet_.colours) {
      out += "<conditionalFormatting sqref=\"" + cells_of(rule.column, last) +
             "\"><cfRule type=\"expression\" dxfId=\"" +
             std::to_string(static_cast<int>(rule.colour)) + "\" priority=\"" +
             std::to_string(++priority) + "\"><formula>" + xml::escape(rule.formula) +
             "</formula></cfRule></conditionalFormatting>";
    }
    return out;
  }

  std::string validation(const std::string& cells, const std::string& formula,
                         const SheetColumn& column) const {
    bool cut = false;
    std::string out = "<dataValidation";
    if (!formula.empty())
      out +=
          " type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" errorStyle=\"warning\" "
          "errorTitle=\"Not in the list\" error=\"Choose an answer of the list, or keep what "
          "you typed as a text of your own.\"";
    if (!column.prompt.empty())
      out += " showInputMessage=\"1\" promptTitle=\"" + xml::escape_cut(column.heading, 31, cut) +
             "\" prompt=\"" + xml::escape_cut(column.prompt, kMaxPrompt, cut) + "\"";
    out += " sqref=\"" + cells + "\">";
    if (!formula.empty()) out += "<formula1>" + xml::escape(formula) + "</formula1>";
    return out + "</dataValidation>";
  }

  /// A list written out, or the place of the row that holds it.
  std::string choices_formula(std::size_t row) const {
    const std::vector<std::string>& choices = sheet_.choices[row];
    if (fits_in_a_formula(choices)) return inline_list(choices);
    const std::string number = std::to_string(first_choice_ + row);
    return std::string(kChoices) + "!$A$" + number + ":$" + column_letters(choices.size() - 1) +
           "$" + number;
  }

  std::string validations(std::size_t last) const {
    std::string list;
    std::size_t count = 0;
    for (std::size_t c = 0; c < sheet_.columns.size(); ++c) {
      const SheetColumn& column = sheet_.columns[c];
      if (column.list.empty() && column.prompt.empty()) continue;
      if (!sheet_.choices.empty() && c == sheet_.choice_column) continue;
      list += validation(cells_of(c, last), column.list.empty() ? "" : "\"" + column.list + "\"",
                         column);
      ++count;
    }
    for (std::size_t r = 0; r < sheet_.choices.size(); ++r) {
      if (sheet_.choices[r].empty()) continue;
      list += validation(place(sheet_.choice_column, r + 2), choices_formula(r),
                         sheet_.columns[sheet_.choice_column]);
      ++count;
    }
    return count == 0 ? ""
                      : "<dataValidations count=\"" + std::to_string(count) + "\">" + list +
                            "</dataValidations>";
  }

  const Sheet& sheet_;
  std::size_t first_choice_;
  std::vector<CutCell>& cut_;
};

/// The lists of answers that differ by row, one row each; no table, so that nothing joins it.
std::string choices_part(const std::vector<Sheet>& sheets) {
  std::string out =
      std::string(xml::kHead) + "<worksheet" + attribute("xmlns", kMain) + "><sheetData>";
  std::size_t row = 0;
  for (const Sheet& sheet : sheets) {
    for (const auto& choices : sheet.choices) {
      out += "<row r=\"" + std::to_string(++row) + "\">";
      for (std::size_t c = 0; c < choices.size(); ++c)
        out += "<c r=\"" + place(c, row) + "\" t=\"inlineStr\"><is><t>" +
               xml::escape(guard_escapes(choices[c])) + "</t></is></c>";
      out += "</row>";
    }
  }
  return out + "</sheetData></worksheet>";
}

bool has_choices(const std::vector<Sheet>& sheets) {
  return std::any_of(sheets.begin(), sheets.end(), [](const Sheet& sheet) {
    return !std::all_of(sheet.choices.begin(), sheet.choices.end(), fits_in_a_formula);
  });
}

}  // namespace

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

std::string write_workbook(const std::vector<Sheet>& sheets, std::string_view title,
                           std::string_view program, std::vector<CutCell>& cut) {
  OoxmlPackage package;
  const std::string book_name = "xl/workbook.xml";
  package.relate("", "officeDocument", book_name);
  package.add_properties(title, program);
  std::string list;
  std::string areas;
  std::size_t first_choice = 1;
  std::size_t number = 0;
  const auto add_sheet = [&](const std::string& name, std::string part) {
    const std::string file = "worksheets/sheet" + std::to_string(++number) + ".xml";
    package.add("xl/" + file, std::string(kTypes) + "worksheet+xml", std::move(part));
    list += "<sheet" + attribute("name", name) + " sheetId=\"" + std::to_string(number) +
            "\" r:id=\"" + package.relate(book_name, "worksheet", file) + "\"/>";
    return "xl/" + file;
  };
  for (const Sheet& sheet : sheets) {
    SheetWriter writer(sheet, first_choice, cut);
    first_choice += sheet.choices.size();
    const std::string part = add_sheet(sheet.name, writer.part(number == 0, true));
    const std::string table = "tables/table" + std::to_string(number) + ".xml";
    package.relate(part, "table", "../" + table);
    package.add("xl/" + table, std::string(kTypes) + "table+xml", writer.table(number));
    areas += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"" +
             std::to_string(number - 1) + "\">'" + xml::escape(sheet.name) +
             "'!$1:$1</definedName>";
  }
  if (has_choices(sheets)) add_sheet(kChoices, choices_part(sheets));
  package.add("xl/styles.xml", std::string(kTypes) + "styles+xml",
              std::string(xml::kHead) + "<styleSheet" + attribute("xmlns", kMain) + ">" +
                  std::string(kStyles) + "</styleSheet>");
  package.relate(book_name, "styles", "styles.xml");
  package.add(book_name, std::string(kTypes) + "sheet.main+xml",
              std::string(xml::kHead) + "<workbook" + attribute("xmlns", kMain) +
                  attribute("xmlns:r", kRelations) +
                  "><bookViews><workbookView/></bookViews><sheets>" + list +
                  "</sheets><definedNames>" + areas + "</definedNames></workbook>");
  return package.finish();
}

}  // namespace planmerge::exporter
