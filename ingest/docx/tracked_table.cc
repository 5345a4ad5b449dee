// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/tracked_table.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace planmerge::ingest {

using Change = plan::Cell::Change;

void TrackedTable::begin_row() {
  row_ = {};
  row_place_ = place_;
  row_revisions_.clear();
  row_marks_.clear();
  drafts_.clear();
}

void TrackedTable::change_row(const TrackedChange& change) {
  row_place_.apply(change);
  if (change.accepted) row_revisions_.push_back(revision_of(change, plan::Revision::Of::Row));
}

void TrackedTable::add_cell(const CellShape& shape, Presence there, plan::Cell content,
                            std::vector<plan::Paragraph> original) {
  if (there.view && !there.original) content.change = Change::Inserted;
  drafts_.push_back({shape, there, std::move(content), std::move(original)});
}

// What was added and taken out again is struck out too in the final view, so that it is not lost;
// to the view of one author, what others added never was there.
bool TrackedTable::kept_as_struck(const Draft& draft) const {
  if (draft.there.view) return false;
  return view_kind_ == RevisionView::Final ||
         (view_kind_ == RevisionView::Author && draft.there.original);
}

// Word marks a row as deleted in w:trPr; other writers strike out every text in it instead.
bool TrackedTable::emptied() const {
  bool had_text = false;
  for (const Draft& draft : drafts_) {
    if (!draft.content.blank()) return false;
    had_text = had_text || (draft.content.revised && !plan::is_blank(draft.content.original));
  }
  return had_text && view_kind_ != RevisionView::Original;
}

void TrackedTable::fork() {
  markup_ = view_;
  for (int row = 0; row < view_.table.rows; ++row) rows_above_.push_back(row);
  struck_rows_.assign(rows_above_.size(), false);
}

void TrackedTable::mark(TableBuilder& builder) const {
  for (const std::string& id : row_marks_)
    builder.table.row_marks.push_back({builder.table.rows, id});
}

void TrackedTable::add_to_markup(bool emptied) {
  const auto shown = [&](const Draft& draft) { return draft.there.view && !emptied; };
  if (std::none_of(drafts_.begin(), drafts_.end(),
                   [&](const Draft& draft) { return draft.there.view || kept_as_struck(draft); }))
    return;
  rows_above_.push_back(view_.table.rows);
  struck_rows_.push_back(std::none_of(drafts_.begin(), drafts_.end(), shown));
  mark(*markup_);
  markup_->begin_row(row_);
  for (const Draft& draft : drafts_) {
    if (!draft.there.view && !kept_as_struck(draft)) continue;
    plan::Cell content = draft.content;
    if (!shown(draft)) {
      content.change = Change::Deleted;
      content.paragraphs = draft.original;
      content.revised = false;
      content.original.clear();
    }
    markup_->add_cell(draft.shape, std::move(content));
  }
  markup_->end_row();
}

void TrackedTable::end_row() {
  for (Draft& draft : drafts_) {
    std::copy(row_revisions_.begin(), row_revisions_.end(),
              std::back_inserter(draft.content.revisions));
  }
  had_rows_ = true;
  const bool empty = emptied();
  if (!markup_ && (empty || std::any_of(drafts_.begin(), drafts_.end(), [this](const Draft& draft) {
                     return kept_as_struck(draft);
                   })))
    fork();
  if (markup_) add_to_markup(empty);
  const bool any_cell = drafts_.empty() || std::any_of(drafts_.begin(), drafts_.end(),
                                                       [](const Draft& d) { return d.there.view; });
  if (!row_place_.view || !any_cell) return;
  mark(view_);
  view_.begin_row(row_);
  for (Draft& draft : drafts_) {
    if (draft.there.view) view_.add_cell(draft.shape, std::move(draft.content));
  }
  view_.end_row();
  drafts_.clear();
}

TrackedTable::Finished TrackedTable::finish() {
  Finished result;
  result.gone = had_rows_ && view_.table.rows == 0;
  result.covered = std::move(view_.covered);
  result.table = view_.finish();
  if (!markup_) return result;
  for (plan::LeftOut& text : markup_->covered) {
    if (!struck_rows_[static_cast<std::size_t>(text.where.row)]) continue;
    text.where.struck = true;
    result.covered.push_back(std::move(text));
  }
  plan::StruckTable& struck = result.struck.emplace();
  struck.table = markup_->finish();
  struck.rows_above = std::move(rows_above_);
  struck.gone = result.gone;
  return result;
}

}  // namespace planmerge::ingest
