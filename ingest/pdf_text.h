// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ingest/pdf_page.h"
#include "plan/table.h"

namespace planmerge::ingest {

/// A glyph or a gap of a line, with what was drawn around it.
struct Letter {
  std::string text;  // " " for a gap
  double x0 = 0, x1 = 0;
  Colour colour;
  bool bold = false;
  bool underlined = false;
  bool struck = false;
  bool mark = false;  // set small and raised: a footnote mark or an exponent
  bool drawn = true;  // false: a gap that no space was drawn in
  float drop = 0;     // points that it stands below the baseline of its line
};

/// Letters on one baseline, left to right.
struct TextLine {
  int page = 0;
  Box box;
  double baseline = 0, size = 0;
  std::vector<Letter> letters;
  bool spaced = false;  // a space was drawn after the last letter

  std::string text() const;
  bool bold() const;  // every visible letter is
};

/// A glyph on its way into a line: where it stands, and its decoration.
struct Ink {
  const Glyph* glyph = nullptr;
  bool underlined = false;
  bool struck = false;
};

/// Finds which rules are underlines and strike-outs, marks the glyphs, takes those rules out.
/// A rule is a decoration if text of one baseline runs along nearly all of it.
std::vector<Ink> decorate(const std::vector<Glyph>& glyphs, std::vector<Rule>& rules);

/// Lines of the given glyphs (all upright), top to bottom.
std::vector<TextLine> make_lines(std::vector<Ink> inks, int page);

/// What of the whole document is needed to compose the text of a cell.
struct TextRules {
  std::set<std::string> words;  // as printed inside lines, lower case
  // Halves of words at line ends with a hyphen between, lower case.
  std::vector<std::pair<std::string, std::string>> breaks;
  std::vector<Colour> author_colours;  // of tracked changes
  bool original = false;               // compose with the tracked changes rejected
  bool inserted(const Letter& letter) const;
  /// Words are hyphenated by the word processor: at least one of `breaks` is printed whole too.
  bool hyphenates() const;

 private:
  // The last answer, and how many words and breaks it was given for; -1: none yet.
  mutable std::size_t asked_words_ = static_cast<std::size_t>(-1), asked_breaks_ = 0;
  mutable bool hyphenates_ = false;
};

/// Adds the words of a cell's lines, for telling typeset hyphens from true ones.
void learn_words(const std::vector<TextLine>& lines, TextRules& rules);

struct Composed {
  std::vector<plan::Paragraph> paragraphs;
  std::vector<plan::Revision> revisions;
  std::string original;  // with the changes rejected; paragraphs joined by '\n'
  bool revised = false;
  bool all_deleted = false;  // all that is visible is struck out
  bool all_inserted = false;
};

/// Paragraphs of the lines of one cell (or column of text) between the edges left and right.
/// `keep_deleted`: struck text stays (a row that was struck out as a whole).
Composed compose(const std::vector<TextLine>& lines, double left, double right,
                 const TextRules& rules, bool keep_deleted = false);

/// Would the first word of `next` have had room after `line`, left of the edge `right`? Then it
/// was not moved to the next line by wrapping.
bool has_room(const TextLine& line, const TextLine& next, double right);

/// The bullet that a line begins with: number of letters it takes, gap included; 0: none.
std::size_t bullet_length(const TextLine& line);

/// "(1) …", "2) …", "b) …": an item typed by hand.
bool enumerated(const TextLine& line);

}  // namespace planmerge::ingest
