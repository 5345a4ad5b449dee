// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/report/differences.h"

#include <cstddef>
#include <vector>

#include "export/report/common_words.h"
#include "export/report/html.h"

namespace planmerge::exporter {
namespace {

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
  const auto texts = [](const std::vector<Word>& words) {
    std::vector<std::string_view> list;
    list.reserve(words.size());
    for (const Word& word : words) list.push_back(word.text);
    return list;
  };
  std::vector<bool> common(a.size(), false);
  for (const auto& [in_a, in_b] : common_pairs(texts(a), texts(b))) common[in_a] = true;
  return common;
}

}  // namespace

std::string marked_html(std::string_view text, std::string_view reference) {
  const std::vector<Word> a = words_of(text);
  const std::vector<Word> b = words_of(reference);
  if (b.empty() || text == reference || a.size() > kMaxCompared || b.size() > kMaxCompared)
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
