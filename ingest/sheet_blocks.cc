// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sheet_blocks.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/error.h"
#include "ingest/docx/headings.h"
#include "ingest/header.h"
#include "ingest/title_number.h"

namespace planmerge::ingest {
namespace {

constexpr int kMaxDepth = 32;  // of blocks beside blocks under blocks
constexpr int kMaxTableColumns = 1'000;
constexpr long kMaxGrid = 8'000'000;  // positions of one block, blank ones included
constexpr int kMaxTables = 5'000;     // of one sheet
constexpr int kGapWithin = 1;         // blank rows inside one table

/// What cannot be parted: a cell, or a whole named table.
struct Unit {
  SheetArea area;
  std::vector<const SheetItem*> items;
  int header_rows = 0;  // of a named table
  bool named = false;
};

using Block = std::vector<Unit>;

SheetArea bounds(const Block& block) {
  SheetArea area = block.front().area;
  for (const Unit& unit : block) {
    area.row0 = std::min(area.row0, unit.area.row0);
    area.col0 = std::min(area.col0, unit.area.col0);
    area.row1 = std::max(area.row1, unit.area.row1);
    area.col1 = std::max(area.col1, unit.area.col1);
  }
  return area;
}

bool encloses(const SheetArea& outer, const SheetArea& inner) {
  return inner.row0 >= outer.row0 && inner.row1 <= outer.row1 && inner.col0 >= outer.col0 &&
         inner.col1 <= outer.col1;
}

/// The block cut wherever a whole row (or column) of it is blank.
std::vector<Block> split(Block block, int SheetArea::*begin, int SheetArea::*end) {
  std::stable_sort(block.begin(), block.end(),
                   [begin](const Unit& a, const Unit& b) { return a.area.*begin < b.area.*begin; });
  std::vector<Block> parts;
  int reached = 0;
  for (Unit& unit : block) {
    if (parts.empty() || unit.area.*begin > reached + 1) parts.emplace_back();
    reached = parts.back().empty() ? unit.area.*end : std::max(reached, unit.area.*end);
    parts.back().push_back(std::move(unit));
  }
  return parts;
}

// A title over a table stands alone in its row.
bool is_line(const Block& block, std::size_t i) {
  if (i + 1 >= block.size() || block[i].named) return false;
  return block[i].area.row1 < block[i + 1].area.row0;
}

// One cell a row, all the way down: lines of text, no table.
bool is_text(const Block& block) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    if (block[i].named) return false;
    if (i > 0 && block[i].area.row0 <= block[i - 1].area.row1) return false;
  }
  return true;
}

class BlockPlacer {
 public:
  BlockPlacer(const std::string& sheet, plan::Document& document)
      : sheet_(sheet), document_(document) {}

  void place(const std::vector<SheetItem>& items, const std::vector<SeenTable>& tables) {
    Block all = units_of(items, tables);
    if (!all.empty()) work_.push_back({std::move(all), 0, false});
    while (!work_.empty()) {
      Work next = std::move(work_.back());
      work_.pop_back();
      if (next.rows_are_parted) {
        take(std::move(next.block), next.depth);
      } else {
        part_rows(std::move(next.block), next.depth);
      }
    }
    close_table();
    tell_comments();
  }

 private:
  struct Work {
    Block block;
    int depth = 0;
    bool rows_are_parted = false;
  };

  Block units_of(const std::vector<SheetItem>& items, const std::vector<SeenTable>& tables) {
    Block units;
    for (const SeenTable& table : tables) {
      Unit unit;
      unit.area = table.area;
      unit.header_rows = table.header_rows;
      unit.named = true;
      units.push_back(std::move(unit));
    }
    const std::size_t named = units.size();
    for (const SheetItem& item : items) {
      if (item.blank) {
        comments_.push_back({&item, false});
        continue;
      }
      const auto holder =
          std::find_if(units.begin(), units.begin() + static_cast<long>(named),
                       [&](const Unit& unit) { return encloses(unit.area, item.area); });
      if (holder != units.begin() + static_cast<long>(named)) {
        holder->items.push_back(&item);
      } else {
        units.push_back({item.area, {&item}, 0, false});
      }
    }
    std::erase_if(units, [](const Unit& unit) { return unit.items.empty(); });
    return units;
  }

