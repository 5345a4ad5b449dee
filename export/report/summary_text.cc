// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/report/summary_text.h"

#include "export/report/html.h"
#include "export/rows.h"

namespace planmerge::exporter {

using html::count;
using html::grouped;
using html::shortened;

std::string sentence(const Figures& f) {
  if (f.files_read == 0) return "No contribution could be read; the plan is unchanged.";
  if (f.open == 0) return "The plan is ready: no question is open.";
  std::string text = "The plan is ready except for " + count(f.open, "open question");
  if (f.open_high > 0)
    text += ", of which " + grouped(std::to_string(f.open_high)) +
            (f.open_high == 1 ? " weighs" : " weigh") + " heavily";
  return text + ".";
}

std::string silent_words(const Figures& figures) {
  constexpr std::size_t kLimit = 44;
  if (figures.silent.empty()) return "";
  return "; not heard yet: " + shortened(joined(figures.silent, ", "), kLimit);
}

std::string subject_of(const Bundle& bundle, const plan::ReviewItem& item) {
  const plan::ActionRow* row = nullptr;
  for (const std::string& id : item.rows) {
    const plan::PlanRow* found = row_of(bundle.after, id);
    if (found == nullptr) found = row_of(bundle.before, id);
    if (found != nullptr && row == nullptr) row = &found->row;
  }
  if (row == nullptr && !item.evidence.empty()) row = &item.evidence.front().row;
  if (row == nullptr) return "";
  return row->action_no + (row->action_no.empty() ? "" : " ") +
         (row->action.empty() ? row->need : row->action);
}

std::string excerpt(std::string_view reading, std::string_view reference) {
  constexpr std::size_t kLimit = 62;    // of a line in the box
  constexpr std::size_t kContext = 24;  // bytes kept in front of the difference
  std::size_t same = 0;
  while (same < reading.size() && same < reference.size() && reading[same] == reference[same])
    ++same;
  if (same < kLimit / 2 || same == reading.size() || reading.size() <= kLimit)
    return shortened(reading, kLimit);
  const std::size_t blank = reading.rfind(' ', same - kContext);
  if (blank == std::string_view::npos) return shortened(reading, kLimit);
  return "…" + shortened(reading.substr(blank), kLimit - 1);
}

std::string short_place(plan::Provenance where) {
  where.file = shortened(where.file, 18);
  where.col = -1;
  return describe(where);
}

std::vector<const plan::Diagnostic*> problems_of(const FileOutcome& file) {
  std::vector<const plan::Diagnostic*> problems;
  for (const plan::Diagnostic& note : file.notes) {
    if (note.severity != plan::Severity::Info && note.code != "tracked-changes")
      problems.push_back(&note);
  }
  return problems;
}

}  // namespace planmerge::exporter
