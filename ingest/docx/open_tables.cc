// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/open_tables.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/error.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxTables = 20'000;

}  // namespace

OpenTables::OpenTables(plan::Document& document, RevisionView view)
    : document_(document), view_(view) {
  for (const plan::StruckTable& struck : document.struck) gone_before_ += struck.gone ? 1 : 0;
}

void OpenTables::begin(const std::string& scope, const std::vector<plan::Heading>& headings,
                       Presence place) {
  if (document_.tables.size() >= kMaxTables)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 20,000 tables");
  auto builder = std::make_unique<TrackedTable>(place, view_);
  builder->table().headings = headings;
  builder->table().scope = scope;
  places_.push_back(document_.tables.size());
  document_.tables.emplace_back();
  builders_.push_back(std::move(builder));
}

plan::Provenance OpenTables::here() const {
  plan::Provenance where;
  if (builders_.empty()) return where;
  where.table = static_cast<int>(places_.back());
  where.row = builders_.back()->table().rows;
  return where;
}

void OpenTables::end() {
  if (builders_.empty()) return;
  TrackedTable::Finished finished = builders_.back()->finish();
  const std::size_t place = places_.back();
  for (plan::LeftOut& text : finished.covered) {
    text.where.table = static_cast<int>(place) + (text.where.struck ? gone_before_ : 0);
    document_.left_out.push_back(std::move(text));
  }
  document_.tables[place] = std::move(finished.table);
  if (finished.gone) gone_.insert(place);
  if (finished.struck) {
    finished.struck->place = static_cast<int>(place) + gone_before_;
    document_.struck.push_back(std::move(*finished.struck));
  }
  builders_.pop_back();
  places_.pop_back();
}

int OpenTables::moved_up(int place) const {
  const auto next = gone_.lower_bound(static_cast<std::size_t>(std::max(0, place)));
  return place - static_cast<int>(std::distance(gone_.begin(), next));
}

void OpenTables::finish() {
  std::sort(document_.struck.begin(), document_.struck.end(),
            [](const auto& a, const auto& b) { return a.place < b.place; });
  for (plan::StruckTable& struck : document_.struck)
    struck.beside = moved_up(struck.place - gone_before_);
  for (plan::LeftOut& text : document_.left_out) {
    if (!text.where.struck) text.where.table = moved_up(text.where.table);
  }
  for (auto place = gone_.rbegin(); place != gone_.rend(); ++place)
    document_.tables.erase(document_.tables.begin() + static_cast<std::ptrdiff_t>(*place));
  gone_.clear();
}

}  // namespace planmerge::ingest
