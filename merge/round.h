// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "merge/similarity.h"
#include "plan/review.h"

namespace planmerge::merge {

/// One contribution row and the plan row that it means.
struct Claim {
  const plan::Contribution* contribution = nullptr;
  const plan::ActionRow* row = nullptr;
  int index = 0;                        // of the row in its document
  const plan::PlanRow* base = nullptr;  // in the version that the partner worked from
  std::string id;                       // plan row; of a new row: its own new id
  bool is_new = false;
  /// The row divides a plan row, or joins several (all their ids): nothing of it is taken until a
  /// person decides (POLICY P10).
  bool is_part = false;
  std::vector<std::string> joins;
};

/// What the steps of a merge share: the input in a fixed order, and the result as it grows.
struct MergeRound {
  const plan::MergeInput& input;
  const plan::PlanVersion& current;
  std::vector<const plan::Contribution*> contributions;  // sorted; superseded ones left out
  WordSpace space;
  std::vector<Claim> claims;
  plan::MergeResult result;
  std::map<std::string, std::size_t> position;  // plan row id -> index in result.plan.rows

  plan::PlanRow* find(const std::string& id);
  std::string name_of(const std::string& body) const;
  /// The organisation at the top of a body.
  std::string root_of(std::string body) const;
  /// The body is the partner or one of its units.
  bool speaks_for(const plan::Contribution& contribution, const std::string& body) const;
};

/// One side of an item.
plan::ItemEvidence evidence_of(const Claim& claim, plan::Field field);
plan::ItemEvidence evidence_of(const plan::PlanRow& row, plan::Field field);

/// Completes an item (fingerprint, evidence hash) and adds it to the result.
/// @param discriminator  tells items of one kind, row and field apart ("" if there is one only)
plan::ReviewItem& add_item(MergeRound& round, plan::ReviewItem item,
                           const std::string& discriminator = "");

/// "1.1 Joint patrols" for sentences, at most about 60 characters.
std::string called(const plan::ActionRow& row);

}  // namespace planmerge::merge
