// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/xlsx_builder.h"

#include "tests/support/docx_builder.h"

namespace planmerge::testing {
namespace {

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) {
    if (c == '&') {
      xml += "&amp;";
    } else if (c == '<') {
      xml += "&lt;";
    } else if (c == '"') {
      xml += "&quot;";
    } else {
      xml += c;
    }
  }
  return xml;
}

std::string address(int row, std::size_t col) {
  return std::string(1, static_cast<char>('A' + col)) + std::to_string(row);
}

std::string relation(const std::string& base, const std::string& id, const std::string& type,
                     const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + base + "/" + type + "\" Target=\"" + target +
         "\"/>";
}

std::string relations(const std::string& inner) {
  return "<Relationships "
         "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         inner + "</Relationships>";
}

}  // namespace

void XlsxBuilder::add(const std::string& name, const std::string& rows, const std::string& after) {
  sheets.push_back({name, "<sheetData>" + rows + "</sheetData>" + after, "", {}});
}

std::string XlsxBuilder::bytes() const {
  const std::string space = strict ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
                                   : "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string base =
      strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
             : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string open = " xmlns=\"" + space + "\" xmlns:r=\"" + base + "\">";
  const std::string folder = main.substr(0, main.rfind('/') + 1);
  std::vector<std::pair<std::string, std::string>> parts;
  parts.emplace_back("_rels/.rels", relations(relation(base, "m", "officeDocument", main)));
  std::string list;
  std::string links;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const SheetPart& sheet = sheets[i];
    const std::string id = "s" + std::to_string(i + 1);
    const std::string state = sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"";
    list.append("<sheet name=\"").append(escaped(sheet.name));
    list.append("\" sheetId=\"").append(std::to_string(i + 1));
    list.append("\" r:id=\"").append(id).append("\"").append(state).append("/>");
    links += relation(base, id, "worksheet", id + ".xml");
    parts.emplace_back(folder + id + ".xml", "<worksheet" + open + sheet.inner + "</worksheet>");
    std::string own;
    for (const SheetPart::Related& related : sheet.related) {
      own += relation(base, "r" + related.file, related.type, related.file);
      parts.emplace_back(folder + related.file, related.xml);
    }
    if (!own.empty())
      parts.emplace_back(folder + std::string("_rels/").append(id).append(".xml.rels"),
                         relations(own));
  }
  if (!strings.empty()) {
    links += relation(base, "t", "sharedStrings", "texts.xml");
    parts.emplace_back(folder + "texts.xml", "<sst" + open + strings + "</sst>");
  }
  if (!styles.empty()) {
    links += relation(base, "l", "styles", "looks.xml");
    parts.emplace_back(folder + "looks.xml", "<styleSheet" + open + styles + "</styleSheet>");
  }
  parts.emplace_back(main, "<workbook" + open + "<workbookPr " + properties + "/><sheets>" + list +
                               "</sheets></workbook>");
  parts.emplace_back(folder + "_rels/" + main.substr(folder.size()) + ".rels", relations(links));
  return zip_of(parts);
}

std::string text_row(int row, const std::vector<std::string>& texts) {
  std::string xml = "<row r=\"" + std::to_string(row) + "\">";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].empty()) continue;
    xml += "<c r=\"" + address(row, i) + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" +
           escaped(texts[i]) + "</t></is></c>";
  }
  return xml + "</row>";
}

std::string number_cell(std::string_view address, std::string_view value, int style) {
  return "<c r=\"" + std::string(address) + "\" s=\"" + std::to_string(style) + "\"><v>" +
         std::string(value) + "</v></c>";
}

std::string styles_with(const std::vector<std::string>& formats) {
  std::string own;
  std::string cells;
  int next = 164;  // the first number for formats of one's own
  for (const std::string& format : formats) {
    const bool builtin = format.find_first_not_of("0123456789") == std::string::npos;
    std::string id = format;
    if (!builtin) {
      id = std::to_string(next++);
      own += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + escaped(format) + "\"/>";
    }
    cells += "<xf numFmtId=\"" + id + "\" fontId=\"0\"/>";
  }
  return "<numFmts>" + own + "</numFmts><fonts><font/></fonts><cellXfs>" + cells + "</cellXfs>";
}

}  // namespace planmerge::testing
