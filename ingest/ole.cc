// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ole.h"

#include <string>

namespace planmerge::ingest {
namespace {

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t kSector = 512;
constexpr std::size_t kFlags = 11;  // byte of the FIB with fEncrypted in its lowest bit

// Names of streams are UTF-16LE; they lie in the directory, anywhere in the file.
bool holds(std::string_view bytes, std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

// The FIB stands at the beginning of a stream, and a stream begins at a sector.
bool is_encrypted(std::string_view bytes) {
  for (std::size_t at = kSector; at + kFlags < bytes.size(); at += kSector) {
    if (bytes.substr(at, 2) == "\xEC\xA5")
      return (static_cast<unsigned char>(bytes[at + kFlags]) & 1U) != 0;
  }
  return false;
}

}  // namespace

OleKind ole_kind(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return OleKind::None;
  if (holds(bytes, "EncryptedPackage") || holds(bytes, "EncryptionInfo"))
    return OleKind::EncryptedPackage;
  // A mail may hold documents, and so their names.
  if (holds(bytes, "__properties_version1.0")) return OleKind::Mail;
  if (holds(bytes, "WordDocument"))
    return is_encrypted(bytes) ? OleKind::EncryptedDocument : OleKind::Document;
  if (holds(bytes, "Workbook")) return OleKind::Workbook;
  if (holds(bytes, "PowerPoint Document")) return OleKind::Presentation;
  return OleKind::Other;
}

bool is_rtf(std::string_view bytes) {
  return bytes.starts_with("{\\rtf");
}

}  // namespace planmerge::ingest
