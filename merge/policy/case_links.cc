// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/policy/case_links.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "merge/linkage/linkage.h"

namespace planmerge::merge::policy {
namespace {

using linkage::ColumnKind;
using linkage::Match;
using linkage::MatchKind;

constexpr float kAccepted = 0.5F;

const std::vector<linkage::Column>& case_columns() {
  static const std::vector<linkage::Column> kColumns = {
      {"need", ColumnKind::Code},      {"number", ColumnKind::Code},
      {"title", ColumnKind::Text},     {"status", ColumnKind::Code},
      {"start", ColumnKind::Month},    {"end", ColumnKind::Month},
      {"funding", ColumnKind::Amount}, {"outputs", ColumnKind::Items},
      {"drivers", ColumnKind::Names},
  };
  return kColumns;
}

std::optional<double> number_in(std::string_view key, ColumnKind kind) {
  int year = 0, month = 0;
  double amount = 0;
  const char* end = key.data() + key.size();
  if (kind == ColumnKind::Amount) {
    if (std::from_chars(key.data(), end, amount).ec != std::errc()) return std::nullopt;
    return amount;
  }
  if (key.size() != 7 || key[4] != '-' ||
      std::from_chars(key.data(), key.data() + 4, year).ptr != key.data() + 4 ||
      std::from_chars(key.data() + 5, end, month).ptr != end)
    return std::nullopt;
  return 12.0 * year + month - 1;
}

void add_row(linkage::Table& table, const CaseRow& row, std::size_t place) {
  table.begin_row(std::to_string(place));
  for (std::size_t column = 0; column < case_columns().size(); ++column) {
    const ColumnKind kind = case_columns()[column].kind;
    for (const Value& value : row.fields[column]) {
      if (value.key.empty()) continue;
      if (kind == ColumnKind::Month || kind == ColumnKind::Amount) {
        if (const auto number = number_in(value.key, kind)) table.add_number(column, *number);
      } else {
        table.add_text(column, value.key);
      }
    }
  }
  table.end_row();
}

/// A title that nearly says what the row's says, whatever else differs.
bool resembles(const linkage::Linkage& links, const Match& match) {
  constexpr linkage::Level kHalf = 5;  // "about half the words"
  const std::vector<linkage::Level> levels = links.levels(match.left, match.right);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (links.model().aspects()[i].kind == linkage::Aspect::Kind::Text)
      return levels[i] > 0 && levels[i] <= kHalf;
  }
  return false;
}

}  // namespace

std::vector<LinkedRow> link_case_rows(
    const std::vector<CaseRow>& rows, const std::vector<CaseRow>& known,
    const std::set<std::pair<std::size_t, std::string>>& not_the_same) {
  std::vector<LinkedRow> linked(rows.size());
  linkage::Table left(case_columns()), right(case_columns());
  for (std::size_t i = 0; i < rows.size(); ++i) add_row(left, rows[i], i);
  for (std::size_t j = 0; j < known.size(); ++j) add_row(right, known[j], j);
  const linkage::Linkage links(left, right, {});
  std::vector<Match> matches = links.matches();
  std::erase_if(matches, [&](const Match& match) {
    return not_the_same.contains({match.left, known[match.right].id});
  });
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.score > b.score; });
  std::set<std::size_t> used;
  for (const Match& match : matches) {
    LinkedRow& row = linked[match.left];
    if (match.score < kAccepted) continue;
    const bool one_to_one = match.kind == MatchKind::Same;
    if (one_to_one && (!row.to.empty() || used.contains(match.right))) continue;
    used.insert(match.right);
    row.to.push_back(known[match.right].id);
    row.relation = match.kind == MatchKind::Split    ? "split"
                   : match.kind == MatchKind::Merged ? "merge"
                                                     : "same";
  }
  for (const Match& match : matches) {
    LinkedRow& row = linked[match.left];
    if (row.to.empty() && row.near.empty() && resembles(links, match))
      row.near.push_back(known[match.right].id);
  }
  return linked;
}

std::vector<std::size_t> same_new_rows(const std::vector<const CaseRow*>& rows,
                                       const std::vector<std::string>& parties) {
  std::vector<std::size_t> first(rows.size());
  linkage::Table table(case_columns());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    first[i] = i;
    add_row(table, *rows[i], i);
  }
  if (rows.size() < 2) return first;
  const linkage::Linkage links(table, {});
  for (const Match& match : links.matches()) {
    if (match.score < kAccepted || parties[match.left] == parties[match.right]) continue;
    if (first[match.right] == match.right) first[match.right] = first[match.left];
  }
  return first;
}

}  // namespace planmerge::merge::policy
