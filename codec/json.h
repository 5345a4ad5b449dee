// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/document.h"
#include "plan/review.h"

/// The values of plan/ as JSON and back: the one home of the shapes that `--json`, the store,
/// the worker's records and the JSON export share (design section 6).
///
/// encode() is total and deterministic (keys in a fixed order; members that have their default
/// value may be left out). decode<T>() gives the value back, boxes to 0.01 pt.
/// Errors: decode throws Error(Unreadable, "bad-record") on a missing or mistyped key.
namespace planmerge::codec {

using Json = nlohmann::ordered_json;

Json encode(const plan::Box&);
Json encode(const plan::Provenance&);
Json encode(const plan::Diagnostic&);
Json encode(const plan::Paragraph&);
Json encode(const plan::Revision&);
Json encode(const plan::CommentReply&);
Json encode(const plan::Comment&);
Json encode(const plan::Footnote&);
Json encode(const plan::TextLedger&);
Json encode(const plan::RowMark&);
Json encode(const plan::Region&);
Json encode(const plan::Heading&);
Json encode(const plan::Cell&);
Json encode(const plan::Table&);
Json encode(const plan::Timeline&);
Json encode(const plan::Organisation&);
Json encode(const plan::Drivers&);
Json encode(const plan::Amount&);
Json encode(const plan::FundingPeriod&);
Json encode(const plan::Funding&);
Json encode(const plan::Normalised&);
Json encode(const plan::FieldSource&);
Json encode(const plan::ActionRow&);
Json encode(const plan::Source&);
Json encode(const plan::LeftOut&);
Json encode(const plan::StruckTable&);
Json encode(const plan::Document&);
Json encode(const plan::Contribution&);
Json encode(const plan::PlanRow&);
Json encode(const plan::PlanVersion&);
Json encode(const plan::Link&);
Json encode(const plan::ItemEvidence&);
Json encode(const plan::ReviewItem&);
Json encode(const plan::Decision&);
Json encode(const plan::FieldOutcome&);

/// decode<plan::Table>(json) and so on, for every type that encode() takes.
template <typename T>
T decode(const Json& json);
template <>
plan::Box decode<plan::Box>(const Json& json);
template <>
plan::Provenance decode<plan::Provenance>(const Json& json);
template <>
plan::Diagnostic decode<plan::Diagnostic>(const Json& json);
template <>
plan::Paragraph decode<plan::Paragraph>(const Json& json);
template <>
plan::Revision decode<plan::Revision>(const Json& json);
template <>
plan::CommentReply decode<plan::CommentReply>(const Json& json);
template <>
plan::Comment decode<plan::Comment>(const Json& json);
template <>
plan::Footnote decode<plan::Footnote>(const Json& json);
template <>
plan::TextLedger decode<plan::TextLedger>(const Json& json);
template <>
plan::RowMark decode<plan::RowMark>(const Json& json);
template <>
plan::Region decode<plan::Region>(const Json& json);
template <>
plan::Heading decode<plan::Heading>(const Json& json);
template <>
plan::Cell decode<plan::Cell>(const Json& json);
template <>
plan::Table decode<plan::Table>(const Json& json);
template <>
plan::Timeline decode<plan::Timeline>(const Json& json);
template <>
plan::Organisation decode<plan::Organisation>(const Json& json);
template <>
plan::Drivers decode<plan::Drivers>(const Json& json);
template <>
plan::Amount decode<plan::Amount>(const Json& json);
template <>
plan::FundingPeriod decode<plan::FundingPeriod>(const Json& json);
template <>
plan::Funding decode<plan::Funding>(const Json& json);
template <>
plan::Normalised decode<plan::Normalised>(const Json& json);
template <>
plan::FieldSource decode<plan::FieldSource>(const Json& json);
template <>
plan::ActionRow decode<plan::ActionRow>(const Json& json);
template <>
plan::Source decode<plan::Source>(const Json& json);
template <>
plan::LeftOut decode<plan::LeftOut>(const Json& json);
template <>
plan::StruckTable decode<plan::StruckTable>(const Json& json);
template <>
plan::Document decode<plan::Document>(const Json& json);
template <>
plan::Contribution decode<plan::Contribution>(const Json& json);
template <>
plan::PlanRow decode<plan::PlanRow>(const Json& json);
template <>
plan::PlanVersion decode<plan::PlanVersion>(const Json& json);
template <>
plan::Link decode<plan::Link>(const Json& json);
template <>
plan::ItemEvidence decode<plan::ItemEvidence>(const Json& json);
template <>
plan::ReviewItem decode<plan::ReviewItem>(const Json& json);
template <>
plan::Decision decode<plan::Decision>(const Json& json);
template <>
plan::FieldOutcome decode<plan::FieldOutcome>(const Json& json);

}  // namespace planmerge::codec
