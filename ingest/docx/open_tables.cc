// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/open_tables.h"

#include <utility>

#include "base/error.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxTables = 20'000;

}  // namespace

void OpenTables::begin(const std::string& scope, const std::vector<plan::Heading>& headings) {
  if (document_.tables.size() >= kMaxTables)
    throw Error(Error::Kind::Limit, "limit", "", "the document has over 20,000 tables");
  auto builder = std::make_unique<TableBuilder>();
  builder->table.headings = headings;
  builder->table.scope = scope;
  builder->view = view_;
  places_.push_back(document_.tables.size());
  document_.tables.emplace_back();
  builders_.push_back(std::move(builder));
}

void OpenTables::end() {
  if (builders_.empty()) return;
  TableBuilder& builder = *builders_.back();
  const std::size_t place = places_.back();
  for (plan::LeftOut& text : builder.covered) {
    text.where.table = static_cast<int>(place);
    document_.left_out.push_back(std::move(text));
  }
  document_.tables[place] = builder.finish();
  builders_.pop_back();
  places_.pop_back();
}

}  // namespace planmerge::ingest
