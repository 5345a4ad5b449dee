// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

#include "base/hash.h"
#include "cli/exit_status.h"
#include "cli/print.h"
#include "codec/json.h"
#include "normalize/lines.h"
#include "pipeline/boxes.h"
#include "pipeline/files.h"

namespace planmerge::cli {
namespace {

Json encode_audit(const pipeline::Audit& audit, bool cells) {
  static const char* const kKinds[] = {"in_plan", "in_review", "left_out", "unaccounted"};
  Json json = Json::object();
  json["cells"] = audit.cells.size();
  json["in_plan"] = audit.in_plan;
  json["in_review"] = audit.in_review;
  json["left_out"] = audit.left_out;
  json["left_out_by_reason"] = audit.left_out_by_reason;
  json["unaccounted"] = audit.unaccounted;
  if (!cells) return json;
  Json list = Json::array();
  for (const pipeline::CellFate& fate : audit.cells) {
    Json entry = Json::object();
    entry["fate"] = kKinds[static_cast<int>(fate.kind)];
    entry["detail"] = fate.detail;
    entry["text"] = fate.text;
    entry["where"] = codec::encode(fate.where);
    list.push_back(std::move(entry));
  }
  json["list"] = std::move(list);
  return json;
}

void print_text(const plan::Document& document) {
  std::string text;
  for (const plan::Table& table : document.tables) {
    for (const plan::Cell& cell : table.cells) {
      if (!cell.blank() && cell.change != plan::Cell::Change::Deleted) text += cell.text() + "\n";
    }
    text += "\n";
  }
  // Of a PDF only what can be seen is there; running text of other formats may be white.
  if (document.tables.empty() || document.source.pages > 0) {
    for (const plan::Paragraph& paragraph : document.paragraphs) text += paragraph.text + "\n";
  }
  print(text);
}

void print_rows(const plan::Document& document) {
  std::string text;
  for (const plan::ActionRow& row : document.rows) {
    text += row.need_no + "\t" + row.action_no + "\t" + row.action + "\t" + row.drivers_raw + "\t" +
            row.status_timeline_raw + "\t" + row.funding_raw + "\n";
  }
  print(text);
}

}  // namespace

namespace {

/// Reads the file once more or tells why not; the error is printed as JSON too if asked for.
plan::Document read_view(pipeline::DocumentReader& reader, const Options& options,
                         const normalize::Normalizer& normalizer, const ingest::ReadOptions& view,
                         bool first) {
  pipeline::ReadOutcome outcome = reader.read(options.files.front(), view);
  const std::string& file = outcome.file;
  for (const plan::Diagnostic& note : outcome.notes) {
    if (first) tell_warning(file, note);
  }
  if (outcome.error) {
    if (options.json) {
      print_json({{"error",
                   {{"file", file},
                    {"code", outcome.error->code()},
                    {"sentence", outcome.error->sentence()}}}});
    }
    throw Error(*outcome.error);
  }
  for (plan::ActionRow& row : outcome.document->rows)
    normalizer.normalise(row, outcome.document->acronyms);
  return std::move(*outcome.document);
}

void print_view(const plan::Document& document, const Options& options) {
  if (options.text) {
    print_text(document);
  } else {
    print_rows(document);
  }
}

constexpr std::size_t kMaxAuthorViews = 50;  // each is a reading of its own

/// For each author of tracked changes: the original with this author's changes alone accepted.
void extract_each_author(pipeline::DocumentReader& reader, const Options& options,
                         const normalize::Normalizer& normalizer) {
  plan::Document whole = read_view(reader, options, normalizer, {}, true);
  if (whole.authors.size() > kMaxAuthorViews) {
    whole.notes.warn("limit", "the document has changes of " +
                                  std::to_string(whole.authors.size()) +
                                  " authors; the first 50 are shown");
    tell_warning(whole.source.file, whole.notes.list().back());
    whole.authors.resize(kMaxAuthorViews);
  }
  Json authors = Json::array();
  for (const std::string& author : whole.authors) {
    ingest::ReadOptions view;
    view.revisions = ingest::RevisionView::Author;
    view.author = author;
    const plan::Document document = read_view(reader, options, normalizer, view, false);
    if (!options.json) {
      print("== " + author + "\n");
      print_view(document, options);
      continue;
    }
    const Json shown = codec::encode(document);
    Json entry = Json::object();
    entry["author"] = author;
    for (const char* key : {"tables", "struck", "rows"}) {
      if (shown.contains(key)) entry[key] = shown[key];
    }
    authors.push_back(std::move(entry));
  }
  if (!options.json) return;
  Json json = Json::object();
  json["source"] = codec::encode(whole.source);
  json["authors"] = std::move(authors);
  Json notes = Json::array();
  for (const plan::Diagnostic& note : whole.notes.list()) notes.push_back(codec::encode(note));
  json["notes"] = std::move(notes);
  print_json(json);
}

}  // namespace

int extract(const Options& options) {
  pipeline::DocumentReader reader = make_reader(options);
  const normalize::Normalizer normalizer = make_normalizer(options);
  if (options.revisions == "each-author") {
    extract_each_author(reader, options, normalizer);
    return kDone;
  }
  ingest::ReadOptions view;
  if (options.revisions == "original") view.revisions = ingest::RevisionView::Original;
  const plan::Document document = read_view(reader, options, normalizer, view, true);
  if (!options.debug_boxes.empty())
    pipeline::write_boxes(pipeline::read_file(options.files.front()), document, options.debug_boxes,
                          options.timeout);
  if (options.json) {
    print_json(codec::encode(document));
  } else {
    print_view(document, options);
  }
  return kDone;
}

int normalize_lines(const Options& options) {
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::ios::sync_with_stdio(false);
  normalize::normalise_lines(options.kind, std::cin, std::cout, normalizer, false);
  std::cout.flush();
  if (!std::cout)
    throw Error(Error::Kind::Store, "write-failed", "standard output", "cannot be written");
  return kDone;
}

namespace {

std::string one_line(const plan::ReviewItem& item) {
  std::string line = item.id + "  " + std::string(plan::name_of(item.severity)) + "  " + item.kind;
  if (!item.field.empty()) line += " (" + item.field + ")";
  if (item.state != "open") line += " [" + item.state + "]";
  return line + "  " + item.why + "\n";
}

}  // namespace

int items(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  Json list = Json::array();
  std::string lines;
  bool found = options.item.empty();
  for (const plan::ReviewItem& item : store->last_round().items) {
    if (!options.item.empty() && item.id != options.item) continue;
    found = true;
    list.push_back(codec::encode(item));
    lines += one_line(item);
    if (options.item.empty()) continue;
    for (const plan::ItemEvidence& evidence : item.evidence) {
      const std::string party = evidence.in_plan ? "plan " + evidence.row_id : evidence.partner;
      lines += "  " + party + ": " + evidence.reading;
      if (!evidence.source.empty()) lines += "  (" + plan::describe(evidence.source[0]) + ")";
      lines += "\n";
    }
    if (!item.suggestion.empty()) lines += "  suggestion: " + item.suggestion + "\n";
  }
  if (!found)
    throw Error(Error::Kind::Usage, "no-such-item", "", "there is no item " + options.item);
  if (options.json) {
    Json json = Json::object();
    json["items"] = std::move(list);
    print_json(json);
  } else {
    print(lines);
  }
  return kDone;
}

namespace {

/// Contribution row and the plan rows that it means, as readings (design section 6).
Json encode_link(const plan::Link& link, const plan::Contribution& contribution,
                 const std::map<std::string, const plan::PlanRow*>& rows) {
  Json json = codec::encode(link);
  json["row"] = codec::encode(contribution.document.rows.at(static_cast<std::size_t>(link.row)));
  Json to = Json::array();
  for (const std::string& id : link.to) {
    // A row that the contribution itself added is no plan row that it means.
    const auto found = rows.find(id);
    if (found != rows.end()) to.push_back(codec::encode(*found->second));
  }
  json["to"] = std::move(to);
  return json;
}

}  // namespace

int links(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  const store::Round round = store->last_round();
  const auto base = store->version(std::max(1, round.base_version));
  std::map<std::string, const plan::PlanRow*> rows;
  if (base) {
    for (const plan::PlanRow& row : base->rows) rows[row.id] = &row;
  }
  std::map<std::string, plan::Contribution> files;
  for (store::StoredContribution& entry : store->contributions()) {
    const std::string sha256 = entry.contribution.document.source.sha256;
    files[sha256] = std::move(entry.contribution);
  }
  Json list = Json::array();
  std::string lines;
  for (const plan::Link& link : round.links) {
    list.push_back(encode_link(link, files.at(link.sha256), rows));
    lines += link.file + " row " + std::to_string(link.row + 1) + "  " +
             std::string(plan::name_of(link.relation));
    for (const std::string& id : link.to) lines += " " + id;
    lines += "\n";
  }
  if (options.json) {
    Json json = Json::object();
    json["links"] = std::move(list);
    print_json(json);
  } else {
    print(lines);
  }
  return kDone;
}

int audit(const Options& options) {
  return with_runner(options, store::OpenMode::ReadOnly, [&](auto& runner, auto& /*store*/) {
    const pipeline::Audit proof = runner.audit();
    if (options.json) {
      print_json(encode_audit(proof, true));
    } else {
      std::string text = counted(static_cast<long>(proof.cells.size()), "cell", "cells") + ": " +
                         std::to_string(proof.in_plan) + " in the plan, " +
                         std::to_string(proof.in_review) + " in review, " +
                         std::to_string(proof.left_out) + " left out, " +
                         std::to_string(proof.unaccounted) + " unaccounted for\n";
      for (const auto& [reason, count] : proof.left_out_by_reason)
        text += "  left out, " + reason + ": " + std::to_string(count) + "\n";
      for (const pipeline::CellFate& fate : proof.cells) {
        if (fate.kind == pipeline::CellFate::Kind::Unaccounted)
          text += "  unaccounted: " + plan::describe(fate.where) + "\n";
      }
      print(text);
    }
    if (!proof.complete())
      throw Error(Error::Kind::Internal, "unaccounted-cells", options.plan,
                  counted(proof.unaccounted, "cell is", "cells are") +
                      " neither in the plan nor in review");
    return kDone;
  });
}

int log(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  Json list = Json::array();
  std::string lines;
  for (const plan::Decision& decision : store->decision_log()) {
    list.push_back(codec::encode(decision));
    lines += std::to_string(decision.number) + "  " + decision.when + "  " + decision.who + "  " +
             decision.item + "  " + decision.take + (decision.value.empty() ? "" : ": ") +
             decision.value + "\n";
  }
  options.json ? print_json({{"decisions", list}}) : print(lines);
  return kDone;
}

int status(const Options& options) {
  const auto store = open_store(options, store::OpenMode::ReadOnly);
  const store::Round round = store->last_round();
  const auto contributions = store->contributions();
  const long files = std::count_if(contributions.begin(), contributions.end(),
                                   [](const auto& entry) { return !entry.is_plan; });
  if (options.json) {
    print_json({{"version", store->current_version()},
                {"contributions", files},
                {"items", round.items.size()},
                {"open", open_items(round.items)}});
  } else {
    print("version " + std::to_string(store->current_version()) + "; " +
          counted(files, "contribution", "contributions") + "; " +
          counted(open_items(round.items), "item", "items") + " open of " +
          std::to_string(round.items.size()) + "\n");
  }
  return kDone;
}

int doctor(const Options& options) {
  if (!exists(options.plan)) open_store(options, store::OpenMode::ReadOnly);
  const std::vector<std::string> problems = store::check_sqlite(options.plan);
  if (options.json) {
    print_json({{"problems", problems}});
  } else if (problems.empty()) {
    print("the store is well\n");
  }
  if (problems.empty()) return kDone;
  throw Error(Error::Kind::Store, "damaged", options.plan, problems.front());
}

}  // namespace planmerge::cli
