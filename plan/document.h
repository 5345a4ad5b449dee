// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plan/action.h"
#include "plan/notes.h"
#include "plan/table.h"
#include "plan/text_ledger.h"

namespace planmerge::plan {

/// What the file says of itself, and what we know of it.
struct Source {
  std::string file;  // name as given, without folders
  std::string sha256;
  std::string format;  // "pdf" | "docx" …, by content
  std::uint64_t bytes = 0;
  int pages = 0;  // 0 where the format has none
  std::string title, author, last_modified_by, created, modified, producer;
  std::string sender, received;  // of the mail that it was attached to: "name <address>", ISO date
  bool operator==(const Source&) const = default;
};

/// Visible text of an action table or of the page that is in no row, and why.
struct LeftOut {
  std::string reason;  // "repeated-header" "header" "watermark" "page-header" "page-footer"
                       // "page-number" "footnote" "banner" "hidden" …
  Provenance where;
  std::string text;
  bool operator==(const LeftOut&) const = default;
};

/// What tracked changes took out of a table, beside what is left of it.
///
/// `table` is the table with all markup shown, as a word processor shows it before anybody accepts
/// a change, cut down to the cells that are gone: each has Change::Deleted and its text as it was.
/// A Provenance with `struck` set counts in these grids; its `table` is `place`.
struct StruckTable {
  Table table;
  int place = 0;                // counts all tables of the file, those that are gone as well
  int beside = 0;               // index in Document::tables of what is left
  bool gone = false;            // nothing is left: `beside` is the table that follows
  std::vector<int> rows_above;  // for each row of `table`: how many rows that are left stand above
  bool operator==(const StruckTable&) const = default;
};

/// All that was read from one file: the one message a worker returns.
struct Document {
  Source source;
  std::vector<Table> tables;
  std::vector<StruckTable> struck;  // by place
  std::vector<ActionRow> rows;      // in document order, struck-out ones among the others
  std::vector<LeftOut> left_out;
  std::vector<Paragraph> paragraphs;  // running text outside tables (title, acronyms, footnotes)
  std::map<std::string, std::string> acronyms;  // lists found in the document
  std::vector<Comment> comments;                // anchored outside tables, or nowhere
  std::vector<std::string> authors;             // of tracked changes, by first appearance
  std::string title;                            // best title: document property or first heading
  std::string window;                           // years in the title: "2018/2020"
  TextLedger ledger;                            // of Word documents; else empty
  Notes notes;
  bool operator==(const Document& other) const {
    return source == other.source && tables == other.tables && struck == other.struck &&
           rows == other.rows && comments == other.comments && authors == other.authors &&
           ledger == other.ledger && left_out == other.left_out && paragraphs == other.paragraphs &&
           acronyms == other.acronyms && title == other.title && window == other.window &&
           notes.list() == other.notes.list();
  }
};

/// The document itself as a place; and a cell of a table with index `table` in it.
Provenance place_in(const Document& document);
Provenance place_in(const Document& document, int table, const Table& in, const Cell& cell);

/// A document as a contribution of one partner to one round.
struct Contribution {
  std::string partner;              // display name: "UNODC"; found or given
  std::string partner_id;           // register id if it is a known body; else folded name
  int base_version = 0;             // 0: not known
  std::string received;             // ISO date; empty: as given
  std::string returns = "partial";  // "full": a missing row is a proposal to delete it
  Document document;
  bool operator==(const Contribution&) const = default;
};

}  // namespace planmerge::plan
