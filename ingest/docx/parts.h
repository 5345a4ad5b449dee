// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/xml.h"
#include "base/zip.h"
#include "ingest/docx/comments.h"
#include "ingest/docx/numbering.h"
#include "ingest/docx/styles.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// What a part with text is to the document.
enum class Story { Body, Header, Footer, Footnotes, Endnotes };

/// Everything of a WordprocessingML package but its text: found through the relationships.
struct DocxParts {
  std::string main;  // "word/document.xml"
  DocxStyles styles;
  Numbering numbering;
  DocxComments comments;
  std::vector<std::pair<Story, std::string>> stories;  // parts with text beside the main one
  bool has_macros = false;
  bool refers_outside = false;  // to a template, picture or file that a word processor would fetch
};

/// The two namespaces of WordprocessingML (transitional and strict).
bool is_word_uri(std::string_view uri);

/// Finds the main part and reads what it refers to; fills the document's properties.
/// Errors: Error(Unreadable, "damaged") without a main part; Error(Unsupported,
/// "type-mismatch") for a workbook or a presentation.
DocxParts read_parts(const ZipPackage& package, plan::Document& document);

}  // namespace planmerge::ingest
