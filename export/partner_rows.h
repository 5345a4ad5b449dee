// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "export/exporters.h"

/// What one partner has to do with a round.
namespace planmerge::exporter {

/// A row that the partner sent, and what it was taken for.
struct SentRow {
  const FileOutcome* file = nullptr;
  const plan::ActionRow* row = nullptr;
  int index = 0;                     // in the file
  const plan::Link* link = nullptr;  // null: the merge did not see it
};

/// Every row of the partner's files, in the order of files and rows. The name is compared without
/// regard to case.
std::vector<SentRow> rows_sent_by(const Bundle& bundle, const std::string& partner);

/// Rows of the plan that are the partner's: it drives them or takes part, it sent them, or a
/// present value is its own. In the order of the plan.
std::vector<const plan::PlanRow*> rows_of_partner(const Bundle& bundle, const std::string& partner);

/// Open questions about a row of the plan (or about a row that the partner sent), by their place
/// in Bundle::items, from 1.
std::vector<std::size_t> open_questions(const Bundle& bundle, const std::string& row_id);
std::vector<std::size_t> open_questions(const Bundle& bundle, const SentRow& row);

/// There is a partner in the bundle.
bool has_partner(const Bundle& bundle);

}  // namespace planmerge::exporter
