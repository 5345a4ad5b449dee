// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/linkage/table.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace planmerge::merge::linkage {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

bool holds_number(ColumnKind kind) {
  return kind == ColumnKind::Month || kind == ColumnKind::Amount;
}

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)), starts_{0} {
  for (const Column& column : columns_) {
    slots_.push_back(number_columns_);
    if (holds_number(column.kind)) ++number_columns_;
  }
}

void Table::begin_row(std::string_view id) {
  ids_ += id;
  id_ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
  numbers_.resize(numbers_.size() + number_columns_, kMissing);
  next_column_ = 0;
  next_item_ = 0;
}

void Table::add_text(std::size_t column, std::string_view utf8) {
  assert(column >= next_column_ || (column + 1 == next_column_ && next_item_ > 0));
  if (column + 1 != next_column_) {
    for (; next_column_ < column; ++next_column_)
      starts_.push_back(static_cast<std::uint32_t>(words_.size()));
    next_column_ = column + 1;
    next_item_ = 0;
  } else {
    starts_.pop_back();
  }
  const auto row = static_cast<std::uint32_t>(rows_);
  const ColumnKind kind = columns_[column].kind;
  const std::vector<std::string_view>& found = splitter_.split(utf8);
  if (kind == ColumnKind::Code || kind == ColumnKind::Group) {
    // The whole value is one word, of a column of its own.
    buffer_.assign(1, static_cast<char>(1 + column));
    for (const std::string_view word : found) (buffer_ += word) += '.';
    if (buffer_.size() > 1) {
      buffer_.pop_back();
      words_.push_back({vocabulary_.count(buffer_, row), next_item_});
    }
  } else {
    for (const std::string_view word : found)
      words_.push_back({vocabulary_.count(word, row), next_item_});
    if (kind == ColumnKind::Names && found.size() >= 2) {
      buffer_.clear();
      for (const std::string_view word : found) buffer_ += word.front();
      words_.push_back({vocabulary_.count(buffer_, row),
                        static_cast<std::uint8_t>(next_item_ | CellWord::kInitials)});
    }
  }
  if (!found.empty() && next_item_ < CellWord::kItem) ++next_item_;
  starts_.push_back(static_cast<std::uint32_t>(words_.size()));
}

void Table::add_number(std::size_t column, double value) {
  numbers_[rows_ * number_columns_ + slots_[column]] = value;
}

void Table::end_row() {
  for (; next_column_ < columns_.size(); ++next_column_)
    starts_.push_back(static_cast<std::uint32_t>(words_.size()));
  ++rows_;
}

void Table::number(const std::vector<Word>& map) {
  for (CellWord& word : words_) word.word = map[word.word];
  for (std::size_t cell = 0; cell + 1 < starts_.size(); ++cell) {
    std::sort(words_.begin() + starts_[cell], words_.begin() + starts_[cell + 1],
              [](CellWord a, CellWord b) {
                return a.word != b.word ? a.word < b.word : a.item < b.item;
              });
  }
}

std::string_view Table::id(std::size_t row) const {
  const std::size_t from = row == 0 ? 0 : id_ends_[row - 1];
  return std::string_view(ids_).substr(from, id_ends_[row] - from);
}

void Table::cells(std::size_t row, std::vector<std::span<const CellWord>>& cells) const {
  cells.resize(columns_.size());
  for (std::size_t column = 0; column < cells.size(); ++column) cells[column] = words(row, column);
}

std::size_t Table::items(std::span<const CellWord> words) {
  std::size_t most = 0;
  for (const CellWord word : words) most = std::max<std::size_t>(most, word.item_number() + 1U);
  return most;
}

}  // namespace planmerge::merge::linkage
