// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

class PDFDoc;
class Page;

namespace planmerge::ingest {

/// Most bytes of a page's operators, decoded; a page has a few hundred thousand.
inline constexpr std::size_t kMaxContentBytes = 64U << 20U;

/// Would the page's operators, decoded, exceed kMaxContentBytes? Only streams that could are
/// decoded to see: long ones, and those packed twice. Operators of forms are not counted.
bool content_too_long(PDFDoc& doc, const Page& page);

/// Pages that the file claims to have, where Poppler finds none. 0: it claims none.
int claimed_pages(PDFDoc& doc);

}  // namespace planmerge::ingest
