// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_set>

class Page;
class PDFDoc;

namespace planmerge::ingest {

/// Replaces the images among the page's resources by ones of the same kind without any data: where
/// an image stands is all that is asked, and Poppler would decode some (JPEG 2000) to learn their
/// sizes. `seen` holds the numbers of objects that were looked at, over all pages of the document.
void empty_images(PDFDoc& doc, const Page& page, std::unordered_set<int>& seen);

}  // namespace planmerge::ingest
