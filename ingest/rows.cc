// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/rows.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/acronyms.h"
#include "ingest/cell_text.h"
#include "ingest/header.h"
#include "ingest/row_ids.h"
#include "ingest/row_reader.h"
#include "ingest/struck_rows.h"
#include "ingest/title_number.h"

namespace planmerge::ingest {
namespace {

using plan::Field;

constexpr std::size_t kTitleSearched = 12;  // paragraphs at the head of a document

// The heading split again: a PDF reader may give "Action 3" as its number, Word "3.1".
NumberedTitle title_of(const plan::Heading& heading) {
  const std::string whole =
      heading.number.empty() ? heading.text : heading.number + ": " + heading.text;
  NumberedTitle split = split_number(whole);
  if (split.title.empty()) split.title = heading.text;
  return split;
}

bool names_action(const plan::Table& table) {
  return std::any_of(table.headings.begin(), table.headings.end(), [](const auto& heading) {
    return title_of(heading).field() == Field::Action;
  });
}

Governing governing(const plan::Document& document, int table, const plan::Heading& heading,
                    Field field) {
  const NumberedTitle split = title_of(heading);
  Governing result;
  const bool whole = field == Field::Section;
  result.text = whole ? text::collapse(heading.text) : split.title;
  if (!whole) result.number = split.number;
  plan::FieldSource source;
  source.field = field;
  source.inherited = true;
  source.where = plan::place_in(document);
  source.where.page = heading.page;
  source.where.table = table;
  source.where.sheet = document.tables[static_cast<std::size_t>(table)].sheet;
  result.source.push_back(std::move(source));
  return result;
}

// Headings are asked from the nearest outwards; what the columns give is not asked for.
Carried from_headings(const plan::Document& document, int index, const Columns& columns) {
  const plan::Table& table = document.tables[static_cast<std::size_t>(index)];
  Carried carried;
  bool need_open = !columns.has(Field::Need);
  bool action_open = !columns.has(Field::Action);
  bool section_open = true;
  for (auto it = table.headings.rbegin(); it != table.headings.rend(); ++it) {
    const NumberedTitle split = title_of(*it);
    const auto named = split.field();
    const bool numbered = !split.number.empty() && it->level > 0;
    if (action_open && (named == Field::Action || (numbered && !named))) {
      carried.action = governing(document, index, *it, Field::Action);
      action_open = false;
    } else if (need_open && (named == Field::Need || (numbered && !named && !action_open))) {
      carried.need = governing(document, index, *it, Field::Need);
      need_open = false;
    } else if (section_open && it->level > 0) {
      carried.section = governing(document, index, *it, Field::Section);
      section_open = false;
    }
  }
  return carried;
}

// Nothing but blank paragraphs stands between the two: what stood above the first and is no heading
// speaks of the first only.
bool nothing_between(const plan::Table& before, const plan::Table& table) {
  if (before.headings == table.headings) return true;
  std::vector<plan::Heading> headings = before.headings;
  std::erase_if(headings, [](const plan::Heading& heading) { return heading.level == 0; });
  return headings == table.headings;
}

// What stands in headers, footers and notes is no part of a plan.
bool holds_plan_content(const plan::Table& table) {
  return table.scope == "body" || table.scope == "textbox";
}

// A table without a header that goes on where the one before ended.
bool continues(const plan::Table& before, const plan::Table& table, const Columns& columns) {
  return columns.known() < 2 && before.kind == plan::TableKind::Action &&
         before.columns == table.columns && before.scope == table.scope &&
         nothing_between(before, table) && table.rows > 0;
}

void name_columns(plan::Table& table, const Columns& columns) {
  table.kind = plan::TableKind::Action;
  table.column_fields.clear();
  for (const auto& field : columns.fields)
    table.column_fields.emplace_back(field ? plan::name_of(*field) : std::string_view{});
  table.header_rows = columns.header_rows;
}

/// @return where each of document.rows begins
std::vector<RowPlace> find_action_rows(plan::Document& document) {
  std::vector<RowPlace> places;
  Columns last;
  Carried carried;
  int last_action = -1;
  for (int i = 0; i < static_cast<int>(document.tables.size()); ++i) {
    plan::Table& table = document.tables[static_cast<std::size_t>(i)];
    if (table.rows <= 0 || table.columns <= 0 || !holds_plan_content(table)) continue;
    Columns columns = read_columns(table);
    const bool same = last_action >= 0 && last_action == i - 1 &&
                      continues(document.tables[static_cast<std::size_t>(i) - 1], table, columns);
    if (same) {
      columns = last;
      columns.first_header_row = columns.header_rows = 0;
    } else if (!is_action_table(columns, names_action(table))) {
      read_acronym_table(table, document.acronyms);
      continue;
    } else {
      carried = from_headings(document, i, columns);
    }
    name_columns(table, columns);
    for (const int row : read_rows(document, i, columns, carried)) places.push_back({i, row});
    last = columns;
    last_action = i;
  }
  return places;
}

// A change of formats only says nothing of the text.
bool has_revisions(const plan::Document& document) {
  if (!document.struck.empty()) return true;
  for (const plan::Table& table : document.tables) {
    for (const plan::Cell& cell : table.cells) {
      if (cell.revised || cell.change != plan::Cell::Change::None ||
          std::any_of(cell.revisions.begin(), cell.revisions.end(), [](const auto& revision) {
            return revision.kind != plan::Revision::Kind::Format;
          }))
        return true;
    }
  }
  return false;
}

// Programs fill in the name of the file or of themselves where nobody gave a title.
bool is_title(const std::string& text) {
  const std::vector<std::string> words = text::words(text);
  return words.size() >= 2 && !text.starts_with("Microsoft") &&
         text.find(".doc") == std::string::npos;
}

void find_title(plan::Document& document) {
  if (is_title(document.source.title)) document.title = text::collapse(document.source.title);
  const std::size_t head = std::min(kTitleSearched, document.paragraphs.size());
  for (std::size_t i = 0; i < head && document.title.empty(); ++i) {
    if (is_title(document.paragraphs[i].text))
      document.title = text::collapse(document.paragraphs[i].text);
  }
  document.window = years_of(document.title);
  for (std::size_t i = 0; i < head && document.window.empty(); ++i)
    document.window = years_of(document.paragraphs[i].text);
}

}  // namespace

void find_rows(plan::Document& document) {
  const std::vector<RowPlace> places = find_action_rows(document);
  if (!document.struck.empty()) {
    plan::Document markup = with_all_markup(document);
    const std::vector<RowPlace> markup_places = find_action_rows(markup);
    take_struck_rows(document, places, std::move(markup), markup_places);
  }
  settle_row_ids(document);
  read_acronym_paragraphs(document.paragraphs, document.acronyms);
  const bool tracked = has_revisions(document);
  for (plan::ActionRow& row : document.rows) row.tracked = tracked;
  find_title(document);
}

}  // namespace planmerge::ingest
