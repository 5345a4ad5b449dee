// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "merge/linkage/table.h"
#include "normalize/normalize.h"

namespace planmerge::pipeline {

/// A file of records: JSON Lines (one object a line with an "id"; strings, numbers or lists of
/// them) or separated values with a header (the first column is the id), told apart by content.
struct RecordFile {
  std::string path;
  bool is_json = false;
  std::vector<std::string> fields;                 // names in order of appearance, without the id
  std::vector<std::vector<std::string>> examples;  // a field's first values
  std::vector<bool> is_list;                       // a field came as a JSON list
};

/// Looks at the first records.
/// Errors: NotFound, Unreadable ("json", "csv", "no-records", "no-id"), Limit ("limit"), each with
/// file and line.
RecordFile open_records(const std::string& path);

/// The columns in which records of these files are compared: action-plan fields by their names
/// (need_id, need, no, title, outputs, drivers, status, start, end, funding, partner), others by
/// what their values look like.
/// Errors: Usage ("no-common-field") if the files have no field in common.
std::vector<merge::linkage::Column> columns_of(const RecordFile& left, const RecordFile& right);

/// Every record as a row; dates, statuses and amounts as normalize reads them.
/// Errors: as open_records(), and Unreadable ("duplicate-id").
merge::linkage::Table read_records(const RecordFile& file,
                                   const std::vector<merge::linkage::Column>& columns,
                                   const normalize::Normalizer& normalizer);

/// Longest JSON line.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{16} << 20U;

}  // namespace planmerge::pipeline
