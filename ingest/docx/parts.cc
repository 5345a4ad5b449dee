// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/parts.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/error.h"
#include "ingest/docx/numbering_part.h"
#include "ingest/docx/tags.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {
namespace {

std::string main_part(const ZipPackage& package, const std::vector<Relationship>& root) {
  std::string main = main_part_of(root);
  if (main.empty() || !package.has(main)) {
    throw Error(Error::Kind::Unreadable, "damaged", "",
                "is a zip package without a Word document in it");
  }
  if (main.starts_with("xl/") || main.starts_with("ppt/"))
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "is a presentation or a workbook without a workbook part; save it as .docx");
  return main;
}

std::optional<Story> story_of(std::string_view relationship) {
  if (relationship == "header") return Story::Header;
  if (relationship == "footer") return Story::Footer;
  if (relationship == "footnotes") return Story::Footnotes;
  if (relationship == "endnotes") return Story::Endnotes;
  return std::nullopt;
}

/// Sections may share a header: it is read once.
void add_story(DocxParts& parts, Story story, const std::string& part) {
  const bool there = std::any_of(parts.stories.begin(), parts.stories.end(),
                                 [&](const auto& other) { return other.second == part; });
  if (!there && part != parts.main) parts.stories.emplace_back(story, part);
}

}  // namespace

bool is_word_uri(std::string_view uri) {
  return uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
         uri == "http://purl.oclc.org/ooxml/wordprocessingml/main";
}

DocxParts read_parts(const ZipPackage& package, plan::Document& document) {
  DocxParts parts;
  const std::vector<Relationship> root = read_relationships(package, "");
  parts.main = main_part(package, root);
  CommentParts comments;
  read_properties(package, root, document.source);
  for (const Relationship& entry : read_relationships(package, parts.main)) {
    if (entry.external && entry.type != "hyperlink") parts.refers_outside = true;
    if (entry.external || !package.has(entry.target)) continue;
    if (entry.type == "styles") {
      StyleReader reader(parts.styles);
      parse_part(package, entry.target, reader);
    } else if (entry.type == "numbering") {
      NumberingReader reader(parts.numbering);
      parse_part(package, entry.target, reader);
    } else if (entry.type == "comments") {
      comments.comments = entry.target;
    } else if (entry.type == "commentsExtended") {
      comments.extended = entry.target;
    } else if (entry.type == "people") {
      comments.people = entry.target;
    } else if (const auto story = story_of(entry.type)) {
      add_story(parts, *story, entry.target);
    } else if (entry.type == "vbaProject") {
      parts.has_macros = true;
    }
  }
  parts.comments = read_comments(package, comments);
  parts.numbering.resolve_links(parts.styles);
  return parts;
}

}  // namespace planmerge::ingest
