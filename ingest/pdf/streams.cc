// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/streams.h"

#include <poppler/Object.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/XRef.h>

#include <algorithm>
#include <array>

namespace planmerge::ingest {
namespace {

constexpr std::size_t kFlateGrows = 1'032;  // times, at most
constexpr int kMaxParts = 10'000;           // streams of one page

/// Can the stream be longer than `most` when decoded, by what its dictionary says?
bool may_exceed(Stream& stream, std::size_t most) {
  const Dict* dict = stream.getDict();
  const Object filter = dict->lookup("Filter");
  const int filters = filter.isArray() ? filter.arrayGetLength() : filter.isName() ? 1 : 0;
  if (filters > 1) return true;
  const Object length = dict->lookup("Length");
  if (!length.isInt() || length.getInt() < 0) return true;
  const auto bytes = static_cast<std::size_t>(length.getInt());
  return bytes > (filters == 0 ? most : most / kFlateGrows);
}

/// Adds the decoded length, up to a little over `most`.
void add_length(Stream& stream, std::size_t most, std::size_t& sum) {
  std::array<unsigned char, 65'536> block;
  stream.reset();
  while (sum <= most) {
    const int got = stream.doGetChars(static_cast<int>(block.size()), block.data());
    if (got <= 0) break;
    sum += static_cast<std::size_t>(got);
  }
  stream.close();
}

}  // namespace

bool content_too_long(PDFDoc& doc, const Page& page) {
  const Object page_object = doc.getXRef()->fetch(const_cast<Page&>(page).getRef());  // NOLINT
  if (!page_object.isDict()) return false;
  Object contents = page_object.dictLookup("Contents");
  std::size_t sum = 0;
  if (contents.isStream()) {
    if (!may_exceed(*contents.getStream(), kMaxContentBytes)) return false;
    add_length(*contents.getStream(), kMaxContentBytes, sum);
  } else if (contents.isArray()) {
    for (int i = 0; i < std::min(contents.arrayGetLength(), kMaxParts); ++i) {
      Object part = contents.arrayGet(i);
      if (part.isStream() && may_exceed(*part.getStream(), kMaxContentBytes))
        add_length(*part.getStream(), kMaxContentBytes, sum);
    }
  }
  return sum > kMaxContentBytes;
}

int claimed_pages(PDFDoc& doc) {
  const Object catalog = doc.getXRef()->getCatalog();
  if (!catalog.isDict()) return 0;
  const Object pages = catalog.dictLookup("Pages");
  if (!pages.isDict()) return 0;
  const Object count = pages.dictLookup("Count");
  return count.isInt() ? std::max(count.getInt(), 0) : 0;
}

}  // namespace planmerge::ingest
