// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "plan/document.h"

namespace planmerge::ingest {

/// Which text a cell has where the document has tracked changes.
enum class RevisionView {
  Final,     // all changes accepted
  Original,  // all rejected
  Author,    // those of ReadOptions::author accepted, all others rejected
};

struct ReadOptions {
  RevisionView revisions = RevisionView::Final;
  std::string author;
  bool rows = true;  // false: tables only
};

/// Reads one document from its bytes: tables, action rows, provenance, notes.
///
/// The format is decided by content (file is for messages only). What was noted before a throw
/// stays in `notes`; Document::notes holds all of them when it returns.
/// Errors: Error of kind Unsupported, Unreadable, Encrypted or Limit, located in `file`.
/// Must run in a worker (base/worker.h) for any document from outside.
plan::Document read_document(std::string_view bytes, const std::string& file,
                             const ReadOptions& options, plan::Notes& notes);

/// One format that we read.
struct Reader {
  const char* name;         // "docx"
  const char* description;  // for --help
  bool (*recognises)(std::string_view bytes);
  /// Fills source (except file, sha256, bytes), tables, paragraphs, left_out, notes.
  void (*read)(std::string_view bytes, const ReadOptions& options, plan::Document& document);
};

std::span<const Reader> readers();

}  // namespace planmerge::ingest
