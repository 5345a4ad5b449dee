// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/funding.h"

#include <charconv>

namespace planmerge::plan {

std::optional<double> total(const Funding& funding) {
  std::optional<double> sum;
  for (const Amount& amount : funding.amounts) {
    double value = 0;
    const char* end = amount.value.data() + amount.value.size();
    if (amount.is_share || std::from_chars(amount.value.data(), end, value).ec != std::errc())
      continue;
    sum = sum.value_or(0) + value;
  }
  return sum;
}

}  // namespace planmerge::plan
