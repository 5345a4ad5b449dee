// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/table.h"

namespace planmerge::ingest {

/// What the reader of the page sees in a cell: its text, or the struck-out text of a cell that
/// was deleted as a whole.
std::string visible_text(const plan::Cell& cell);
bool is_blank(const plan::Cell& cell);

/// visible_text() with its lines joined by one space and footnote marks dropped.
std::string one_line(const plan::Cell& cell);

/// one_line() with the automatic number of the first paragraph in front; bullets are left out.
std::string labelled_line(const plan::Cell& cell);

/// one_line() of the text before tracked changes; of the text as it is if nothing was changed.
std::string original_line(const plan::Cell& cell);

/// A cell of outputs: an underlined line above the bullets, and one string a bullet.
struct OutputsCell {
  std::string scope;
  std::vector<std::string> outputs;
};
OutputsCell outputs_of(const plan::Cell& cell);

/// The same before tracked changes. `scope`: of the cell as it is, to know the line again.
OutputsCell original_outputs(const plan::Cell& cell, std::string_view scope);

}  // namespace planmerge::ingest
