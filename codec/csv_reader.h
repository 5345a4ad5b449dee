// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <vector>

namespace planmerge::codec {

/// Reads records of separated values one by one.
///
/// The separator (comma, semicolon or tab) is the one that the first line holds most of; quoted
/// cells may hold separators, line ends and doubled quotes; CR LF and LF end a record; a byte
/// order mark is skipped. Source: RFC 4180.
class CsvReader {
 public:
  /// @param name  of the file, for errors. `in` must outlive the reader.
  CsvReader(std::istream& in, std::string name);

  /// The next record's cells, blanks around unquoted ones trimmed; false at the end. Empty lines
  /// are skipped.
  /// Errors: Unreadable ("csv") for a quote that never ends or text after one, Limit ("limit")
  /// for a record over kMaxRecordBytes; with the line.
  bool next(std::vector<std::string>& cells);

  /// Line (from 1) at which the last record began.
  std::size_t line() const { return record_line_; }

  static constexpr std::size_t kMaxRecordBytes = std::size_t{16} << 20U;

 private:
  bool next_line();
  [[noreturn]] void fail(const char* code, const std::string& what) const;
  void read_quoted(std::size_t& at, std::string& cell);

  std::istream& in_;
  std::string name_, text_;
  char separator_ = ',';
  std::size_t line_ = 0, record_line_ = 0, record_bytes_ = 0;
};

}  // namespace planmerge::codec
