// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/odt_builder.h"

#include <vector>

#include "tests/support/docx_builder.h"

namespace planmerge::testing {
namespace {

const char* const kSpaces =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

std::string wrapped(const std::string& element, const std::string& inner) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:" + element + kSpaces +
         " office:version=\"1.3\">" + inner + "</office:" + element + ">";
}

std::string content_of(const OdtBuilder& builder) {
  return "<office:automatic-styles>" + builder.styles +
         "</office:automatic-styles><office:body><office:" + builder.kind + ">" + builder.body +
         "</office:" + builder.kind + "></office:body>";
}

}  // namespace

std::string OdtBuilder::bytes() const {
  return zip_of({{"mimetype", "application/vnd.oasis.opendocument." + kind},
                 {"META-INF/manifest.xml",
                  "<manifest:manifest "
                  "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">" +
                      manifest + "</manifest:manifest>"},
                 {"meta.xml", wrapped("document-meta", "<office:meta>" + meta + "</office:meta>")},
                 {"content.xml", wrapped("document-content", content_of(*this))}});
}

std::string OdtBuilder::flat() const {
  return wrapped("document", "<office:meta>" + meta + "</office:meta>" + content_of(*this));
}

std::string odt_cell(const std::string& text, const std::string& attributes) {
  return "<table:table-cell " + attributes + "><text:p>" + text + "</text:p></table:table-cell>";
}
std::string odt_row(const std::string& cells) {
  return "<table:table-row>" + cells + "</table:table-row>";
}
std::string odt_table(const std::string& rows) {
  return "<table:table table:name=\"T\">" + rows + "</table:table>";
}

}  // namespace planmerge::testing
