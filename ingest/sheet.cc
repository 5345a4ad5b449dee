// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sheet.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.h"
#include "ingest/sheet_blocks.h"

namespace planmerge::ingest {
namespace {

constexpr std::array<std::string_view, 16> kBullets = {"•", "◦", "▪", "▫", "●", "○", "■", "□",
                                                       "➢", "➤", "✓", "·", "–", "—", "-", "*"};

/// How many positions are hidden before one, from ranges that may overlap.
class Hidden {
 public:
  explicit Hidden(std::vector<std::pair<int, int>> ranges) {
    std::sort(ranges.begin(), ranges.end());
    for (const auto& [first, last] : ranges) {
      if (last < first) continue;
      if (!ranges_.empty() && first <= ranges_.back().second + 1) {
        ranges_.back().second = std::max(ranges_.back().second, last);
      } else {
        ranges_.emplace_back(first, last);
      }
    }
    for (const auto& [first, last] : ranges_) {
      before_.push_back(total_);
      total_ += last - first + 1;
    }
  }

  bool holds(int position) const {
    const auto next = after(position);
    return next != ranges_.begin() && std::prev(next)->second >= position;
  }
  /// The position counted among those that are seen; for a hidden one, of the next that is seen.
  int seen_index(int position) const {
    const auto next = after(position);
    if (next == ranges_.begin()) return position;
    const auto range = std::prev(next);
    const int whole = before_[static_cast<std::size_t>(range - ranges_.begin())];
    return position - whole - (std::min(range->second + 1, position) - range->first);
  }

 private:
  std::vector<std::pair<int, int>>::const_iterator after(int position) const {
    return std::upper_bound(ranges_.begin(), ranges_.end(), position,
                            [](int value, const auto& range) { return value < range.first; });
  }
  std::vector<std::pair<int, int>> ranges_;
  std::vector<int> before_;
  int total_ = 0;
};

bool holds_text(const WorkbookCell& cell) {
  return std::any_of(cell.paragraphs.begin(), cell.paragraphs.end(),
                     [](const auto& paragraph) { return !plan::is_blank(paragraph.text); });
}

std::string text_of(const WorkbookCell& cell) {
  std::string text;
  for (const plan::Paragraph& paragraph : cell.paragraphs)
    text += (text.empty() ? "" : "\n") + paragraph.text;
  return text;
}

class SheetPlacer {
 public:
  SheetPlacer(Sheet& sheet, plan::Document& document)
      : sheet_(sheet),
        document_(document),
        rows_(sheet.hidden_rows),
        columns_(sheet.hidden_columns) {}

  void place() {
    sort_cells();
    find_owners();
    std::vector<SheetItem> items;
    for (std::size_t i = 0; i < sheet_.cells.size(); ++i) add_item(i, items);
    tell_hidden();
    std::vector<SeenTable> tables;
    for (const NamedTable& table : sheet_.tables) {
      tables.push_back({seen(table.area), table.header_rows});
    }
    place_blocks(items, tables, sheet_.name, document_);
  }

 private:
  // Two cells of one address: the first stays.
  void sort_cells() {
    std::stable_sort(sheet_.cells.begin(), sheet_.cells.end(),
                     [](const WorkbookCell& a, const WorkbookCell& b) {
                       return std::tie(a.row, a.col) < std::tie(b.row, b.col);
                     });
    std::vector<WorkbookCell> kept;
    for (WorkbookCell& cell : sheet_.cells) {
      if (kept.empty() || kept.back().row != cell.row || kept.back().col != cell.col) {
        kept.push_back(std::move(cell));
        continue;
      }
      WorkbookCell& before = kept.back();
      if (holds_text(before)) {
        leave_out(cell, "under-merged-cell");
      } else {
        before.paragraphs = std::move(cell.paragraphs);
      }
      for (plan::Comment& comment : cell.comments) before.comments.push_back(std::move(comment));
    }
    sheet_.cells = std::move(kept);
    for (const WorkbookCell& cell : sheet_.cells) {
      last_row_ = std::max(last_row_, cell.row);
      last_column_ = std::max(last_column_, cell.col);
    }
  }

  /// The merged range that each cell lies in; of two that overlap the first counts.
  void find_owners() {
    std::vector<SheetArea>& merges = sheet_.merges;
    std::stable_sort(merges.begin(), merges.end(), [](const SheetArea& a, const SheetArea& b) {
      return std::tie(a.row0, a.col0) < std::tie(b.row0, b.col0);
    });
    owner_.assign(sheet_.cells.size(), nullptr);
    std::map<int, const SheetArea*> open;  // by first column
    std::size_t next = 0;
    for (std::size_t i = 0; i < sheet_.cells.size(); ++i) {
      const WorkbookCell& cell = sheet_.cells[i];
      for (; next < merges.size() && merges[next].row0 <= cell.row; ++next)
        open_merge(merges[next], open);
      auto found = open.upper_bound(cell.col);
      if (found == open.begin()) continue;
      --found;
      const SheetArea& area = *found->second;
      if (area.row1 >= cell.row && area.col1 >= cell.col) owner_[i] = &area;
    }
  }

  static void open_merge(const SheetArea& area, std::map<int, const SheetArea*>& open) {
    auto at = open.upper_bound(area.col1);
    while (at != open.begin()) {
      const auto before = std::prev(at);
      if (before->second->col1 < area.col0) break;
      if (before->second->row1 >= area.row0) return;
      at = open.erase(before);
    }
    open.emplace(area.col0, &area);
  }

