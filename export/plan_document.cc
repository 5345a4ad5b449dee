// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/plan_document.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "export/designations.h"
#include "plan/own_marks.h"

namespace planmerge::exporter {
namespace {

using plan::ActionRow;
using plan::Field;
using word::Cell;
using word::Paragraph;

constexpr std::size_t kMaxBookmark = 40;  // Word's limit for a bookmark's name
constexpr std::size_t kMaxColumns = 12;   // beyond, no column would be wide enough to read

struct Column {
  std::string heading;
  int share;                  // of the width
  std::vector<Field> fields;  // first: whose text stands there
  std::string other;          // heading of a column with no field of ours
};

bool any(const std::vector<DocumentRow>& rows, Field field) {
  return std::any_of(rows.begin(), rows.end(), [field](const DocumentRow& row) {
    return !row.row->row.reading(field).empty() ||
           (row.before != nullptr && !row.before->reading(field).empty());
  });
}

/// The six columns of the plan; start and end, and columns without a field, only where they are
/// used.
std::vector<Column> columns_of(const std::vector<DocumentRow>& rows,
                               std::vector<NotCarried>& lost) {
  std::vector<Column> columns = {
      {"NEED ADDRESSED", 114, {Field::Need, Field::NeedNo}, ""},
      {"ACTION", 136, {Field::Action, Field::ActionNo}, ""},
      {"EXPECTED OUTPUTS", 356, {Field::Outputs, Field::Scope}, ""},
      {"DRIVER (S)", 117, {Field::Drivers}, ""},
      {"STATUS / TIMELINE", 117, {Field::Status}, ""},
  };
  if (any(rows, Field::Start)) columns.push_back({"START", 80, {Field::Start}, ""});
  if (any(rows, Field::End)) columns.push_back({"END", 80, {Field::End}, ""});
  columns.push_back({"FUNDING", 160, {Field::Funding}, ""});
  std::set<std::string> others;
  for (const DocumentRow& row : rows) {
    for (const auto& [heading, text] : row.row->row.other) others.insert(heading);
    if (row.before == nullptr) continue;
    for (const auto& [heading, text] : row.before->other) others.insert(heading);
  }
  for (const std::string& heading : others) {
    if (columns.size() < kMaxColumns)
      columns.push_back({heading, 100, {Field::Note}, heading});
    else
      lost.push_back({"", "column", "no room is left for the column \"" + heading + "\""});
  }
  return columns;
}

std::string other_of(const ActionRow& row, const std::string& heading) {
  const auto found = row.other.find(heading);
  return found == row.other.end() ? "" : found->second;
}

/// Is what governs these rows the same text, now and before?
bool same(const DocumentRow& a, const DocumentRow& b, std::initializer_list<Field> fields) {
  if (a.struck != b.struck || (a.before == nullptr) != (b.before == nullptr)) return false;
  return std::all_of(fields.begin(), fields.end(), [&](Field field) {
    return a.row->row.reading(field) == b.row->row.reading(field) &&
           (a.before == nullptr || a.before->reading(field) == b.before->reading(field));
  });
}

class TableBuilder {
 public:
  TableBuilder(const std::vector<DocumentRow>& rows, int width, std::vector<NotCarried>& lost)
      : rows_(rows), lost_(lost), columns_(columns_of(rows, lost)) {
    int shares = 0;
    for (const Column& column : columns_) shares += column.share;
    for (const Column& column : columns_) table_.widths.push_back(width * column.share / shares);
  }

  /// The table of the rows from `begin` to before `end`.
  word::Table build(std::size_t begin, std::size_t end) {
    table_.rows.clear();
    header();
    for (std::size_t i = begin; i < end; ++i) row(i, i > begin);
    return table_;
  }

  void lose(std::size_t i, Field field, const char* reason) {
    lost_.push_back({rows_[i].row->id, std::string(name_of(field)), reason});
  }

 private:
  void header() {
    word::Row& row = table_.rows.emplace_back();
    row.header = true;
    for (const Column& column : columns_) {
      Cell& cell = row.cells.emplace_back();
      cell.shaded = true;
      cell.paragraphs.push_back(word::plain(column.heading, "TableHead"));
    }
  }

