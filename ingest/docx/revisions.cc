// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/revisions.h"

#include <algorithm>

namespace planmerge::ingest {
namespace {

using Kind = plan::Revision::Kind;

constexpr std::size_t kMaxAuthors = 1'000;    // more are no people
constexpr std::size_t kMaxOpenMoves = 1'000;  // Word's ranges seldom overlap at all

}  // namespace

bool accepts(const ReadOptions& options, std::string_view author) {
  if (options.revisions == RevisionView::Author) return author == options.author;
  return options.revisions == RevisionView::Final;
}

plan::Revision revision_of(const TrackedChange& change, plan::Revision::Of of) {
  plan::Revision revision;
  revision.kind = change.kind;
  revision.author = change.author;
  revision.date = change.date;
  revision.of = of;
  revision.move = change.move;
  return revision;
}

TrackedChange ChangeTracker::read(Kind kind, const XmlAttributes& attributes) {
  TrackedChange change;
  change.kind = kind;
  change.author = attributes.find("author").value_or("");
  change.date = attributes.find("date").value_or("");
  const OpenMoves* moves = nullptr;
  if (kind == Kind::MoveFrom) moves = &from_;
  if (kind == Kind::MoveTo) moves = &to_;
  if (moves != nullptr && !moves->empty()) change.move = moves->back().second;
  change.accepted = accepts(options_, change.author);
  note_author(change.author);
  return change;
}

void ChangeTracker::note_author(const std::string& author) {
  any_ = true;
  if (!author.empty() && authors_.size() < kMaxAuthors &&
      std::find(authors_.begin(), authors_.end(), author) == authors_.end())
    authors_.push_back(author);
}

void ChangeTracker::push(TrackedChange change) {
  open_.push_back(std::move(change));
}

void ChangeTracker::pop() {
  open_.pop_back();
}

Presence ChangeTracker::presence() const {
  Presence there;
  for (const TrackedChange& change : open_) there.apply(change);
  return there;
}

void ChangeTracker::begin_move(bool from, const XmlAttributes& attributes) {
  OpenMoves& moves = from ? from_ : to_;
  if (moves.size() >= kMaxOpenMoves) return;
  moves.emplace_back(attributes.find("id").value_or(""), attributes.find("name").value_or(""));
}

void ChangeTracker::end_move(bool from, const XmlAttributes& attributes) {
  OpenMoves& moves = from ? from_ : to_;
  const std::string_view id = attributes.find("id").value_or("");
  std::erase_if(moves, [id](const auto& move) { return move.first == id; });
}

}  // namespace planmerge::ingest
