// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/settings.h"

#include <toml++/toml.h>
#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "pipeline/files.h"

namespace planmerge::pipeline {
namespace {

constexpr const char* kFile = "planmerge.toml";

[[noreturn]] void refuse(const std::string& where, const toml::source_region& at,
                         const std::string& what) {
  throw Error(Error::Kind::Usage, "bad-settings", where + ", line " + std::to_string(at.begin.line),
              what);
}

/// Reads one table; every key must be named.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string name, std::string where)
      : table_(table), name_(std::move(name)), where_(std::move(where)) {}

  using Take = std::function<void(const toml::node&)>;
  void read(const std::map<std::string_view, Take>& keys) const {
    for (const auto& [key, node] : table_) {
      const auto found = keys.find(key.str());
      if (found == keys.end())
        refuse(where_, node.source(), name_ + " has no key \"" + std::string(key.str()) + "\"");
      found->second(node);
    }
  }

  Take text(std::string& into) const {
    return [this, &into](const toml::node& node) {
      const auto value = node.value_exact<std::string>();
      if (!value) refuse(where_, node.source(), "a text in quotes is expected here");
      into = *value;
    };
  }
  Take yes_or_no(bool& into) const {
    return [this, &into](const toml::node& node) {
      const auto value = node.value_exact<bool>();
      if (!value) refuse(where_, node.source(), "true or false is expected here");
      into = *value;
    };
  }
  Take texts(std::map<std::string, std::string>& into) const {
    return [this, &into](const toml::node& node) {
      const toml::table* table = node.as_table();
      if (table == nullptr) refuse(where_, node.source(), "a table is expected here");
      for (const auto& [key, value] : *table) text(into[std::string(key.str())])(value);
    };
  }

 private:
  const toml::table& table_;
  std::string name_, where_;
};

void read_iati(const toml::node& node, const std::string& where, exporter::IatiSettings& iati) {
  const toml::table* table = node.as_table();
  if (table == nullptr) refuse(where, node.source(), "[iati] is a table");
  const TableReader reader(*table, "[iati]", where);
  reader.read({{"reporting_org", reader.text(iati.reporting_org)},
               {"reporting_org_type", reader.text(iati.reporting_org_type)},
               {"reporting_org_name", reader.text(iati.reporting_org_name)},
               {"language", reader.text(iati.language)},
               {"region", reader.text(iati.region)},
               {"sector", reader.text(iati.sector)},
               {"sectors", reader.texts(iati.sectors)},
               {"organisations", reader.texts(iati.organisations)},
               {"plan_start_as_start", reader.yes_or_no(iati.plan_start_as_start)}});
}

void read_partners(const toml::node& node, const std::string& where,
                   std::vector<ExpectedPartner>& partners) {
  const toml::array* list = node.as_array();
  if (list == nullptr) refuse(where, node.source(), "partners are written as [[partner]]");
  for (const toml::node& entry : *list) {
    const toml::table* table = entry.as_table();
    if (table == nullptr) refuse(where, entry.source(), "partners are written as [[partner]]");
    ExpectedPartner& partner = partners.emplace_back();
    const TableReader reader(*table, "[[partner]]", where);
    reader.read({{"id", reader.text(partner.id)},
                 {"name", reader.text(partner.name)},
                 {"contact", reader.text(partner.contact)}});
    if (partner.name.empty()) refuse(where, entry.source(), "a partner needs a name");
  }
}

}  // namespace

Settings parse_settings(const std::string& text, const std::string& where) {
  Settings settings;
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    refuse(where, error.source(), std::string(error.description()));
  }
  const TableReader reader(root, "the file", where);
  reader.read({{"iati", [&](const toml::node& node) { read_iati(node, where, settings.iati); }},
               {"partner",
                [&](const toml::node& node) { read_partners(node, where, settings.partners); }}});
  return settings;
}

void apply_settings(const Settings& settings, exporter::Bundle& bundle) {
  bundle.iati = settings.iati;
  for (const ExpectedPartner& partner : settings.partners) {
    const bool heard =
        std::any_of(bundle.files.begin(), bundle.files.end(), [&partner](const auto& file) {
          const std::string name = text::fold(file.partner);
          return !file.is_plan && file.error.empty() &&
                 (name == text::fold(partner.name) || name == text::fold(partner.id));
        });
    if (!heard) bundle.silent_partners.push_back(partner.name);
  }
}

Settings read_settings(const std::string& store_path) {
  const auto path = std::filesystem::path(store_path).parent_path() / kFile;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return {};
  return parse_settings(read_file(path.string()), kFile);
}

}  // namespace planmerge::pipeline