  /// Restarts the merged cell of need or action, or goes on with it.
  Cell governing(std::size_t i, Field title, Field number, bool goes_on, bool bold) {
    Cell cell;
    cell.merge = goes_on ? Cell::Merge::Below : Cell::Merge::Begin;
    if (goes_on) return cell;
    const DocumentRow& entry = rows_[i];
    const auto text = [&](const ActionRow& row) {
      return numbered_title(row.reading(number), row.reading(title));
    };
    const std::string now = text(entry.row->row);
    Paragraph paragraph;
    if (entry.before != nullptr && !entry.struck)
      paragraph.runs = word::tracked_runs(text(*entry.before), now);
    else
      paragraph = word::plain(now);
    for (word::Run& run : paragraph.runs) run.bold = bold;
    comment(paragraph, entry, {title, number});
    cell.paragraphs.push_back(std::move(paragraph));
    if (now.empty() && i > 0 && !text(rows_[i - 1].row->row).empty())
      lose(i, title, "nothing stands here, and an empty cell takes over what stands above it");
    return cell;
  }

  static void comment(Paragraph& paragraph, const DocumentRow& entry,
                      std::initializer_list<Field> fields) {
    for (const Field field : fields) {
      const auto found = entry.comments.find(field);
      if (found == entry.comments.end()) continue;
      paragraph.comments.insert(paragraph.comments.end(), found->second.begin(),
                                found->second.end());
    }
  }

  Cell outputs(const DocumentRow& entry) {
    const ActionRow& now = entry.row->row;
    Cell cell;
    const bool tracked = entry.before != nullptr && !entry.struck;
    const std::string& scope_before = tracked ? entry.before->scope : now.scope;
    if (!now.scope.empty() || !scope_before.empty()) {
      Paragraph scope;
      scope.runs = word::tracked_runs(scope_before, now.scope);
      for (word::Run& run : scope.runs) run.underlined = true;
      if (now.scope.empty()) scope.mark = word::Change::Deleted;
      if (scope_before.empty()) scope.mark = word::Change::Inserted;
      cell.paragraphs.push_back(std::move(scope));
    }
    for (Paragraph& paragraph :
         word::tracked_list(tracked ? entry.before->outputs : now.outputs, now.outputs, true))
      cell.paragraphs.push_back(std::move(paragraph));
    comment(cell.paragraphs.front(), entry, {Field::Outputs, Field::Scope});
    return cell;
  }

  static Cell text_cell(const DocumentRow& entry, const Column& column) {
    const auto text = [&column](const ActionRow& row) {
      return column.other.empty() ? row.reading(column.fields.front())
                                  : other_of(row, column.other);
    };
    Cell cell;
    Paragraph& paragraph = cell.paragraphs.emplace_back();
    const std::string now = text(entry.row->row);
    const bool tracked = entry.before != nullptr && !entry.struck;
    paragraph.runs = word::tracked_runs(tracked ? text(*entry.before) : now, now);
    if (column.other.empty()) comment(paragraph, entry, {column.fields.front()});
    return cell;
  }

  void bookmark(std::size_t i, Cell& cell) {
    if (rows_[i].row->id.empty()) return;  // no row of the plan
    const std::string name = std::string(plan::kRowBookmark) + rows_[i].row->id;
    const bool plain_name = std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (name.size() > kMaxBookmark || !plain_name) {
      lost_.push_back({rows_[i].row->id, "id", "the row's id cannot be the name of a bookmark"});
      return;
    }
    cell.paragraphs.front().bookmark = name;
  }

