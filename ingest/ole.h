// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace planmerge::ingest {

/// What an OLE compound file (the container of Office 97-2003) holds.
enum class OleKind {
  None,               // no compound file
  EncryptedPackage,   // a .docx or .xlsx with a password
  EncryptedDocument,  // a .doc with a password
  Document,           // .doc
  Workbook,           // .xls
  Presentation,       // .ppt
  Mail,               // .msg of Outlook
  Other,
};

/// By the names of its streams; nothing is parsed.
/// Source: [MS-CFB] 2.6, [MS-DOC] 2.5.2, [MS-OFFCRYPTO] 2.3, [MS-OXMSG] 2.
OleKind ole_kind(std::string_view bytes);

bool is_rtf(std::string_view bytes);

}  // namespace planmerge::ingest
