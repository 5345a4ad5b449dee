// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The parts of a Word document that are the same in every file.
namespace planmerge::exporter::word {

/// Attributes that declare the names used in our parts.
inline constexpr std::string_view kNamespaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

extern const std::string_view kStyles;     // children of w:styles
extern const std::string_view kNumbering;  // children of w:numbering; list 1: bullets
extern const std::string_view kSettings;   // children of w:settings

}  // namespace planmerge::exporter::word
