// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/row_marks.h"

#include "plan/own_marks.h"

namespace planmerge::ingest {
namespace {

constexpr std::string_view kCopy = " Copy ";  // LibreOffice names a copied bookmark "name Copy 1"
constexpr std::size_t kMaxId = 40;            // Word's limit for the whole name
constexpr std::size_t kMaxWaiting = 1'000;

}  // namespace

std::optional<std::string> row_id_of_bookmark(std::string_view name) {
  if (!name.starts_with(plan::kRowBookmark)) return std::nullopt;
  name.remove_prefix(plan::kRowBookmark.size());
  name = name.substr(0, name.find(kCopy));
  if (name.empty() || name.size() > kMaxId) return std::nullopt;
  return std::string(name);
}

void WaitingRowMarks::begin(std::string_view bookmark, std::string row_id) {
  if (waiting_.size() < kMaxWaiting) waiting_.emplace_back(bookmark, std::move(row_id));
}

void WaitingRowMarks::end(std::string_view bookmark) {
  std::erase_if(waiting_, [bookmark](const auto& mark) { return mark.first == bookmark; });
}

std::vector<std::string> WaitingRowMarks::take() {
  std::vector<std::string> ids;
  for (auto& [bookmark, id] : waiting_) ids.push_back(std::move(id));
  waiting_.clear();
  return ids;
}

}  // namespace planmerge::ingest
