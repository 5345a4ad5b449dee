// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class PDFDoc;

namespace planmerge::ingest {

/// Most fields of a form, counted as often as they are named as somebody's kids.
inline constexpr int kMaxFields = 20'000;

/// What a PDF holds besides pages to be seen. Nothing of it is run, opened or kept.
struct PdfExtras {
  bool scripts = false;      // JavaScript, programs to launch, forms to send, XFA
  bool attachments = false;  // embedded files
  bool field_bomb = false;   // more form fields than kMaxFields: Poppler would visit all of them
};

/// Looks at the catalog and at the first pages' annotations, with a bound on how many.
PdfExtras find_extras(PDFDoc& doc);

}  // namespace planmerge::ingest
