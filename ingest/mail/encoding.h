// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace planmerge::ingest {

/// What is no base64 character is passed over, as RFC 2045 says.
std::string from_base64(std::string_view text);
std::string to_base64(std::string_view bytes);

/// @param header  "_" stands for a blank, as in encoded words
std::string from_quoted_printable(std::string_view text, bool header);

/// "%41" as bytes (RFC 2231).
std::string from_percent(std::string_view text);

}  // namespace planmerge::ingest
