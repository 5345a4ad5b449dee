// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/images.h"

#include <poppler/Object.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/XRef.h>

#include <utility>

namespace planmerge::ingest {
namespace {

constexpr int kMostObjects = 5'000;  // of one page; the others are read as they are

/// An image without data that is drawn, hidden and seen through like the given one.
Object emptied(const Dict& image, XRef* xref) {
  auto* dict = new Dict(xref);  // NOLINT: Poppler's objects count their owners
  dict->add("Type", Object(objName, "XObject"));
  dict->add("Subtype", Object(objName, "Image"));
  dict->add("Width", Object(1));
  dict->add("Height", Object(1));
  dict->add("Length", Object(0));
  if (image.lookup("ImageMask").isBool() && image.lookup("ImageMask").getBool()) {
    dict->add("ImageMask", Object(true));
  } else {
    dict->add("BitsPerComponent", Object(8));
    dict->add("ColorSpace", Object(objName, "DeviceGray"));
    if (image.hasKey("SMask") || image.hasKey("Mask")) {
      auto* key = new Array(xref);  // NOLINT: as above
      key->add(Object(0));
      key->add(Object(0));
      dict->add("Mask", Object(key));
    }
  }
  if (image.hasKey("OC")) dict->add("OC", image.lookupNF("OC").copy());
  static const char kNothing = 0;
  return Object(
      static_cast<Stream*>(new MemStream(&kNothing, 0, 0, Object(dict))));  // NOLINT: as above
}

}  // namespace

void empty_images(PDFDoc& doc, const Page& page, std::unordered_set<int>& seen) {
  XRef* xref = doc.getXRef();
  Dict* resources = const_cast<Page&>(page).getResourceDict();  // NOLINT: not const in Poppler
  if (resources == nullptr) return;
  const Object objects = resources->lookup("XObject");
  if (!objects.isDict()) return;
  const Dict& dict = *objects.getDict();
  for (int i = 0; i < dict.getLength() && i < kMostObjects; ++i) {
    const Object& entry = dict.getValNF(i);
    if (!entry.isRef() || !seen.insert(entry.getRefNum()).second) continue;
    const Object object = entry.fetch(xref);
    if (!object.isStream() || !object.streamGetDict()->lookup("Subtype").isName("Image")) continue;
    const Object empty = emptied(*object.streamGetDict(), xref);
    xref->setModifiedObject(&empty, entry.getRef());
  }
}

}  // namespace planmerge::ingest
