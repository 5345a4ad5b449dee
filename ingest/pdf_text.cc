// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ingest/pdf/logical.h"

namespace planmerge::ingest {
namespace {

using text::lower_ascii;

constexpr double kWordGap = 0.13;       // of the size: a wider gap parts words
constexpr double kSmall = 0.8;          // of the line's size: below it a letter may be a mark
constexpr double kSameBaseline = 0.15;  // of the size: cells side by side may differ by more
constexpr double kCovered = 0.85;       // of an underline that must run along text

double middle_y(const Box& box) {
  return (box.y0 + box.y1) / 2;
}

bool is_space(std::string_view text) {
  return text.empty() || text == " " || text == "\t" || text == "\xE2\x80\x89";
}

/// Where the rule stands to the text: +1 under it, -1 through it, 0 neither.
int decoration_of(double rule_y, const Glyph& glyph) {
  const double below = (rule_y - glyph.baseline) / glyph.size;
  if (below > -0.05 && below < 0.30) return 1;
  if (below < -0.12 && below > -0.55) return -1;
  return 0;
}

}  // namespace

std::string TextLine::text() const {
  std::string out;
  for (const Letter* letter : in_reading_order(*this, 0)) out += letter->text;
  return out;
}

bool TextLine::bold() const {
  return std::all_of(letters.begin(), letters.end(),
                     [](const Letter& l) { return l.bold || is_space(l.text); });
}

std::vector<Ink> decorate(const std::vector<Glyph>& glyphs, std::vector<Rule>& rules) {
  std::vector<Ink> inks;
  for (const Glyph& glyph : glyphs) {
    if (glyph.hidden == Hidden::No && glyph.turn == 0) inks.push_back({&glyph});
  }
  std::vector<std::size_t> by_line(inks.size());
  for (std::size_t i = 0; i < by_line.size(); ++i) by_line[i] = i;
  std::stable_sort(by_line.begin(), by_line.end(), [&](std::size_t a, std::size_t b) {
    return inks[a].glyph->baseline < inks[b].glyph->baseline;
  });
  double largest = 0;
  for (const Ink& ink : inks) largest = std::max(largest, ink.glyph->size);
  std::vector<Rule> kept;
  for (const Rule& rule : rules) {
    const double y = middle_y(rule.box);
    double along[2] = {0, 0};
    std::vector<std::size_t> touched[2];
    if (rule.horizontal && rule.box.y1 - rule.box.y0 < 2.5) {
      auto at =
          std::lower_bound(by_line.begin(), by_line.end(), y - largest,
                           [&](std::size_t i, double v) { return inks[i].glyph->baseline < v; });
      for (; at != by_line.end() && inks[*at].glyph->baseline < y + largest; ++at) {
        const Glyph& glyph = *inks[*at].glyph;
        const double shared =
            std::min(glyph.box.x1, rule.box.x1) - std::max(glyph.box.x0, rule.box.x0);
        const int kind = decoration_of(y, glyph);
        if (kind == 0 || shared < 0.5 * (glyph.box.x1 - glyph.box.x0) || shared <= 0) continue;
        along[kind > 0] += shared;
        touched[kind > 0].push_back(*at);
      }
    }
    const double length = rule.box.x1 - rule.box.x0;
    const bool under = along[1] >= kCovered * length && length > 0;
    const bool through = along[0] >= kCovered * length && length > 0;
    if (!under && !through) kept.push_back(rule);
    if (under) {
      for (const std::size_t i : touched[1]) inks[i].underlined = true;
    } else if (through) {
      for (const std::size_t i : touched[0]) inks[i].struck = true;
    }
  }
  rules = std::move(kept);
  return inks;
}

namespace {

void finish_line(TextLine& line, std::vector<Ink>& inks) {
  std::stable_sort(inks.begin(), inks.end(),
                   [](const Ink& a, const Ink& b) { return a.glyph->box.x0 < b.glyph->box.x0; });
  line.letters.reserve(inks.size() + inks.size() / 8);
  bool first = true;
  for (const Ink& ink : inks) {
    const Glyph& glyph = *ink.glyph;
    const bool gap =
        !line.letters.empty() && glyph.box.x0 - line.letters.back().x1 > kWordGap * line.size;
    const bool space = is_space(glyph.text);
    Letter letter{glyph.text,
                  glyph.box.x0,
                  glyph.box.x1,
                  glyph.colour,
                  glyph.bold,
                  ink.underlined,
                  ink.struck,
                  !space && glyph.size < kSmall * line.size &&
                      line.baseline - glyph.baseline > 0.1 * line.size,
                  true,
                  static_cast<float>(glyph.baseline - line.baseline)};
    if ((gap || space) && !line.letters.empty() && !is_space(line.letters.back().text)) {
      Letter blank = letter;
      blank.text = std::string(1, ' ');
      blank.mark = false;
      blank.drawn = space;
      if (!space) {
        const Letter& before = line.letters.back();
        blank.x0 = before.x1;
        blank.x1 = letter.x0;
        blank.underlined = before.underlined && letter.underlined;
        blank.struck = before.struck && letter.struck;
      }
      line.letters.push_back(blank);
    } else if (space && !line.letters.empty()) {
      line.letters.back().x1 = std::max(line.letters.back().x1, glyph.box.x1);
      line.letters.back().drawn = true;
    }
    if (space) continue;
    if (!line.letters.empty() && is_space(line.letters.back().text)) {
      line.letters.back().x1 = std::max(line.letters.back().x1, letter.x0);
    }
    if (first) line.box = glyph.box;
    first = false;
    line.box = {std::min(line.box.x0, glyph.box.x0), std::min(line.box.y0, glyph.box.y0),
                std::max(line.box.x1, glyph.box.x1), std::max(line.box.y1, glyph.box.y1)};
    line.letters.push_back(std::move(letter));
  }
  while (!line.letters.empty() && is_space(line.letters.back().text)) {
    line.letters.pop_back();
    line.spaced = true;
  }
}

}  // namespace

std::vector<TextLine> make_lines(std::vector<Ink> inks, int page) {
  std::stable_sort(inks.begin(), inks.end(), [](const Ink& a, const Ink& b) {
    return a.glyph->baseline < b.glyph->baseline;
  });
  struct Bucket {
    double baseline = 0, size = 0;
    std::vector<Ink> inks;
  };
  std::vector<Bucket> buckets;
  std::vector<Ink> spaces;
  for (const Ink& ink : inks) {
    const Glyph& glyph = *ink.glyph;
    if (!buckets.empty() && std::abs(glyph.baseline - buckets.back().baseline) <
                                kSameBaseline * std::min(glyph.size, buckets.back().size)) {
      buckets.back().inks.push_back(ink);
      buckets.back().size = std::max(buckets.back().size, glyph.size);
    } else {
      buckets.push_back({glyph.baseline, glyph.size, {ink}});
    }
  }
  // A small bucket that lies within the height of a bigger neighbour belongs to it.
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    for (const std::size_t j : {i + 1, i - 1}) {
      if (j >= buckets.size() || buckets[i].inks.empty()) continue;
      Bucket& big = buckets[j];
      const double raise = (big.baseline - buckets[i].baseline) / std::max(big.size, 0.1);
      if (big.inks.empty() || buckets[i].size >= kSmall * big.size || raise < -0.3 || raise > 0.7)
        continue;
      big.inks.insert(big.inks.end(), buckets[i].inks.begin(), buckets[i].inks.end());
      buckets[i].inks.clear();
    }
  }
  std::vector<TextLine> lines;
  for (Bucket& bucket : buckets) {
    TextLine line;
    line.page = page;
    line.baseline = bucket.baseline;
    line.size = bucket.size;
    finish_line(line, bucket.inks);
    if (!line.letters.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

bool TextRules::inserted(const Letter& letter) const {
  if (!letter.underlined || !letter.colour.chromatic()) return false;
  return std::find(author_colours.begin(), author_colours.end(), letter.colour) !=
         author_colours.end();
}

namespace {

/// The last (or first) word of a text without punctuation around it.
std::string_view trim_word(std::string_view word) {
  constexpr std::string_view kAround = "()[]\",.;:!?'";
  while (!word.empty() && kAround.find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  while (!word.empty() && kAround.find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}
std::string_view last_word(std::string_view text) {
  const std::size_t at = text.rfind(' ');
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.ends_with(end);
}

constexpr std::string_view kEnDash = "\xE2\x80\x93";
constexpr std::string_view kHyphen = "\xE2\x80\x90";
constexpr std::string_view kSoftHyphen = "\xC2\xAD";

bool all_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Was the hyphen between the halves of a word set by the word processor, not by the author?
bool typeset_hyphen(const std::string& stem, const std::string& rest, bool small,
                    const TextRules& rules) {
  if (rules.words.contains(stem + "-" + rest)) return false;
  if (rules.words.contains(stem + rest)) return true;
  // Neither form is printed elsewhere: where other words are divided by syllables, halves that are
  // no words of their own make one word.
  const bool compound = rules.words.contains(stem) && rules.words.contains(rest);
  return small && !compound && stem.size() > 1 && rest.size() > 1 && all_letters(stem) &&
         all_letters(rest) && rules.hyphenates();
}

/// Appends a wrapped line: a space between, or none after a hyphen or slash inside a word.
void append_line(std::string& text, std::string_view next, bool spaced, const TextRules& rules) {
  if (text.empty() || next.empty()) {
    text += next;
    return;
  }
  if (ends_with(text, kSoftHyphen)) {
    text.resize(text.size() - kSoftHyphen.size());
    text += next;
    return;
  }
  const std::string_view tail = last_word(text);
  const std::string_view head = first_word(next);
  const std::size_t hyphen = ends_with(tail, "-")       ? 1
                             : ends_with(tail, kHyphen) ? kHyphen.size()
                             : ends_with(tail, kEnDash) ? kEnDash.size()
                                                        : 0;
  const bool conjunction = head == "and" || head == "or" || head == "und" || head == "et" ||
                           head == "oder" || head == "ou" || head == "to";
  if (hyphen > 0 && tail.size() > hyphen && !conjunction && !spaced) {
    const std::string_view printed = trim_word(tail.substr(0, tail.size() - hyphen));
    const std::string stem = lower_ascii(printed);
    const std::string rest = lower_ascii(trim_word(head));
    const bool small = !head.empty() && head.front() >= 'a' && head.front() <= 'z' &&
                       !printed.empty() && printed.back() >= 'a' && printed.back() <= 'z';
    if (hyphen != kEnDash.size() && typeset_hyphen(stem, rest, small, rules))
      text.resize(text.size() - hyphen);
    text += next;
    return;
  }
  if (tail.size() > 1 && tail.back() == '/' && !spaced) {
    text += next;
    return;
  }
  text += ' ';
  text += next;
}

constexpr std::array<std::string_view, 17> kBullets = {"•",
                                                       "◦",
                                                       "▪",
                                                       "‣",
                                                       "●",
                                                       "○",
                                                       "■",
                                                       "□",
                                                       "·",
                                                       "➢",
                                                       "✓",
                                                       "\xEF\x82\xB7",
                                                       "\xEF\x82\xA7",
                                                       "\xEF\x83\x98",
                                                       "\xEF\x82\xA8",
                                                       "⁃",
                                                       "❖"};
constexpr std::array<std::string_view, 5> kDashes = {"-", "–", "—", "o", "*"};

template <typename Set>
bool is_one_of(const Set& set, std::string_view text) {
  return std::find(set.begin(), set.end(), text) != set.end();
}

double first_word_width(const TextLine& line) {
  for (const Letter& letter : line.letters) {
    if (letter.text == " ") return letter.x0 - line.letters.front().x0;
  }
  return line.letters.back().x1 - line.letters.front().x0;
}

bool all_underlined(const TextLine& line, const TextRules& rules) {
  return std::all_of(line.letters.begin(), line.letters.end(), [&](const Letter& l) {
    return is_space(l.text) || l.mark || (l.underlined && !rules.inserted(l));
  });
}

/// A raised number refers to a note and is no part of the text. Letters set high ("1st") and
/// symbols that the author chose ("Kosovo*", "sought§") are.
bool keeps_mark(const Letter& mark, std::string_view before) {
  const char c = mark.text.empty() ? ' ' : mark.text.front();
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  if (c >= '0' && c <= '9') return false;
  return !before.empty() && before.back() != ' ';
}

struct Draft {
  std::string label, final_text, original, pending;
  plan::Revision::Kind pending_kind = plan::Revision::Kind::Insert;
  double bullet_x = 0, text_x = 0;
  const TextLine* last = nullptr;
  bool underlined = true, bold = true, revised = false;
  std::vector<plan::Revision> revisions;
};

void flush_revision(Draft& draft) {
  if (draft.pending.empty()) return;
  plan::Revision revision;
  revision.kind = draft.pending_kind;
  revision.text = std::exchange(draft.pending, {});
  draft.revisions.push_back(std::move(revision));
}

void note_revision(Draft& draft, plan::Revision::Kind kind, const std::string& text) {
  if (draft.pending_kind != kind) flush_revision(draft);
  draft.pending_kind = kind;
  draft.pending += text;
  draft.revised = true;
}

struct LineText {
  std::string final_text, original;
};

std::string trimmed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Both texts of one line from letter `from` on, and its revisions into the draft.
LineText text_of(const TextLine& line, std::size_t from, const TextRules& rules, bool keep_deleted,
                 Draft& draft) {
  LineText out;
  for (const Letter* next : in_reading_order(line, from)) {
    const Letter& letter = *next;
    if (letter.mark && !keeps_mark(letter, out.original)) continue;
    const bool deleted = letter.struck && !keep_deleted;
    const bool inserted = rules.inserted(letter) && !keep_deleted;
    if (!is_space(letter.text)) {
      draft.bold = draft.bold && letter.bold;
      draft.underlined = draft.underlined && letter.underlined && !rules.inserted(letter);
    }
    if (deleted) {
      note_revision(draft, plan::Revision::Kind::Delete, letter.text);
    } else if (inserted) {
      note_revision(draft, plan::Revision::Kind::Insert, letter.text);
    } else if (letter.text != " ") {
      flush_revision(draft);
    }
    if (!deleted) out.final_text += letter.text;
    if (!inserted) out.original += letter.text;
  }
  return out;
}

/// The mark as printed; a private code of a symbol font is a bullet by another name.
std::string printed_bullet(const std::string& mark) {
  return mark.starts_with("\xEF\x82") || mark.starts_with("\xEF\x83") ? "•" : mark;
}

/// Does a line begin a paragraph of its own after the draft?
bool begins_paragraph(const Draft& draft, const TextLine& line, std::size_t bullet, double left,
                      double right, double leading, bool line_underlined) {
  if (bullet > 0) return true;
  const double x0 = line.letters.front().x0;
  if (!draft.label.empty() && enumerated(line) && has_room(*draft.last, line, right - 4))
    return true;
  if (!draft.label.empty()) return x0 < draft.bullet_x + 0.5 * (draft.text_x - draft.bullet_x);
  if (line_underlined != draft.underlined && (line_underlined || draft.underlined)) return true;
  const bool same_page = line.page == draft.last->page;
  if (same_page && line.baseline - draft.last->baseline > 1.6 * leading) return true;
  // A word that would have had room on the line before was put here on purpose.
  const double padding = std::clamp(draft.text_x - left, 1.0, 8.0);
  return has_room(*draft.last, line, right - padding);
}

double leading_of(const std::vector<TextLine>& lines) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const double step = lines[i].baseline - lines[i - 1].baseline;
    if (lines[i].page == lines[i - 1].page && step > 0) steps.push_back(step);
  }
  if (steps.empty()) return lines.empty() ? 12 : lines.front().size * 1.3;
  std::sort(steps.begin(), steps.end());
  return std::min(steps[steps.size() / 2], lines.front().size * 1.8);
}

void finish(Draft& draft, Composed& out) {
  flush_revision(draft);
  const int index = static_cast<int>(out.paragraphs.size());
  for (plan::Revision& revision : draft.revisions) {
    revision.text = trimmed(revision.text);
    revision.paragraph = index;
    if (!revision.text.empty()) out.revisions.push_back(std::move(revision));
  }
  out.revised = out.revised || draft.revised;
  const std::string original = trimmed(draft.original);
  if (!original.empty()) out.original += (out.original.empty() ? "" : "\n") + original;
  plan::Paragraph paragraph;
  paragraph.text = trimmed(draft.final_text);
  paragraph.label = draft.label;
  paragraph.underlined = draft.underlined;
  paragraph.bold = draft.bold;
  if (!paragraph.text.empty()) out.paragraphs.push_back(std::move(paragraph));
}

}  // namespace

bool TextRules::hyphenates() const {
  if (asked_words_ == words.size() && asked_breaks_ == breaks.size()) return hyphenates_;
  asked_words_ = words.size();
  asked_breaks_ = breaks.size();
  hyphenates_ = std::any_of(breaks.begin(), breaks.end(), [&](const auto& halves) {
    return words.contains(halves.first + halves.second);
  });
  return hyphenates_;
}

void learn_words(const std::vector<TextLine>& lines, TextRules& rules) {
  std::string open;  // the first half of a word
  for (const TextLine& line : lines) {
    const std::string text = lower_ascii(line.text());
    const std::string head(trim_word(first_word(text)));
    if (!open.empty() && all_letters(head)) rules.breaks.emplace_back(open, head);
    open.clear();
    std::string_view tail = last_word(text);
    if (tail.size() > 2 && tail.back() == '-') {
      tail = trim_word(tail.substr(0, tail.size() - 1));
      if (all_letters(tail)) open = tail;
    }
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string_view word = trim_word(std::string_view(text).substr(at, end - at));
      if (word.size() > 3 && end < text.size()) rules.words.insert(std::string(word));
      at = end + 1;
    }
  }
}

bool has_room(const TextLine& line, const TextLine& next, double right) {
  return right - line.letters.back().x1 > first_word_width(next) + 0.6 * next.size;
}

std::size_t bullet_length(const TextLine& line) {
  const auto& letters = line.letters;
  if (letters.size() < 3) return 0;
  if (is_one_of(kBullets, letters[0].text)) return letters[1].text == " " ? 2 : 1;
  const bool wide = letters[1].text == " " && letters[1].x1 - letters[1].x0 > 0.42 * line.size;
  return wide && is_one_of(kDashes, letters[0].text) ? 2 : 0;
}

bool enumerated(const TextLine& line) {
  const std::string text = line.text();
  const std::string head(first_word(text));
  const bool closed = head.size() >= 2 && head.size() <= 5 && head.back() == ')';
  const std::string_view inner = trim_word(head);
  return closed && !inner.empty() && inner.size() <= 2 &&
         (inner.find_first_not_of("0123456789") == std::string_view::npos || inner.size() == 1);
}

Composed compose(const std::vector<TextLine>& lines, double left, double right,
                 const TextRules& rules, bool keep_deleted) {
  Composed out;
  const double leading = leading_of(lines);
  Draft draft;
  bool open = false;
  bool any = false;
  out.all_deleted = out.all_inserted = true;
  for (const TextLine& line : lines) {
    for (const Letter& letter : line.letters) {
      if (is_space(letter.text)) continue;
      any = true;
      // A label takes no decoration in some word processors.
      const bool label = &letter == &line.letters.front() && bullet_length(line) > 0;
      out.all_deleted = out.all_deleted && (letter.struck || label);
      out.all_inserted = out.all_inserted && (rules.inserted(letter) || label);
    }
    const std::size_t bullet = bullet_length(line);
    const bool underlined = all_underlined(line, rules);
    if (!open || begins_paragraph(draft, line, bullet, left, right, leading, underlined)) {
      if (open) finish(draft, out);
      draft = Draft{};
      open = true;
      draft.bullet_x = line.letters.front().x0;
      draft.text_x = line.letters[bullet].x0;
      if (bullet > 0) draft.label = printed_bullet(line.letters.front().text);
    }
    const LineText text = text_of(line, bullet, rules, keep_deleted, draft);
    const bool spaced = draft.last != nullptr && draft.last->spaced;
    append_line(draft.final_text, text.final_text, spaced, rules);
    append_line(draft.original, text.original, spaced, rules);
    draft.last = &line;
  }
  if (open) finish(draft, out);
  out.all_deleted = out.all_deleted && any;
  out.all_inserted = out.all_inserted && any;
  if (!out.revised) out.original.clear();
  return out;
}

}  // namespace planmerge::ingest
