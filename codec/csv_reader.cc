// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/csv_reader.h"

#include <algorithm>

#include "base/error.h"

namespace planmerge::codec {
namespace {

std::string trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

char separator_of(const std::string& line) {
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::count(line.begin(), line.end(), candidate) >
        std::count(line.begin(), line.end(), best))
      best = candidate;
  }
  return best;
}

}  // namespace

CsvReader::CsvReader(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}

void CsvReader::fail(const char* code, const std::string& what) const {
  const Error::Kind kind =
      std::string_view(code) == "limit" ? Error::Kind::Limit : Error::Kind::Unreadable;
  throw Error(kind, code, name_ + ", line " + std::to_string(record_line_), what);
}

bool CsvReader::next_line() {
  if (!std::getline(in_, text_)) return false;
  ++line_;
  if (!text_.empty() && text_.back() == '\r') text_.pop_back();
  if (line_ == 1) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
    separator_ = separator_of(text_);
  }
  record_bytes_ += text_.size();
  if (record_bytes_ > kMaxRecordBytes) {
    if (record_line_ == 0) record_line_ = line_;
    fail("limit", "a record is longer than 16 MiB");
  }
  return true;
}

/// From behind the opening quote to behind the closing one, over line ends.
void CsvReader::read_quoted(std::size_t& at, std::string& cell) {
  while (true) {
    const std::size_t quote = text_.find('"', at);
    cell.append(text_, at, quote == std::string::npos ? quote : quote - at);
    if (quote == std::string::npos) {
      cell += '\n';
      at = 0;
      if (!next_line()) fail("csv", "a quoted cell never ends");
      continue;
    }
    at = quote + 1;
    if (at >= text_.size() || text_[at] != '"') return;
    cell += '"';
    ++at;
  }
}

bool CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  record_bytes_ = 0;
  do {
    record_line_ = line_ + 1;
    if (!next_line()) return false;
  } while (text_.empty());
  std::size_t at = 0;
  while (true) {
    while (at < text_.size() && text_[at] == ' ') ++at;
    if (at < text_.size() && text_[at] == '"') {
      std::string cell;
      read_quoted(++at, cell);
      cells.push_back(std::move(cell));
      while (at < text_.size() && text_[at] == ' ') ++at;
      if (at < text_.size() && text_[at] != separator_)
        fail("csv", "there is text after the closing quote of a cell");
    } else {
      const std::size_t end = std::min(text_.find(separator_, at), text_.size());
      cells.push_back(trimmed(std::string_view(text_).substr(at, end - at)));
      at = end;
    }
    if (at >= text_.size()) return true;
    ++at;
  }
}

}  // namespace planmerge::codec
