// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "merge/linkage/vocabulary.h"
#include "merge/linkage/words.h"

namespace planmerge::merge::linkage {

/// What a column holds, hence how two of its cells are compared.
enum class ColumnKind {
  Text,    // running words: a title, a need
  Items,   // a list of texts, in any order: outputs
  Names,   // a list of names, in any order: drivers
  Month,   // months since year 0
  Amount,  // money or another quantity, in one unit
  Code,    // a short value, equal or not: a number, a postcode
  Group,   // who sent the row; never compared
};

struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::Text;
  bool operator==(const Column&) const = default;
};

/// A word in a cell and the item of the cell's list that it stands in.
struct CellWord {
  static constexpr std::uint8_t kInitials = 0x80;  // with the item: these are its initials
  static constexpr std::uint8_t kItem = 0x7F;

  Word word = 0;
  std::uint8_t item = 0;  // later items than 127 count as the 127th

  std::uint8_t item_number() const { return item & kItem; }
  bool is_initials() const { return (item & kInitials) != 0; }
};

/// Records as numbers: what linking compares. No text is kept but the words.
///
/// Shape:  rows() x columns().size(), row-major.
/// Filled by begin_row and the add functions, columns of a row in rising order; then `number`ed
/// once by Lexicon numbers, after which the words of a cell are sorted, the rarest first.
class Table {
 public:
  explicit Table(std::vector<Column> columns);

  void begin_row(std::string_view id);
  /// Text or one item of a list; a column may get several items, one after another.
  void add_text(std::size_t column, std::string_view utf8);
  /// Month or Amount.
  void add_number(std::size_t column, double value);
  void end_row();

  void number(const std::vector<Word>& map);

  std::size_t rows() const { return rows_; }
  const std::vector<Column>& columns() const { return columns_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  std::string_view id(std::size_t row) const;
  /// Text, Items, Names, Code, Group.
  std::span<const CellWord> words(std::size_t row, std::size_t column) const {
    const std::size_t cell = row * columns_.size() + column;
    return {words_.data() + starts_[cell], starts_[cell + 1] - starts_[cell]};
  }
  /// All of a row's words, one cell a column.
  void cells(std::size_t row, std::vector<std::span<const CellWord>>& cells) const;
  /// Items of a list cell; 0 for a blank one.
  static std::size_t items(std::span<const CellWord> words);
  /// NaN: missing.
  double value(std::size_t row, std::size_t column) const {
    return numbers_[row * number_columns_ + slots_[column]];
  }

 private:
  std::vector<Column> columns_;
  std::vector<std::size_t> slots_;  // a column's place among the numeric ones
  std::size_t number_columns_ = 0, rows_ = 0, next_column_ = 0;
  std::uint8_t next_item_ = 0;
  Vocabulary vocabulary_;
  WordSplitter splitter_;
  std::string buffer_;
  std::string ids_;
  std::vector<std::uint32_t> id_ends_;
  std::vector<std::uint32_t> starts_;
  std::vector<CellWord> words_;
  std::vector<double> numbers_;
};

}  // namespace planmerge::merge::linkage
