// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/reading.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/hash.h"
#include "codec/json.h"
#include "ingest/mail.h"
#include "ingest/pdf.h"
#include "pipeline/convert.h"
#include "pipeline/files.h"
#include "pipeline/mail_wire.h"

namespace planmerge::pipeline {
namespace {

using codec::Json;

// What the parent accepts from a worker, whatever it was told to send.
constexpr int kMaxGrid = 1'000'000;  // rows or columns of one table
constexpr std::size_t kMaxTables = 20'000;
constexpr std::size_t kMaxRows = 200'000;  // action rows of one document
constexpr std::size_t kCellsPerRecord = 200;

// ---- the worker's end ------------------------------------------------------------------------

void send_part(const SendRecord& send, const char* part, Json value) {
  Json record = Json::object();
  record["part"] = part;
  record["value"] = std::move(value);
  send(record.dump());
}

void send_cells(const SendRecord& send, const char* part, const std::vector<plan::Cell>& cells) {
  for (std::size_t i = 0; i < cells.size(); i += kCellsPerRecord) {
    Json batch = Json::array();
    for (std::size_t j = i; j < std::min(cells.size(), i + kCellsPerRecord); ++j)
      batch.push_back(codec::encode(cells[j]));
    send_part(send, part, std::move(batch));
  }
}

void send_table(const SendRecord& send, plan::Table table) {
  const std::vector<plan::Cell> cells = std::move(table.cells);
  table.cells.clear();
  send_part(send, "table", codec::encode(table));
  send_cells(send, "cells", cells);
}

void send_struck(const SendRecord& send, plan::StruckTable struck) {
  const std::vector<plan::Cell> cells = std::move(struck.table.cells);
  struck.table.cells.clear();
  send_part(send, "struck", codec::encode(struck));
  send_cells(send, "struck_cells", cells);
}

void send_notes(const SendRecord& send, const plan::Notes& notes) {
  for (const plan::Diagnostic& note : notes.list()) send_part(send, "note", codec::encode(note));
}

void send_parts(const SendRecord& send, const plan::Document& document) {
  Json head = Json::object();
  head["source"] = codec::encode(document.source);
  head["title"] = document.title;
  head["window"] = document.window;
  head["acronyms"] = document.acronyms;
  head["authors"] = document.authors;
  head["ledger"] = codec::encode(document.ledger);
  send_part(send, "head", std::move(head));
  for (const plan::Table& table : document.tables) send_table(send, table);
  for (const plan::StruckTable& struck : document.struck) send_struck(send, struck);
  for (const plan::ActionRow& row : document.rows) send_part(send, "row", codec::encode(row));
  for (const plan::LeftOut& text : document.left_out)
    send_part(send, "left_out", codec::encode(text));
  for (const plan::Comment& comment : document.comments)
    send_part(send, "comment", codec::encode(comment));
  for (const plan::Paragraph& paragraph : document.paragraphs)
    send_part(send, "paragraph", codec::encode(paragraph));
  send_notes(send, document.notes);
}

// ---- the parent's end ------------------------------------------------------------------------

/// Puts a document together from records that it does not trust.
class Collector {
 public:
  void receive(std::string_view record) {
    const Json json = Json::parse(record, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("part") || !json.contains("value") ||
        !json["part"].is_string())
      throw bad("a record is no part of a document");
    try {
      add(json["part"].get<std::string>(), json["value"]);
    } catch (const Json::exception&) {
      throw bad("a record is not of the shape that a worker sends");
    }
  }
  plan::Document document;

 private:
  static Error bad(const char* sentence) {
    return Error(Error::Kind::Unreadable, "bad-record", "", sentence);
  }

  void add(const std::string& part, const Json& value) {
    if (part == "head") {
      add_head(value);
    } else if (part == "table") {
      if (document.tables.size() >= kMaxTables) throw bad("too many tables");
      document.tables.push_back(codec::decode<plan::Table>(value));
      check_grid(document.tables.back().rows, document.tables.back().columns);
    } else if (part == "cells") {
      if (document.tables.empty()) throw bad("cells without a table");
      add_cells(value, document.tables.back());
    } else if (part == "struck") {
      if (document.struck.size() >= kMaxTables) throw bad("too many tables");
      document.struck.push_back(codec::decode<plan::StruckTable>(value));
      check_struck(document.struck.back());
    } else if (part == "struck_cells") {
      if (document.struck.empty()) throw bad("cells without a table");
      add_cells(value, document.struck.back().table);
    } else if (part == "comment") {
      document.comments.push_back(codec::decode<plan::Comment>(value));
    } else if (part == "row") {
      if (document.rows.size() >= kMaxRows) throw bad("too many rows");
      document.rows.push_back(codec::decode<plan::ActionRow>(value));
    } else if (part == "left_out") {
      document.left_out.push_back(codec::decode<plan::LeftOut>(value));
    } else if (part == "paragraph") {
      document.paragraphs.push_back(codec::decode<plan::Paragraph>(value));
    } else if (part == "note") {
      document.notes.add(codec::decode<plan::Diagnostic>(value));
    } else {
      throw bad("a record is of no known kind");
    }
  }

