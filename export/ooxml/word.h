// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::exporter::word {

/// A tracked change; of a row, a paragraph's mark or a run.
enum class Change { None, Inserted, Deleted };

/// Text of one look. '\n' is a line break within the paragraph.
struct Run {
  std::string text;
  bool bold = false, italic = false, underlined = false;
  Change change = Change::None;
};

struct Paragraph {
  std::vector<Run> runs;
  std::string style;  // of the styles in word_parts.cc; empty: that of the place
  bool bullet = false;
  Change mark = Change::None;  // of the paragraph's end
  std::string bookmark;        // begins and ends at the start; empty: none
  std::vector<int> comments;   // ids of Document::comment() that are about this paragraph
};

struct Cell {
  std::vector<Paragraph> paragraphs;  // none: one empty paragraph
  enum class Merge { None, Begin, Below } merge = Merge::None;
  int span = 1;  // grid columns
  bool shaded = false;
};

struct Row {
  std::vector<Cell> cells;
  bool header = false;  // repeated on each page
  Change change = Change::None;
};

struct Table {
  std::vector<int> widths;  // of the grid columns; twentieths of a point
  std::vector<Row> rows;
};

/// A word processor's document in the making (ECMA-376 Part 1, transitional): one section, A4.
///
/// Output depends on what is added and nothing else.
class Document {
 public:
  /// @param landscape  else portrait
  explicit Document(bool landscape) : landscape_(landscape) {}

  /// Where `phrase` first stands in a run that is not struck out, its last character becomes the
  /// mark of a footnote with `text`: "Kosovo*" keeps its asterisk. Given before what it is about.
  void footnote(std::string phrase, std::string text);

  /// @return the id for Paragraph::comments
  int comment(std::string author, std::string text);

  /// Who makes the tracked changes and when (ISO date, or empty).
  void changes_by(std::string author, std::string date);

  void add(const Paragraph& paragraph);
  void add(const Table& table);
  void page_break();

  /// Printed on each page: `head` above, `foot` and the page's number below.
  std::string finish(std::string_view title, std::string_view head, std::string_view foot,
                     std::string_view program) const;

  /// Width between the margins; twentieths of a point.
  int text_width() const;

 private:
  struct Footnote {
    std::string phrase, text;
    bool used = false;
  };
  struct Comment {
    std::string author, text;
  };

  std::string paragraph_xml(const Paragraph& paragraph, std::string_view default_style);
  std::string run_xml(const Run& run);
  std::string text_xml(std::string_view text, const Run& run);
  std::string with_footnotes(std::string_view text, const Run& run);
  std::string change_attributes();
  std::string cell_xml(const Cell& cell, const Table& table, std::size_t column);
  std::string footnotes_part() const;
  std::string comments_part() const;
  std::string section() const;

  bool landscape_;
  std::string body_, author_, date_;
  std::vector<Footnote> footnotes_;
  std::vector<Comment> comments_;
  int next_id_ = 1;  // of bookmarks and changes
};

/// One paragraph of one look.
Paragraph plain(std::string text, std::string style = "");

/// From `before` to `after` word by word: rejecting all gives the first, accepting all the second,
/// byte for byte.
std::vector<Run> tracked_runs(std::string_view before, std::string_view after);

/// The same for a list of paragraphs, those that are gone or new with their marks.
std::vector<Paragraph> tracked_list(const std::vector<std::string>& before,
                                    const std::vector<std::string>& after, bool bullets);

}  // namespace planmerge::exporter::word
