// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge::normalize {

/// A phrase that is EDTF already, as our own exports print it: given back as it is, with the
/// warnings that go with its marks. Nothing for any other phrase, for a date that does not exist,
/// and for "2011-12", which people also write for two years.
/// Source: EDTF, ISO 8601-2:2019, levels 0 to 2 as far as we print them.
struct EdtfPhrase {
  std::string edtf;
  std::vector<std::string> flags;
};
std::optional<EdtfPhrase> read_edtf(std::string_view phrase);

}  // namespace planmerge::normalize
