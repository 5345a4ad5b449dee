// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/xml.h"
#include "ingest/readers.h"
#include "plan/table.h"

namespace planmerge::ingest {

/// A tracked change as its element gives it: w:ins, w:del, w:moveFrom, w:moveTo, w:cellIns, …
struct TrackedChange {
  plan::Revision::Kind kind = plan::Revision::Kind::Insert;
  std::string author, date;
  std::string move;       // name of the move
  bool accepted = false;  // by the view that is read

  bool inserts() const {
    return kind == plan::Revision::Kind::Insert || kind == plan::Revision::Kind::MoveTo;
  }
};

/// Where a character, mark, cell or row is there: in the view that is read (some changes
/// accepted, the others rejected), and before all changes.
///
/// Source: ECMA-376 Part 1, 17.13.5. What two changes hold (inserted by one author, deleted by
/// another) is in the final view only if both leave it, and was not there before.
struct Presence {
  bool view = true, original = true;

  void apply(const TrackedChange& change) {
    view = view && change.accepted == change.inserts();
    original = original && !change.inserts();
  }
  Presence within(const Presence& outer) const {
    return {view && outer.view, original && outer.original};
  }
  bool operator==(const Presence&) const = default;
};

/// Whether the view that is read accepts changes of this author.
bool accepts(const ReadOptions& options, std::string_view author);

/// The change as a revision of the plan's model.
plan::Revision revision_of(const TrackedChange& change, plan::Revision::Of of);

/// What the tracked changes of a document are, wherever they stand: who made them, which of them
/// the view accepts, which runs they hold, which moves are open.
class ChangeTracker {
 public:
  explicit ChangeTracker(const ReadOptions& options) : options_(options) {}

  /// A change from its element's attributes; notes its author.
  TrackedChange read(plan::Revision::Kind kind, const XmlAttributes& attributes);

  /// w:ins and the like around runs.
  void push(TrackedChange change);
  void pop();
  std::span<const TrackedChange> open() const { return open_; }
  Presence presence() const;

  /// w:moveFromRangeStart, w:moveToRangeStart and their ends.
  void begin_move(bool from, const XmlAttributes& attributes);
  void end_move(bool from, const XmlAttributes& attributes);

  /// Notes the author of a change.
  void note_author(const std::string& author);
  /// Authors by first appearance, without those that the file does not name.
  const std::vector<std::string>& authors() const { return authors_; }
  bool any() const { return any_; }

 private:
  using OpenMoves = std::vector<std::pair<std::string, std::string>>;  // id, name

  const ReadOptions& options_;
  std::vector<TrackedChange> open_;
  OpenMoves from_, to_;
  std::vector<std::string> authors_;
  bool any_ = false;
};

}  // namespace planmerge::ingest