  void add_head(const Json& value) {
    document.source = codec::decode<plan::Source>(value.value("source", Json()));
    if (value.contains("ledger"))
      document.ledger = codec::decode<plan::TextLedger>(value["ledger"]);
    document.title = value.value("title", "");
    document.window = value.value("window", "");
    for (const Json& author : value.value("authors", Json::array()))
      document.authors.push_back(author.is_string() ? author.get<std::string>() : "");
    const Json acronyms = value.value("acronyms", Json::object());  // items() must not outlive it
    for (const auto& [acronym, name] : acronyms.items())
      document.acronyms[acronym] = name.is_string() ? name.get<std::string>() : "";
  }

  static void add_cells(const Json& value, plan::Table& table) {
    if (!value.is_array()) throw bad("cells without a table");
    for (const Json& entry : value) {
      plan::Cell cell = codec::decode<plan::Cell>(entry);
      check_grid(cell.rowspan, cell.colspan);
      if (cell.row < 0 || cell.col < 0 || cell.rowspan < 1 || cell.colspan < 1 ||
          cell.row + cell.rowspan > table.rows || cell.col + cell.colspan > table.columns)
        throw bad("a cell lies outside its table");
      table.cells.push_back(std::move(cell));
    }
  }

  static void check_struck(const plan::StruckTable& struck) {
    check_grid(struck.table.rows, struck.table.columns);
    check_grid(struck.place, struck.beside);
    if (struck.rows_above.size() > static_cast<std::size_t>(struck.table.rows))
      throw bad("a table has more rows than it says");
    for (const int above : struck.rows_above) check_grid(above, above);
  }

