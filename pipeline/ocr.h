// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/document.h"

namespace planmerge::pipeline {

/// When pages are read by optical character recognition (Tesseract).
enum class OcrUse { Auto, Never, Always };  // Auto: pages that are pictures without text

struct OcrOptions {
  OcrUse use = OcrUse::Auto;
  std::string languages = "eng";  // as Tesseract names them: "eng+fra"
};

inline constexpr std::size_t kMaxOcrPages = 200;  // of one document; more and it is not tried
inline constexpr double kOcrConfidence = 0.5;     // the most that what was read so is trusted

/// Pages of the document that are to be read so, 1-based, in order.
std::vector<int> pages_for_ocr(const plan::Document& document, OcrUse use);

/// Are the programs there that it takes (Tesseract, and Poppler's for pages)?
bool ocr_available();

/// A PDF, and the pages of it that OCR read.
struct Recognised {
  std::string pdf;
  std::vector<int> pages;
};

/// The PDF with the given pages replaced by their pictures with the text read from them. All
/// programs run shut off (pipeline/tools.h); after `wall_seconds` no further page is begun, and the
/// rest stay as they are.
///
/// Errors: Error(Unsupported, "no-ocr") if a program is missing or cannot be shut off;
///         Error(Limit, "limit") for time or too many pages; Error(Unreadable, "ocr-failed").
Recognised recognise(std::string_view pdf, int pages, const std::vector<int>& wanted,
                     const OcrOptions& options, const std::string& file, double wall_seconds);

/// Caps the confidence of tables and rows on these pages, and notes "ocr".
void mark_ocr(plan::Document& document, const std::vector<int>& pages);

}  // namespace planmerge::pipeline
