// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/report/differences.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "export/report/html.h"

namespace planmerge::exporter {
namespace {

constexpr std::size_t kMaxWords = 1000;  // the table below has kMaxWords squared entries: 2 MB

struct Word {
  std::string_view blanks, text;  // the white space in front, and the word
};

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t blank = at;
    while (at < text.size() && is_blank(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_blank(text[at])) ++at;
    words.push_back({text.substr(blank, begin - blank), text.substr(begin, at - begin)});
  }
  return words;
}

/// For each word of `a`, whether it is part of the longest common subsequence with `b`.
std::vector<bool> common_words(const std::vector<Word>& a, const std::vector<Word>& b) {
  const std::size_t width = b.size() + 1;
  std::vector<unsigned short> longest((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      longest[i * width + j] =
          a[i].text == b[j].text
              ? static_cast<unsigned short>(longest[(i + 1) * width + j + 1] + 1)
              : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  std::vector<bool> common(a.size(), false);
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].text == b[j].text) {
      common[i] = true;
      ++i;
      ++j;
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

}  // namespace

std::string marked_html(std::string_view text, std::string_view reference) {
  const std::vector<Word> a = words_of(text);
  const std::vector<Word> b = words_of(reference);
  if (b.empty() || text == reference || a.size() > kMaxWords || b.size() > kMaxWords)
    return html::escape(text);
  const std::vector<bool> common = common_words(a, b);
  std::string out;
  bool open = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool differs = !common[i] && !a[i].text.empty();
    if (open && !differs) out += "</b>";
    out += html::escape(a[i].blanks);
    if (!open && differs) out += "<b class=\"d\">";
    out += html::escape(a[i].text);
    open = differs;
  }
  return open ? out + "</b>" : out;
}

}  // namespace planmerge::exporter
