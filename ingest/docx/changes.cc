// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/changes.h"

#include <utility>

namespace planmerge::ingest {

bool is_change(Tag tag) {
  return tag == Tag::Insert || tag == Tag::Delete || tag == Tag::MoveFrom || tag == Tag::MoveTo;
}

bool adds_text(Tag tag) {
  return tag == Tag::Insert || tag == Tag::MoveTo;
}

void OpenChanges::begin(Tag tag, const XmlAttributes& attributes) {
  RunLook change;
  change.inserted = adds_text(tag);
  change.deleted = !change.inserted;
  change.moved = tag == Tag::MoveFrom || tag == Tag::MoveTo;
  change.author = attributes.find("author").value_or("");
  change.date = attributes.find("date").value_or("");
  open_.push_back(std::move(change));
}

void OpenChanges::end() {
  if (!open_.empty()) open_.pop_back();
}

RunLook OpenChanges::look(RunLook look) const {
  for (const RunLook& change : open_) {
    look.inserted = look.inserted || change.inserted;
    look.deleted = look.deleted || change.deleted;
    look.moved = look.moved || change.moved;
    look.author = change.author;
    look.date = change.date;
  }
  return look;
}

}  // namespace planmerge::ingest
