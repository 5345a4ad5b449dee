// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/document.h"
#include "plan/review.h"

/// The values of plan/ as JSON and back: the one home of the shapes that `--json`, the store,
/// the worker's records and the JSON export share (design section 6).
///
/// to_json_value() is total and deterministic (keys in a fixed order, no absent key changes
/// meaning). from_json throws planmerge::Error (Unreadable) on a missing or mistyped key.
namespace planmerge::codec {

using Json = nlohmann::ordered_json;

Json encode(const plan::Provenance&);
Json encode(const plan::Diagnostic&);
Json encode(const plan::Cell&);
Json encode(const plan::Table&);
Json encode(const plan::Timeline&);
Json encode(const plan::Drivers&);
Json encode(const plan::Funding&);
Json encode(const plan::Normalised&);
Json encode(const plan::ActionRow&);
Json encode(const plan::Document&);
Json encode(const plan::PlanRow&);
Json encode(const plan::PlanVersion&);
Json encode(const plan::Link&);
Json encode(const plan::ReviewItem&);
Json encode(const plan::Decision&);
Json encode(const plan::FieldOutcome&);
Json encode(const plan::Source&);
Json encode(const plan::LeftOut&);
Json encode(const plan::Paragraph&);
Json encode(const plan::Contribution&);

/// decode<plan::Table>(json) and so on, for every type that encode() takes.
template <typename T>
T decode(const Json&);

}  // namespace planmerge::codec
