// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ooxml/xml_text.h"

#include "base/text.h"

namespace planmerge::exporter::xml {

std::string escape(std::string_view raw) {
  const std::string text = text::is_utf8(raw) ? std::string(raw) : text::to_valid_utf8(raw);
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\t':
      case '\n': out += c; break;
      default: {
        const bool control = (c >= 0 && c < 0x20) || c == 0x7f;
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
        const bool no_character = text.compare(i, 2, "\xEF\xBF") == 0 && i + 2 < text.size() &&
                                  (text[i + 2] == '\xBE' || text[i + 2] == '\xBF');
        if (no_character) i += 2;
        if (control || no_character)
          out += "\uFFFD";
        else
          out += c;
      }
    }
  }
  return out;
}

std::string escape_cut(std::string_view text, std::size_t limit, bool& cut) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) == 0x80U) continue;
    units += byte >= 0xF0U ? 2 : 1;
    if (units <= limit) continue;
    cut = true;
    return escape(text.substr(0, i));
  }
  return escape(text);
}

}  // namespace planmerge::exporter::xml