  void row(std::size_t i, bool below) {
    const DocumentRow& entry = rows_[i];
    word::Row row;
    if (entry.struck) row.change = word::Change::Deleted;
    const bool same_need = below && same(rows_[i - 1], entry, {Field::NeedNo, Field::Need});
    const bool same_action =
        same_need && same(rows_[i - 1], entry, {Field::ActionNo, Field::Action});
    row.cells.push_back(governing(i, Field::Need, Field::NeedNo, same_need, true));
    row.cells.push_back(governing(i, Field::Action, Field::ActionNo, same_action, false));
    row.cells.push_back(outputs(entry));
    // What is asked about a merged cell is asked at the row it is about.
    Paragraph& first = row.cells.back().paragraphs.front();
    if (same_need) comment(first, entry, {Field::Need, Field::NeedNo});
    if (same_action) comment(first, entry, {Field::Action, Field::ActionNo});
    comment(first, entry, {Field::Section, Field::Note});
    for (std::size_t c = 3; c < columns_.size(); ++c)
      row.cells.push_back(text_cell(entry, columns_[c]));
    bookmark(i, row.cells[2]);
    if (entry.struck) strike(row);
    if (!entry.row->row.note.empty())
      lose(i, Field::Note, "the note on the row has no place in the table");
    table_.rows.push_back(std::move(row));
  }

  // Word wants the text of a struck row struck out as well.
  static void strike(word::Row& row) {
    for (Cell& cell : row.cells) {
      for (Paragraph& paragraph : cell.paragraphs) {
        for (word::Run& run : paragraph.runs) run.change = word::Change::Deleted;
      }
    }
  }

  const std::vector<DocumentRow>& rows_;
  std::vector<NotCarried>& lost_;
  std::vector<Column> columns_;
  word::Table table_;
};

bool is_word_in(std::string_view text, std::string_view word) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80U;
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
      return true;
  }
  return false;
}

}  // namespace

std::string numbered_title(const std::string& number, const std::string& title) {
  if (number.empty() || title.empty()) return number + title;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool digits = is_digit(number.front());
  const bool dotted = number.find('.') != std::string::npos;
  const bool lower = title.front() >= 'a' && title.front() <= 'z';
  // A letter, and a bare whole number before a small letter, count as a number with a mark only.
  const bool needs_mark = !digits || (!dotted && lower);
  const bool has_mark = number.back() == '.' || number.back() == ')' || number.back() == ':';
  return number + (needs_mark && !has_mark ? ") " : " ") + title;
}

void add_plan_table(word::Document& document, const std::vector<DocumentRow>& rows,
                    std::vector<NotCarried>& lost) {
  TableBuilder builder(rows, document.text_width(), lost);
  for (std::size_t begin = 0; begin < rows.size();) {
    const std::string& section = rows[begin].row->row.section;
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].row->row.section == section) ++end;
    if (!section.empty())
      document.add(word::plain(section, "Heading1"));
    else if (begin > 0)
      builder.lose(begin, Field::Section, "the rows stand under no section, but below one");
    document.add(builder.build(begin, end));
    document.add(word::Paragraph());  // parts two tables, and Word wants one behind the last
    begin = end;
  }
}

void add_designations(word::Document& document) {
  for (const Designation& entry : designations()) document.footnote(entry.phrase, entry.note);
}

void add_acronyms(word::Document& document, const Bundle& bundle,
                  const std::vector<DocumentRow>& rows) {
  std::map<std::string, std::string> names;
  std::string drivers;
  for (const DocumentRow& row : rows) {
    drivers += row.row->row.drivers_raw + "\n";
    for (const plan::Organisation& body : row.row->row.norm.drivers.organisations) {
      if (body.method == "acronym" && body.printed != body.name) names[body.printed] = body.name;
    }
  }
  // The plan's own list says it better than the register.
  for (const auto& [acronym, name] : bundle.after.acronyms) {
    if (is_word_in(drivers, acronym)) names[acronym] = name;
  }
  if (names.empty()) return;
  document.add(word::plain("Acronyms and Abbreviations", "Heading1"));
  word::Table table;
  table.widths = {document.text_width() / 6, document.text_width() - document.text_width() / 6};
  const auto add_row = [&table](const std::string& first, const std::string& second, bool header) {
    word::Row& row = table.rows.emplace_back();
    row.header = header;
    for (const std::string& text : {first, second}) {
      Cell& cell = row.cells.emplace_back();
      cell.shaded = header;
      cell.paragraphs.push_back(word::plain(text, header ? "TableHead" : "TableText"));
    }
    if (!header) row.cells.front().paragraphs.front().runs.front().bold = true;
  };
  add_row("Acronym", "Full name", true);
  for (const auto& [acronym, name] : names) add_row(acronym, name, false);
  document.add(table);
}

}  // namespace planmerge::exporter
