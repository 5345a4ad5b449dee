// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/mail_wire.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"
#include "codec/json.h"
#include "ingest/mail/encoding.h"

namespace planmerge::pipeline {
namespace {

using codec::Json;

constexpr std::size_t kPiece = std::size_t{384} << 10U;  // a record holds 1 MiB
constexpr std::size_t kMaxDocuments = 50;
constexpr std::size_t kMaxText = std::size_t{4} << 20U;
constexpr std::size_t kMaxName = 600;

Error bad(const char* sentence) {
  return Error(Error::Kind::Unreadable, "bad-record", "", sentence);
}

void send_part(const SendRecord& send, const char* part, Json value) {
  Json record = Json::object();
  record["part"] = part;
  record["value"] = std::move(value);
  send(record.dump());
}

void send_body(const SendRecord& send, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    // A piece ends between two characters.
    std::size_t end = std::min(at + kPiece, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    send_part(send, "body", text.substr(at, end - at));
    at = end;
  }
}

std::string string_of(const Json& value, const char* key, std::size_t most) {
  const auto found = value.find(key);
  if (found == value.end() || !found->is_string()) throw bad("a text of a mail is missing");
  std::string text = found->get<std::string>();
  if (text.size() > most) throw bad("a text of a mail is too long");
  return text;
}

// The name goes into messages and the store; it names no file that is opened.
std::string checked_name(const Json& value) {
  std::string name = string_of(value, "name", kMaxName);
  const bool odd = name.empty() || name.front() == '/' || name.find("..") != std::string::npos ||
                   std::any_of(name.begin(), name.end(), [](char c) { return c >= 0 && c < ' '; });
  if (odd) throw bad("an attachment has an impossible name");
  return name;
}

}  // namespace

void send_mail(std::string_view bytes, const SendRecord& send) {
  plan::Notes notes;
  const auto send_notes = [&] {
    for (const plan::Diagnostic& note : notes.list()) send_part(send, "note", codec::encode(note));
  };
  ingest::Mail mail;
  try {
    mail = ingest::unpack_mail(bytes, notes);
  } catch (const Error&) {
    send_notes();
    throw;
  }
  send_part(send, "mail",
            {{"sender", mail.sender}, {"received", mail.received}, {"subject", mail.subject}});
  send_body(send, mail.text);
  for (const ingest::MailAttachment& document : mail.documents) {
    send_part(
        send, "attachment",
        {{"name", document.name}, {"sender", document.sender}, {"received", document.received}});
    const std::string_view all = document.bytes;
    for (std::size_t at = 0; at < all.size(); at += kPiece)
      send_part(send, "data", ingest::to_base64(all.substr(at, kPiece)));
  }
  send_notes();
}

void MailCollector::receive(std::string_view record) {
  const Json json = Json::parse(record, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("value") || !json.contains("part") ||
      !json["part"].is_string())
    throw bad("a record is no part of a mail");
  const std::string part = json["part"].get<std::string>();
  const Json& value = json["value"];
  if (part == "mail" && value.is_object()) {
    mail.sender = string_of(value, "sender", kMaxName);
    mail.received = string_of(value, "received", kMaxName);
    mail.subject = string_of(value, "subject", kMaxText);
  } else if (part == "body" && value.is_string()) {
    mail.text += value.get<std::string>();
    if (mail.text.size() > kMaxText) throw bad("a mail's text is too long");
  } else if (part == "attachment" && value.is_object()) {
    if (mail.documents.size() >= kMaxDocuments) throw bad("too many attachments");
    mail.documents.push_back({checked_name(value), string_of(value, "sender", kMaxName),
                              string_of(value, "received", kMaxName), ""});
  } else if (part == "data" && value.is_string() && !mail.documents.empty()) {
    mail.documents.back().bytes += ingest::from_base64(value.get_ref<const std::string&>());
  } else if (part == "note") {
    notes.add(codec::decode<plan::Diagnostic>(value));
  } else {
    throw bad("a record is of no known kind");
  }
}

}  // namespace planmerge::pipeline
