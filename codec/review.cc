// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/archive.h"
#include "codec/json.h"

namespace planmerge::codec {

using plan::Field;

template <class A>
void members(A& a, plan::Link& v) {
  using plan::Relation;
  a.member("file", v.file);
  a.member("sha256", v.sha256);
  a.member("partner", v.partner);
  a.member("row_index", v.row);
  a.choice("relation", v.relation,
           Names<Relation>{{Relation::Same, "same"},
                           {Relation::Split, "split"},
                           {Relation::Merged, "merged"},
                           {Relation::Moved, "moved"},
                           {Relation::Renumbered, "renumbered"},
                           {Relation::New, "new"}});
  a.member("to_ids", v.to);
  a.member("score", v.score);
  a.member("reasons", v.reasons);
}

template <class A>
void members(A& a, plan::ItemEvidence& v) {
  std::string side = v.in_plan ? "plan" : "contribution";
  a.member("in", side);
  v.in_plan = side == "plan";
  a.member("file", v.file);
  a.optional("partner", v.partner);
  a.optional("row_id", v.row_id);
  if constexpr (A::kWrites) {
    if (v.row_index >= 0) a.member("row_index", v.row_index);
  } else {
    a.optional("row_index", v.row_index);
  }
  field_name(a, "field", v.field);
  a.member("reading", v.reading);
  a.optional("value", v.value);
  a.member("source", v.source);
  a.member("row", v.row);
}

template <class A>
void members(A& a, plan::ReviewItem& v) {
  using plan::Stake;
  a.member("id", v.id);
  a.member("kind", v.kind);
  a.choice("severity", v.severity,
           Names<Stake>{{Stake::High, "high"}, {Stake::Medium, "medium"}, {Stake::Low, "low"}});
  a.member("field", v.field);
  a.member("why", v.why);
  a.member("suggestion", v.suggestion);
  a.member("confidence", v.confidence);
  a.member("state", v.state);
  a.member("rows", v.rows);
  a.member("evidence_hash", v.evidence_hash);
  a.optional("answer", v.answer);
  a.member("evidence", v.evidence);
}

template <class A>
void members(A& a, plan::Decision& v) {
  a.member("number", v.number);
  a.member("item", v.item);
  a.optional("kind", v.kind);
  a.optional("field", v.field);
  a.optional("rows", v.rows);
  a.optional("evidence_hash", v.evidence_hash);
  a.member("take", v.take);
  a.optional("value", v.value);
  a.optional("who", v.who);
  a.optional("when", v.when);
  a.optional("note", v.note);
  a.optional("values", v.values);
}

template <class A>
void members(A& a, plan::FieldOutcome& v) {
  a.member("row_id", v.row_id);
  field_name(a, "field", v.field);
  a.member("outcome", v.outcome);
  a.member("by", v.by);
  a.optional("why", v.why);
}

PLANMERGE_CODEC(Link)
PLANMERGE_CODEC(ItemEvidence)
PLANMERGE_CODEC(ReviewItem)
PLANMERGE_CODEC(Decision)
PLANMERGE_CODEC(FieldOutcome)

}  // namespace planmerge::codec
