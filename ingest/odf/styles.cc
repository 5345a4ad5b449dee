// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf/styles.h"

#include <algorithm>
#include <charconv>

namespace planmerge::ingest {
namespace {

std::string key_of(std::string_view family, std::string_view name) {
  std::string key(family);
  key += '/';
  key += name;
  return key;
}

}  // namespace

OdfStyle& OdfStyles::add(std::string_view family, std::string_view name) {
  return styles_[key_of(family, name)];
}

const OdfStyle* OdfStyles::at(std::string_view family, std::string_view name) const {
  if (name.empty()) return nullptr;
  const auto found = styles_.find(key_of(family, name));
  return found == styles_.end() ? nullptr : &found->second;
}

bool OdfStyles::hides_table(std::string_view name) const {
  const OdfStyle* style = at("table", name);
  return style != nullptr && style->table_hidden;
}

void OdfStyleReader::open(OdfTag tag, const XmlAttributes& attributes) {
  switch (tag) {
    case OdfTag::Style:
      style_ = &styles_.add(attributes.find("family").value_or(""),
                            attributes.find("name").value_or(""));
      style_->parent = attributes.find("parent-style-name").value_or("");
      if (const auto list = attributes.find("list-style-name")) style_->list = std::string(*list);
      break;
    case OdfTag::TextLook:
      // A list level has a look too: that of its label.
      if (style_ == nullptr || list_ != nullptr) break;
      if (const auto weight = attributes.find("font-weight"))
        style_->bold = *weight == "bold" || (weight->size() == 3 && *weight >= "600");
      if (const auto line = attributes.find("text-underline-style"))
        style_->underlined = *line != "none";
      if (const auto display = attributes.find("display")) style_->hidden = *display == "none";
      break;
    case OdfTag::TableLook:
      if (style_ != nullptr)
        style_->table_hidden = attributes.find("display").value_or("") == "false";
      break;
    case OdfTag::ListStyle:
      list_ = &styles_.lists[std::string(attributes.find("name").value_or(""))];
      break;
    case OdfTag::OutlineStyle: list_ = &styles_.outline; break;
    case OdfTag::NumberLevel: open_level(false, attributes); break;
    case OdfTag::BulletLevel: open_level(true, attributes); break;
    default: break;
  }
}

void OdfStyleReader::open_level(bool bullet, const XmlAttributes& attributes) {
  const int number = odf_number(attributes, "level", 0, kOdfListLevels + 1);
  if (list_ == nullptr || number < 1 || number > kOdfListLevels) return;
  OdfListLevel& level = (*list_)[static_cast<std::size_t>(number - 1)];
  level = {};
  level.set = true;
  level.bullet = bullet;
  level.format = attributes.find("num-format").value_or("");
  level.prefix = attributes.find("num-prefix").value_or("");
  level.suffix = attributes.find("num-suffix").value_or("");
  level.pattern = attributes.find("num-list-format").value_or("");
  level.shown_levels = odf_number(attributes, "display-levels", 1, kOdfListLevels);
  level.start = odf_number(attributes, "start-value", 1, 1'000'000);
}

void OdfStyleReader::close(OdfTag tag) {
  if (tag == OdfTag::Style) style_ = nullptr;
  if (tag == OdfTag::ListStyle || tag == OdfTag::OutlineStyle) list_ = nullptr;
}

int odf_number(const XmlAttributes& attributes, std::string_view name, int fallback, int most) {
  const auto text = attributes.find(name);
  if (!text || text->empty()) return fallback;
  int value = 0;
  const auto end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  if (error == std::errc::result_out_of_range) return most;
  return error == std::errc() && stop == end && value >= 0 ? std::min(value, most) : fallback;
}

}  // namespace planmerge::ingest
