// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "merge/policy/reading.h"

namespace planmerge::merge::policy {

/// For each value of `from` its counterpart in `to`, or -1: the same key first, then what is most
/// alike, if it is alike enough to be a rewording (words in common over words of both).
std::vector<int> counterparts(const Reading& from, const Reading& to);

}  // namespace planmerge::merge::policy
