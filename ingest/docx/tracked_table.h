// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/docx/revisions.h"
#include "ingest/docx/table_builder.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// One table of a document with tracked changes: its grid in the view that is read and, once
/// something is gone from that view, the grid with all markup shown.
///
/// A row is gone by w:trPr (w:del, w:ins), a cell by w:cellDel or w:cellIns, both with what holds
/// the table. Rows whose every text was struck out stay in the view, empty, as in Word; with all
/// markup they count as struck out, because that is what their author meant.
class TrackedTable {
 public:
  /// @param place  of what holds the table
  TrackedTable(Presence place, RevisionView view) : place_(place), view_kind_(view) {}

  /// Headings, scope: before the first row.
  plan::Table& table() { return view_.table; }

  void begin_row();
  RowShape& row() { return row_; }
  Presence row_place() const { return row_place_; }
  void change_row(const TrackedChange& change);
  /// A change that leaves the row where it is (its properties).
  void note_row(plan::Revision revision) { row_revisions_.push_back(std::move(revision)); }
  /// An invisible row id found in the row.
  void mark_row(std::string id) { row_marks_.push_back(std::move(id)); }

  /// @param there     the row's presence and the cell's own
  /// @param content   text in the view, changes, comments
  /// @param original  paragraphs before all changes
  void add_cell(const CellShape& shape, Presence there, plan::Cell content,
                std::vector<plan::Paragraph> original);
  void end_row();

  struct Finished {
    plan::Table table;
    bool gone = false;                        // it had rows, the view has none of them
    std::optional<plan::StruckTable> struck;  // all markup, not yet cut down
    std::vector<plan::LeftOut> covered;
  };
  Finished finish();

 private:
  struct Draft {
    CellShape shape;
    Presence there;
    plan::Cell content;
    std::vector<plan::Paragraph> original;
  };
  bool kept_as_struck(const Draft& draft) const;
  bool emptied() const;
  void fork();
  void add_to_markup(bool emptied);
  void mark(TableBuilder& builder) const;

  Presence place_;
  RevisionView view_kind_;
  TableBuilder view_;
  std::optional<TableBuilder> markup_;
  std::vector<int> rows_above_;    // of the markup's rows
  std::vector<bool> struck_rows_;  // of the markup
  bool had_rows_ = false;
  // of the row that is open
  RowShape row_;
  Presence row_place_;
  std::vector<plan::Revision> row_revisions_;
  std::vector<std::string> row_marks_;
  std::vector<Draft> drafts_;
};

}  // namespace planmerge::ingest
