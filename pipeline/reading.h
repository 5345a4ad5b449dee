// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/worker.h"
#include "ingest/mail.h"
#include "ingest/readers.h"
#include "pipeline/ocr.h"
#include "plan/document.h"

namespace planmerge::pipeline {

/// What became of one file: a document, or the error that stopped it.
struct ReadOutcome {
  std::string path;  // as given; of an attachment "box/mail.eml/annex.docx"
  std::string file;  // the name for people: "annex.docx", "mail.eml/annex.docx"
  std::string sha256;
  std::optional<plan::Document> document;
  std::optional<Error> error;
  std::vector<plan::Diagnostic> notes;  // also those noted before an error
  WorkerUse use;
  bool sandboxed = true;
};

/// Reads documents, each in its own isolated process.
///
/// Construct before any thread, store or large allocation: it forks the zygote.
/// Errors: the constructor throws Error(NoSandbox).
class DocumentReader {
 public:
  struct Options {
    bool unsafe_no_sandbox = false;
    WorkerLimits limits;
    unsigned jobs = 2;  // files read at the same time
    OcrOptions ocr;
  };
  explicit DocumentReader(Options options);

  /// Reads the file, or each document attached to a mail, in a worker of its own; what the mail
  /// says of itself is noted with the first. Failures are in the outcomes, not thrown.
  std::vector<ReadOutcome> read_each(const std::string& path, const ingest::ReadOptions& options);
  /// The same where one document is wanted; of a mail with several, "mail.eml/annex.docx" names it.
  ReadOutcome read(const std::string& path, const ingest::ReadOptions& options);
  /// Reads all, several at a time; outcomes in the order of the paths,
  /// of a mail one for each of its documents.
  /// @param done  called after each file, from one thread at a time
  std::vector<ReadOutcome> read_all(const std::vector<std::string>& paths,
                                    const ingest::ReadOptions& options,
                                    const std::function<void(const ReadOutcome&)>& done = {});
  bool sandboxed() const { return pool_.sandboxed(); }

 private:
  plan::Document run_worker(const std::string& bytes, const std::string& file,
                            const ingest::ReadOptions& options, ReadOutcome& outcome);
  void read_pictures(const std::string& bytes, const ingest::ReadOptions& options,
                     ReadOutcome& outcome);
  void read_bytes(const std::string& bytes, const ingest::ReadOptions& options,
                  ReadOutcome& outcome);
  ingest::Mail unpack(const std::string& bytes, ReadOutcome& mail_outcome);
  std::vector<ReadOutcome> read_mail(const std::string& bytes, const std::string& wanted,
                                     ReadOutcome& outcome, const ingest::ReadOptions& options);

  Options options_;
  WorkerPool pool_;
};

/// What the worker runs: reads the document and sends it in pieces (pipeline/reading.cc has both
/// ends of the wire). Public for the test that compares sandboxed with direct reading.
void send_document(std::string_view bytes, const std::string& argument, const SendRecord& send);

}  // namespace planmerge::pipeline
