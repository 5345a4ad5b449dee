// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/timeline.h"

#include <algorithm>
#include <charconv>

namespace planmerge::plan {

bool Timeline::refused() const {
  return std::any_of(flags.begin(), flags.end(),
                     [](const std::string& flag) { return flag.starts_with("E:"); });
}

namespace {

std::optional<int> month_of(std::string_view date, bool last) {
  int year = 0, part = 0;
  const bool has_year = date.size() >= 4 &&
                        std::from_chars(date.data(), date.data() + 4, year).ptr == date.data() + 4;
  if (!has_year) return std::nullopt;
  if (date.size() >= 7) {
    if (std::from_chars(date.data() + 5, date.data() + 7, part).ptr != date.data() + 7)
      return std::nullopt;
  }
  // ISO 8601-2: 21..24 seasons, 33..36 quarters, 37..39 thirds, 40..41 halves; 0: the whole year.
  struct Division {
    int first, count;
  };
  for (const auto [first, count] : {Division{0, 1}, Division{1, 12}, Division{21, 4},
                                    Division{33, 4}, Division{37, 3}, Division{40, 2}}) {
    if (part < first || part >= first + count) continue;
    const int months = 12 / count;
    return 12 * year + (part - first) * months + (last ? months - 1 : 0);
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> first_month(std::string_view edtf) {
  return month_of(edtf.substr(0, edtf.find('/')), false);
}

std::optional<int> last_month(std::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  return month_of(slash == std::string_view::npos ? edtf : edtf.substr(slash + 1), true);
}

bool is_iso_date(std::string_view text) {
  static constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() != 7 && text.size() != kForm.size()) return false;
  return std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
    return form == 'd' ? c >= '0' && c <= '9' : c == form;
  });
}

}  // namespace planmerge::plan
