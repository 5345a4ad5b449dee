// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "normalize/normalize.h"

namespace planmerge::pipeline {

/// Links and merges one case given as JSON (versions, current, contributions, decisions) and
/// answers as JSON (rows, links, items, flags, provenance); docs/merging.md describes both.
/// The same case gives the same bytes, whatever the order of its contributions.
/// Errors: Unreadable ("json", "bad-case") with the member that is missing or of the wrong type;
/// Limit ("limit") for more rows or contributions than kMaxCaseRows in all.
std::string merge_case_json(std::string_view json, const normalize::Normalizer& normalizer);

inline constexpr std::size_t kMaxCaseRows = 100'000;

}  // namespace planmerge::pipeline
