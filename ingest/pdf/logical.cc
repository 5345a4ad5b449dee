// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf/logical.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace planmerge::ingest {
namespace {

enum class Side : std::uint8_t { Neutral, Right, Left };

/// UTF-8 of U+0590 to U+08FF begins with D6 to DF or E0 A0 to E0 A3.
bool from_right(std::string_view text) {
  if (text.empty()) return false;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead >= 0xD6 && lead <= 0xDF) return lead > 0xD6 || text.size() < 2 || text[1] >= '\x90';
  return lead == 0xE0 && text.size() > 1 && static_cast<unsigned char>(text[1]) >= 0xA0 &&
         static_cast<unsigned char>(text[1]) <= 0xA3;
}

Side side_of(const Letter& letter) {
  if (from_right(letter.text)) return Side::Right;
  const char c = letter.text.empty() ? ' ' : letter.text[0];
  const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    static_cast<unsigned char>(c) >= 0xC3;
  return word ? Side::Left : Side::Neutral;
}

/// Turns each run of the side around, with what is neutral inside it.
void turn_runs(std::vector<const Letter*>& letters, Side side) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (side_of(*letters[i]) != side) continue;
    std::size_t end = i + 1;
    for (std::size_t k = end; k < letters.size(); ++k) {
      const Side other = side_of(*letters[k]);
      if (other == side) end = k + 1;
      if (other != side && other != Side::Neutral) break;
    }
    std::reverse(letters.begin() + static_cast<std::ptrdiff_t>(i),
                 letters.begin() + static_cast<std::ptrdiff_t>(end));
    i = end - 1;
  }
}

}  // namespace

std::vector<const Letter*> in_reading_order(const TextLine& line, std::size_t from) {
  std::vector<const Letter*> out;
  out.reserve(line.letters.size());
  std::size_t right = 0;
  std::size_t left = 0;
  for (std::size_t i = from; i < line.letters.size(); ++i) {
    out.push_back(&line.letters[i]);
    right += from_right(line.letters[i].text) ? 1U : 0U;
  }
  if (right == 0) return out;
  for (const Letter* letter : out) left += side_of(*letter) == Side::Left ? 1U : 0U;
  if (right < left) {
    turn_runs(out, Side::Right);
    return out;
  }
  std::reverse(out.begin(), out.end());
  turn_runs(out, Side::Left);
  return out;
}

}  // namespace planmerge::ingest
