// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/ocr.h"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <utility>

#include "base/error.h"
#include "pipeline/files.h"
#include "pipeline/tools.h"

namespace planmerge::pipeline {
namespace {

constexpr const char* kResolution = "200";  // dots an inch: small print is read, a page takes 3 s

/// The page as a PDF of its own: a picture with its text.
std::string recognised(const Tools& tools, int page, const std::string& languages) {
  const std::string number = std::to_string(page);
  // JPEG goes into the PDF as it is; for other pictures Tesseract wants a file in /tmp.
  tools.run({"pdftoppm", "-r", kResolution, "-gray", "-jpeg", "-jpegopt", "quality=95", "-cropbox",
             "-singlefile", "-f", number, "-l", number, tools.input(), tools.path("page")});
  tools.run({"tesseract", tools.path("page.jpg"), tools.path("ocr-" + number), "-l", languages,
             "--dpi", kResolution, "pdf"});
  return tools.made("ocr-" + number + ".pdf");
}

/// The page as it is.
std::string kept(const Tools& tools, int page) {
  const std::string number = std::to_string(page);
  tools.run({"pdfseparate", "-f", number, "-l", number, tools.input(), tools.path("kept-%d.pdf")});
  return tools.made("kept-" + number + ".pdf");
}

std::string united(const Tools& tools, const std::vector<std::string>& parts) {
  if (parts.size() == 1) return read_file(parts.front());
  std::vector<std::string> arguments = {"pdfunite"};
  arguments.insert(arguments.end(), parts.begin(), parts.end());
  arguments.push_back(tools.path("out.pdf"));
  tools.run(std::move(arguments));
  return read_file(tools.made("out.pdf"));
}

bool among(const std::vector<int>& pages, int page) {
  return std::binary_search(pages.begin(), pages.end(), page);
}

}  // namespace

std::vector<int> pages_for_ocr(const plan::Document& document, OcrUse use) {
  std::vector<int> out;
  if (use == OcrUse::Never || document.source.pages == 0) return out;  // only PDFs have pages
  if (use == OcrUse::Always) {
    for (int page = 1; page <= document.source.pages; ++page) out.push_back(page);
    return out;
  }
  for (const plan::Diagnostic& note : document.notes.list()) {
    if (note.code == "no-text-layer" && note.where.page > 0) out.push_back(note.where.page);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool ocr_available() {
  return std::ranges::all_of(
      std::initializer_list<const char*>{"tesseract", "pdftoppm", "pdfseparate", "pdfunite"},
      Tools::installed);
}

Recognised recognise(std::string_view pdf, int pages, const std::vector<int>& wanted,
                     const OcrOptions& options, const std::string& file, double wall_seconds) {
  if (!ocr_available())
    throw Error(
        Error::Kind::Unsupported, "no-ocr", file,
        "OCR needs Tesseract and Poppler's programs (Debian: tesseract-ocr, poppler-utils)");
  if (wanted.size() > kMaxOcrPages || pages > static_cast<int>(kMaxOcrPages))
    throw Error(Error::Kind::Limit, "limit", file,
                "OCR reads documents of " + std::to_string(kMaxOcrPages) + " pages at most");
  const Tools tools(pdf, file, wall_seconds,
                    {"no-ocr", "ocr-failed",
                     "its pages could not be read by OCR; is the language '" + options.languages +
                         "' installed for Tesseract?"});
  Recognised out;
  std::vector<std::string> parts;
  const auto start = std::chrono::steady_clock::now();
  for (int page = 1; page <= pages; ++page) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (among(wanted, page) && taken.count() < wall_seconds) {
      parts.push_back(recognised(tools, page, options.languages));
      out.pages.push_back(page);
    } else {
      parts.push_back(kept(tools, page));
    }
  }
  out.pdf = united(tools, parts);
  return out;
}

void mark_ocr(plan::Document& document, const std::vector<int>& pages) {
  if (pages.empty()) return;
  for (plan::Table& table : document.tables) {
    const bool read = std::ranges::any_of(
        table.regions, [&](const plan::Region& region) { return among(pages, region.page); });
    if (read) table.confidence = std::min(table.confidence, kOcrConfidence);
  }
  for (plan::ActionRow& row : document.rows) {
    const bool read = std::ranges::any_of(row.source, [&](const plan::FieldSource& source) {
      return among(pages, source.where.page);
    });
    if (read) row.confidence = std::min(row.confidence, kOcrConfidence);
  }
  plan::Provenance where;
  where.file = document.source.file;
  where.page = pages.front();
  document.notes.warn("ocr",
                      std::to_string(pages.size()) +
                          (pages.size() == 1 ? " page was" : " pages were") +
                          " read by OCR (Tesseract); compare what matters with the original",
                      where);
}

}  // namespace planmerge::pipeline
