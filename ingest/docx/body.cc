// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/body.h"

#include <set>
#include <utility>

#include "ingest/docx/story.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {
namespace {

template <typename Visit>
void visit_cells(plan::Document& document, Visit visit) {
  for (plan::Table& table : document.tables) {
    for (plan::Cell& cell : table.cells) visit(cell);
  }
  for (plan::StruckTable& struck : document.struck) {
    for (plan::Cell& cell : struck.table.cells) visit(cell);
  }
}

/// Gives the marks in cells the text of their notes; the notes of the running text follow it.
void link_footnotes(const DocxNotes& notes, plan::Document& document) {
  std::set<std::pair<bool, std::string>> linked;
  visit_cells(document, [&](plan::Cell& cell) {
    std::erase_if(cell.footnotes, [&](plan::Footnote& note) {
      const auto found = notes.find({note.endnote, note.id});
      if (found == notes.end()) return true;
      note.text = found->second;
      linked.insert(found->first);
      return false;
    });
  });
  for (const auto& [key, text] : notes) {
    document.ledger.add("note", plan::visible_characters(text));
    if (text.empty() || linked.contains(key)) continue;
    plan::Paragraph paragraph;
    paragraph.text = text;
    document.paragraphs.push_back(std::move(paragraph));
  }
}

/// What came to stand in tables is counted where it stands, not where it was read.
void count_cells(plan::Document& document) {
  plan::TextLedger& ledger = document.ledger;
  for (const plan::Table& table : document.tables) {
    for (const plan::Cell& cell : table.cells) {
      for (const plan::Paragraph& paragraph : cell.paragraphs)
        ledger.add("value", plan::visible_characters(paragraph.text));
    }
  }
  for (const plan::LeftOut& text : document.left_out) {
    if (text.reason == "under-merged-cell" && !text.where.struck)
      ledger.add(text.reason, plan::visible_characters(text.text));
  }
  if (ledger.unexplained() != 0)
    document.notes.warn("text-unaccounted",
                        std::to_string(ledger.unexplained()) +
                            " characters of the document are neither shown nor left out for a "
                            "cause; this is a fault of planmerge, please report it");
}

}  // namespace

void read_body(const ZipPackage& package, const DocxParts& parts, const ReadOptions& options,
               plan::Document& document) {
  DocxNotes notes;
  StoryTotals totals;
  const auto read = [&](Story story, const std::string& part) {
    StoryReader reader(story, parts, options, {document, notes, totals});
    parse_part(package, part, reader);
    reader.finish();
  };
  read(Story::Body, parts.main);
  for (const auto& [story, part] : parts.stories) read(story, part);
  link_footnotes(notes, document);
  count_cells(document);
}

}  // namespace planmerge::ingest
