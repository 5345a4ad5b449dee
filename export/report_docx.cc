// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "export/ooxml/word.h"
#include "export/report/figures.h"
#include "export/report/html.h"
#include "export/report/kinds.h"
#include "export/report/parts.h"
#include "export/report/summary_text.h"
#include "export/writers.h"

// The report for the board as a Word document. Pages 1 and 2 hold at most so many lines, each cut
// to a length that fits, so that page 3 begins the annex whatever the round holds.

namespace planmerge::exporter {
namespace {

using html::count;
using html::grouped;
using html::shortened;
using word::Cell;
using word::Paragraph;
using word::plain;

constexpr std::size_t kTitleLength = 110, kSubjectLength = 60, kWhyLength = 150;
constexpr std::size_t kAnswerLength = 88, kEntryLength = 86;

Paragraph bold(std::string text, std::string style = "TableText") {
  Paragraph paragraph = plain(std::move(text), std::move(style));
  paragraph.runs.front().bold = true;
  return paragraph;
}

Cell cell(Paragraph paragraph, int span = 1, bool shaded = false) {
  Cell result;
  result.paragraphs.push_back(std::move(paragraph));
  result.span = span;
  result.shaded = shaded;
  return result;
}

std::string number(long value) {
  return grouped(std::to_string(value));
}

class ReportWriter {
 public:
  explicit ReportWriter(const Bundle& bundle)
      : bundle_(bundle), figures_(figures_of(bundle)), document_(false) {}

  void write(std::ostream& out) {
    const std::string title = bundle_.after.title.empty() ? "Action plan" : bundle_.after.title;
    document_.add(plain(shortened(title, kTitleLength), "Title"));
    document_.add(plain(round_line(), "Small"));
    if (!bundle_.sandboxed)
      document_.add(
          bold("The documents of this round were read without a sandbox, at the user's "
               "wish."));
    document_.add(plain(sentence(figures_), "Lead"));
    figures();
    decisions();
    document_.page_break();
    second_page();
    document_.page_break();
    annex();
    out << document_.finish(title + ": report", shortened(title, kTitleLength),
                            "Version " + std::to_string(bundle_.after.number), bundle_.program);
  }

 private:
  std::string round_line() const {
    std::string line = "Plan version " + std::to_string(bundle_.after.number);
    if (!bundle_.after.window.empty()) line += " · " + bundle_.after.window;
    if (!bundle_.as_of.empty()) line += " · as of " + bundle_.as_of;
    return bundle_.program.empty() ? line : line + " · " + bundle_.program;
  }

  int column(int parts, int of) const { return document_.text_width() * parts / of; }

  void figures() {
    std::string money;
    std::size_t shown = 0;
    for (const auto& [currency, sums] : figures_.money) {
      if (shown++ == 3) break;
      money += (money.empty() ? "" : "\n") + currency + " " +
               grouped(sums.second.empty() ? "0" : sums.second);
    }
    const Figures& f = figures_;
    const std::vector<std::vector<std::string>> columns = {
        {"Contributions", number(f.files_read) + " of " + number(f.files),
         "read, from " + count(static_cast<long>(f.partners.size()), "partner") + silent_words(f)},
        {"Action rows", number(f.rows),
         number(f.unchanged) + " unchanged, " + number(f.changed) + " changed, " + number(f.added) +
             " new, " + number(f.dropped) + " dropped"},
        {"Money", money.empty() ? "none named" : money, "named in the plan, each action once"},
        {"Questions", number(f.open) + " open",
         number(f.settled) + " settled by decisions; " + count(f.taken, "field") +
             " taken over without a question"},
    };
    word::Table table;
    table.widths.assign(columns.size(), column(1, 4));
    word::Row& row = table.rows.emplace_back();
    for (const auto& texts : columns) {
      Cell& figure = row.cells.emplace_back();
      figure.paragraphs = {plain(texts[0], "Small"), bold(texts[1]), plain(texts[2], "TableText")};
    }
    document_.add(table);
  }

