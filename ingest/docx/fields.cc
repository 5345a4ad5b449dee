// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/fields.h"

#include <algorithm>
#include <utility>

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxFormEntries = 100;  // Word allows 25

}  // namespace

void FormField::set(Tag tag, const XmlAttributes& attributes) {
  switch (tag) {
    case Tag::FieldData: *this = {}; break;
    case Tag::CheckBox: check_box = true; break;
    case Tag::DropDown: drop_down = true; break;
    case Tag::FormChecked: checked = is_on(attributes); break;
    case Tag::FormResult: chosen = number(attributes, 0); break;
    case Tag::FormEntry:
      if (entries.size() < kMaxFormEntries)
        entries.emplace_back(attributes.find("val").value_or(""));
      break;
    case Tag::FormDefault:
      if (check_box) checked = is_on(attributes);
      if (drop_down) chosen = number(attributes, 0);
      break;
    default: break;
  }
}

std::string FormField::shown() const {
  if (check_box) return checked ? "☒" : "☐";
  const auto index = static_cast<std::size_t>(std::max(0, chosen));
  return drop_down && index < entries.size() ? entries[index] : std::string();
}

std::string Fields::mark(std::string_view type) {
  if (type == "begin") {
    form_ = {};
    open_.push_back(true);
    ++codes_;
  } else if (type == "separate" && !open_.empty() && open_.back()) {
    return end_code();
  } else if (type == "end" && !open_.empty()) {
    std::string value;
    if (open_.back()) value = end_code();
    open_.pop_back();
    return value;
  }
  return "";
}

std::string Fields::end_code() {
  open_.back() = false;
  --codes_;
  return std::exchange(form_, {}).shown();
}

void Fields::end_paragraph() {
  open_.erase(std::remove(open_.begin(), open_.end(), true), open_.end());
  codes_ = 0;
}

}  // namespace planmerge::ingest
