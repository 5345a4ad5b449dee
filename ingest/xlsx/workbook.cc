// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/workbook.h"

#include <charconv>

#include "base/error.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxSheets = 1'000;
constexpr std::size_t kMaxStrings = 1'000'000;
constexpr std::size_t kMaxStyles = 70'000;  // Excel: 65,490
constexpr std::size_t kMaxStringBytes = std::size_t{64} << 20U;
constexpr int kBuiltinFormats = 59;

void append_utf8(std::string& text, unsigned code) {
  if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;  // half of a pair says nothing
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6U));
    text += static_cast<char>(0x80 | (code & 0x3FU));
  } else {
    text += static_cast<char>(0xE0 | (code >> 12U));
    text += static_cast<char>(0x80 | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80 | (code & 0x3FU));
  }
}

class WorkbookReader : public XmlHandler {
 public:
  struct Listed {
    SheetEntry entry;
    std::string relation;
  };
  std::vector<Listed> sheets;
  bool system_1904 = false;
  bool is_workbook = false;

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_sheet_uri(uri)) return;
    if (name == "workbook") is_workbook = true;
    if (name == "workbookPr") system_1904 = is_true(attributes, "date1904", false);
    if (name != "sheet") return;
    if (sheets.size() >= kMaxSheets)
      throw Error(Error::Kind::Limit, "limit", "",
                  "the workbook has over " + std::to_string(kMaxSheets) + " sheets");
    Listed sheet;
    sheet.entry.name = attributes.find("name").value_or("");
    sheet.entry.hidden = attributes.find("state").value_or("visible") != "visible";
    sheet.relation = attributes.find("id").value_or("");
    sheets.push_back(std::move(sheet));
  }
  void end(std::string_view, std::string_view) override {}
};

class StringsReader : public XmlHandler {
 public:
  explicit StringsReader(std::vector<SheetText>& strings) : strings_(strings) {}

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_sheet_uri(uri)) return;
    if (name == "si") {
      collector_.begin();
    } else {
      collector_.start(name, attributes);
    }
  }
  void end(std::string_view uri, std::string_view name) override {
    if (!is_sheet_uri(uri)) return;
    collector_.end(name);
    if (name != "si") return;
    strings_.push_back(collector_.finish());
    bytes_ += strings_.back().text.size();
    if (strings_.size() > kMaxStrings || bytes_ > kMaxStringBytes)
      throw Error(Error::Kind::Limit, "limit", "", "the workbook has too many texts");
  }
  void text(std::string_view utf8) override { collector_.text(utf8); }

 private:
  std::vector<SheetText>& strings_;
  StringCollector collector_;
  std::size_t bytes_ = 0;
};

/// Number formats, fonts (bold, underline) and the styles of cells made of them.
class StylesReader : public XmlHandler {
 public:
  explicit StylesReader(Workbook& workbook) : workbook_(workbook) {
    for (int id = 0; id < kBuiltinFormats; ++id)
      workbook_.formats.emplace_back(builtin_format(id).value_or("General"));
  }

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_sheet_uri(uri)) return;
    if (name == "fonts" || name == "cellXfs" || name == "numFmts") list_ = name;
    if (name == "numFmt" && list_ == "numFmts") add_format(attributes);
    if (list_ == "fonts") read_font(name, attributes);
    if (name == "xf" && list_ == "cellXfs") add_style(attributes);
  }
  void end(std::string_view, std::string_view name) override {
    if (name == list_) list_.clear();
  }

 private:
  void add_format(const XmlAttributes& attributes) {
    const int id = whole_number(attributes.find("numFmtId").value_or(""), -1);
    if (id < 0 || own_formats_.size() > kMaxStyles) return;
    own_formats_[id] = workbook_.formats.size();
    workbook_.formats.emplace_back(attributes.find("formatCode").value_or("General"));
  }

  void read_font(std::string_view name, const XmlAttributes& attributes) {
    if (name == "font" && fonts_.size() < kMaxStyles) fonts_.emplace_back();
    if (fonts_.empty()) return;
    if (name == "b") fonts_.back().bold = is_true(attributes, "val", true);
    if (name == "u") fonts_.back().underlined = attributes.find("val").value_or("") != "none";
  }

  void add_style(const XmlAttributes& attributes) {
    if (workbook_.styles.size() > kMaxStyles) return;
    CellStyle style;
    const int id = whole_number(attributes.find("numFmtId").value_or(""), 0);
    const auto own = own_formats_.find(id);
    if (own != own_formats_.end()) {
      style.format = own->second;
    } else if (id > 0 && id < kBuiltinFormats) {
      style.format = static_cast<std::size_t>(id);
      style.local_currency = has_local_currency(id);
    }
    const int font = whole_number(attributes.find("fontId").value_or(""), -1);
    if (font >= 0 && static_cast<std::size_t>(font) < fonts_.size()) {
      style.bold = fonts_[static_cast<std::size_t>(font)].bold;
      style.underlined = fonts_[static_cast<std::size_t>(font)].underlined;
    }
    workbook_.styles.push_back(style);
  }

  struct Font {
    bool bold = false, underlined = false;
  };
  Workbook& workbook_;
  std::string list_;
  std::map<int, std::size_t> own_formats_;
  std::vector<Font> fonts_;
};

