// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/numbering.h"

#include <algorithm>
#include <utility>

namespace planmerge::ingest {
namespace {

// Labels stay short whatever a document says: Word itself shows no more.
constexpr long kMaxCount = 32'767;
constexpr std::size_t kMaxLabel = 60;

std::string roman(long count) {
  static constexpr std::pair<long, const char*> kDigits[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string text;
  for (const auto& [value, digits] : kDigits) {
    for (; count >= value; count -= value) text += digits;
  }
  return text;
}

// Word doubles the letter after z: aa, bb, …
std::string letters(long count) {
  const auto index = static_cast<std::size_t>(count - 1);
  return std::string(std::min<std::size_t>(index / 26 + 1, kMaxLabel),
                     static_cast<char>('a' + static_cast<char>(index % 26)));
}

std::string ordinal(long count) {
  const long tens = count % 100;
  const char* suffix = "th";
  if (tens < 11 || tens > 13) {
    if (count % 10 == 1) suffix = "st";
    if (count % 10 == 2) suffix = "nd";
    if (count % 10 == 3) suffix = "rd";
  }
  return std::to_string(count) + suffix;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::string format_number(long count, const std::string& format) {
  if (format == "none") return "";
  if (count >= 1 && count <= kMaxCount) {
    if (format == "lowerRoman") return roman(count);
    if (format == "upperRoman") return upper(roman(count));
    if (format == "lowerLetter") return letters(count);
    if (format == "upperLetter") return upper(letters(count));
    if (format == "ordinal") return ordinal(count);
  }
  const std::string digits = std::to_string(count);
  return format == "decimalZero" && digits.size() == 1 ? "0" + digits : digits;
}

const ListLevel* ListCounter::level_of(const Numbering::Instance& instance, int level) const {
  const auto own = instance.levels.find(level);
  if (own != instance.levels.end()) return &own->second;
  const auto abstract = numbering_.abstracts.find(instance.abstract);
  if (abstract == numbering_.abstracts.end()) return nullptr;
  return &abstract->second.levels[static_cast<std::size_t>(level)];
}

std::string ListCounter::label(const Numbering::Instance& instance, const State& state,
                               int level) const {
  const ListLevel* own = level_of(instance, level);
  if (own->format == "bullet") return "•";
  std::string label;
  for (std::size_t i = 0; i < own->text.size() && label.size() < kMaxLabel; ++i) {
    const bool place = own->text[i] == '%' && i + 1 < own->text.size() && own->text[i + 1] >= '1' &&
                       own->text[i + 1] <= '9';
    if (!place) {
      label += own->text[i];
      continue;
    }
    const int other = own->text[++i] - '1';
    const ListLevel* shown = level_of(instance, other);
    if (shown == nullptr) continue;  // an override of a list that is not there
    const auto index = static_cast<std::size_t>(other);
    const long count = state.begun[index] ? state.counts[index] : shown->start;
    label += format_number(count, own->legal ? "decimal" : shown->format);
  }
  return label;
}

std::string ListCounter::next(const std::string& id, int level) {
  const auto found = numbering_.instances.find(id);
  if (found == numbering_.instances.end() || level < 0 || level >= kListLevels) return "";
  const Numbering::Instance& instance = found->second;
  const ListLevel* own = level_of(instance, level);
  if (own == nullptr) return "";
  State& state = states_[instance.abstract];
  const auto index = static_cast<std::size_t>(level);
  const auto start = instance.starts.find(level);
  if (start != instance.starts.end() && !std::exchange(started_[{id, level}], true)) {
    state.counts[index] = start->second;
  } else {
    state.counts[index] = state.begun[index] ? state.counts[index] + 1 : own->start;
  }
  state.begun[index] = true;
  for (int deeper = level + 1; deeper < kListLevels; ++deeper) {
    const ListLevel* below = level_of(instance, deeper);
    // w:lvlRestart 0 never restarts; n restarts only after level n or higher.
    if (below->restart == 0 || (below->restart > 0 && level + 1 > below->restart)) continue;
    state.begun[static_cast<std::size_t>(deeper)] = false;
  }
  return label(instance, state, level);
}

}  // namespace planmerge::ingest