  /// Where a field is asked about, a blank reading is nothing; else the row's title stands for it.
  static std::string text_of(const plan::ReviewItem& item, const plan::ItemEvidence& side) {
    return side.reading.empty() && item.field.empty() ? side.row.action : side.reading;
  }

  void question(const plan::ReviewItem& item, std::size_t index) {
    word::Table table;
    table.widths = {column(4, 16), column(7, 16), column(5, 16)};
    const auto line = [&table](Paragraph paragraph, bool shaded) {
      table.rows.emplace_back().cells.push_back(cell(std::move(paragraph), 3, shaded));
    };
    line(bold("Question " + std::to_string(index) + ". " + title_of_kind(item.kind) + ": " +
              shortened(subject_of(bundle_, item), kSubjectLength)),
         true);
    line(plain(shortened(item.why, kWhyLength), "TableText"), false);
    for (std::size_t i = 0; i < std::min(item.evidence.size(), kMaxParties); ++i) {
      const plan::ItemEvidence& side = item.evidence[i];
      const std::string other =
          item.evidence.size() < 2 ? "" : text_of(item, item.evidence[i == 0 ? 1 : 0]);
      const std::string reading = text_of(item, side);
      word::Row& row = table.rows.emplace_back();
      row.cells = {
          cell(bold(shortened(party_of(side), 22))),
          cell(plain(reading.empty() ? "nothing" : shortened(excerpt(reading, other), 42),
                     "TableText")),
          cell(plain(side.source.empty() ? "" : shortened(short_place(side.source.front()), 30),
                     "TableText"))};
    }
    std::string last = item.suggestion.empty()
                           ? ""
                           : "Suggested: " + shortened(item.suggestion, kAnswerLength) + "\n";
    line(plain(last + "☐ Agree   ☐ Other: ______________________   ☐ Defer   Initials: ______",
               "TableText"),
         false);
    document_.add(table);
    document_.add(plain("", "TableText"));
  }

  void decisions() {
    document_.add(plain("What must be decided", "Heading2"));
    std::size_t shown = 0;
    for (std::size_t i = 0; i < bundle_.items.size() && shown < kMaxQuestions; ++i) {
      if (!is_open(bundle_.items[i])) continue;
      ++shown;
      question(bundle_.items[i], i + 1);
    }
    const auto rest = static_cast<long>(figures_.open) - static_cast<long>(shown);
    if (shown == 0)
      document_.add(plain("Nothing. Every question of this round is settled."));
    else if (rest > 0)
      document_.add(plain("These weigh most. " + count(rest, "smaller question") +
                          (rest == 1 ? " is" : " are") + " in the annex."));
  }

  void entry(std::string text) {
    Paragraph paragraph = plain(std::move(text), "TableText");
    paragraph.bullet = true;
    document_.add(paragraph);
  }

  void more(std::size_t found, std::size_t most) {
    if (found > most)
      document_.add(plain("and " + number(static_cast<long>(found - most)) + " more in the annex.",
                          "TableText"));
  }

  template <typename Chosen>
  void list(const char* title, const char* none, Chosen chosen) {
    document_.add(plain(title, "Heading2"));
    std::size_t found = 0;
    for (std::size_t i = 0; i < bundle_.items.size(); ++i) {
      const plan::ReviewItem& item = bundle_.items[i];
      if (!chosen(item) || found++ >= kMaxListed) continue;
      std::string line = "question " + std::to_string(i + 1) + ": " + title_of_kind(item.kind) +
                         ": " + subject_of(bundle_, item);
      line = shortened(line, kEntryLength);
      if (!item.answer.empty()) line += " → " + shortened(item.answer, 30);
      entry(line);
    }
    if (found == 0) document_.add(plain(none, "TableText"));
    more(found, kMaxListed);
  }

