// SPDX-License-Identifier: GPL-3.0-or-later
// Includes every public header and calls every library.
#include <base/error.h>
#include <export/exporters.h>
#include <ingest/readers.h>
#include <merge/merge.h>
#include <normalize/normalize.h>
#include <plan/document.h>
#include <plan/review.h>
#include <store/store.h>

#include <iostream>
#include <string>

namespace {

/// The code with which a text that is no document is refused.
std::string refusal() {
  planmerge::plan::Notes notes;
  try {
    planmerge::ingest::read_document("only words", "words.pdf", {}, notes);
  } catch (const planmerge::Error& error) {
    return error.code();
  }
  return "";
}

planmerge::plan::MergeResult merged() {
  planmerge::plan::MergeInput input;
  planmerge::plan::PlanVersion version;
  version.number = 1;
  planmerge::plan::PlanRow row;
  row.id = "A0001";
  row.row.action = "Plant the dunes";
  row.row.status_timeline_raw = "2026 - 2027";
  planmerge::normalize::Normalizer().normalise(row.row, {});
  version.rows.push_back(row);
  input.versions.push_back(version);
  return planmerge::merge::merge(input);
}

}  // namespace

int main() {
  planmerge::plan::MergeResult result = merged();
  result.plan.number = 1;  // numbers are the store's to give
  const auto store = planmerge::store::open_memory();
  store->add_version(result.plan);
  planmerge::exporter::Bundle bundle;
  bundle.after = *store->version(1);
  std::cout << refusal() << '\n' << bundle.after.rows.at(0).row.norm.timeline.edtf << '\n';
  planmerge::exporter::find_exporter("csv")->write(bundle, std::cout);
}
