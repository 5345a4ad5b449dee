// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string_view>

#include "normalize/normalize.h"

namespace planmerge::normalize {

/// One phrase a line in, one JSON object a line out, in the same order.
/// @param kind  "timeline", "driver" or "funding"
void normalise_lines(std::string_view kind, std::istream& in, std::ostream& out,
                     const Normalizer& normalizer, bool explain);

}  // namespace planmerge::normalize
