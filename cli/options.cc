// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include <algorithm>
#include <numeric>

namespace planmerge::cli {
namespace {

void add_plan(CLI::App* command, Options& options) {
  command->add_option("--plan", options.plan, "the store (plan.db)")->required();
}

void add_reading(CLI::App* command, Options& options) {
  command->add_option("--timeout", options.timeout, "seconds a document may take")
      ->check(CLI::Range(1.0, 3600.0));
  command->add_option("--mem", options.memory_mib, "MiB a document may take")
      ->check(CLI::Range(32U, 8192U));
  command->add_option("--jobs", options.jobs, "documents read at the same time")
      ->check(CLI::Range(1U, 64U));
  command
      ->add_option(
          "--ocr", options.ocr,
          "read pictures of pages with Tesseract: pages without text (auto), never, always")
      ->check(CLI::IsMember({"auto", "never", "always"}));
  command->add_option("--ocr-lang", options.ocr_languages, "its languages, such as eng+fra")
      ->check([](const std::string& value) {
        const bool plain =
            !value.empty() && value.find_first_not_of(
                                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789_+") == std::string::npos;
        return plain ? std::string() : "not a list of languages: " + value;
      });
  command->add_flag("--unsafe-no-sandbox", options.unsafe_no_sandbox,
                    "read without isolation where the kernel has none; every report says so");
}

void add_terms(CLI::App* command, Options& options) {
  command->add_option("--base", options.base, "plan version that the files were made from")
      ->check(CLI::PositiveNumber);
  command->add_option("--partner", options.partner, "who sent the files (else found in them)");
  command->add_option("--received", options.received, "date they came, as YYYY-MM-DD");
  command->add_option("--returns", options.returns, "full: rows that are missing ask for deletion")
      ->check(CLI::IsMember({"full", "partial"}));
  command->add_option("--register", options.registers, "own file of organisations (TSV)")
      ->check(CLI::ExistingFile);
}

void add_json(CLI::App* command, Options& options) {
  command->add_flag("--json", options.json, "print JSON");
}

void add_as_of(CLI::App* command, Options& options) {
  command->add_option("--as-of", options.as_of, "the round's date, as YYYY-MM-DD");
}

void declare_round(CLI::App& app, Options& options) {
  CLI::App* consolidate =
      app.add_subcommand("consolidate", "the whole round: read, merge, and write plan and report");
  add_plan(consolidate, options);
  consolidate->add_option("--master", options.master, "the plan's document, for a new store");
  consolidate->add_option("--out", options.out, "folder for the results")->required();
  consolidate->add_option("FILE", options.files,
                          "contributions (PDF, Word, Excel, OpenDocument, mails with them)");
  consolidate->add_flag("--check", options.check, "exit with 3 if items are open");
  consolidate->add_flag("-q,--quiet", options.quiet, "no progress, no summary");
  add_terms(consolidate, options);
  add_as_of(consolidate, options);
  add_reading(consolidate, options);
  add_json(consolidate, options);

  CLI::App* init = app.add_subcommand("init", "make a store from a plan document (version 1)");
  init->add_option("PLAN", options.plan, "the store to make")->required();
  init->add_option("--master", options.master, "the plan's document")->required();
  add_reading(init, options);
  add_json(init, options);

  CLI::App* ingest = app.add_subcommand("ingest", "read contributions into the store");
  add_plan(ingest, options);
  ingest
      ->add_option("FILE", options.files,
                   "contributions (PDF, Word, Excel, OpenDocument, mails with them)")
      ->required();
  add_terms(ingest, options);
  add_reading(ingest, options);
  add_json(ingest, options);

  CLI::App* merge =
      app.add_subcommand("merge", "link and merge what the store holds, or one case given as JSON");
  merge->add_option("--plan", options.plan, "the store (plan.db)");
  merge
      ->add_option("CASE", options.item,
                   "-: a case on standard input, its result on standard output")
      ->check(CLI::IsMember({"-"}));
  add_as_of(merge, options);
  merge->add_flag("--check", options.check, "exit with 3 if items are open");
  add_json(merge, options);
}

void declare_looking(CLI::App& app, Options& options) {
  CLI::App* extract = app.add_subcommand("extract", "show what would be read from a file");
  extract->add_option("FILE", options.files, "a document")->required()->expected(1);
  extract->add_flag("--text", options.text,
                    "print the text of the cells, then the running text of PDFs");
  extract->add_option("--debug-boxes", options.debug_boxes,
                      "draw what was read over the pages of a PDF: OUT.png, OUT-1.png …");
  extract
      ->add_option("--revisions", options.revisions,
                   "tracked changes: all accepted (final), all rejected (original), or for each "
                   "author a view with this author's changes alone accepted (each-author)")
      ->check(CLI::IsMember({"final", "original", "each-author"}));
  add_json(extract, options);
  add_reading(extract, options);

  CLI::App* normalize =
      app.add_subcommand("normalize", "a phrase a line on stdin, a JSON object a line on stdout");
  normalize->add_option("--kind", options.kind, "timeline, driver or funding")
      ->required()
      ->check(CLI::IsMember({"timeline", "driver", "funding"}));
  normalize->add_option("--register", options.registers, "own file of organisations (TSV)")
      ->check(CLI::ExistingFile);
  add_json(normalize, options);

  CLI::App* link = app.add_subcommand(
      "link", "which records of two files (CSV, JSON Lines) are the same: left_id,right_id,score");
  link->add_option("FILE", options.files, "two files, or one with --dedup")
      ->required()
      ->expected(1, 2);
  link->add_flag("--dedup", options.dedup, "records of one file that are the same");
  link->add_option("--jobs", options.jobs, "threads")->check(CLI::Range(1U, 64U));
  link->add_option("--register", options.registers, "own file of organisations (TSV)")
      ->check(CLI::ExistingFile);

  const auto looking = [&](const char* name, const char* help) {
    CLI::App* command = app.add_subcommand(name, help);
    add_plan(command, options);
    add_json(command, options);
    return command;
  };
  looking("items", "the review queue")->add_option("ID", options.item, "one item, whole");
  looking("links", "which plan row each contribution row means");
  looking("log", "every decision, oldest first");
  looking("status", "versions, files, rows and items in a few lines");
  looking("audit", "prove that every cell is in the plan, in review, or left out for a reason");
  looking("doctor", "check the store");
}

void declare_deciding(CLI::App& app, Options& options) {
  CLI::App* decide = app.add_subcommand("decide", "answer review items; kept for the next rounds");
  add_plan(decide, options);
  decide->add_option("ID", options.files, "items");
  decide
      ->add_option("--from", options.from,
                   "a workbook of ours in which answers were filled in, instead of items")
      ->check(CLI::ExistingFile);
  decide->add_option("--take", options.take, "base, plan, a partner's name, same, different, …");
  decide->add_option("--value", options.value, "a value of your own");
  decide->add_option("--note", options.note, "why");
  decide->add_option("--who", options.who, "who decides");
  add_as_of(decide, options);
  add_reading(decide, options);
  add_json(decide, options);

  CLI::App* undo = app.add_subcommand("undo", "take a decision back (a new entry in the log)");
  add_plan(undo, options);
  undo->add_option("ID", options.item, "an item, or a decision's number")->required();
  undo->add_option("--who", options.who, "who takes it back");
  add_as_of(undo, options);
  add_json(undo, options);

  CLI::App* output = app.add_subcommand("export", "write the plan or the report in a format");
  add_plan(output, options);
  output->add_option("--to", options.to, "the format: json, csv, report, …")->required();
  output->add_option("-o,--output", options.output, "the file; - or none: standard output");
  output->add_option("--partner", options.partner,
                     "with docx: this partner's rows to check; with receipt: whom it is for");
  output->add_flag("--tracked", options.tracked,
                   "with docx and --partner: its own text, the plan's as tracked changes");
  add_as_of(output, options);

  CLI::App* report = app.add_subcommand(
      "report", "the conflict report, or with --partner the receipt for one partner");
  add_plan(report, options);
  report->add_option("--partner", options.partner, "what became of this partner's rows");
  report->add_option("-o,--output", options.output, "the file; - or none: standard output");
  add_as_of(report, options);
}

}  // namespace

void declare(CLI::App& app, Options& options) {
  app.require_subcommand(1);
  app.fallthrough(false);
  declare_round(app, options);
  declare_looking(app, options);
  declare_deciding(app, options);
}

std::string nearest(const std::string& typed, const std::vector<std::string>& known) {
  constexpr std::size_t kNear = 3;
  std::string best;
  std::size_t best_distance = kNear + 1;
  for (const std::string& name : known) {
    std::vector<std::size_t> row(name.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= typed.size(); ++i) {
      std::size_t diagonal = std::exchange(row[0], i);
      for (std::size_t j = 1; j <= name.size(); ++j) {
        const std::size_t change = diagonal + (typed[i - 1] == name[j - 1] ? 0 : 1);
        diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, change}));
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = name;
    }
  }
  return best;
}

}  // namespace planmerge::cli
