// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text made safe for the HTML report. Every text of a document passes through one of these.
namespace planmerge::exporter::html {

/// & < > " ' as references; control characters other than tab and line break as U+FFFD.
std::string escape(std::string_view text);

/// Escaped and isolated, so that right-to-left text does not reorder what stands around it.
std::string bdi(std::string_view text);

/// At most `limit` code points; cut at a blank where there is one near, with an ellipsis.
std::string shortened(std::string_view text, std::size_t limit);

/// An id for an anchor: letters, digits, '-' and '_' only.
std::string anchor(std::string_view text);

/// "1 row", "2 rows"; the plural is the word with an s.
std::string count(long number, std::string_view word);

/// "12 345": groups of three with a narrow no-break space; decimals stay.
std::string grouped(std::string_view number);

/// base64 of the SHA-256 of `text`: the form that a Content-Security-Policy takes.
std::string csp_hash(std::string_view text);

}  // namespace planmerge::exporter::html