class PeopleReader : public XmlHandler {
 public:
  explicit PeopleReader(std::map<std::string, std::string>& people) : people_(people) {}
  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name != "person") return;
    people_[std::string(attributes.find("id").value_or(""))] =
        attributes.find("displayName").value_or("");
  }
  void end(std::string_view, std::string_view) override {}

 private:
  std::map<std::string, std::string>& people_;
};

void read_shared(const ZipPackage& package, const Relationship& entry, Workbook& workbook) {
  if (entry.type == "sharedStrings") {
    StringsReader reader(workbook.strings);
    parse_part(package, entry.target, reader);
  } else if (entry.type == "styles") {
    StylesReader reader(workbook);
    parse_part(package, entry.target, reader);
  } else if (entry.type == "person") {
    PeopleReader reader(workbook.people);
    parse_part(package, entry.target, reader);
  } else if (entry.type == "vbaProject") {
    workbook.has_macros = true;
  }
}

}  // namespace

bool is_sheet_uri(std::string_view uri) {
  return uri == "http://schemas.openxmlformats.org/spreadsheetml/2006/main" ||
         uri == "http://purl.oclc.org/ooxml/spreadsheetml/main";
}

Workbook read_workbook(const ZipPackage& package, const std::string& main) {
  Workbook workbook;
  workbook.main = main;
  WorkbookReader reader;
  parse_part(package, main, reader);
  workbook.system_1904 = reader.system_1904;
  const std::vector<Relationship> relations = read_relationships(package, main);
  for (const Relationship& entry : relations) {
    if (!entry.external && package.has(entry.target)) read_shared(package, entry, workbook);
  }
  if (workbook.formats.empty()) workbook.formats.emplace_back("General");
  for (WorkbookReader::Listed& listed : reader.sheets) {
    for (const Relationship& entry : relations) {
      if (entry.id != listed.relation || entry.external || !package.has(entry.target)) continue;
      listed.entry.part = entry.target;
      listed.entry.worksheet = entry.type == "worksheet";
    }
    workbook.sheets.push_back(std::move(listed.entry));
  }
  if (workbook.sheets.empty())
    throw Error(Error::Kind::Unreadable, "damaged", "", "the workbook has no sheet");
  return workbook;
}

void StringCollector::begin() {
  *this = StringCollector();
}

void StringCollector::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "rPh") ++phonetic_;
  if (name == "r") {
    in_run_ = true;
    run_bold_ = run_underlined_ = false;
  }
  if (in_run_ && name == "b") run_bold_ = is_true(attributes, "val", true);
  if (in_run_ && name == "u") run_underlined_ = attributes.find("val").value_or("") != "none";
  in_text_ = name == "t" && phonetic_ == 0;
}

void StringCollector::end(std::string_view name) {
  if (name == "rPh" && phonetic_ > 0) --phonetic_;
  if (name == "r") in_run_ = false;
  in_text_ = false;
}

void StringCollector::text(std::string_view utf8) {
  if (!in_text_) return;
  string_.text += utf8;
  if (in_run_ && run_bold_) bold_ += utf8.size();
  if (in_run_ && run_underlined_) underlined_ += utf8.size();
}

SheetText StringCollector::finish() {
  const std::size_t size = string_.text.size();
  string_.bold = size > 0 && bold_ == size;
  string_.underlined = size > 0 && underlined_ == size;
  string_.text = unescape(string_.text);
  return std::move(string_);
}

std::string unescape(std::string_view text) {
  constexpr std::size_t kEscape = 7;  // "_x000A_"
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const bool escape = text[i] == '_' && i + kEscape <= text.size() && text[i + 1] == 'x' &&
                        text[i + 6] == '_' &&
                        std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16).ptr ==
                            text.data() + i + 6;
    if (!escape) {
      if (text[i] != '\r') result += text[i];
      continue;
    }
    i += kEscape - 1;
    if (code == '\r' || (code < ' ' && code != '\t' && code != '\n')) continue;
    append_utf8(result, code);
  }
  return result;
}

bool is_true(const XmlAttributes& attributes, std::string_view name, bool absent) {
  const auto value = attributes.find(name);
  if (!value) return absent;
  return *value == "1" || *value == "true" || *value == "on";
}

int whole_number(std::string_view text, int fallback) {
  int number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end && !text.empty() ? number : fallback;
}

}  // namespace planmerge::ingest
