// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace planmerge::exporter {

/// Most words a side that are compared (the table has their product as entries: 2 MB).
inline constexpr std::size_t kMaxCompared = 1000;

/// The longest common subsequence: places in `a` and in `b`, ascending in both. Longer texts than
/// kMaxCompared have what they share at their beginning and at their end.
std::vector<std::pair<std::size_t, std::size_t>> common_pairs(
    const std::vector<std::string_view>& a, const std::vector<std::string_view>& b);

}  // namespace planmerge::exporter
