// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "export/report/html.h"
#include "export/report/kinds.h"
#include "export/report/parts.h"
#include "export/report/summary_text.h"

// Two pages of A4, whatever the round holds: lists have a greatest length and say how many more
// there are, and style.css clamps each line of a box.

namespace planmerge::exporter {
namespace {

using html::bdi;
using html::count;
using html::escape;
using html::grouped;
using html::shortened;

constexpr std::size_t kMaxCurrencies = 3;
constexpr std::size_t kMaxPartners = 8;

std::string figure(std::string_view title, const std::string& number, const std::string& words) {
  return "<div class=\"figure\"><h2>" + escape(title) + "</h2><p class=\"number\">" + number +
         "</p><p class=\"clamp3\">" + words + "</p></div>\n";
}

std::string partners_line(const std::vector<std::string>& partners) {
  std::string line;
  for (std::size_t i = 0; i < std::min(partners.size(), kMaxPartners); ++i)
    line += (i == 0 ? "" : ", ") + bdi(shortened(partners[i], 24));
  if (partners.size() > kMaxPartners)
    line += " and " + std::to_string(partners.size() - kMaxPartners) + " more";
  return line.empty() ? "no partner named" : line;
}

std::string money_number(const Figures& f) {
  std::string text;
  std::size_t shown = 0;
  for (const auto& [currency, sums] : f.money) {
    if (shown++ == kMaxCurrencies) break;
    text += "<span>" + escape(currency) + " " +
            escape(grouped(sums.second.empty() ? "0" : sums.second)) + "</span> ";
  }
  return text.empty() ? "none named" : text;
}

std::string money_words(const Figures& f) {
  std::string text;
  std::size_t shown = 0;
  for (const auto& [currency, sums] : f.money) {
    if (shown++ == kMaxCurrencies) break;
    const std::string before = sums.first.empty() ? "0" : sums.first;
    if (before != sums.second) text += escape(currency + " " + grouped(before)) + " before; ";
  }
  text += "sum of the amounts named in the plan, each action once";
  if (f.money_left_out > 0)
    text += "; " + count(f.money_left_out, "cell") + " with an amount that is not clear left out";
  return text;
}

std::string figures_html(const Figures& f) {
  std::string out = "<div class=\"figures\">\n";
  out += figure("Contributions",
                grouped(std::to_string(f.files_read)) + " of " + grouped(std::to_string(f.files)),
                "read, from " + partners_line(f.partners) + escape(silent_words(f)));
  out += figure("Action rows", grouped(std::to_string(f.rows)),
                grouped(std::to_string(f.unchanged)) + " unchanged, " +
                    grouped(std::to_string(f.changed)) + " changed, " +
                    grouped(std::to_string(f.added)) + " new; " +
                    grouped(std::to_string(f.dropped)) + " dropped");
  out += figure("Money", money_number(f), money_words(f));
  out += figure("Questions", grouped(std::to_string(f.open)) + " open",
                grouped(std::to_string(f.settled)) + " settled by decisions; " +
                    count(f.taken, "field") + " taken over without a question");
  return out + "</div>\n";
}

std::string link_to(const plan::ReviewItem& item, std::size_t number) {
  return "<a href=\"#item-" + html::anchor(item.id) + "\">question " + std::to_string(number) +
         "</a>";
}

std::string parties_html(const plan::ReviewItem& item) {
  std::string out = "<table class=\"asks\"><tbody>\n";
  // Where a field is asked about, a blank reading is nothing; else the row's title stands for it.
  const auto text_of = [&item](const plan::ItemEvidence& side) {
    return side.reading.empty() && item.field.empty() ? side.row.action : side.reading;
  };
  for (std::size_t i = 0; i < std::min(item.evidence.size(), kMaxParties); ++i) {
    const plan::ItemEvidence& side = item.evidence[i];
    const std::string reading = text_of(side);
    const std::string other =
        item.evidence.size() < 2 ? "" : text_of(item.evidence[i == 0 ? 1 : 0]);
    out += "<tr><th scope=\"row\">" + bdi(shortened(party_of(side), 24)) + "</th><td>" +
           (reading.empty() ? "<i>nothing</i>" : bdi(excerpt(reading, other))) +
           "</td><td class=\"place\">" +
           (side.source.empty() ? "" : bdi(short_place(side.source.front()))) + "</td></tr>\n";
  }
  return out + "</tbody></table>\n";
}

std::string question_html(const Context& context, const plan::ReviewItem& item,
                          std::size_t number) {
  std::string out = "<section class=\"question\"><h3 class=\"clamp1\">" +
                    escape(title_of_kind(item.kind)) + ": " +
                    bdi(shortened(subject_of(context.bundle, item), 80)) + "</h3>\n";
  out += "<p class=\"clamp2\">" + bdi(shortened(item.why, 170)) + " (" + link_to(item, number);
  if (item.evidence.size() > kMaxParties)
    out += ", with " + std::to_string(item.evidence.size() - kMaxParties) +
           (item.evidence.size() == kMaxParties + 1 ? " more reading" : " more readings");
  out += ")</p>\n" + parties_html(item);
  if (!item.suggestion.empty())
    out +=
        "<p class=\"clamp1\"><b>Suggested:</b> " + bdi(shortened(item.suggestion, 105)) + "</p>\n";
  return out +
         "<p class=\"ticks\">☐ Agree &ensp; ☐ Other: "
         "<span class=\"line\"></span> &ensp; ☐ Defer &ensp; Initials: "
         "<span class=\"line short\"></span></p></section>\n";
}

std::string questions_html(const Context& context) {
  std::string boxes;
  std::size_t shown = 0;
  std::size_t number = 0;
  for (const plan::ReviewItem& item : context.bundle.items) {
    ++number;
    if (!is_open(item) || shown == kMaxQuestions) continue;
    ++shown;
    boxes += question_html(context, item, number);
  }
  std::string out = "<h2>What must be decided</h2>\n";
  if (shown == 0) return out + "<p>Nothing. Every question of this round is settled.</p>\n";
  out += boxes;
  const std::size_t rest = static_cast<std::size_t>(context.figures.open) - shown;
  if (rest > 0)
    out += "<p>These weigh most. " + grouped(std::to_string(rest)) +
           (rest == 1 ? " other question is" : " other questions are") +
           " in the <a href=\"#questions\">annex</a>.</p>\n";
  return out;
}

/// A heading, and at most kMaxListed of the items for which `chosen` holds.
template <typename Chosen>
std::string short_list(const Context& context, std::string_view title, std::string_view none,
                       Chosen chosen) {
  std::string entries;
  std::size_t found = 0;
  std::size_t number = 0;
  for (const plan::ReviewItem& item : context.bundle.items) {
    ++number;
    if (!chosen(item) || found++ >= kMaxListed) continue;
    entries += "<li class=\"clamp1\">" + link_to(item, number) + ": " +
               escape(title_of_kind(item.kind)) + ": " +
               bdi(shortened(subject_of(context.bundle, item), 56)) +
               (item.answer.empty() ? "" : " → " + bdi(shortened(item.answer, 36))) + "</li>\n";
  }
  std::string out = "<h2>" + escape(title) + "</h2>\n";
  if (found == 0) return out + "<p>" + escape(none) + "</p>\n";
  out += "<ul class=\"short\">" + entries + "</ul>\n";
  if (found > kMaxListed)
    out += "<p>and " + grouped(std::to_string(found - kMaxListed)) + " more in the annex.</p>\n";
  return out;
}

std::string settled_html(const Context& context) {
  const Figures& f = context.figures;
  std::string out =
      short_list(context, "What was settled", "No question was settled by a decision.",
                 [](const plan::ReviewItem& item) { return !is_open(item); });
  return out + "<p>Without a question: " + count(f.taken, "field") +
         " taken from a contribution, " + count(f.agreed, "field") +
         " on which partners and plan agree.</p>\n";
}

std::string problem_files_html(const Context& context) {
  std::string entries;
  std::size_t found = 0;
  for (const FileOutcome& file : context.bundle.files) {
    const std::vector<const plan::Diagnostic*> problems = problems_of(file);
    if (file.error.empty() && problems.empty()) continue;
    if (found++ >= kMaxFiles) continue;
    entries += "<li class=\"clamp2\"><b>" + bdi(shortened(file.file, 50)) + "</b>: ";
    if (!file.error.empty())
      entries += "not read: " + bdi(shortened(file.error, 130));
    else
      entries += count(static_cast<long>(problems.size()), "note") +
                 ", first: " + bdi(shortened(problems.front()->text, 120));
    entries += "</li>\n";
  }
  if (found == 0) return "<h2>Files with problems</h2>\n<p>None.</p>\n";
  std::string out = "<h2>Files with problems</h2>\n<ul class=\"short\">" + entries + "</ul>\n";
  if (found > kMaxFiles)
    out += "<p>and " + grouped(std::to_string(found - kMaxFiles)) +
           " more under <a href=\"#files\">Files</a>.</p>\n";
  return out;
}

std::string coverage_html(const Coverage& c) {
  std::string out = "<h2>Where every cell went</h2>\n<p>";
  out += count(c.cells, "cell") +
         " with text in the action tables received = " + grouped(std::to_string(c.in_plan)) +
         " in the plan + " + grouped(std::to_string(c.in_review)) + " in a question + " +
         grouped(std::to_string(c.left_out)) + " left out for a named reason";
  if (c.unaccounted != 0)
    out += " + <b>" + grouped(std::to_string(c.unaccounted)) + " not accounted for</b>";
  out += ".";
  std::size_t shown = 0;
  for (const auto& [reason, cells] : c.left_out_by_reason) {
    if (shown++ == kMaxFiles) break;
    out += (shown == 1 ? " Left out: " : ", ") + escape(shortened(reason, 30)) + " " +
           grouped(std::to_string(cells));
  }
  return out + "</p>\n";
}

}  // namespace

std::string summary_html(const Context& context) {
  const Figures& f = context.figures;
  std::string out = "<section class=\"sheet\" aria-label=\"Summary, page 1\">\n";
  out += "<p class=\"lead\">" + sentence(f) + "</p>\n" + figures_html(f) + questions_html(context) +
         "</section>\n";
  out += "<section class=\"sheet\" aria-label=\"Summary, page 2\">\n" + settled_html(context);
  out += short_list(context, "What is missing", "No gap was found.",
                    [](const plan::ReviewItem& i) { return is_open(i) && is_gap(i.kind); });
  out += short_list(context, "What may stand in the plan twice", "No likeness was found.",
                    [](const plan::ReviewItem& i) { return is_open(i) && is_duplicate(i.kind); });
  out += short_list(context, "Dates to look at", "No date stands out.",
                    [](const plan::ReviewItem& i) { return is_open(i) && is_date(i.kind); });
  return out + problem_files_html(context) + coverage_html(context.bundle.coverage) +
         "<h2>How this was made</h2>\n<p>" + kMethod + "</p>\n" + "</section>\n";
}

}  // namespace planmerge::exporter
