// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ostream>
#include <string>

#include "normalize/normalize.h"

namespace planmerge::pipeline {

/// Links the records of two files; `right` empty: finds the records of `left` that are the same.
/// Writes `left_id,right_id,score,relation`, by record of `left`, the best first; 0.5 and more is
/// what planmerge itself would accept. The same files give the same bytes, whatever `jobs`.
/// Errors: those of open_records() and read_records().
void link_files(const std::string& left, const std::string& right, unsigned jobs,
                const normalize::Normalizer& normalizer, std::ostream& out);

}  // namespace planmerge::pipeline
