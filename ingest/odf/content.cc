// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of OpenDocument is read:
//   read        paragraphs, spans, blanks, lists with computed labels, headings and their numbers,
//               tables with spans and covered cells, nested tables, header rows, text boxes,
//               insertions and deletions with author and date, annotations, bookmarks, notes (as
//               running text), hidden text, fields and sections (left out and noted); sheets
//   partly      styles (bold, underline, hidden, list), changes of format (only that there are)
//   ignored     page headers and footers, drawings, formulas, embedded objects, forms, scripts
#include "ingest/odf/content.h"

#include <vector>

#include "base/error.h"
#include "ingest/odf/body.h"

namespace planmerge::ingest {

struct OdfReader::State {
  State(const ReadOptions& options, plan::Document& read_document)
      : document(read_document),
        style_reader(styles),
        body(styles, changes, options, read_document) {}

  plan::Document& document;
  OdfStyles styles;
  OdfStyleReader style_reader;
  OdfChanges changes;
  OdfBody body;
  std::vector<OdfTag> stack;
  int skipped = 0;
  int in_body = 0, in_changes = 0;
  bool has_body = false;
  std::string* property = nullptr;

  std::string* property_of(OdfTag tag) {
    plan::Source& source = document.source;
    switch (tag) {
      case OdfTag::Title: return &source.title;
      case OdfTag::InitialCreator: return &source.author;
      case OdfTag::Creator: return &source.last_modified_by;
      case OdfTag::CreationDate: return &source.created;
      case OdfTag::Date: return &source.modified;
      case OdfTag::Generator: return &source.producer;
      default: return nullptr;
    }
  }
};

OdfReader::OdfReader(const ReadOptions& options, plan::Document& document)
    : state_(std::make_unique<State>(options, document)) {}

OdfReader::~OdfReader() = default;

void OdfReader::start(std::string_view uri, std::string_view name,
                      const XmlAttributes& attributes) {
  State& state = *state_;
  const OdfTag tag = odf_tag_of(uri, name);
  if (state.skipped > 0 || tag == OdfTag::Skipped) {
    ++state.skipped;
    return;
  }
  state.stack.push_back(tag);
  if (tag == OdfTag::TrackedChanges) ++state.in_changes;
  if (state.in_changes > 0) {
    state.changes.open(tag, attributes);
  } else if (state.in_body > 0) {
    state.body.open(tag, attributes);
  } else if (tag == OdfTag::Text || tag == OdfTag::Spreadsheet) {
    state.has_body = true;
    state.body.begin(tag == OdfTag::Spreadsheet);
  } else {
    state.property = state.property_of(tag);
    state.style_reader.open(tag, attributes);
  }
  if (tag == OdfTag::Text || tag == OdfTag::Spreadsheet) ++state.in_body;
}

void OdfReader::end(std::string_view, std::string_view) {
  State& state = *state_;
  if (state.skipped > 0) {
    --state.skipped;
    return;
  }
  const OdfTag tag = state.stack.back();
  state.stack.pop_back();
  state.property = nullptr;
  if (tag == OdfTag::Text || tag == OdfTag::Spreadsheet) --state.in_body;
  if (state.in_changes > 0) {
    state.changes.close(tag);
  } else if (state.in_body > 0) {
    state.body.close(tag);
  } else {
    state.style_reader.close(tag);
  }
  if (tag == OdfTag::TrackedChanges) --state.in_changes;
}

void OdfReader::text(std::string_view utf8) {
  State& state = *state_;
  if (state.skipped > 0) return;
  if (state.in_changes > 0) {
    state.changes.text(utf8);
  } else if (state.in_body > 0) {
    state.body.text(utf8);
  } else if (state.property != nullptr) {
    *state.property += utf8;
  }
}

void OdfReader::finish() {
  if (!state_->has_body)
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "is an OpenDocument file, but neither a text nor a spreadsheet; save it as .odt");
  state_->body.finish();
}

}  // namespace planmerge::ingest
