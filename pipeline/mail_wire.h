// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/worker.h"
#include "ingest/mail.h"
#include "plan/notes.h"

namespace planmerge::pipeline {

/// Both ends of the wire by which a worker hands a mail over, taken apart.

/// The worker's end: unpacks and sends head, body, documents in pieces, notes.
void send_mail(std::string_view bytes, const SendRecord& send);

/// The parent's end: puts the mail together from records that it does not trust.
class MailCollector {
 public:
  /// Errors: Error(Unreadable, "bad-record").
  void receive(std::string_view record);
  ingest::Mail mail;
  plan::Notes notes;
};

}  // namespace planmerge::pipeline
