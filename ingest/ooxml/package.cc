// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ooxml/package.h"

#include <string_view>
#include <vector>

namespace planmerge::ingest {
namespace {

class RelationshipReader : public XmlHandler {
 public:
  std::vector<Relationship> list;
  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    Relationship relationship;
    relationship.id = attributes.find("Id").value_or("");
    const std::string_view type = attributes.find("Type").value_or("");
    relationship.type = type.substr(type.rfind('/') + 1);
    relationship.target = attributes.find("Target").value_or("");
    relationship.external = attributes.find("TargetMode").value_or("") == "External";
    list.push_back(std::move(relationship));
  }
  void end(std::string_view, std::string_view) override {}
};

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

/// A target relative to the part that names it; "" if it leaves the package.
std::string resolve(const std::string& from, const std::string& target) {
  const std::string path = target.starts_with('/') ? target.substr(1) : folder_of(from) + target;
  std::vector<std::string_view> parts;
  std::string_view rest = path;
  while (true) {
    const std::size_t slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    if (part == "..") {
      if (parts.empty()) return "";  // out of the package
      parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  std::string resolved;
  for (const std::string_view part : parts) {
    if (!resolved.empty()) resolved += '/';
    resolved += part;
  }
  return resolved;
}

class PropertyReader : public XmlHandler {
 public:
  explicit PropertyReader(plan::Source& source) : source_(source) {}

  void start(std::string_view, std::string_view name, const XmlAttributes&) override {
    target_ = nullptr;
    if (name == "title") target_ = &source_.title;
    if (name == "creator") target_ = &source_.author;
    if (name == "lastModifiedBy") target_ = &source_.last_modified_by;
    if (name == "created") target_ = &source_.created;
    if (name == "modified") target_ = &source_.modified;
    if (name == "Application") target_ = &source_.producer;
  }
  void end(std::string_view, std::string_view) override { target_ = nullptr; }
  void text(std::string_view utf8) override {
    if (target_ != nullptr) *target_ += utf8;
  }

 private:
  plan::Source& source_;
  std::string* target_ = nullptr;
};

// Nothing is written to the names of a package; a path out of it says that somebody tried.
bool leads_out(const std::string& name) {
  return name.starts_with('/') || name.starts_with("../") ||
         name.find("/../") != std::string::npos || name.find("..\\") != std::string::npos;
}

}  // namespace

std::vector<Relationship> read_relationships(const ZipPackage& package, const std::string& part) {
  const std::string folder = folder_of(part);
  const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  if (!package.has(name)) return {};
  RelationshipReader reader;
  parse_part(package, name, reader);
  for (Relationship& entry : reader.list) {
    if (!entry.external) entry.target = resolve(part, entry.target);
  }
  return std::move(reader.list);
}

void parse_part(const ZipPackage& package, const std::string& name, XmlHandler& handler) {
  package.stream(name, [&](const ZipPackage::Read& read) { parse_xml(read, name, handler); });
}

std::string main_part_of(const std::vector<Relationship>& root) {
  for (const Relationship& entry : root) {
    if (!entry.external && entry.type == "officeDocument") return entry.target;
  }
  return "";
}

void read_properties(const ZipPackage& package, const std::vector<Relationship>& root,
                     plan::Source& source) {
  for (const Relationship& entry : root) {
    const bool holds = entry.type == "core-properties" || entry.type == "extended-properties";
    if (!holds || entry.external || !package.has(entry.target)) continue;
    PropertyReader reader(source);
    parse_part(package, entry.target, reader);
  }
}

void note_bad_names(const ZipPackage& package, plan::Notes& notes) {
  for (const std::string& name : package.names()) {
    if (!leads_out(name)) continue;
    notes.warn("bad-name", "a member's name leads out of the package; it was not read");
    return;
  }
}

}  // namespace planmerge::ingest
