// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/numbering_part.h"

#include <string>

#include "ingest/docx/parts.h"
#include "ingest/docx/tags.h"

namespace planmerge::ingest {
namespace {

std::string value_of(const XmlAttributes& attributes, std::string_view name) {
  return std::string(attributes.find(name).value_or(""));
}

}  // namespace

void NumberingReader::start(std::string_view uri, std::string_view name,
                            const XmlAttributes& attributes) {
  if (branches_.enter(uri, name, attributes) || !is_word_uri(uri)) return;
  if (name == "abstractNum") {
    abstract_ = &numbering_.abstracts[value_of(attributes, "abstractNumId")];
  } else if (name == "num") {
    instance_ = &numbering_.instances[value_of(attributes, "numId")];
  } else if (name == "numStyleLink" && abstract_ != nullptr) {
    abstract_->style_link = value_of(attributes, "val");
  } else if (name == "abstractNumId" && instance_ != nullptr) {
    instance_->abstract = value_of(attributes, "val");
  } else if (name == "lvlOverride") {
    override_ = number(attributes.find("ilvl"), 0);
  } else if (name == "startOverride" && instance_ != nullptr) {
    instance_->starts[override_] = number(attributes, 0);
  } else if (name == "lvl") {
    begin_level(number(attributes.find("ilvl"), 0));
  } else if (level_ != nullptr) {
    fill_level(name, attributes);
  }
}

void NumberingReader::end(std::string_view uri, std::string_view name) {
  if (branches_.leave(uri, name) || !is_word_uri(uri)) return;
  if (name == "lvl") level_ = nullptr;
  if (name == "abstractNum") abstract_ = nullptr;
  if (name == "num") instance_ = nullptr;
}

void NumberingReader::begin_level(int level) {
  if (level < 0 || level >= kListLevels) return;
  if (instance_ != nullptr) level_ = &instance_->levels[level];
  if (abstract_ != nullptr) level_ = &abstract_->levels[static_cast<std::size_t>(level)];
}

void NumberingReader::fill_level(std::string_view name, const XmlAttributes& attributes) {
  if (name == "start") level_->start = number(attributes, 0);
  if (name == "numFmt") {
    level_->format = value_of(attributes, "val");
    // A custom format is an example: "001, 002, 003, ...".
    if (level_->format == "custom") level_->format = value_of(attributes, "format");
  }
  if (name == "lvlText") level_->text = value_of(attributes, "val");
  if (name == "lvlRestart") level_->restart = number(attributes, -1);
  if (name == "isLgl") level_->legal = is_on(attributes);
  if (name == "pStyle") level_->style = value_of(attributes, "val");
}

}  // namespace planmerge::ingest
