// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "codec/json.h"
#include "export/writers.h"

// The canonical export: all other formats can be derived from it. Its shape is published as
// schema/plan.schema.json; a change of meaning raises kFormatVersion.

namespace planmerge::exporter {
namespace {

using codec::Json;

constexpr int kFormatVersion = 1;

template <typename T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(codec::encode(value));
  return list;
}

Json file_json(const FileOutcome& file) {
  Json json = Json::object();
  json["file"] = file.file;
  json["sha256"] = file.sha256;
  json["format"] = file.format;
  json["partner"] = file.partner;
  json["is_plan"] = file.is_plan;
  json["error"] = file.error;
  json["exit_code"] = file.exit_code;
  json["rows"] = file.rows;
  json["matched"] = file.matched;
  json["added"] = file.added;
  json["to_review"] = file.to_review;
  json["notes"] = list_of(file.notes);
  return json;
}

Json files_json(const std::vector<FileOutcome>& files) {
  Json list = Json::array();
  for (const FileOutcome& file : files) list.push_back(file_json(file));
  return list;
}

Json coverage_json(const Coverage& coverage) {
  Json reasons = Json::array();
  for (const auto& [reason, cells] : coverage.left_out_by_reason) {
    Json entry = Json::object();
    entry["reason"] = reason;
    entry["cells"] = cells;
    reasons.push_back(std::move(entry));
  }
  Json json = Json::object();
  json["cells"] = coverage.cells;
  json["in_plan"] = coverage.in_plan;
  json["in_review"] = coverage.in_review;
  json["left_out"] = coverage.left_out;
  json["unaccounted"] = coverage.unaccounted;
  json["left_out_by_reason"] = std::move(reasons);
  return json;
}

/// Writes one object, a member at a time: the tree of a whole round would take half a gigabyte for
/// ten thousand rows.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::ostream& out) : out_(out) { out_ << '{'; }
  void member(const char* key, const Json& value) {
    // Ill-formed UTF-8 becomes U+FFFD: one odd byte must not cost the whole export.
    const std::string text = value.dump(1, ' ', false, Json::error_handler_t::replace);
    out_ << (first_ ? "\n \"" : ",\n \"") << key << "\": ";
    first_ = false;
    // Line breaks in strings are escaped, so each one here begins a line of the layout.
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
      out_.write(text.data() + begin, static_cast<std::streamsize>(end - begin));
      if (end < text.size()) out_ << ' ';
      begin = end;
    }
  }
  void end() { out_ << "\n}\n"; }

 private:
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::vector<NotCarried> write_json(const Bundle& bundle, std::ostream& out) {
  ObjectWriter json(out);
  json.member("format", "planmerge");
  json.member("format_version", kFormatVersion);
  json.member("program", bundle.program);
  json.member("as_of", bundle.as_of);
  json.member("sandboxed", bundle.sandboxed);
  json.member("plan", codec::encode(bundle.after));
  json.member("before", codec::encode(bundle.before));
  json.member("links", list_of(bundle.links));
  json.member("items", list_of(bundle.items));
  json.member("outcomes", list_of(bundle.outcomes));
  json.member("decisions", list_of(bundle.decisions));
  json.member("files", files_json(bundle.files));
  json.member("contribution_rows", list_of(bundle.contribution_rows));
  json.member("coverage", coverage_json(bundle.coverage));
  json.end();
  return {};
}

}  // namespace planmerge::exporter
