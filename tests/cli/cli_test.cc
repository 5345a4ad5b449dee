// SPDX-License-Identifier: GPL-3.0-or-later
// The program as users run it: a process, its two streams, its exit status and its files.
#include <gmock/gmock.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/docx_builder.h"
#include "tests/support/pdf_builder.h"

namespace planmerge {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Outcome {
  int status = -1;
  std::string out, err;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Every file below a folder with its bytes, by path from the folder.
std::map<std::string, std::string> files_below(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path());
    }
  }
  return files;
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string xml;
  for (const std::string& cell : cells) xml += planmerge::testing::cell_xml(cell);
  return planmerge::testing::row_xml(xml);
}

/// An invented plan of three actions; the second action's timeline and driver are given.
std::string plan_docx(const std::string& timeline, const std::string& driver = "Harbour Office") {
  planmerge::testing::DocxBuilder docx;
  docx.body = planmerge::testing::table_xml(
      table_row({"No.", "Action", "Driver", "Timeline", "Funding"}) +
      table_row({"1.1", "Map the tidal meadows", "Meadow Trust", "2025 - 2026", "Secured"}) +
      table_row({"1.2", "Train the harbour guides", driver, timeline, "Not secured"}) +
      table_row({"1.3", "Publish the bird atlas", "Bird Circle", "2026 - 2027", "Secured"}));
  return docx.bytes();
}

std::string pages_pdf(int pages) {
  test::PdfBuilder pdf;
  for (int page = 0; page < pages; ++page) pdf.page();
  return pdf.bytes();
}

class Cli : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "planmerge-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    work_ = root_ / "work";
    fs::create_directory(work_);
    write(work_ / "plan.docx", plan_docx("2025 - 2026"));
    write(work_ / "north.docx", plan_docx("2025 - 2027"));
    write(work_ / "south.docx", plan_docx("2025 - 2028"));
  }
  void TearDown() override { fs::remove_all(root_); }

  /// Runs the program in the work folder; the words are for the shell.
  Outcome run(const std::string& words) const {
    const std::string out = (root_ / "stdout").string();
    const std::string err = (root_ / "stderr").string();
    const std::string redirect = words.find('>') == std::string::npos ? " >" + out : "";
    const std::string command = "cd " + work_.string() + " && " + PLANMERGE_BINARY + " " + words +
                                redirect + " 2>" + err + " </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(out), bytes_of(err)};
  }

  Outcome consolidate(const std::string& store, const std::string& files,
                      const std::string& more = "") const {
    return run("consolidate -q --as-of 2026-01-15 --plan " + store +
               ".db --master plan.docx --out " + store + " " + more + " " + files);
  }

  /// The id of the first item of the queue.
  std::string first_item(const std::string& store) const {
    const std::string json = run("items --json --plan " + store + ".db").out;
    const std::size_t at = json.find("\"id\": \"");
    return at == std::string::npos ? "" : json.substr(at + 7, json.find('"', at + 7) - at - 7);
  }

  fs::path root_, work_;
};

struct BadInput {
  std::string name, bytes;
  int status;
};

std::vector<BadInput> bad_inputs() {
  const std::string whole = plan_docx("2025");
  planmerge::testing::DocxBuilder bomb;  // 300 MiB of spaces in a small package
  bomb.body = std::string(300U << 20U, ' ');
  return {{"words.pdf", "only words", 4},
          {"words.docx", "only words", 4},
          {"empty.pdf", "", 4},
          {"empty.docx", "", 4},
          {"cut.docx", whole.substr(0, whole.size() / 2), 4},
          {"header.pdf", "%PDF-1.7\n", 4},
          {"nothing.docx", planmerge::testing::zip_of({{"word/other.xml", "<a/>"}}), 4},
          {"no-pages.pdf", pages_pdf(0), 4},
          {"bomb.docx", bomb.bytes(), 6}};
}

/// "planmerge: FILE: CODE: sentence" and nothing else; the part of a package may follow FILE.
void expect_one_line(const std::string& err, const std::string& file) {
  EXPECT_THAT(err,
              ::testing::MatchesRegex("planmerge: " + file + "(, [^:\n]+)?: [a-z-]+: [^\n]+\n"));
}

TEST_F(Cli, ABadFileIsOneLineAndItsExitCodeAndLeavesThePlanAlone) {
  ASSERT_EQ(consolidate("round", "north.docx").status, 0);
  const std::string plan = bytes_of(work_ / "round/plan.csv");
  for (const BadInput& bad : bad_inputs()) {
    SCOPED_TRACE(bad.name);
    write(work_ / bad.name, bad.bytes);
    const auto before = files_below(work_);
    const Outcome outcome = run("extract --text " + bad.name);
    EXPECT_EQ(outcome.status, bad.status);
    EXPECT_EQ(outcome.out, "");
    expect_one_line(outcome.err, bad.name);
    EXPECT_TRUE(before == files_below(work_)) << "files changed or were left";
    // That a file was refused is itself kept in the store, so its bytes may change; the plan's may
    // not.
    EXPECT_EQ(run("ingest --plan round.db " + bad.name).status, bad.status);
    EXPECT_EQ(before.size(), files_below(work_).size()) << "files were left";
  }
  EXPECT_EQ(run("export --to csv --plan round.db").out, plan);
}