  void push_all(std::vector<Block> parts, int depth, bool rows_are_parted) {
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
      work_.push_back({std::move(*part), depth, rows_are_parted});
  }

  void part_rows(Block block, int depth) {
    push_all(split(std::move(block), &SheetArea::row0, &SheetArea::row1), depth, true);
  }

  /// A block without a blank row.
  void take(Block block, int depth) {
    std::stable_sort(block.begin(), block.end(), [](const Unit& a, const Unit& b) {
      return std::tie(a.area.row0, a.area.col0) < std::tie(b.area.row0, b.area.col0);
    });
    if (is_text(block)) {
      for (Unit& unit : block) add_line(std::move(unit));
      return;
    }
    std::size_t lines = 0;
    while (is_line(block, lines)) ++lines;
    for (std::size_t i = 0; i < lines; ++i) add_line(std::move(block[i]));
    block.erase(block.begin(), block.begin() + static_cast<long>(lines));
    if (goes_on(block)) {
      append(std::move(block));
      return;
    }
    std::vector<Block> parts = split(block, &SheetArea::col0, &SheetArea::col1);
    if (parts.size() > 1 && depth < kMaxDepth) {
      push_all(std::move(parts), depth + 1, false);
    } else if (has_named(block) && block.size() > 1 && depth < kMaxDepth) {
      part_named(std::move(block), depth);
    } else {
      open_table(std::move(block));
    }
  }

  static bool has_named(const Block& block) {
    return std::any_of(block.begin(), block.end(), [](const Unit& unit) { return unit.named; });
  }

  // What touches a named table is none of it.
  void part_named(Block block, int depth) {
    std::vector<Block> parts(1);
    for (Unit& unit : block) {
      if (!unit.named) {
        parts.back().push_back(std::move(unit));
        continue;
      }
      parts.push_back({});
      parts.back().push_back(std::move(unit));
      parts.emplace_back();
    }
    std::erase_if(parts, [](const Block& part) { return part.empty(); });
    push_all(std::move(parts), depth + 1, false);
  }

  void add_line(Unit unit) { lines_.push_back(std::move(unit)); }

  // ---- a table that is open --------------------------------------------------------------------

  plan::Table table_of(const Block& block, const SheetArea& area) const {
    plan::Table table;
    const long rows = area.row1 - area.row0 + 1;
    const long columns = area.col1 - area.col0 + 1;
    if (columns > kMaxTableColumns || rows * columns > kMaxGrid)
      throw Error(Error::Kind::Limit, "limit", "sheet " + sheet_,
                  "a table has over " + std::to_string(kMaxTableColumns) + " columns or over " +
                      std::to_string(kMaxGrid) + " cells");
    table.rows = static_cast<int>(rows);
    table.columns = static_cast<int>(columns);
    table.evidence = plan::Evidence::Sheet;
    table.sheet = sheet_;
    for (const Unit& unit : block) {
      for (const SheetItem* item : unit.items) table.cells.push_back(cell_of(*item, area));
      if (unit.named && unit.header_rows < table.rows && unit.area.row0 == area.row0)
        table.header_rows = unit.header_rows;
    }
    return table;
  }

  static plan::Cell cell_of(const SheetItem& item, const SheetArea& area) {
    plan::Cell cell;
    cell.row = item.area.row0 - area.row0;
    cell.col = item.area.col0 - area.col0;
    cell.rowspan = item.area.row1 - item.area.row0 + 1;
    cell.colspan = item.area.col1 - item.area.col0 + 1;
    cell.address = item.name;
    cell.paragraphs = item.paragraphs;
    cell.comments = item.comments;
    if (cell.paragraphs.empty()) cell.paragraphs.emplace_back();
    return cell;
  }

  bool has_header(const Block& block) const {
    return read_columns(table_of(block, bounds(block))).known() >= 2;
  }