  static void check_grid(int rows, int columns) {
    if (rows < 0 || columns < 0 || rows > kMaxGrid || columns > kMaxGrid)
      throw bad("a table has impossible measures");
  }
};

// A mail's documents come base64-coded, and there may be many.
constexpr std::size_t kMailBytes = std::size_t{160} << 20U;
constexpr const char* kMailArgument = R"({"mail":true})";

std::string argument_of(const std::string& file, const ingest::ReadOptions& options) {
  Json argument = Json::object();
  argument["file"] = file;
  argument["revisions"] = static_cast<int>(options.revisions);
  argument["author"] = options.author;
  argument["rows"] = options.rows;
  return argument.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Error located(const Error& error, const std::string& file) {
  if (!error.where().empty()) return error;
  return Error(error.kind(), error.code(), file, error.sentence());
}

/// "box/mail.eml/annex.docx": the mail, and what in it is meant.
std::pair<std::string, std::string> split_attachment(const std::string& path) {
  std::error_code ignored;
  std::filesystem::path file(path);
  std::filesystem::path rest;
  while (!file.empty() && file.has_relative_path() && !std::filesystem::exists(file, ignored)) {
    rest = rest.empty() ? file.filename() : file.filename() / rest;
    file = file.parent_path();
  }
  if (rest.empty() || !std::filesystem::is_regular_file(file, ignored)) return {path, ""};
  return {file.string(), rest.string()};
}

/// Provenance names the file as it came, not what was made of it.
void restamp(plan::Document& document, const std::string& from, const std::string& to) {
  const auto change = [&](plan::Provenance& where) {
    if (where.sha256 == from) where.sha256 = to;
  };
  for (plan::ActionRow& row : document.rows) {
    for (plan::FieldSource& source : row.source) change(source.where);
  }
  for (plan::LeftOut& text : document.left_out) change(text.where);
  for (plan::Diagnostic& note : document.notes.list()) change(note.where);
}

// What the mail says itself belongs to no document of it; the first takes it along.
void tell_mail(const ingest::Mail& mail, const ReadOutcome& outcome, ReadOutcome& first) {
  plan::Provenance where;
  where.file = outcome.file;
  where.sha256 = outcome.sha256;
  where.author = mail.sender;
  where.date = mail.received;
  std::vector<plan::Diagnostic> notes = outcome.notes;
  if (!plan::is_blank(mail.text)) {
    notes.push_back({"mail-text", plan::Severity::Info, where,
                     "the mail says something itself; it was kept, but is no part of the table"});
    if (first.document) first.document->left_out.push_back({"mail-text", where, mail.text});
  }
  for (const plan::Diagnostic& note : notes) {
    first.notes.push_back(note);
    if (first.document) first.document->notes.add(note);
  }
}

}  // namespace

void send_document(std::string_view bytes, const std::string& argument, const SendRecord& send) {
  const Json json = Json::parse(argument);
  if (json.value("mail", false)) {
    send_mail(bytes, send);
    return;
  }
  ingest::ReadOptions options;
  options.revisions = static_cast<ingest::RevisionView>(json["revisions"].get<int>());
  options.author = json["author"].get<std::string>();
  options.rows = json["rows"].get<bool>();
  plan::Notes notes;
  try {
    send_parts(send, ingest::read_document(bytes, json["file"].get<std::string>(), options, notes));
  } catch (const Error&) {
    send_notes(send, notes);
    throw;
  }
}

DocumentReader::DocumentReader(Options options)
    : options_(options), pool_(WorkerPool::start(send_document, [&] {
        WorkerPool::Options pool;
        pool.unsafe_no_sandbox = options.unsafe_no_sandbox;
        pool.prepare = ingest::prepare_pdf;
        return pool;
      }())) {}

plan::Document DocumentReader::run_worker(const std::string& bytes, const std::string& file,
                                          const ingest::ReadOptions& options,
                                          ReadOutcome& outcome) {
  Collector collector;
  try {
    outcome.use = pool_.run(bytes, file, argument_of(file, options), options_.limits,
                            [&collector](std::string_view record) { collector.receive(record); });
  } catch (...) {
    outcome.notes = collector.document.notes.list();
    throw;
  }
  // The worker's word for these is not needed, so it is not taken.
  collector.document.source.sha256 = outcome.sha256;
  collector.document.source.file = file;
  collector.document.source.bytes = bytes.size();
  outcome.notes = collector.document.notes.list();
  return std::move(collector.document);
}

/// Pages that are pictures: read once more with the text that OCR found on them. If it finds none,
/// what was read stands, and why is noted; where OCR was demanded, it is an error.
void DocumentReader::read_pictures(const std::string& bytes, const ingest::ReadOptions& options,
                                   ReadOutcome& outcome) {
  plan::Document& document = *outcome.document;
  const std::vector<int> pages = pages_for_ocr(document, options_.ocr.use);
  const bool demanded = options_.ocr.use == OcrUse::Always;
  if (pages.empty() || (!demanded && !ocr_available())) return;
  try {
    const Recognised read = recognise(bytes, document.source.pages, pages, options_.ocr,
                                      outcome.file, options_.limits.wall_seconds);
    plan::Document again = run_worker(read.pdf, outcome.file, options, outcome);
    restamp(again, sha256_hex(read.pdf), outcome.sha256);
    again.source = document.source;
    mark_ocr(again, read.pages);
    if (read.pages.size() < pages.size())
      again.notes.warn("limit",
                       std::to_string(pages.size() - read.pages.size()) +
                           " pages were not read by OCR for want of time; raise --timeout");
    // Said of the file as it came: the pages alone do not tell.
    for (const plan::Diagnostic& note : document.notes.list()) {
      const bool picture = note.code == "no-text-layer" && note.where.page > 0;
      if (picture || note.code == "active-content" || note.code == "attachment")
        again.notes.warn(note.code, note.text, note.where);
    }
    document = std::move(again);
  } catch (const Error& error) {
    if (demanded) throw;
    document.notes.warn(error.code(), error.sentence());
  }
  outcome.notes = document.notes.list();
}

void DocumentReader::read_bytes(const std::string& bytes, const ingest::ReadOptions& options,
                                ReadOutcome& outcome) {
  outcome.sha256 = sha256_hex(bytes);
  try {
    const auto old = old_format(bytes);
    if (!old) {
      outcome.document = run_worker(bytes, outcome.file, options, outcome);
      read_pictures(bytes, options, outcome);
      return;
    }
    const std::string docx =
        convert_to_docx(bytes, *old, outcome.file, options_.limits.wall_seconds);
    outcome.document = run_worker(docx, outcome.file, options, outcome);
    restamp(*outcome.document, sha256_hex(docx), outcome.sha256);
    const bool doc = *old == OldFormat::Doc;
    outcome.document->source.format = doc ? "doc" : "rtf";
    outcome.document->source.bytes = bytes.size();
    plan::Provenance where;
    where.file = outcome.file;
    outcome.document->notes.info("converted",
                                 std::string("LibreOffice converted it from ") +
                                     (doc ? ".doc" : ".rtf") +
                                     "; compare what matters with the original",
                                 where);
    outcome.notes = outcome.document->notes.list();
  } catch (const Error& error) {
    outcome.error = located(error, outcome.file);
  }
}

ingest::Mail DocumentReader::unpack(const std::string& bytes, ReadOutcome& mail_outcome) {
  MailCollector collector;
  WorkerLimits limits = options_.limits;
  limits.total_bytes = kMailBytes;
  const auto keep_notes = [&] {
    for (plan::Diagnostic& note : collector.notes.list()) {
      note.where.file = mail_outcome.file;
      mail_outcome.notes.push_back(std::move(note));
    }
  };
  try {
    mail_outcome.use =
        pool_.run(bytes, mail_outcome.file, kMailArgument, limits,
                  [&collector](std::string_view record) { collector.receive(record); });
  } catch (...) {
    keep_notes();
    throw;
  }
  keep_notes();
  return std::move(collector.mail);
}

std::vector<ReadOutcome> DocumentReader::read_mail(const std::string& bytes,
                                                   const std::string& wanted, ReadOutcome& outcome,
                                                   const ingest::ReadOptions& options) {
  ingest::Mail mail = unpack(bytes, outcome);
  std::vector<ReadOutcome> outcomes;
  for (ingest::MailAttachment& attachment : mail.documents) {
    if (!wanted.empty() && attachment.name != wanted) continue;
    ReadOutcome one;
    one.path = outcome.path + "/" + attachment.name;
    one.file = outcome.file + "/" + attachment.name;
    one.sandboxed = sandboxed();
    read_bytes(attachment.bytes, options, one);
    attachment.bytes = {};
    if (one.document) {
      one.document->source.sender = attachment.sender;
      one.document->source.received = attachment.received;
    }
    outcomes.push_back(std::move(one));
  }
  if (outcomes.empty()) {
    outcome.error = Error(Error::Kind::Unsupported, "no-document", outcome.file,
                          wanted.empty() ? "the mail has no attachment of a kind that is read"
                                         : "the mail has no attachment of this name");
    return {std::move(outcome)};
  }
  tell_mail(mail, outcome, outcomes.front());
  return outcomes;
}

std::vector<ReadOutcome> DocumentReader::read_each(const std::string& path,
                                                   const ingest::ReadOptions& options) {
  const auto [file, attachment] = split_attachment(path);
  ReadOutcome outcome;
  outcome.path = file;
  outcome.file = base_name(file);
  outcome.sandboxed = sandboxed();
  try {
    const std::string bytes = read_file(file);
    outcome.sha256 = sha256_hex(bytes);
    if (ingest::is_mail(bytes)) return read_mail(bytes, attachment, outcome, options);
    if (!attachment.empty()) read_file(path);  // says that there is no such file
    read_bytes(bytes, options, outcome);
  } catch (const Error& error) {
    outcome.error = located(error, outcome.file);
  }
  return {std::move(outcome)};
}

ReadOutcome DocumentReader::read(const std::string& path, const ingest::ReadOptions& options) {
  std::vector<ReadOutcome> outcomes = read_each(path, options);
  if (outcomes.size() == 1) return std::move(outcomes.front());
  ReadOutcome outcome;
  outcome.path = path;
  outcome.file = base_name(path);
  std::string names;
  for (const ReadOutcome& one : outcomes) names += (names.empty() ? "" : ", ") + one.file;
  outcome.error = Error(Error::Kind::Usage, "several-documents", outcome.file,
                        "the mail holds several documents; name one of: " + names);
  return outcome;
}

std::vector<ReadOutcome> DocumentReader::read_all(
    const std::vector<std::string>& paths, const ingest::ReadOptions& options,
    const std::function<void(const ReadOutcome&)>& done) {
  std::vector<std::vector<ReadOutcome>> found(paths.size());
  std::atomic<std::size_t> next{0};
  std::mutex reporting;
  const auto work = [&] {
    for (std::size_t i = next++; i < paths.size(); i = next++) {
      found[i] = read_each(paths[i], options);
      const std::lock_guard lock(reporting);
      for (const ReadOutcome& outcome : found[i]) {
        if (done) done(outcome);
      }
    }
  };
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < options_.jobs && i < paths.size(); ++i) helpers.emplace_back(work);
  work();
  helpers.clear();  // joins
  std::vector<ReadOutcome> outcomes;
  for (std::vector<ReadOutcome>& of_one : found) {
    std::move(of_one.begin(), of_one.end(), std::back_inserter(outcomes));
  }
  return outcomes;
}

}  // namespace planmerge::pipeline