TEST_F(Cli, AFolderAndAMissingFileAreRefused) {
  fs::create_directory(work_ / "folder.pdf");
  for (const std::string file : {"folder.pdf", "missing.pdf"}) {
    const Outcome outcome = run("extract --json " + file);
    EXPECT_EQ(outcome.status, 4);
    expect_one_line(outcome.err, file);
  }
}

TEST_F(Cli, ManyPagesAreReadOrMeetALimit) {
  write(work_ / "many.pdf", pages_pdf(10000));
  const Outcome outcome = run("extract --json many.pdf");
  EXPECT_THAT(outcome.status, ::testing::AnyOf(0, 6)) << outcome.err;
}

TEST_F(Cli, OneBadFileNeverStopsTheOthers) {
  write(work_ / "bad.pdf", "only words");
  const Outcome outcome = consolidate("round", "bad.pdf north.docx");
  EXPECT_EQ(outcome.status, 4);
  EXPECT_THAT(outcome.err, HasSubstr("planmerge: bad.pdf: type-mismatch: "));
  EXPECT_THAT(bytes_of(work_ / "round/plan.json"), HasSubstr("2025 - 2027"));
}

TEST_F(Cli, AStoreThatIsTextIsRefusedAndKept) {
  write(work_ / "notes.db", "my own notes\n");
  const auto before = files_below(work_);
  const Outcome outcome = run("ingest --plan notes.db north.docx");
  EXPECT_EQ(outcome.status, 7);
  expect_one_line(outcome.err, "notes.db");
  EXPECT_TRUE(before == files_below(work_));
}

TEST_F(Cli, AFullDiskAtStandardOutputIsTold) {
  const Outcome outcome = run("extract --json plan.docx >/dev/full");
  EXPECT_EQ(outcome.status, 7);
  EXPECT_THAT(outcome.err, HasSubstr("write-failed"));
}

TEST_F(Cli, TheSameRoundAgainGivesTheSameBytes) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  const auto first = files_below(work_ / "round");
  EXPECT_GE(first.size(), 3U);
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  EXPECT_TRUE(first == files_below(work_ / "round"));
}

TEST_F(Cli, TheOrderOfPartnersDoesNotMatter) {
  ASSERT_EQ(consolidate("one", "north.docx south.docx").status, 0);
  ASSERT_EQ(consolidate("two", "south.docx north.docx").status, 0);
  for (const auto& [name, bytes] : files_below(work_ / "one")) {
    EXPECT_TRUE(bytes == bytes_of(work_ / "two" / name)) << name;
  }
}

TEST_F(Cli, ADecisionIsKeptInTheNextRoundAndCanBeUndone) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  const std::string item = first_item("round");
  ASSERT_NE(item, "");
  const Outcome decided = run("decide --plan round.db --take plan --who Ada " + item);
  ASSERT_EQ(decided.status, 0) << decided.err;
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  EXPECT_THAT(run("items --json --plan round.db " + item).out,
              Not(HasSubstr("\"state\": \"open\"")));
  const Outcome undone = run("undo --plan round.db " + item);
  ASSERT_EQ(undone.status, 0) << undone.err;
  EXPECT_THAT(run("items --json --plan round.db " + item).out, HasSubstr("\"state\": \"open\""));
}

TEST_F(Cli, TheAuditOfARoundPasses) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  EXPECT_EQ(run("audit --plan round.db").status, 0);
}

TEST_F(Cli, AMistypedNameIsAnsweredWithTheNearest) {
  const Outcome option = run("status --plna round.db");
  EXPECT_EQ(option.status, 2);
  EXPECT_THAT(option.err, StartsWith("planmerge: usage: "));
  EXPECT_THAT(option.err, HasSubstr("did you mean --plan?"));
  EXPECT_THAT(run("statsu").err, HasSubstr("did you mean status?"));
}

TEST_F(Cli, TheSandboxChangesNothingButWhatIsSaidOfIt) {
  ASSERT_EQ(consolidate("inside", "north.docx").status, 0);
  ASSERT_EQ(consolidate("outside", "north.docx", "--unsafe-no-sandbox").status, 0);
  std::string expected = bytes_of(work_ / "inside/plan.json");
  const std::string statement = "\"sandboxed\": true";
  const std::size_t at = expected.find(statement);
  ASSERT_NE(at, std::string::npos);
  expected.replace(at, statement.size(), "\"sandboxed\": false");
  EXPECT_EQ(expected, bytes_of(work_ / "outside/plan.json"));
}

}  // namespace
}  // namespace planmerge
