// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/zip.h"
#include "plan/table.h"

namespace planmerge::ingest {

/// The comments of a document as threads: a comment and the replies to it.
struct DocxComments {
  std::vector<plan::Comment> threads;            // as the comments part has them
  std::map<std::string, std::size_t> thread_of;  // index of the thread, by w:id of each comment
};

/// The parts that comments are made of; a name is empty where the document has no such part.
struct CommentParts {
  std::string comments, extended, people;
};

/// Source: ECMA-376 Part 1, 17.13.4; [MS-DOCX] 2.5.4 (w15:commentEx: paraIdParent, done;
/// w15:person). Replies to replies are replies of the thread, as Word shows them; a circle of
/// parents is broken.
DocxComments read_comments(const ZipPackage& package, const CommentParts& parts);

/// What a place of the document (a cell) has of comments.
struct CommentsHere {
  std::vector<std::size_t> threads;  // in order of their anchors
  std::size_t touched = 0;           // state of the ranges when last looked at
  std::size_t began = 0;             // ranges begun before the place began
};

/// Finds for each comment the cells that its range touches.
///
/// A range anchors its comment in every cell that it has text of or covers as a whole; one
/// without text anchors it where it ends. Ranges may begin and end in different cells and rows.
class CommentAnchors {
 public:
  explicit CommentAnchors(const DocxComments& comments)
      : comments_(comments), anchored_(comments.threads.size()) {}

  CommentsHere begin_place() const;
  void end_place(CommentsHere& here);

  /// @param here  the cell that it stands in; nullptr: outside tables
  void begin_range(std::string_view id);
  void end_range(std::string_view id, CommentsHere* here);
  /// w:commentReference, the only anchor where there is no range.
  void refer(std::string_view id, CommentsHere* here);
  /// There is text at this place.
  void touch(CommentsHere& here);

  std::vector<plan::Comment> comments_at(const CommentsHere& here) const;
  /// Those anchored outside tables, or nowhere.
  std::vector<plan::Comment> elsewhere() const;

 private:
  struct Range {
    std::size_t thread, begun;
  };
  void anchor(std::size_t thread, CommentsHere& here);
  const std::size_t* thread_of(std::string_view id) const;

  const DocxComments& comments_;
  std::vector<bool> anchored_;
  std::vector<Range> open_;
  std::size_t begun_ = 0;    // ranges that have begun so far
  std::size_t changes_ = 1;  // of open_, so that a cell's many runs look at it once
};

}  // namespace planmerge::ingest
