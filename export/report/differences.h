// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace planmerge::exporter {

/// `text` as escaped HTML; words that are not in `reference` in this order stand in
/// <b class="d">, which style.css prints bold and underlined. An empty or equal reference, or
/// texts of more words than are worth comparing (1,000), mark nothing.
std::string marked_html(std::string_view text, std::string_view reference);

}  // namespace planmerge::exporter
