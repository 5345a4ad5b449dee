// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/mail.h"

#include <algorithm>
#include <array>
#include <deque>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "ingest/mail/encoding.h"
#include "ingest/mail/header.h"
#include "ingest/readers.h"

namespace planmerge::ingest {
namespace {

constexpr int kMaxDepth = 12;  // of parts in parts; forwarded mails add two each
constexpr std::size_t kMaxParts = 500;
constexpr std::size_t kMaxDocuments = 50;
constexpr std::size_t kMaxBytes = std::size_t{96} << 20U;  // of all documents, decoded
constexpr std::size_t kMaxName = 120;
constexpr std::size_t kMaxBody = std::size_t{1} << 20U;
constexpr std::size_t kSniffed = 8192;

bool begins_with(std::string_view line, std::string_view name) {
  return line.size() >= name.size() &&
         std::equal(name.begin(), name.end(), line.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

/// A name that is safe to show and to store: no folders, no control characters.
std::string safe_name(const std::string& given, const std::string& otherwise) {
  std::string name = text::collapse(given);
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  while (!name.empty() && name.front() == '.') name.erase(0, 1);
  if (name.size() > kMaxName) {
    // The end says what kind of file it is.
    const std::size_t dot = name.rfind('.');
    const std::string ending =
        dot != std::string::npos && name.size() - dot < 10 ? name.substr(dot) : "";
    name = text::to_valid_utf8(name.substr(0, kMaxName - ending.size())) + ending;
  }
  return name.empty() ? otherwise : name;
}

std::string size_of(std::size_t bytes) {
  return bytes < 10'000 ? std::to_string(bytes) + " bytes" : std::to_string(bytes / 1000) + " kB";
}

class Unpacker {
 public:
  explicit Unpacker(plan::Notes& notes) : notes_(notes) {}

  Mail unpack(std::string_view bytes) {
    Part whole;
    whole.bytes = bytes;
    whole.is_mail = true;
    stack_.push_back(whole);
    while (!stack_.empty()) {
      const Part part = stack_.back();
      stack_.pop_back();
      if (++parts_ > kMaxParts || part.depth > kMaxDepth)
        throw Error(Error::Kind::Limit, "limit", "", "the mail has too many parts in parts");
      take(part);
    }
    if (html_ > 0 && mail_.text.empty())
      notes_.info("unread-part", "the mail's own words are a web page (HTML); they were not read");
    return std::move(mail_);
  }

 private:
  /// A piece of the mail with its header in front.
  struct Part {
    std::string_view bytes;
    bool is_mail = false;
    int depth = 0;
    std::string folder, sender, received;  // of the mail it stands in
  };

  void take(const Part& part) {
    std::string_view body = part.bytes;
    const MailHeader header = take_header(body);
    const auto field = [&](const char* name) {
      const auto found = header.find(name);
      return found == header.end() ? std::string() : found->second;
    };
    Part here = part;
    if (part.is_mail) {
      here.sender = text::collapse(decode_words(field("from")));
      here.received = iso_date_of(field("date"));
      if (part.depth == 0) {
        mail_.sender = here.sender;
        mail_.received = here.received;
        mail_.subject = text::collapse(decode_words(field("subject")));
      }
    }
    const MailValue type = parse_value(field("content-type"));
    const MailValue disposition = parse_value(field("content-disposition"));
    if (type.value.starts_with("multipart/")) {
      split(body, type, here);
      return;
    }
    const std::string name = name_of(type, disposition);
    const std::string encoding = parse_value(field("content-transfer-encoding")).value;
    take_leaf(decoded(body, encoding), type, name, disposition.value == "attachment", here);
  }

  static std::string name_of(const MailValue& type, const MailValue& disposition) {
    const auto file = disposition.parameters.find("filename");
    if (file != disposition.parameters.end()) return file->second;
    const auto name = type.parameters.find("name");
    return name == type.parameters.end() ? "" : name->second;
  }

  std::string_view decoded(std::string_view body, const std::string& encoding) {
    if (encoding == "base64") {
      owned_.push_back(from_base64(body));
    } else if (encoding == "quoted-printable") {
      owned_.push_back(from_quoted_printable(body, false));
    } else {
      return body;
    }
    return owned_.back();
  }

  void split(std::string_view body, const MailValue& type, const Part& from) {
    const auto found = type.parameters.find("boundary");
    if (found == type.parameters.end() || found->second.empty()) {
      notes_.warn("damaged", "a part of the mail does not say where its pieces begin");
      return;
    }
    const std::string mark = "--" + found->second;
    std::vector<std::string_view> pieces;
    std::size_t begin = std::string_view::npos;
    std::size_t line = 0;
    while (line < body.size() && pieces.size() < kMaxParts) {
      const std::size_t end = std::min(body.find('\n', line), body.size() - 1) + 1;
      if (body.substr(line, mark.size()) == mark) {
        if (begin != std::string_view::npos) pieces.push_back(body.substr(begin, line - begin));
        begin = end;
        if (body.substr(line + mark.size(), 2) == "--") break;
      }
      line = end;
    }
    // A mail that was cut off lacks its last mark.
    if (line >= body.size() && begin < body.size()) pieces.push_back(body.substr(begin));
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
      Part part = from;
      part.bytes = *piece;
      part.is_mail = false;
      part.depth = from.depth + 1;
      stack_.push_back(std::move(part));
    }
  }

  void take_leaf(std::string_view bytes, const MailValue& type, const std::string& name,
                 bool attached, const Part& from) {
    if (type.value == "message/rfc822" || (attached && is_mail(bytes))) {
      Part inner = from;
      inner.bytes = bytes;
      inner.is_mail = true;
      inner.depth = from.depth + 1;
      inner.folder = from.folder + safe_name(name, "forwarded.eml") + "/";
      stack_.push_back(std::move(inner));
    } else if (is_document(bytes) && !type.value.starts_with("text/plain")) {
      add_document(bytes, name, from);
    } else if (!attached && name.empty() &&
               (type.value.empty() || type.value.starts_with("text/"))) {
      take_body(bytes, type, from);
    } else if (!bytes.empty()) {
      tell_attachment(bytes, type, name);
    }
  }

  /// Any reader takes it, or it is of a kind that can be converted or has an error of its own.
  static bool is_document(std::string_view bytes) {
    if (bytes.starts_with("{\\rtf") || bytes.starts_with("\xD0\xCF\x11\xE0")) return true;
    const auto list = readers();
    return std::any_of(list.begin(), list.end(),
                       [&](const Reader& reader) { return reader.recognises(bytes); });
  }

  void add_document(std::string_view bytes, const std::string& name, const Part& from) {
    total_ += bytes.size();
    if (mail_.documents.size() >= kMaxDocuments || total_ > kMaxBytes)
      throw Error(Error::Kind::Limit, "limit", "",
                  "the mail has over " + std::to_string(kMaxDocuments) + " documents or " +
                      std::to_string(kMaxBytes >> 20U) + " MiB of them");
    MailAttachment document;
    document.name = unique(from.folder + safe_name(name, "attachment"));
    document.sender = from.sender;
    document.received = from.received;
    document.bytes = bytes;
    mail_.documents.push_back(std::move(document));
  }

  std::string unique(const std::string& name) {
    std::string result = name;
    for (int i = 2; !names_.insert(result).second; ++i) {
      const std::size_t dot = name.rfind('.');
      const std::size_t at = dot == std::string::npos ? name.size() : dot;
      result = name.substr(0, at) + " (" + std::to_string(i) + ")" + name.substr(at);
    }
    return result;
  }

  void take_body(std::string_view bytes, const MailValue& type, const Part& from) {
    if (type.value == "text/html") {
      ++html_;
      if (bytes.find("<table") != bytes.npos || bytes.find("<TABLE") != bytes.npos)
        notes_.warn("unread-part",
                    "the mail's own words hold a table (HTML), which was not read; ask for it as "
                    "a document");
      return;
    }
    if (from.depth > 3 || mail_.text.size() > kMaxBody) return;
    const auto charset = type.parameters.find("charset");
    std::string words = text::decode(bytes.substr(0, kMaxBody),
                                     charset == type.parameters.end() ? "utf-8" : charset->second);
    std::erase(words, '\r');
    mail_.text += (mail_.text.empty() ? "" : "\n") + words;
  }

  void tell_attachment(std::string_view bytes, const MailValue& type, const std::string& name) {
    const std::string text = safe_name(name, "a part without a name") + " (" +
                             (type.value.empty() ? "unknown" : type.value.substr(0, 60)) + ", " +
                             size_of(bytes.size()) + ") is no document that is read";
    // Logos and signatures come with most mails.
    if (type.value.starts_with("image/") || type.value.ends_with("-signature")) {
      notes_.info("attachment", text);
    } else {
      notes_.warn("attachment", text);
    }
  }

  plan::Notes& notes_;
  Mail mail_;
  std::vector<Part> stack_;
  std::deque<std::string> owned_;  // decoded bodies that parts look into
  std::set<std::string> names_;
  std::size_t parts_ = 0, total_ = 0;
  int html_ = 0;
};

}  // namespace

bool is_mail(std::string_view bytes) {
  static constexpr std::array<std::string_view, 12> kFields = {
      "from:",       "to:",          "subject:",      "date:",         "mime-version:", "received:",
      "message-id:", "return-path:", "content-type:", "delivered-to:", "reply-to:",     "x-"};
  std::string_view head = bytes.substr(0, kSniffed);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  std::set<std::string_view> seen;
  bool first = true;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    std::string_view line = head.substr(0, end);
    head.remove_prefix(end == head.npos ? head.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) break;
    const bool goes_on = line.front() == ' ' || line.front() == '\t';
    if (first && line.starts_with("From ")) continue;  // of a mailbox file
    const std::size_t colon = line.find(':');
    const bool is_field = colon != line.npos && colon > 0 &&
                          line.substr(0, colon).find_first_of(" \t<{%") == line.npos;
    if (!goes_on && !is_field) return false;
    if (first && goes_on) return false;
    first = false;
    for (const std::string_view name : kFields) {
      if (begins_with(line, name)) seen.insert(name);
    }
  }
  seen.erase("x-");
  return seen.size() >= 3 || (seen.size() >= 2 && seen.contains("mime-version:"));
}

Mail unpack_mail(std::string_view bytes, plan::Notes& notes) {
  return Unpacker(notes).unpack(bytes);
}

}  // namespace planmerge::ingest