  void problem_files() {
    document_.add(plain("Files with problems", "Heading2"));
    std::size_t found = 0;
    for (const FileOutcome& file : bundle_.files) {
      const auto problems = problems_of(file);
      if ((file.error.empty() && problems.empty()) || found++ >= kMaxFiles) continue;
      entry(shortened(file.file, 44) + ": " +
            (file.error.empty() ? count(static_cast<long>(problems.size()), "note") +
                                      ", first: " + shortened(problems.front()->text, 80)
                                : "not read: " + shortened(file.error, 90)));
    }
    if (found == 0) document_.add(plain("None.", "TableText"));
    more(found, kMaxFiles);
  }

  void coverage() {
    const Coverage& c = bundle_.coverage;
    document_.add(plain("Where every cell went", "Heading2"));
    std::string text = count(c.cells, "cell") +
                       " with text in the action tables received = " + number(c.in_plan) +
                       " in the plan + " + number(c.in_review) + " in a question + " +
                       number(c.left_out) + " left out for a named reason";
    if (c.unaccounted != 0) text += " + " + number(c.unaccounted) + " not accounted for";
    document_.add(plain(text + ".", "TableText"));
  }

  void second_page() {
    list("What was settled", "No question was settled by a decision.",
         [](const plan::ReviewItem& item) { return !is_open(item); });
    list("What is missing", "No gap was found.",
         [](const plan::ReviewItem& item) { return is_open(item) && is_gap(item.kind); });
    list("What may stand in the plan twice", "No likeness was found.",
         [](const plan::ReviewItem& item) { return is_open(item) && is_duplicate(item.kind); });
    list("Dates to look at", "No date stands out.",
         [](const plan::ReviewItem& item) { return is_open(item) && is_date(item.kind); });
    problem_files();
    coverage();
    document_.add(plain("How this was made", "Heading2"));
    document_.add(plain(kMethod, "TableText"));
  }

  static std::string places_of(const plan::ItemEvidence& side) {
    std::string text;
    for (const plan::Provenance& where : side.source) {
      const std::string place = describe(where);
      if (text.find(place) == std::string::npos) text += (text.empty() ? "" : "\n") + place;
    }
    return text.empty() ? side.file : text;
  }

  void item(const plan::ReviewItem& item, std::size_t index) {
    document_.add(plain(
        std::to_string(index) + ". " + title_of_kind(item.kind) + ": " + subject_of(bundle_, item),
        "Heading2"));
    document_.add(plain(item.why));
    if (!item.evidence.empty()) {
      word::Table table;
      table.widths = {column(3, 16), column(8, 16), column(5, 16)};
      word::Row& head = table.rows.emplace_back();
      head.header = true;
      for (const char* text : {"Who", "says", "where"})
        head.cells.push_back(cell(plain(text, "TableHead"), 1, true));
      for (const plan::ItemEvidence& side : item.evidence) {
        const std::string reading = text_of(item, side);
        table.rows.emplace_back().cells = {
            cell(bold(party_of(side))),
            cell(plain(reading.empty() ? "nothing" : reading, "TableText")),
            cell(plain(places_of(side), "TableText"))};
      }
      document_.add(table);
    }
    if (!item.answer.empty())
      document_.add(bold("Decided: " + item.answer, ""));
    else if (!item.suggestion.empty())
      document_.add(plain("Suggested: " + item.suggestion));
  }

  void annex() {
    document_.add(plain("Questions", "Heading1"));
    if (bundle_.items.empty()) document_.add(plain("None."));
    for (std::size_t i = 0; i < bundle_.items.size(); ++i) item(bundle_.items[i], i + 1);
  }

  const Bundle& bundle_;
  Figures figures_;
  word::Document document_;
};

}  // namespace

std::vector<NotCarried> write_report_docx(const Bundle& bundle, std::ostream& out) {
  ReportWriter(bundle).write(out);
  return {};
}

}  // namespace planmerge::exporter
