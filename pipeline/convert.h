// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace planmerge::pipeline {

/// A format that is not read itself but can be converted to DOCX.
enum class OldFormat { Doc, Rtf };

/// Nullopt: nothing to convert. Decided by content; a document with a password is none, because
/// only its owner can open it.
std::optional<OldFormat> old_format(std::string_view bytes);

/// Converts the bytes to DOCX with LibreOffice, shut off from network and files (base/command.h),
/// with a profile of its own that runs no macro and follows no link, both gone afterwards.
///
/// Errors: Error(Unsupported, "type-mismatch") if LibreOffice is not installed, with what to do;
///         Error(Limit) for time; Error(Unreadable, "not-converted") if it made nothing.
std::string convert_to_docx(std::string_view bytes, OldFormat format, const std::string& file,
                            double wall_seconds);

}  // namespace planmerge::pipeline
