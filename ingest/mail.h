// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/notes.h"

namespace planmerge::ingest {

/// A document that came with a mail.
struct MailAttachment {
  std::string name;  // sanitised, unique in its mail: "annex.docx", "forwarded.eml/annex.docx"
  std::string sender, received;
  std::string bytes;
};

/// What of a mail is of use: the documents, who sent them and when, and what it says itself.
struct Mail {
  std::string sender;    // "Ada Lovelace <ada@example.org>"
  std::string received;  // ISO date and time of the Date header, with its offset; empty: none
  std::string subject;
  std::string text;  // of the body, plain
  std::vector<MailAttachment> documents;
};

/// The bytes begin like a mail as it is sent (RFC 5322), not like Outlook's own .msg.
bool is_mail(std::string_view bytes);

/// Takes a mail apart: multipart, nested mails, base64 and quoted-printable, encoded names.
/// Attachments that are no document we read are noted with their names, and dropped.
/// Errors: Error(Limit) for nesting, parts or sizes beyond any honest mail.
/// Source: RFC 2045, 2046, 2047, 2183, 2231, 5322.
Mail unpack_mail(std::string_view bytes, plan::Notes& notes);

}  // namespace planmerge::ingest
