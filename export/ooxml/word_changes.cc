// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "export/ooxml/word.h"
#include "export/report/common_words.h"

// Tracked changes between two texts. Whatever the comparison finds, rejecting all gives the first
// text and accepting all the second: each piece is in one of the two or in both.

namespace planmerge::exporter::word {
namespace {

/// Words with the blanks in front of them, and blanks at the end: they add up to the text.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t at = 0;
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_blank(text[end])) ++end;
    while (end < text.size() && !is_blank(text[end])) ++end;
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

void append(std::vector<Run>& runs, std::string_view text, Change change) {
  if (text.empty()) return;
  if (!runs.empty() && runs.back().change == change) {
    runs.back().text += text;
    return;
  }
  runs.push_back({std::string(text), false, false, false, change});
}

/// How a list came from another: pairs of places; -1 on the side where it is not.
struct Step {
  std::ptrdiff_t before = -1, after = -1;
};

std::vector<Step> steps_of(const std::vector<std::string>& before,
                           const std::vector<std::string>& after) {
  const std::vector<std::string_view> a(before.begin(), before.end());
  const std::vector<std::string_view> b(after.begin(), after.end());
  std::vector<Step> steps;
  std::size_t i = 0;
  std::size_t j = 0;
  // Between two entries that stayed, what is gone and what is new pair up in order: a rewritten
  // bullet is one bullet with changes in it.
  const auto advance = [&](std::size_t to_i, std::size_t to_j) {
    while (i < to_i || j < to_j) {
      Step step;
      if (i < to_i) step.before = static_cast<std::ptrdiff_t>(i++);
      if (j < to_j) step.after = static_cast<std::ptrdiff_t>(j++);
      steps.push_back(step);
    }
  };
  for (const auto& [in_a, in_b] : common_pairs(a, b)) {
    advance(in_a, in_b);
    steps.push_back({static_cast<std::ptrdiff_t>(i++), static_cast<std::ptrdiff_t>(j++)});
  }
  advance(a.size(), b.size());
  return steps;
}

Change change_of(const Step& step) {
  if (step.before < 0) return Change::Inserted;
  if (step.after < 0) return Change::Deleted;
  return Change::None;
}

}  // namespace

std::vector<Run> tracked_runs(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> a = pieces_of(before);
  const std::vector<std::string_view> b = pieces_of(after);
  std::vector<Run> runs;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto advance = [&](std::size_t to_i, std::size_t to_j) {
    while (i < to_i) append(runs, a[i++], Change::Deleted);
    while (j < to_j) append(runs, b[j++], Change::Inserted);
  };
  for (const auto& [in_a, in_b] : common_pairs(a, b)) {
    advance(in_a, in_b);
    append(runs, a[i], Change::None);
    ++i;
    ++j;
  }
  advance(a.size(), b.size());
  return runs;
}

std::vector<Paragraph> tracked_list(const std::vector<std::string>& before,
                                    const std::vector<std::string>& after, bool bullets) {
  // An empty cell is one empty paragraph, so that at least one stands in both texts.
  const std::vector<std::string> none(1);
  const std::vector<std::string>& a = before.empty() ? none : before;
  const std::vector<std::string>& b = after.empty() ? none : after;
  const std::vector<Step> steps = steps_of(a, b);
  std::size_t last_common = 0;
  std::vector<Paragraph> paragraphs;
  for (const Step& step : steps) {
    Paragraph& paragraph = paragraphs.emplace_back();
    paragraph.bullet = bullets && !(before.empty() && after.empty());
    const auto text = [](const std::vector<std::string>& list, std::ptrdiff_t at) {
      return at < 0 ? std::string_view() : std::string_view(list[static_cast<std::size_t>(at)]);
    };
    paragraph.runs = tracked_runs(text(a, step.before), text(b, step.after));
    if (change_of(step) == Change::None) last_common = paragraphs.size() - 1;
  }
  // A mark joins its paragraph with the next one where it is gone. The last mark of a cell cannot
  // go, so behind the last paragraph of both texts it is the mark in front that goes or comes.
  for (std::size_t i = 0; i + 1 < paragraphs.size(); ++i)
    paragraphs[i].mark = change_of(steps[i < last_common ? i : i + 1]);
  return paragraphs;
}

}  // namespace planmerge::exporter::word
