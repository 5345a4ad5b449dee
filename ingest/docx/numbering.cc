// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/numbering.h"

#include <utility>

#include "ingest/docx/number_formats.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxLabel = 60;  // bytes; labels stay short whatever a document says
constexpr int kMaxLinks = 8;           // numbering styles that name one another

/// The text without the rest of a character that a cut left at its end.
std::string cut(std::string text) {
  if (text.size() <= kMaxLabel) return text;
  std::size_t end = kMaxLabel;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text;
}

/// The level of a list that names the style or one of those it is based on, else what the nearest
/// of them says.
int level_of_style(const DocxStyles& styles, const Numbering& numbering,
                   const Numbering::Instance& list, std::string id) {
  for (int depth = 0; depth < DocxStyles::kMaxChain; ++depth) {
    const DocxStyle* style = styles.get(id);
    if (style == nullptr) return 0;
    for (int level = 0; level < kListLevels; ++level) {
      const ListLevel* candidate = numbering.level_of(list, level);
      if (candidate != nullptr && candidate->style == id) return level;
    }
    if (style->numbering_level) return *style->numbering_level;
    id = style->based_on;
  }
  return 0;
}

}  // namespace

void Numbering::resolve_links(const DocxStyles& styles) {
  std::erase_if(instances,
                [&](const auto& entry) { return !abstracts.contains(entry.second.abstract); });
  for (auto& [id, instance] : instances) {
    for (int link = 0; link < kMaxLinks; ++link) {
      const auto abstract = abstracts.find(instance.abstract);
      if (abstract == abstracts.end() || abstract->second.style_link.empty()) break;
      const auto list = styles.find(abstract->second.style_link, &DocxStyle::numbering);
      const auto target = list ? instances.find(*list) : instances.end();
      if (target == instances.end() || target->second.abstract == instance.abstract) break;
      instance.abstract = target->second.abstract;
    }
  }
}

const ListLevel* Numbering::level_of(const Instance& instance, int level) const {
  if (level < 0 || level >= kListLevels) return nullptr;
  const auto own = instance.levels.find(level);
  if (own != instance.levels.end()) return &own->second;
  const auto abstract = abstracts.find(instance.abstract);
  if (abstract == abstracts.end()) return nullptr;
  return &abstract->second.levels[static_cast<std::size_t>(level)];
}

ListItem list_item(const DocxStyles& styles, const Numbering& numbering, const std::string& style,
                   std::string list, int level) {
  if (list.empty()) list = styles.find(style, &DocxStyle::numbering).value_or("");
  const auto found = numbering.instances.find(list);
  if (found == numbering.instances.end()) return {};
  if (level < 0) level = level_of_style(styles, numbering, found->second, style);
  return {std::move(list), level};
}

long ListCounter::start_of(const Numbering::Instance& instance, int level) const {
  const auto start = instance.starts.find(level);
  if (start != instance.starts.end()) return start->second;
  return numbering_->level_of(instance, level)->start;
}

std::string ListCounter::number_at(const Numbering::Instance& instance, const State& state,
                                   int level, bool legal) const {
  const auto index = static_cast<std::size_t>(level);
  const long count = state.begun[index] ? state.counts[index] : start_of(instance, level);
  return format_number(count, legal ? "decimal" : numbering_->level_of(instance, level)->format);
}

std::string ListCounter::label(const Numbering::Instance& instance, const State& state,
                               int level) const {
  const ListLevel* own = numbering_->level_of(instance, level);
  if (own->format == "bullet") return "•";
  std::string label;
  for (std::size_t i = 0; i < own->text.size() && label.size() < kMaxLabel; ++i) {
    const bool place = own->text[i] == '%' && i + 1 < own->text.size() && own->text[i + 1] >= '1' &&
                       own->text[i + 1] <= '9';
    label += place ? number_at(instance, state, own->text[i + 1] - '1', own->legal)
                   : std::string(1, own->text[i]);
    if (place) ++i;
  }
  return cut(std::move(label));
}

void ListCounter::begin_above(const Numbering::Instance& instance, State& state, int level) const {
  for (int higher = 0; higher < level; ++higher) {
    const auto index = static_cast<std::size_t>(higher);
    if (std::exchange(state.begun[index], true)) continue;
    state.counts[index] = start_of(instance, higher);
  }
}

void ListCounter::restart_below(const Numbering::Instance& instance, State& state,
                                int level) const {
  for (int deeper = level + 1; deeper < kListLevels; ++deeper) {
    const ListLevel* below = numbering_->level_of(instance, deeper);
    // w:lvlRestart 0 never restarts; n restarts only after level n or higher.
    if (below->restart == 0 || (below->restart > 0 && level + 1 > below->restart)) continue;
    state.begun[static_cast<std::size_t>(deeper)] = false;
  }
}

std::string ListCounter::next(const std::string& id, int level) {
  const auto found = numbering_->instances.find(id);
  if (found == numbering_->instances.end()) return "";
  const Numbering::Instance& instance = found->second;
  if (numbering_->level_of(instance, level) == nullptr) return "";
  State& state = states_[instance.abstract];
  const auto index = static_cast<std::size_t>(level);
  const bool overridden = instance.starts.contains(level);
  if (overridden && !std::exchange(started_[{id, level}], true)) state.begun[index] = false;
  state.counts[index] = state.begun[index] ? state.counts[index] + 1 : start_of(instance, level);
  state.begun[index] = true;
  begin_above(instance, state, level);
  restart_below(instance, state, level);
  return label(instance, state, level);
}

}  // namespace planmerge::ingest
