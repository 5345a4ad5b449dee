// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/docx_builder.h"

#include <zip.h>

#include <stdexcept>

namespace planmerge::testing {
namespace {

constexpr std::string_view kTransitional =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
constexpr std::string_view kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kStrictRelations =
    "http://purl.oclc.org/ooxml/officeDocument/relationships";

std::string wrapped(std::string_view element, std::string_view space, std::string_view inner) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:";
  xml += element;
  xml += " xmlns:w=\"";
  xml += space;
  xml +=
      "\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
      " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
      " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">";
  xml += inner;
  xml += "</w:";
  xml += element;
  return xml + ">";
}

std::string relation(std::string_view base, std::string_view type, std::string_view target) {
  std::string xml = "<Relationship Id=\"r";
  xml += type;
  xml += "\" Type=\"";
  xml += base;
  xml += "/";
  xml += type;
  xml += "\" Target=\"";
  xml += target;
  return xml + "\"/>";
}

std::string relations(std::string_view inner) {
  std::string xml =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  xml += inner;
  return xml + "</Relationships>";
}

std::string element(std::string_view name, std::string_view properties, std::string_view inner) {
  std::string xml = "<w:";
  xml += name;
  xml += ">";
  if (!properties.empty()) {
    xml += "<w:";
    xml += name;
    xml += "Pr>";
    xml += properties;
    xml += "</w:";
    xml += name;
    xml += "Pr>";
  }
  xml += inner;
  xml += "</w:";
  xml += name;
  return xml + ">";
}

}  // namespace

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);  // read again after the archive was closed
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("no zip can be made");
  for (const auto& [name, text] : members) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("the zip cannot be closed");
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string DocxBuilder::bytes() const {
  const std::string_view space = strict ? kStrict : kTransitional;
  const std::string_view base = strict ? kStrictRelations : kRelations;
  std::vector<std::pair<std::string, std::string>> parts = {
      {"_rels/.rels", relations(relation(base, "officeDocument", "word/document.xml"))},
      {"word/document.xml", wrapped("document", space, "<w:body>" + body + "</w:body>")}};
  std::string links;
  const auto add_as = [&](const char* name, const char* root, const std::string& inner) {
    if (inner.empty()) return;
    const std::string file = std::string(name) + ".xml";
    links += relation(base, name, file);
    parts.emplace_back("word/" + file, wrapped(root, space, inner));
  };
  const auto add = [&](const char* name, const std::string& inner) { add_as(name, name, inner); };
  add("styles", styles);
  add("numbering", numbering);
  add("comments", comments);
  add("footnotes", footnotes);
  add("endnotes", endnotes);
  add_as("header", "hdr", header);
  add_as("footer", "ftr", footer);
  const auto add_2012 = [&](const char* name, const char* root, const std::string& inner) {
    if (inner.empty()) return;
    const std::string file = std::string(name) + ".xml";
    links += relation("http://schemas.microsoft.com/office/2011/relationships", name, file);
    parts.emplace_back("word/" + file,
                       "<w15:" + std::string(root) +
                           " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">" +
                           inner + "</w15:" + root + ">");
  };
  if (!external.empty())
    links += "<Relationship Id=\"x\" Type=\"" + std::string(base) + "/" + external +
             "\" Target=\"https://outside.example/x\" TargetMode=\"External\"/>";
  add_2012("commentsExtended", "commentsEx", extended);
  add_2012("people", "people", people);
  parts.emplace_back("word/_rels/document.xml.rels", relations(links));
  return zip_of(parts);
}

std::string run_xml(std::string_view text) {
  return element("r", "", "<w:t xml:space=\"preserve\">" + std::string(text) + "</w:t>");
}
std::string paragraph_xml(std::string_view runs, std::string_view properties) {
  return element("p", properties, runs);
}
std::string cell_xml(std::string_view text, std::string_view properties) {
  return element("tc", properties, paragraph_xml(run_xml(text)));
}
std::string row_xml(std::string_view cells, std::string_view properties) {
  return element("tr", properties, cells);
}
std::string table_xml(std::string_view rows) {
  return element("tbl", "", rows);
}

}  // namespace planmerge::testing
