// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace planmerge::ingest {

/// The header of a mail or of one of its parts: names in lower case, the first of each.
using MailHeader = std::map<std::string, std::string>;

/// Reads the header and takes it, with the blank line under it, off the front of `bytes`.
/// Errors: Error(Limit) for more than a mail may have.
MailHeader take_header(std::string_view& bytes);

/// A structured value: "text/plain; charset=utf-8" with its parameters, names in lower case;
/// RFC 2231 continuations joined and decoded to UTF-8.
struct MailValue {
  std::string value;  // lower case
  std::map<std::string, std::string> parameters;
};
MailValue parse_value(std::string_view text);

/// Encoded words ("=?utf-8?Q?…?=", RFC 2047) as UTF-8.
std::string decode_words(std::string_view text);

/// "Tue, 3 Mar 2026 10:15:00 +0100" as "2026-03-03T10:15:00+01:00"; empty if it is none.
std::string iso_date_of(std::string_view text);

}  // namespace planmerge::ingest
