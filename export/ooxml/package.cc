// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ooxml/package.h"

#include "base/zip_writer.h"
#include "export/ooxml/xml_text.h"

namespace planmerge::exporter {
namespace {

constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kPackage =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// "word/document.xml" -> "word/_rels/document.xml.rels"
std::string relations_name(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t file = slash == std::string::npos ? 0 : slash + 1;
  return part.substr(0, file) + "_rels/" + part.substr(file) + ".rels";
}

}  // namespace

void OoxmlPackage::add(const std::string& name, std::string_view content_type,
                       std::string content) {
  parts_.push_back({name, std::string(content_type), std::move(content)});
}

std::string OoxmlPackage::relate(const std::string& part, std::string_view type,
                                 std::string_view target) {
  std::vector<Relation>& list = relations_[part];
  list.push_back(
      {type == "core-properties" ? std::string(kPackage) : std::string(kOffice) + std::string(type),
       std::string(target)});
  return "rId" + std::to_string(list.size());
}

void OoxmlPackage::add_properties(std::string_view title, std::string_view program) {
  add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
      std::string(xml::kHead) +
          "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
          "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
          xml::escape(title) + "</dc:title><dc:creator>" + xml::escape(program) +
          "</dc:creator></cp:coreProperties>");
  add("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
      std::string(xml::kHead) +
          "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
          "extended-properties\"><Application>" +
          xml::escape(program) + "</Application></Properties>");
  relate("", "core-properties", "docProps/core.xml");
  relate("", "extended-properties", "docProps/app.xml");
}

std::string OoxmlPackage::finish() {
  ZipWriter zip;
  std::string types = std::string(xml::kHead) +
                      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                      "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                      "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
                      "ContentType=\"application/xml\"/>";
  for (const Part& part : parts_)
    types += "<Override PartName=\"/" + part.name + "\" ContentType=\"" + part.type + "\"/>";
  zip.add("[Content_Types].xml", types + "</Types>");
  for (const auto& [part, list] : relations_) {
    std::string text = std::string(xml::kHead) +
                       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                       "relationships\">";
    int id = 0;
    for (const Relation& relation : list)
      text += "<Relationship Id=\"rId" + std::to_string(++id) + "\" Type=\"" + relation.type +
              "\" Target=\"" + xml::escape(relation.target) + "\"/>";
    zip.add(relations_name(part), text + "</Relationships>");
  }
  for (const Part& part : parts_) zip.add(part.name, part.content);
  parts_.clear();
  relations_.clear();
  return zip.finish();
}

}  // namespace planmerge::exporter
