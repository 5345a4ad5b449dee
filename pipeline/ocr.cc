// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/ocr.h"

#include <algorithm>
#include <filesystem>

#include "base/command.h"
#include "base/error.h"
#include "pipeline/files.h"
#include "pipeline/scratch.h"

namespace planmerge::pipeline {
namespace {

constexpr const char* kProgramPath = "/usr/bin:/usr/local/bin:/bin";
constexpr const char* kResolution = "200";  // dots an inch: small print is read, a page takes 3 s

/// One document on its way through the programs, in a folder of its own.
class Recogniser {
 public:
  Recogniser(std::string_view pdf, const OcrOptions& options, const std::string& file,
             double wall_seconds)
      : options_(options), file_(file), wall_seconds_(wall_seconds) {
    write_file(path("in.pdf"), pdf);
  }

  /// The page as a PDF of its own: a picture with its text.
  std::string recognised(int page) {
    const std::string number = std::to_string(page);
    // JPEG goes into the PDF as it is; for other pictures Tesseract wants a file in /tmp.
    run({"pdftoppm", "-r", kResolution, "-gray", "-jpeg", "-jpegopt", "quality=95", "-cropbox",
         "-singlefile", "-f", number, "-l", number, path("in.pdf"), path("page")});
    run({"tesseract", path("page.jpg"), path("ocr-" + number), "-l", options_.languages, "--dpi",
         kResolution, "pdf"});
    return made("ocr-" + number + ".pdf");
  }

  /// The page as it is.
  std::string kept(int page) {
    const std::string number = std::to_string(page);
    run({"pdfseparate", "-f", number, "-l", number, path("in.pdf"), path("kept-%d.pdf")});
    return made("kept-" + number + ".pdf");
  }

  std::string united(const std::vector<std::string>& parts) {
    if (parts.size() == 1) return read_file(parts.front());
    std::vector<std::string> arguments = {"pdfunite"};
    arguments.insert(arguments.end(), parts.begin(), parts.end());
    arguments.push_back(path("out.pdf"));
    run(std::move(arguments));
    return read_file(made("out.pdf"));
  }

 private:
  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }

  std::string made(const std::string& name) const {
    if (!std::filesystem::exists(path(name))) fail();
    return path(name);
  }

  [[noreturn]] void fail() const {
    throw Error(Error::Kind::Unreadable, "ocr-failed", file_,
                "its pages could not be read by OCR; is the language '" + options_.languages +
                    "' installed for Tesseract?");
  }

  void run(std::vector<std::string> arguments) const {
    arguments.front() = find_program(arguments.front(), kProgramPath);
    Command command;
    command.arguments = std::move(arguments);
    command.environment = {"HOME=" + folder_.path(), "TMPDIR=" + folder_.path(), "LANG=C.UTF-8",
                           "PATH=/usr/bin:/bin", "OMP_THREAD_LIMIT=1"};
    command.folder = folder_.path();
    command.readable = {"/usr",   "/lib",
                        "/lib64", "/bin",
                        "/etc",   "/var/cache/fontconfig",
                        "/proc",  "/sys/devices/system/cpu"};
    command.wall_seconds = wall_seconds_;
    command.cpu_seconds = static_cast<unsigned>(wall_seconds_) + 1;
    CommandResult result;
    try {
      result = run_command(command);
    } catch (const Error& error) {
      if (error.kind() != Error::Kind::NoSandbox) throw;
      throw Error(Error::Kind::Unsupported, "no-ocr", file_,
                  "the programs for OCR cannot be isolated here");
    }
    if (result.timed_out)
      throw Error(Error::Kind::Limit, "limit", file_,
                  "reading a page by OCR took too long; raise --timeout, or give --ocr never");
    if (result.exit_code != 0) fail();
  }

  const OcrOptions& options_;
  const std::string& file_;
  double wall_seconds_;
  ScratchFolder folder_;
};

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
      [](const char* program) { return !find_program(program, kProgramPath).empty(); });
}

std::string recognise(std::string_view pdf, int pages, const std::vector<int>& wanted,
                      const OcrOptions& options, const std::string& file, double wall_seconds) {
  if (!ocr_available())
    throw Error(
        Error::Kind::Unsupported, "no-ocr", file,
        "OCR needs Tesseract and Poppler's programs (Debian: tesseract-ocr, poppler-utils)");
  if (wanted.size() > kMaxOcrPages || pages > static_cast<int>(kMaxOcrPages))
    throw Error(Error::Kind::Limit, "limit", file,
                "OCR reads documents of " + std::to_string(kMaxOcrPages) + " pages at most");
  Recogniser recogniser(pdf, options, file, wall_seconds);
  std::vector<std::string> parts;
  for (int page = 1; page <= pages; ++page)
    parts.push_back(among(wanted, page) ? recogniser.recognised(page) : recogniser.kept(page));
  return recogniser.united(parts);
}

void mark_ocr(plan::Document& document, const std::vector<int>& pages) {
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
