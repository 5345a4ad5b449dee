// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf/lists.h"

#include <algorithm>
#include <cstdlib>

#include "ingest/docx/number_formats.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxLabel = 60;

std::string written(int count, const std::string& format) {
  if (format.empty()) return "";
  const char* kind = format == "i"   ? "lowerRoman"
                     : format == "I" ? "upperRoman"
                     : format == "a" ? "lowerLetter"
                     : format == "A" ? "upperLetter"
                                     : "decimal";
  return format_number(count, kind);
}

}  // namespace

void OdfLists::begin_list(const Begin& list) {
  Open open;
  open.style = list.style;
  open.id = list.id;
  if (open.style.empty() && !open_.empty()) open.style = open_.back().style;
  const std::size_t level = open_.size();
  if (level == 0) {
    counts_ = {};
    const auto earlier = by_id_.find(list.continues);
    const auto same = by_style_.find(list.style);
    if (!list.continues.empty() && earlier != by_id_.end()) {
      counts_ = earlier->second;
    } else if (list.goes_on && same != by_style_.end()) {
      counts_ = same->second;
    }
  } else if (!list.goes_on && level < kOdfListLevels) {
    counts_.begun[level] = false;
  }
  open_.push_back(std::move(open));
}

void OdfLists::end_list() {
  if (open_.empty()) return;
  if (open_.size() == 1) {
    if (!open_.back().id.empty()) by_id_[open_.back().id] = counts_;
    by_style_[open_.back().style] = counts_;
  }
  open_.pop_back();
}

void OdfLists::begin_item(int start, bool header) {
  if (open_.empty()) return;
  open_.back().labelled = header;
  open_.back().start = start;
}

std::string OdfLists::next(const std::string& paragraph_list) {
  if (open_.empty() || open_.back().labelled) return "";
  // An item that only holds a deeper list leaves its own number to that list's items.
  open_.back().labelled = true;
  const int level = std::min(this->level(), kOdfListLevels - 1);
  const std::string& name = open_.back().style.empty() ? paragraph_list : open_.back().style;
  const auto style = styles_.lists.find(name);
  if (style == styles_.lists.end()) return "";
  return count_up(counts_, style->second, level, open_.back().start);
}

std::string OdfLists::count_up(Counts& counts, const OdfListStyle& style, int level, int start) {
  const auto own = static_cast<std::size_t>(level);
  const OdfListLevel& shape = style[own];
  if (!shape.set) return "";
  if (start >= 0) {
    counts.value[own] = start;
  } else {
    counts.value[own] = counts.begun[own] ? counts.value[own] + 1 : shape.start;
  }
  counts.begun[own] = true;
  for (std::size_t deeper = own + 1; deeper < kOdfListLevels; ++deeper)
    counts.begun[deeper] = false;
  if (shape.bullet) return "•";
  const auto number = [&](std::size_t index) {
    const int count = counts.begun[index] ? counts.value[index] : style[index].start;
    return written(count, style[index].format);
  };
  std::string label;
  if (!shape.pattern.empty()) {
    for (std::size_t i = 0; i < shape.pattern.size() && label.size() < kMaxLabel; ++i) {
      const std::size_t end = shape.pattern[i] == '%' ? shape.pattern.find('%', i + 1) : 0;
      const int other = shape.pattern[i] == '%' ? std::atoi(shape.pattern.c_str() + i + 1) : 0;
      if (other < 1 || other > kOdfListLevels || end == std::string::npos) {
        label += shape.pattern[i];
        continue;
      }
      label += number(static_cast<std::size_t>(other - 1));
      i = end;
    }
    return label;
  }
  const std::size_t shown = static_cast<std::size_t>(std::max(shape.shown_levels, 1));
  for (std::size_t i = own + 1 > shown ? own + 1 - shown : 0; i <= own; ++i) {
    const std::string text = number(i);
    if (!text.empty()) label += (label.empty() ? "" : ".") + text;
  }
  if (label.empty()) return "";
  return (shape.prefix + label + shape.suffix).substr(0, kMaxLabel);
}

void OdfLists::suspend() {
  suspended_.push_back(std::move(open_));
  suspended_counts_.push_back(counts_);
  open_.clear();
  counts_ = {};
}

void OdfLists::resume() {
  if (suspended_.empty()) return;
  open_ = std::move(suspended_.back());
  suspended_.pop_back();
  counts_ = suspended_counts_.back();
  suspended_counts_.pop_back();
}

std::string OdfLists::next_heading(int level) {
  if (level < 1 || level > kOdfListLevels) return "";
  return count_up(headings_, styles_.outline, level - 1, -1);
}

}  // namespace planmerge::ingest
