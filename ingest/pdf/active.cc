// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at: OpenAction and AA of the catalog, names of scripts and embedded files, XFA; A and AA of
//           pages and their annotations, embedded files of annotations. Not: outlines, form fields
//           that no page shows.
#include "ingest/pdf/active.h"

#include <poppler/Object.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/XRef.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace planmerge::ingest {
namespace {

constexpr int kMostPages = 200;
constexpr int kMostAnnotations = 500;  // of one page
constexpr int kDeepest = 8;            // actions that follow each other

/// Does an action, or one that follows it, do more than turn to a page or name an address?
bool acts(const Object& action, int depth = 0) {
  if (!action.isDict() || depth > kDeepest) return false;
  const Object kind = action.dictLookup("S");
  for (const char* name : {"JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition"}) {
    if (kind.isName(name)) return true;
  }
  const Object next = action.dictLookup("Next");
  if (!next.isArray()) return acts(next, depth + 1);
  for (int i = 0; i < std::min(next.arrayGetLength(), kDeepest); ++i) {
    if (acts(next.arrayGet(i), depth + 1)) return true;
  }
  return false;
}

/// The actions of events, an entry AA.
bool any_acts(const Object& events) {
  if (!events.isDict()) return false;
  for (int i = 0; i < events.dictGetLength(); ++i) {
    if (acts(events.dictGetVal(i))) return true;
  }
  return false;
}

void look_at_page(const Dict& page, PdfExtras& out) {
  out.scripts = out.scripts || any_acts(page.lookup("AA"));
  const Object annotations = page.lookup("Annots");
  if (!annotations.isArray()) return;
  for (int i = 0; i < std::min(annotations.arrayGetLength(), kMostAnnotations); ++i) {
    const Object annotation = annotations.arrayGet(i);
    if (!annotation.isDict()) continue;
    out.scripts =
        out.scripts || acts(annotation.dictLookup("A")) || any_acts(annotation.dictLookup("AA"));
    out.attachments = out.attachments || annotation.dictLookup("Subtype").isName("FileAttachment");
  }
}

/// Few fields that name each other as kids can stand for millions.
bool too_many_fields(const Object& fields) {
  std::vector<Object> open;
  int seen = 0;
  const auto add = [&](const Object& list) {
    for (int i = 0; list.isArray() && i < list.arrayGetLength() && seen <= kMaxFields; ++i, ++seen)
      open.push_back(list.arrayGet(i));
  };
  add(fields);
  while (!open.empty() && seen <= kMaxFields) {
    const Object field = std::move(open.back());
    open.pop_back();
    if (field.isDict()) add(field.dictLookup("Kids"));
  }
  return seen > kMaxFields;
}

}  // namespace

PdfExtras find_extras(PDFDoc& doc) {
  PdfExtras out;
  const Object catalog = doc.getXRef()->getCatalog();
  if (!catalog.isDict()) return out;
  out.scripts = acts(catalog.dictLookup("OpenAction")) || any_acts(catalog.dictLookup("AA"));
  const Object names = catalog.dictLookup("Names");
  if (names.isDict()) {
    out.scripts = out.scripts || names.dictLookup("JavaScript").isDict();
    out.attachments = names.dictLookup("EmbeddedFiles").isDict();
  }
  const Object form = catalog.dictLookup("AcroForm");
  out.scripts = out.scripts || (form.isDict() && !form.dictLookup("XFA").isNull());
  out.field_bomb = form.isDict() && too_many_fields(form.dictLookup("Fields"));
  for (int number = 1; number <= std::min(doc.getNumPages(), kMostPages); ++number) {
    Page* page = doc.getPage(number);
    if (page == nullptr) continue;
    const Object object =
        page->getRef() == Ref::INVALID() ? Object(objNull) : doc.getXRef()->fetch(page->getRef());
    if (object.isDict()) look_at_page(*object.getDict(), out);
  }
  return out;
}

}  // namespace planmerge::ingest
