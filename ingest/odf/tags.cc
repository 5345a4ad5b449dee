// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf/tags.h"

#include <unordered_map>

namespace planmerge::ingest {
namespace {

using Names = std::unordered_map<std::string_view, OdfTag>;

const Names kOffice = {{"text", OdfTag::Text},
                       {"spreadsheet", OdfTag::Spreadsheet},
                       {"annotation", OdfTag::Annotation},
                       {"forms", OdfTag::Skipped},
                       {"scripts", OdfTag::Skipped},
                       {"event-listeners", OdfTag::Skipped},
                       {"binary-data", OdfTag::Skipped},
                       {"master-styles", OdfTag::Skipped},
                       {"settings", OdfTag::Skipped},
                       {"dde-source", OdfTag::Skipped}};

const Names kText = {{"p", OdfTag::Paragraph},
                     {"h", OdfTag::Heading},
                     {"span", OdfTag::Span},
                     {"s", OdfTag::Spaces},
                     {"tab", OdfTag::Tab},
                     {"line-break", OdfTag::LineBreak},
                     {"list", OdfTag::List},
                     {"list-item", OdfTag::ListItem},
                     {"list-header", OdfTag::ListHeader},
                     {"section", OdfTag::Section},
                     {"hidden-text", OdfTag::HiddenText},
                     {"hidden-paragraph", OdfTag::HiddenText},
                     {"note", OdfTag::Note},
                     {"note-citation", OdfTag::NoteCitation},
                     {"note-body", OdfTag::NoteBody},
                     {"bookmark", OdfTag::Bookmark},
                     {"bookmark-start", OdfTag::Bookmark},
                     {"tracked-changes", OdfTag::TrackedChanges},
                     {"changed-region", OdfTag::ChangedRegion},
                     {"insertion", OdfTag::Insertion},
                     {"deletion", OdfTag::Deletion},
                     {"format-change", OdfTag::FormatChange},
                     {"change", OdfTag::ChangePoint},
                     {"change-start", OdfTag::ChangeStart},
                     {"change-end", OdfTag::ChangeEnd},
                     {"list-style", OdfTag::ListStyle},
                     {"outline-style", OdfTag::OutlineStyle},
                     {"list-level-style-number", OdfTag::NumberLevel},
                     {"outline-level-style", OdfTag::NumberLevel},
                     {"list-level-style-bullet", OdfTag::BulletLevel},
                     {"list-level-style-image", OdfTag::BulletLevel},
                     // Labels as some program counted them; they are counted here.
                     {"number", OdfTag::Skipped},
                     {"ruby-text", OdfTag::Skipped},
                     {"notes-configuration", OdfTag::Skipped},
                     {"table-of-content-source", OdfTag::Skipped}};

const Names kTable = {{"table", OdfTag::Table},
                      {"table-column", OdfTag::Column},
                      {"table-header-rows", OdfTag::HeaderRows},
                      {"table-row", OdfTag::Row},
                      {"table-cell", OdfTag::Cell},
                      {"covered-table-cell", OdfTag::CoveredCell},
                      {"content-validations", OdfTag::Skipped},
                      {"tracked-changes", OdfTag::Skipped},
                      {"shapes", OdfTag::Skipped},
                      {"named-expressions", OdfTag::Skipped},
                      {"desc", OdfTag::Skipped},
                      {"title", OdfTag::Skipped}};

const Names kStyle = {{"style", OdfTag::Style},
                      {"paragraph-properties", OdfTag::ParagraphLook},
                      {"text-properties", OdfTag::TextLook},
                      {"table-properties", OdfTag::TableLook}};

OdfTag find(const Names& names, std::string_view name) {
  const auto found = names.find(name);
  return found == names.end() ? OdfTag::Other : found->second;
}

}  // namespace

OdfTag odf_tag_of(std::string_view uri, std::string_view name) {
  constexpr std::string_view kBase = "urn:oasis:names:tc:opendocument:xmlns:";
  if (uri == "http://purl.org/dc/elements/1.1/") {
    if (name == "title") return OdfTag::Title;
    if (name == "creator") return OdfTag::Creator;
    return name == "date" ? OdfTag::Date : OdfTag::Other;
  }
  if (!uri.starts_with(kBase)) return OdfTag::Other;
  const std::string_view kind = uri.substr(kBase.size());
  if (kind == "text:1.0") return find(kText, name);
  if (kind == "table:1.0") return find(kTable, name);
  if (kind == "office:1.0") return find(kOffice, name);
  if (kind == "style:1.0") return find(kStyle, name);
  if (kind == "meta:1.0" && name == "initial-creator") return OdfTag::InitialCreator;
  if (kind == "meta:1.0" && name == "creation-date") return OdfTag::CreationDate;
  if (kind == "meta:1.0" && name == "generator") return OdfTag::Generator;
  if (kind == "drawing:1.0" && name == "text-box") return OdfTag::TextBox;
  if (kind == "drawing:1.0" && name.starts_with("object")) return OdfTag::Skipped;
  if (kind == "svg-compatible:1.0") return OdfTag::Skipped;
  return OdfTag::Other;
}

}  // namespace planmerge::ingest
