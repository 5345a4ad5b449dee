// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <list>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "export/partner_rows.h"
#include "export/plan_document.h"
#include "export/report/figures.h"
#include "export/report/kinds.h"
#include "export/writers.h"

// The two documents that go back to a partner: its rows to check, with the open questions as
// comments; and its own text with what the plan made of it as tracked changes.

namespace planmerge::exporter {
namespace {

constexpr const char* kAuthor = "Secretariat";

void require_partner(const Bundle& bundle) {
  if (!has_partner(bundle))
    throw Error(Error::Kind::Usage, "not-configured", "",
                "this document is for one partner: give --partner NAME");
}

plan::Field field_of(const plan::ReviewItem& item) {
  return plan::field_named(item.field).value_or(plan::Field::Outputs);
}

std::string question_text(const plan::ReviewItem& item, std::size_t number) {
  std::string text =
      "Question " + std::to_string(number) + ": " + title_of_kind(item.kind) + ". " + item.why;
  if (!item.suggestion.empty()) text += " Suggested: " + item.suggestion;
  return text;
}

void add_comments(word::Document& document, const Bundle& bundle, DocumentRow& row) {
  for (const std::size_t number : open_questions(bundle, row.row->id)) {
    const plan::ReviewItem& item = bundle.items[number - 1];
    row.comments[field_of(item)].push_back(document.comment(kAuthor, question_text(item, number)));
  }
}

void finish(const Bundle& bundle, const word::Document& document, const std::string& title,
            std::ostream& out) {
  std::string foot = "Version " + std::to_string(bundle.after.number);
  if (!bundle.as_of.empty()) foot += ", " + bundle.as_of;
  out << document.finish(title, title, foot, bundle.program);
}

std::string title_for(const Bundle& bundle) {
  return (bundle.after.title.empty() ? "Action plan" : bundle.after.title) + ": " + bundle.partner;
}

}  // namespace

std::vector<NotCarried> write_docx_partner(const Bundle& bundle, std::ostream& out) {
  require_partner(bundle);
  std::vector<NotCarried> lost;
  word::Document document(true);
  document.changes_by(kAuthor, bundle.as_of);
  add_designations(document);
  document.add(word::plain(title_for(bundle), "Title"));
  std::vector<DocumentRow> rows;
  for (const plan::PlanRow* row : rows_of_partner(bundle, bundle.partner)) {
    DocumentRow& entry = rows.emplace_back();
    entry.row = row;
    add_comments(document, bundle, entry);
  }
  document.add(
      word::plain("These are the rows of the plan that you drive, take part in, or gave "
                  "values to. Please check them and send this document back:"));
  for (const char* line :
       {"Change any text, with tracked changes if you like. Each row is known by an invisible mark "
        "and is found again when you rewrite, move or sort it.",
        "To propose another row, add one to the table. To propose that a row is dropped, strike it "
        "out with tracked changes, or say so in a comment.",
        "Comments in the margin are open questions: answer by changing the cell or in a reply. "
        "What you leave as it is counts as agreed."}) {
    word::Paragraph paragraph = word::plain(line);
    paragraph.bullet = true;
    document.add(paragraph);
  }
  if (rows.empty()) document.add(word::plain("No row of the plan is yours at present."));
  add_plan_table(document, rows, lost);
  finish(bundle, document, title_for(bundle), out);
  return lost;
}

std::vector<NotCarried> write_docx_tracked(const Bundle& bundle, std::ostream& out) {
  require_partner(bundle);
  std::vector<NotCarried> lost;
  word::Document document(true);
  document.changes_by(kAuthor, bundle.as_of);
  add_designations(document);
  document.add(word::plain(title_for(bundle), "Title"));
  document.add(
      word::plain("Your rows as you sent them; tracked changes show what the plan now "
                  "says. Reject a change to see your own text again."));
  std::list<plan::PlanRow> own;  // rows that the plan has no other text for; must not move
  std::set<std::string> shown;
  std::vector<DocumentRow> rows;
  for (const SentRow& sent : rows_sent_by(bundle, bundle.partner)) {
    if (sent.row->change == plan::ActionRow::Change::Deleted)
      continue;  // struck out by the partner
    const bool linked = sent.link != nullptr && !sent.link->to.empty();
    const plan::PlanRow* now = linked ? row_of(bundle.after, sent.link->to.front()) : nullptr;
    DocumentRow& entry = rows.emplace_back();
    if (now != nullptr && shown.insert(now->id).second) {
      entry.row = now;
      entry.before = sent.row;
      add_comments(document, bundle, entry);
      continue;
    }
    own.push_back({"", *sent.row, {}});
    entry.row = &own.back();
    entry.before = sent.row;
    if (now != nullptr) {
      lost.push_back({now->id, "row",
                      "several rows of the partner became this one: its changes "
                      "stand at the first"});
    } else {
      entry.struck = linked;
      if (!linked)
        lost.push_back({"", "row",
                        "row " + std::to_string(sent.index + 1) + " of " + sent.file->file +
                            " is not in the plan yet: shown as sent"});
    }
  }
  add_plan_table(document, rows, lost);
  finish(bundle, document, title_for(bundle), out);
  return lost;
}

}  // namespace planmerge::exporter
