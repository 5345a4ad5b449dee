// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/linking.h"

#include <array>
#include <charconv>
#include <future>

#include "merge/linkage/linkage.h"
#include "pipeline/record_file.h"

namespace planmerge::pipeline {
namespace {

namespace linkage = merge::linkage;

void append_id(std::string& line, std::string_view id) {
  if (id.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += id;
    return;
  }
  line += '"';
  for (const char c : id) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

const char* name_of(linkage::MatchKind kind) {
  switch (kind) {
    case linkage::MatchKind::Same: return "same";
    case linkage::MatchKind::Split: return "split";
    case linkage::MatchKind::Merged: return "merged";
  }
  return "";
}

void write(const linkage::Linkage& links, const linkage::Table& left, const linkage::Table& right,
           std::ostream& out) {
  out << "left_id,right_id,score,relation\n";
  std::string line;
  for (const linkage::Match& match : links.matches()) {
    line.clear();
    append_id(line, left.id(match.left));
    line += ',';
    append_id(line, right.id(match.right));
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), match.score,
                                   std::chars_format::fixed, 4);
    line += ',';
    line.append(digits.data(), end.ptr);
    line += ',';
    line += name_of(match.kind);
    line += '\n';
    out << line;
  }
}

}  // namespace

void link_files(const std::string& left, const std::string& right, unsigned jobs,
                const normalize::Normalizer& normalizer, std::ostream& out) {
  linkage::LinkSettings settings;
  settings.jobs = jobs;
  const RecordFile left_file = open_records(left);
  if (right.empty()) {
    linkage::Table table = read_records(left_file, columns_of(left_file, left_file), normalizer);
    write(linkage::Linkage(table, settings), table, table, out);
    return;
  }
  const RecordFile right_file = open_records(right);
  const std::vector<linkage::Column> columns = columns_of(left_file, right_file);
  const auto policy = jobs > 1 ? std::launch::async : std::launch::deferred;
  std::future<linkage::Table> reading =
      std::async(policy, [&] { return read_records(right_file, columns, normalizer); });
  linkage::Table left_table = read_records(left_file, columns, normalizer);
  linkage::Table right_table = reading.get();
  write(linkage::Linkage(left_table, right_table, settings), left_table, right_table, out);
}

}  // namespace planmerge::pipeline