  /// Under an open table, within its columns, most of them filled, and no header of its own.
  bool goes_on(const Block& block) const {
    if (open_.empty() || !open_has_header_ || has_named(block)) return false;
    const SheetArea area = bounds(block);
    if (area.col0 < open_area_.col0 || area.col1 > open_area_.col1) return false;
    int reached = open_area_.row1;
    for (const Unit& line : lines_) {
      if (line.area.row0 - reached - 1 > kGapWithin || line.area.col0 < open_area_.col0 ||
          line.area.col1 > open_area_.col1)
        return false;
      reached = line.area.row1;
    }
    if (area.row0 - reached - 1 > kGapWithin) return false;
    std::set<int> columns;
    for (const Unit& unit : block) columns.insert(unit.area.col0);
    const int width = open_area_.col1 - open_area_.col0 + 1;
    return 2 * static_cast<int>(columns.size()) >= width && !has_header(block);
  }

  void append(Block block) {
    for (Unit& line : lines_) open_.push_back(std::move(line));
    lines_.clear();
    open_area_.row1 = bounds(block).row1;
    for (Unit& unit : block) open_.push_back(std::move(unit));
  }

  void open_table(Block block) {
    close_table();
    if (++tables_ > kMaxTables)
      throw Error(Error::Kind::Limit, "limit", "sheet " + sheet_,
                  "has over " + std::to_string(kMaxTables) + " tables");
    open_area_ = bounds(block);
    open_ = std::move(block);
    open_has_header_ = has_header(open_);
    open_headings_ = headings_.list();
  }

  void close_table() {
    if (!open_.empty()) emit_table();
    open_.clear();
    for (const Unit& line : lines_) emit_line(*line.items.front());
    lines_.clear();
  }

  void emit_table() {
    plan::Table table = table_of(open_, open_area_);
    table.headings = open_headings_;
    add_comments(table);
    std::stable_sort(table.cells.begin(), table.cells.end(),
                     [](const plan::Cell& a, const plan::Cell& b) {
                       return std::tie(a.row, a.col) < std::tie(b.row, b.col);
                     });
    document_.tables.push_back(std::move(table));
    headings_.after_table();
  }

  // "Need 2: …" over a table stays in force for the tables after it, as a heading would.
  void emit_line(const SheetItem& item) {
    for (const plan::Paragraph& paragraph : item.paragraphs) {
      if (paragraph.text.empty()) continue;
      plan::Heading heading;
      heading.text = paragraph.text;
      const auto field = split_number(paragraph.text).field();
      if (field == plan::Field::Need) heading.level = 1;
      if (field == plan::Field::Action) heading.level = 2;
      headings_.note(std::move(heading));
      document_.paragraphs.push_back(paragraph);
    }
    if (!item.comments.empty()) comments_.push_back({&item, false});
  }

  // ---- comments on cells without text ----------------------------------------------------------

  void add_comments(plan::Table& table) {
    for (auto& [item, used] : comments_) {
      if (used || !encloses(open_area_, item->area)) continue;
      used = true;
      table.cells.push_back(cell_of(*item, open_area_));
    }
  }

  void tell_comments() {
    for (const auto& [item, used] : comments_) {
      if (used) continue;
      for (const plan::Comment& comment : item->comments) {
        plan::Provenance where = plan::place_in(document_);
        where.sheet = sheet_;
        where.cell = item->name;
        where.author = comment.author;
        where.date = comment.date;
        document_.left_out.push_back({"comment", where, comment.text});
      }
    }
  }

  const std::string& sheet_;
  plan::Document& document_;
  std::vector<Work> work_;
  HeadingTrail headings_;
  std::vector<std::pair<const SheetItem*, bool>> comments_;
  std::vector<Unit> lines_;  // of text, since the table that is open
  Block open_;
  SheetArea open_area_;
  bool open_has_header_ = false;
  std::vector<plan::Heading> open_headings_;
  int tables_ = 0;
};

}  // namespace

void place_blocks(const std::vector<SheetItem>& items, const std::vector<SeenTable>& tables,
                  const std::string& sheet, plan::Document& document) {
  BlockPlacer(sheet, document).place(items, tables);
}

}  // namespace planmerge::ingest
