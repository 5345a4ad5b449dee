// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/xml.h"

namespace planmerge::ingest {

/// What properties of a run matter to us; nothing: they do not say.
struct RunProperties {
  std::string style;                 // w:rStyle
  std::optional<bool> bold, hidden;  // toggles
  std::optional<bool> underlined;
  std::optional<std::string> font;  // w:rFonts
};

/// What of a style matters to us. Source: ECMA-376 Part 1, 17.7.
struct DocxStyle {
  std::string name, based_on;
  std::optional<int> outline_level;      // 0 = heading 1
  std::optional<std::string> numbering;  // w:numId
  std::optional<int> numbering_level;
  RunProperties run;
};

/// How the characters of a run look.
struct RunLook {
  bool bold = false, underlined = false, hidden = false;
  std::string font;  // only where a run or style names it
};

/// Styles by id.
class DocxStyles {
 public:
  static constexpr int kMaxChain = 32;  // longest chain of base styles that is followed

  std::unordered_map<std::string, DocxStyle> by_id;
  std::string default_paragraph;  // the style of paragraphs that name none
  RunProperties defaults;         // w:docDefaults

  /// Null: there is no such style.
  const DocxStyle* get(const std::string& id) const;

  /// The nearest value of a member along the chain of base styles; a cycle has an end.
  template <typename T>
  std::optional<T> find(const std::string& id, std::optional<T> DocxStyle::*member) const {
    return nearest<T>(id, [&](const DocxStyle& style) { return style.*member; });
  }
  template <typename T>
  std::optional<T> find(const std::string& id, std::optional<T> RunProperties::*member) const {
    return nearest<T>(id, [&](const DocxStyle& style) { return style.run.*member; });
  }

  /// What a run looks like under the styles of its table and paragraph.
  ///
  /// Source: ECMA-376 Part 1, 17.7.3: a toggle that the document's defaults switch on is on; else
  /// each of the styles that says so turns it over; what the run itself says holds against all.
  RunLook look(const std::string& table_style, const std::string& paragraph_style,
               const RunProperties& run) const;

 private:
  template <typename T, typename Member>
  std::optional<T> nearest(const std::string& id, Member member) const {
    const DocxStyle* style = get(id);
    for (int depth = 0; style != nullptr && depth < kMaxChain; ++depth) {
      if (const std::optional<T> value = member(*style)) return value;
      style = get(style->based_on);
    }
    return std::nullopt;
  }
};

/// One property in a w:rPr; others than those of RunProperties are passed over.
void set_run_property(RunProperties& run, std::string_view name, const XmlAttributes& attributes);

/// Reads the part with the styles.
class StyleReader : public XmlHandler {
 public:
  explicit StyleReader(DocxStyles& styles) : styles_(styles) {}

  void start(std::string_view uri, std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view uri, std::string_view name) override;

 private:
  void begin_style(const XmlAttributes& attributes);
  void paragraph_property(std::string_view name, const XmlAttributes& attributes);

  DocxStyles& styles_;
  DocxStyle* style_ = nullptr;
  RunProperties* run_ = nullptr;  // inside w:rPr of a style or of the defaults
  bool in_defaults_ = false;
  int passed_over_ = 0;  // inside elements whose properties are not those of the style
};

}  // namespace planmerge::ingest
