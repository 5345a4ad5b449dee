// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/readers.h"

#include <array>

#include "base/error.h"
#include "base/hash.h"
#include "ingest/docx.h"
#include "ingest/odf.h"
#include "ingest/ole.h"
#include "ingest/pdf.h"
#include "ingest/rows.h"
#include "ingest/struck_rows.h"
#include "ingest/xlsx.h"

namespace planmerge::ingest {
namespace {

// The first that recognises the bytes reads them; DOCX takes every zip that is nothing else.
constexpr std::array<Reader, 4> kReaders = {{
    {"pdf", "PDF with a text layer", is_pdf, read_pdf},
    {"xlsx", "Excel workbook (xlsx, xlsm, xltx)", is_xlsx, read_xlsx},
    {"odt", "OpenDocument text or spreadsheet (odt, ods, fodt)", is_odf, read_odf},
    {"docx", "Word document (docx, docm, dotx)", is_docx, read_docx},
}};

constexpr std::size_t kSniffed = 1024;

[[noreturn]] void refuse(Error::Kind kind, const char* code, const std::string& file,
                         const char* sentence) {
  throw Error(kind, code, file, sentence);
}

[[noreturn]] void refuse_ole(OleKind kind, const std::string& file) {
  const auto old = [&file](const char* sentence) {
    refuse(Error::Kind::Unsupported, "type-mismatch", file, sentence);
  };
  switch (kind) {
    case OleKind::EncryptedPackage:
    case OleKind::EncryptedDocument:
      refuse(Error::Kind::Encrypted, "encrypted", file,
             "the document is protected with a password; save it without one and give it again");
    case OleKind::Document:
      old("this is a Word 97-2003 document (.doc); save it as .docx and give it again");
      break;
    case OleKind::Workbook:
      old("this is an Excel 97-2003 workbook (.xls); save it as .xlsx and give it again");
      break;
    case OleKind::Presentation:
      old("this is a PowerPoint 97-2003 presentation (.ppt), which is not read");
      break;
    case OleKind::Mail:
      old("this is a mail of Outlook (.msg); save it as .eml, or save its attachments and give "
          "them");
      break;
    default: break;
  }
  refuse(Error::Kind::Unsupported, "type-mismatch", file,
         "this is an old Office file (OLE) of no kind that is read; save it as .docx or .xlsx");
}

[[noreturn]] void refuse_unknown(std::string_view bytes, const std::string& file) {
  using Kind = Error::Kind;
  if (bytes.empty()) refuse(Kind::Unreadable, "damaged", file, "the file is empty");
  if (const OleKind kind = ole_kind(bytes); kind != OleKind::None) refuse_ole(kind, file);
  const std::string_view head = bytes.substr(0, kSniffed);
  if (is_rtf(bytes))
    refuse(Kind::Unsupported, "type-mismatch", file,
           "this is RTF text; save it as .docx and give it again");
  if (head.find("<html") != head.npos || head.find("<HTML") != head.npos ||
      head.find("<!DOCTYPE html") != head.npos)
    refuse(Kind::Unsupported, "type-mismatch", file,
           "this is a web page (HTML); save it as .docx and give it again");
  if (head.find("<?mso-application") != head.npos || head.find("<pkg:package") != head.npos)
    refuse(Kind::Unsupported, "type-mismatch", file,
           "this is a Word XML file; save it as .docx and give it again");
  refuse(Kind::Unsupported, "type-mismatch", file,
         "this is none of the formats that are read: PDF, Word (docx), Excel (xlsx), OpenDocument "
         "(odt, ods)");
}

void read_with(const Reader& reader, std::string_view bytes, const std::string& file,
               const ReadOptions& options, plan::Document& document) {
  try {
    reader.read(bytes, options, document);
  } catch (const Error& error) {
    const std::string where = error.where().empty() ? file : file + ", " + error.where();
    throw Error(error.kind(), error.code(), where, error.sentence());
  }
}

void note_what_is_missing(plan::Document& document) {
  if (!document.rows.empty()) return;
  document.notes.warn("no-action-table",
                      document.tables.empty()
                          ? "the document holds no table"
                          : "none of the document's tables has the columns of an action table");
}

}  // namespace

std::span<const Reader> readers() {
  return kReaders;
}

plan::Document read_document(std::string_view bytes, const std::string& file,
                             const ReadOptions& options, plan::Notes& notes) {
  plan::Document document;
  document.source.file = file;
  document.source.bytes = bytes.size();
  document.source.sha256 = sha256_hex(bytes);
  for (const Reader& reader : kReaders) {
    if (!reader.recognises(bytes)) continue;
    try {
      read_with(reader, bytes, file, options, document);
    } catch (...) {
      notes = document.notes;  // what was noted before the end is kept
      throw;
    }
    if (options.rows) {
      find_rows(document);
      note_what_is_missing(document);
    }
    prune_struck(document);
    for (plan::Diagnostic& note : document.notes.list()) {
      if (note.where.file.empty()) note.where.file = file;
    }
    notes = document.notes;
    return document;
  }
  refuse_unknown(bytes, file);
}

}  // namespace planmerge::ingest
