// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/partner.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"

namespace planmerge::pipeline {
namespace {

// A driver names the sender when it stands in at least this share of the rows.
constexpr double kShareOfRows = 0.5;

std::string root_of(std::string id, const normalize::Normalizer& normalizer) {
  for (int depth = 0; depth < 8; ++depth) {  // a register with a cycle must not hang us
    const std::string parent = normalizer.parent_of(id);
    if (parent.empty() || parent.starts_with("gov:")) break;
    id = parent;
  }
  return id;
}

Partner known(const std::string& id, std::string why, const normalize::Normalizer& normalizer) {
  const std::string acronym = normalizer.acronym_of(id);
  return {id, acronym.empty() ? normalizer.name_of(id) : acronym, std::move(why)};
}

std::string from_file_name(const std::string& file, const normalize::Normalizer& normalizer) {
  std::string stem = std::filesystem::path(file).stem().string();
  std::replace_if(
      stem.begin(), stem.end(), [](char c) { return c == '_' || c == '-' || c == '.'; }, ' ');
  std::string whole = normalizer.body_named(stem).id;
  if (!whole.empty()) return whole;
  std::set<std::string> found;
  std::size_t begin = 0;
  while (begin < stem.size()) {
    const std::size_t end = std::min(stem.find(' ', begin), stem.size());
    const std::string word = stem.substr(begin, end - begin);
    begin = end + 1;
    // Two letters are a country's code as often as a word; three say enough.
    if (word.size() < 3) continue;
    std::string id = normalizer.body_named(word).id;
    if (!id.empty()) found.insert(root_of(id, normalizer));
  }
  return found.size() == 1 ? *found.begin() : "";
}

// "Ada Lovelace, UNODC <ada@example.org>": the part before the address, whole and by its commas.
std::string from_sender(const std::string& sender, const normalize::Normalizer& normalizer) {
  const std::string name = sender.substr(0, sender.find('<'));
  std::string whole = name.empty() ? "" : normalizer.body_named(name).id;
  if (!whole.empty()) return whole;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find_first_of(",()\"", begin), name.size());
    const std::string part = text::collapse(name.substr(begin, end - begin));
    std::string id = part.empty() ? "" : normalizer.body_named(part).id;
    if (!id.empty()) return id;
    begin = end + 1;
  }
  return "";
}

Partner from_rows(const plan::Document& document, const normalize::Normalizer& normalizer) {
  std::map<std::string, int> rows_of;
  int rows = 0;
  for (const plan::ActionRow& row : document.rows) {
    std::set<std::string> bodies;
    for (const std::string& id : row.norm.drivers.driving_ids())
      bodies.insert(root_of(id, normalizer));
    if (bodies.empty()) continue;
    ++rows;
    for (const std::string& id : bodies) ++rows_of[id];
  }
  const auto most =
      std::max_element(rows_of.begin(), rows_of.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == rows_of.end() || most->second < kShareOfRows * rows) return {};
  const auto ties = std::count_if(rows_of.begin(), rows_of.end(),
                                  [&](const auto& entry) { return entry.second == most->second; });
  if (ties > 1) return {};
  return known(most->first,
               "the drivers of " + std::to_string(most->second) + " of its " +
                   std::to_string(rows) + " rows",
               normalizer);
}

}  // namespace

Partner named_partner(const std::string& name, const normalize::Normalizer& normalizer) {
  std::string id = normalizer.body_named(name).id;
  return {id.empty() ? text::fold_latin(name) : id, name, "given"};
}

Partner find_partner(const plan::Document& document, const normalize::Normalizer& normalizer) {
  if (const std::string id = from_file_name(document.source.file, normalizer); !id.empty())
    return known(id, "its file name", normalizer);
  if (Partner partner = from_rows(document, normalizer); !partner.id.empty()) return partner;
  if (const std::string id = from_sender(document.source.sender, normalizer); !id.empty())
    return known(root_of(id, normalizer), "the sender of the mail", normalizer);
  for (const std::string& name : {document.source.last_modified_by, document.source.author}) {
    std::string id = name.empty() ? "" : normalizer.body_named(name).id;
    if (!id.empty()) return known(root_of(id, normalizer), "its properties", normalizer);
  }
  const std::string stem = std::filesystem::path(document.source.file).stem().string();
  return {"file:" + text::fold_latin(stem), stem, "its file name; the sender is in no register"};
}

}  // namespace planmerge::pipeline
