// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/text_ledger.h"

#include <algorithm>

namespace planmerge::plan {

long TextLedger::unexplained() const {
  std::size_t explained = 0;
  for (const auto& [fate, characters] : fates) explained += characters;
  return static_cast<long>(read) - static_cast<long>(explained);
}

std::size_t visible_characters(std::string_view text) {
  constexpr std::string_view kSymbolBlank = "\xEF\x80\xA0";  // U+F020: the blank of symbol fonts
  auto count = std::count_if(text.begin(), text.end(), [](char byte) {
    const bool follows = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    return !follows && byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r';
  });
  for (std::size_t at = text.find(kSymbolBlank); at != std::string_view::npos;
       at = text.find(kSymbolBlank, at + kSymbolBlank.size()))
    --count;
  return static_cast<std::size_t>(count);
}

}  // namespace planmerge::plan
