// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace planmerge::exporter::xml {

/// For text and attribute values in double quotes. What XML 1.0 cannot hold (controls, U+FFFE,
/// U+FFFF, ill-formed UTF-8) becomes U+FFFD. Source: XML 1.0, 2.2.
std::string escape(std::string_view text);

/// The same, cut between characters to at most `limit` UTF-16 units, as Office counts; `cut` is set
/// if something is missing.
std::string escape_cut(std::string_view text, std::size_t limit, bool& cut);

inline constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

}  // namespace planmerge::exporter::xml
