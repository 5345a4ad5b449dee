// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/headings.h"

#include <algorithm>
#include <utility>

namespace planmerge::ingest {
namespace {

constexpr std::size_t kHeadingsKept = 6;  // plain paragraphs before a table

bool is_plain(const plan::Heading& heading) {
  return heading.level == 0;
}

}  // namespace

void HeadingTrail::note(plan::Heading heading) {
  if (plan::is_blank(heading.text)) return;
  if (heading.level > 0) {
    std::erase_if(headings_, [&](const plan::Heading& other) {
      return is_plain(other) || other.level >= heading.level;
    });
  } else if (static_cast<std::size_t>(
                 std::count_if(headings_.begin(), headings_.end(), is_plain)) >= kHeadingsKept) {
    headings_.erase(std::find_if(headings_.begin(), headings_.end(), is_plain));
  }
  headings_.push_back(std::move(heading));
}

void HeadingTrail::after_table() {
  std::erase_if(headings_, is_plain);
}

int heading_level(const DocxStyles& styles, const std::string& style) {
  if (const auto level = styles.find(style, &DocxStyle::outline_level))
    return *level < 9 ? *level : -1;
  const auto found = styles.by_id.find(style);
  const std::string& name = found == styles.by_id.end() ? style : found->second.name;
  const bool heading =
      name.size() == 9 && (name.starts_with("heading ") || name.starts_with("Heading "));
  const bool by_id = style.size() == 8 && style.starts_with("Heading");
  const char digit = heading ? name.back() : by_id ? style.back() : '0';
  return digit >= '1' && digit <= '9' ? digit - '1' : -1;
}

}  // namespace planmerge::ingest
