// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/xml.h"
#include "ingest/docx/tags.h"

namespace planmerge::ingest {

/// A form field as w:ffData describes it; its value is shown where the field stands.
struct FormField {
  bool check_box = false, checked = false, drop_down = false;
  int chosen = 0;
  std::vector<std::string> entries;

  /// One property of w:ffData.
  void set(Tag tag, const XmlAttributes& attributes);
  /// The box or the chosen entry; empty for a text form field, whose value is its result.
  std::string shown() const;
};

/// Follows complex fields: the code stands between begin and separate, the result up to end.
///
/// Source: ECMA-376 Part 1, 17.16.18. Fields nest; a stray separate or end changes nothing, and
/// a code that is not closed ends with its paragraph, so that it cannot swallow the document.
class Fields {
 public:
  /// w:fldChar of a type; the answer is text to show here (a form field's value).
  std::string mark(std::string_view type);
  bool in_code() const { return codes_ > 0; }
  void end_paragraph();
  FormField& form() { return form_; }

 private:
  std::string end_code();

  std::vector<bool> open_;  // true: still in its code
  int codes_ = 0;
  FormField form_;
};

}  // namespace planmerge::ingest
