// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/styles.h"

#include "ingest/docx/parts.h"
#include "ingest/docx/tags.h"

namespace planmerge::ingest {
namespace {

/// What holds for some cells of a table only, or held before a tracked format change.
bool is_passed_over(std::string_view name) {
  return name == "tblStylePr" || name.ends_with("PrChange");
}

}  // namespace

const DocxStyle* DocxStyles::get(const std::string& id) const {
  if (id.empty()) return nullptr;
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : &found->second;
}

RunLook DocxStyles::look(const std::string& table_style, const std::string& paragraph_style,
                         const RunProperties& run) const {
  const auto toggle = [&](std::optional<bool> RunProperties::*member) {
    if (run.*member) return *(run.*member);
    if ((defaults.*member).value_or(false)) return true;
    bool on = false;
    for (const std::string* style : {&table_style, &paragraph_style, &run.style})
      on = on != find(*style, member).value_or(false);
    return on;
  };
  const auto nearest_of = [&](auto member) {
    auto value = run.*member;
    for (const std::string* style : {&run.style, &paragraph_style, &table_style}) {
      if (!value) value = find(*style, member);
    }
    return value ? value : defaults.*member;
  };
  RunLook look;
  look.bold = toggle(&RunProperties::bold);
  look.hidden = toggle(&RunProperties::hidden);
  look.underlined = nearest_of(&RunProperties::underlined).value_or(false);
  look.font = nearest_of(&RunProperties::font).value_or("");
  return look;
}

void set_run_property(RunProperties& run, std::string_view name, const XmlAttributes& attributes) {
  if (name == "rStyle") run.style = attributes.find("val").value_or("");
  if (name == "b") run.bold = is_on(attributes);
  if (name == "vanish") run.hidden = is_on(attributes);
  if (name == "u") run.underlined = is_on(attributes);
  if (name == "rFonts") {
    if (const auto font = attributes.find("ascii")) run.font = *font;
  }
}

void StyleReader::start(std::string_view uri, std::string_view name,
                        const XmlAttributes& attributes) {
  if (!is_word_uri(uri)) return;
  if (name == "style") {
    begin_style(attributes);
  } else if (name == "rPrDefault") {
    in_defaults_ = true;
  } else if (is_passed_over(name)) {
    ++passed_over_;
  } else if (passed_over_ > 0) {
    return;
  } else if (name == "rPr") {
    if (in_defaults_) run_ = &styles_.defaults;
    if (style_ != nullptr) run_ = &style_->run;
  } else if (run_ != nullptr) {
    set_run_property(*run_, name, attributes);
  } else if (style_ != nullptr) {
    paragraph_property(name, attributes);
  }
}

void StyleReader::begin_style(const XmlAttributes& attributes) {
  const std::string id(attributes.find("styleId").value_or(""));
  style_ = &styles_.by_id[id];
  const auto is_default = attributes.find("default");
  if (attributes.find("type").value_or("") == "paragraph" && is_default &&
      (*is_default == "1" || *is_default == "true" || *is_default == "on"))
    styles_.default_paragraph = id;
}

void StyleReader::paragraph_property(std::string_view name, const XmlAttributes& attributes) {
  if (name == "name") style_->name = attributes.find("val").value_or("");
  if (name == "basedOn") style_->based_on = attributes.find("val").value_or("");
  if (name == "outlineLvl") style_->outline_level = number(attributes, 9);
  if (name == "numId") style_->numbering = attributes.find("val").value_or("");
  if (name == "ilvl") style_->numbering_level = number(attributes, 0);
}

void StyleReader::end(std::string_view uri, std::string_view name) {
  if (!is_word_uri(uri)) return;
  if (name == "style") style_ = nullptr;
  if (name == "rPrDefault") in_defaults_ = false;
  if (is_passed_over(name) && passed_over_ > 0) --passed_over_;
  if (name == "rPr" && passed_over_ == 0) run_ = nullptr;
}

}  // namespace planmerge::ingest
