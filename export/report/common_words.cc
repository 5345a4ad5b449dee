// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/report/common_words.h"

#include <algorithm>

namespace planmerge::exporter {

std::vector<std::pair<std::size_t, std::size_t>> common_pairs(
    const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::size_t head = 0;
  while (head < std::min(a.size(), b.size()) && a[head] == b[head]) {
    pairs.emplace_back(head, head);
    ++head;
  }
  std::size_t tail = 0;
  while (tail < std::min(a.size(), b.size()) - head &&
         a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  const std::size_t rows = a.size() - head - tail;
  const std::size_t columns = b.size() - head - tail;
  if (rows <= kMaxCompared && columns <= kMaxCompared) {
    const std::size_t width = columns + 1;
    std::vector<unsigned short> longest((rows + 1) * width, 0);
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        longest[i * width + j] =
            a[head + i] == b[head + j]
                ? static_cast<unsigned short>(longest[(i + 1) * width + j + 1] + 1)
                : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      if (a[head + i] == b[head + j]) {
        pairs.emplace_back(head + i++, head + j++);
      } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }
  for (std::size_t i = tail; i-- > 0;) pairs.emplace_back(a.size() - 1 - i, b.size() - 1 - i);
  return pairs;
}

}  // namespace planmerge::exporter