  SheetArea seen(const SheetArea& area) const {
    // A range claims what it likes; only what is used counts.
    const int row1 = std::min(area.row1, last_row_);
    const int col1 = std::min(area.col1, last_column_);
    return {rows_.seen_index(area.row0), columns_.seen_index(area.col0),
            rows_.seen_index(row1 + 1) - 1, columns_.seen_index(col1 + 1) - 1};
  }

  void add_item(std::size_t index, std::vector<SheetItem>& items) {
    WorkbookCell& cell = sheet_.cells[index];
    const SheetArea* merge = owner_[index];
    const bool origin = merge != nullptr && merge->row0 == cell.row && merge->col0 == cell.col;
    if (merge != nullptr && !origin) {
      leave_out(cell, "under-merged-cell");
      return;
    }
    SheetItem item;
    item.area = seen(merge != nullptr ? *merge : SheetArea{cell.row, cell.col, cell.row, cell.col});
    const bool gone = item.area.row1 < item.area.row0 || item.area.col1 < item.area.col0;
    if (sheet_.hidden || gone || cell.hidden) {
      note_hidden(cell);
      return;
    }
    item.name = cell_name(cell.row, cell.col);
    item.blank = !holds_text(cell);
    item.paragraphs = std::move(cell.paragraphs);
    item.comments = std::move(cell.comments);
    items.push_back(std::move(item));
  }

  plan::Provenance where(const WorkbookCell& cell) const {
    plan::Provenance place = plan::place_in(document_);
    place.sheet = sheet_.name;
    place.cell = cell_name(cell.row, cell.col);
    return place;
  }
  void leave_out(const WorkbookCell& cell, const char* reason) {
    if (holds_text(cell)) document_.left_out.push_back({reason, where(cell), text_of(cell)});
  }

  void note_hidden(const WorkbookCell& cell) {
    if (!holds_text(cell)) return;
    leave_out(cell, "hidden");
    ++hidden_cells_;
    if (rows_.holds(cell.row)) hidden_row_numbers_.insert(cell.row + 1);
    if (columns_.holds(cell.col)) hidden_column_numbers_.insert(cell.col);
    if (hidden_cells_ == 1) first_hidden_ = where(cell);
  }

  void tell_hidden() {
    if (hidden_cells_ == 0) return;
    const std::string cells =
        std::to_string(hidden_cells_) + (hidden_cells_ == 1 ? " cell that is" : " cells that are");
    std::string text;
    if (sheet_.hidden) {
      text = "the sheet is hidden; its cells with text, " + std::to_string(hidden_cells_) +
             ", were left out";
    } else {
      text = cells + " hidden (" + std::to_string(hidden_row_numbers_.size()) + " rows, " +
             std::to_string(hidden_column_numbers_.size()) +
             " columns of the sheet) were left out; unhide what is meant to be read";
    }
    document_.notes.warn("hidden-text", text, first_hidden_);
  }

  Sheet& sheet_;
  plan::Document& document_;
  Hidden rows_, columns_;
  std::vector<const SheetArea*> owner_;
  int last_row_ = 0, last_column_ = 0;
  std::size_t hidden_cells_ = 0;
  std::set<int> hidden_row_numbers_, hidden_column_numbers_;
  plan::Provenance first_hidden_;
};

std::size_t bullet_length(std::string_view line) {
  for (const std::string_view bullet : kBullets) {
    if (!line.starts_with(bullet)) continue;
    std::size_t end = bullet.size();
    while (end < line.size() && (line[end] == ' ' || line[end] == '\t')) ++end;
    const bool blank = end > bullet.size();
    if (end < line.size() && (blank || bullet == "•")) return end;
  }
  return 0;
}

}  // namespace

void place_sheet(Sheet sheet, plan::Document& document) {
  SheetPlacer(sheet, document).place();
}

std::string cell_name(int row, int col) {
  std::string letters;
  for (int rest = col + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters + std::to_string(row + 1);
}

std::optional<std::pair<int, int>> parse_cell_name(std::string_view name) {
  int row = 0;
  int col = 0;
  std::size_t i = 0;
  if (i < name.size() && name[i] == '$') ++i;
  for (; i < name.size(); ++i) {
    const char c = static_cast<char>(name[i] & ~0x20);
    if (c < 'A' || c > 'Z') break;
    col = col * 26 + (c - 'A' + 1);
    if (col > Sheet::kMaxColumns) return std::nullopt;
  }
  if (i < name.size() && name[i] == '$') ++i;
  for (; i < name.size(); ++i) {
    if (name[i] < '0' || name[i] > '9') return std::nullopt;
    row = row * 10 + (name[i] - '0');
    if (row > Sheet::kMaxRows) return std::nullopt;
  }
  if (row == 0 || col == 0) return std::nullopt;
  return std::pair(row - 1, col - 1);
}

std::optional<SheetArea> parse_area(std::string_view name) {
  const std::size_t colon = name.find(':');
  const auto first = parse_cell_name(name.substr(0, colon));
  const auto last = colon == name.npos ? first : parse_cell_name(name.substr(colon + 1));
  if (!first || !last || last->first < first->first || last->second < first->second)
    return std::nullopt;
  return SheetArea{first->first, first->second, last->first, last->second};
}

std::vector<plan::Paragraph> paragraphs_of(std::string_view text, bool bold, bool underlined) {
  std::vector<plan::Paragraph> paragraphs;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    plan::Paragraph paragraph;
    const std::size_t bullet = bullet_length(line);
    if (bullet > 0) paragraph.label = "•";
    paragraph.text = line.substr(bullet);
    paragraph.bold = bold && !paragraph.text.empty();
    paragraph.underlined = underlined && !paragraph.text.empty();
    paragraphs.push_back(std::move(paragraph));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return paragraphs;
}

}  // namespace planmerge::ingest
