// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/xml.h"
#include "ingest/odf/tags.h"

namespace planmerge::ingest {

inline constexpr int kOdfListLevels = 10;

/// One level of a list style. Source: OpenDocument 1.3 Part 3, 16.31 and 16.34.
struct OdfListLevel {
  bool set = false, bullet = false;
  std::string format;  // "1", "a", "I"; empty: no number
  std::string prefix, suffix;
  std::string pattern;  // "%1%.%2%)", of newer LibreOffice, instead of prefix and suffix
  int shown_levels = 1, start = 1;
};
using OdfListStyle = std::array<OdfListLevel, kOdfListLevels>;

/// What of a style matters to us.
struct OdfStyle {
  std::string parent;
  std::optional<std::string> list;
  std::optional<bool> bold, underlined, hidden;
  bool table_hidden = false;
};

/// Styles of a document by family and name; look-ups follow the parents.
class OdfStyles {
 public:
  std::map<std::string, OdfListStyle> lists;
  OdfListStyle outline{};

  OdfStyle& add(std::string_view family, std::string_view name);
  template <typename T>
  std::optional<T> find(std::string_view family, std::string_view name,
                        std::optional<T> OdfStyle::*member) const {
    const OdfStyle* style = at(family, name);
    for (int depth = 0; style != nullptr && depth < kMaxChain; ++depth) {  // a cycle ends here
      if (style->*member) return style->*member;
      style = at(family, style->parent);
    }
    return std::nullopt;
  }
  bool hides_table(std::string_view name) const;

 private:
  static constexpr int kMaxChain = 32;
  const OdfStyle* at(std::string_view family, std::string_view name) const;
  std::map<std::string, OdfStyle, std::less<>> styles_;  // "paragraph/P1"
};

/// Fills OdfStyles from the elements of office:styles and office:automatic-styles.
class OdfStyleReader {
 public:
  explicit OdfStyleReader(OdfStyles& styles) : styles_(styles) {}
  void open(OdfTag tag, const XmlAttributes& attributes);
  void close(OdfTag tag);

 private:
  void open_level(bool bullet, const XmlAttributes& attributes);

  OdfStyles& styles_;
  OdfStyle* style_ = nullptr;
  OdfListStyle* list_ = nullptr;
};

/// A whole number from 0 on; `fallback` if it is none, `most` if it is larger.
int odf_number(const XmlAttributes& attributes, std::string_view name, int fallback, int most);

}  // namespace planmerge::ingest
