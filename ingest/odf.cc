// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/zip.h"
#include "ingest/odf/content.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kSniffed = 4096;
constexpr std::string_view kType = "application/vnd.oasis.opendocument.";

bool is_flat(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSniffed);
  return head.find("urn:oasis:names:tc:opendocument:xmlns:office:1.0") != head.npos &&
         head.find(":document") != head.npos;
}

/// The manifest says which parts are encrypted, and of what kind the document is.
class ManifestReader : public XmlHandler {
 public:
  bool encrypted = false;
  std::string type;
  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name == "encryption-data") encrypted = true;
    if (name == "file-entry" && attributes.find("full-path").value_or("") == "/")
      type = attributes.find("media-type").value_or("");
  }
  void end(std::string_view, std::string_view) override {}
};

void parse_flat(std::string_view bytes, XmlHandler& handler) {
  std::size_t at = 0;
  parse_xml(
      [&](char* buffer, std::size_t size) {
        const std::size_t count = std::min(size, bytes.size() - at);
        std::memcpy(buffer, bytes.data() + at, count);
        at += count;
        return count;
      },
      "", handler);
}

void check_manifest(const ZipPackage& package) {
  if (package.has("encrypted-package"))
    throw Error(Error::Kind::Encrypted, "encrypted", "",
                "the document is protected with a password; save it without one and give it again");
  if (!package.has("META-INF/manifest.xml")) return;
  ManifestReader manifest;
  parse_part(package, "META-INF/manifest.xml", manifest);
  if (manifest.encrypted)
    throw Error(Error::Kind::Encrypted, "encrypted", "",
                "the document is protected with a password; save it without one and give it again");
}

bool holds_macros(const ZipPackage& package) {
  return std::any_of(package.names().begin(), package.names().end(), [](const std::string& name) {
    return name.starts_with("Basic/") || name.starts_with("Scripts/");
  });
}

}  // namespace

bool is_odf(std::string_view bytes) {
  if (!looks_like_zip(bytes)) return is_flat(bytes);
  // The first member is "mimetype", stored, so that its text stands near the beginning.
  const std::string_view head = bytes.substr(0, 256);
  if (head.find(kType) != head.npos) return true;
  if (head.find("[Content_Types].xml") != head.npos) return false;
  try {
    const ZipPackage package(bytes);
    return package.has("content.xml") && package.has("META-INF/manifest.xml");
  } catch (const Error&) {
    return false;  // the reader that takes it will say what is wrong
  }
}

void read_odf(std::string_view bytes, const ReadOptions& options, plan::Document& document) {
  document.source.format = "odt";
  OdfReader reader(options, document);
  if (!looks_like_zip(bytes)) {
    parse_flat(bytes, reader);
    reader.finish();
    return;
  }
  const ZipPackage package(bytes);
  check_manifest(package);
  note_bad_names(package, document.notes);
  if (holds_macros(package))
    document.notes.warn("active-content", "the document holds macros; they were not looked at");
  for (const char* part : {"meta.xml", "styles.xml"}) {
    if (package.has(part)) parse_part(package, part, reader);
  }
  parse_part(package, "content.xml", reader);
  reader.finish();
}

}  // namespace planmerge::ingest
