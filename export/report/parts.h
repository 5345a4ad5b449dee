// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "export/exporters.h"
#include "export/report/figures.h"

/// The parts of the HTML report; each answers a piece of well-formed HTML.
namespace planmerge::exporter {

/// Items are called "question 17" in the report: their place in Bundle::items, from 1.
struct Context {
  const Bundle& bundle;
  Figures figures;
};

/// The two pages for the chair. Every text in them is cut, so that they stay two pages.
std::string summary_html(const Context& context);

/// Every question with its readings, then what was settled.
std::string items_html(const Context& context);

/// The plan after the merge, six columns, and the rows that were dropped.
std::string plan_html(const Context& context);

/// Every file with its rows, error and notes.
std::string files_html(const Context& context);

/// "annex.pdf, page 14, table 3, row 7; ..." of one side of an item, escaped; each place once.
std::string places_html(const plan::ItemEvidence& evidence);

/// "Plan", or the partner, or the file's name where the partner is not known.
std::string party_of(const plan::ItemEvidence& evidence);

}  // namespace planmerge::exporter
