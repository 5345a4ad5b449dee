// SPDX-License-Identifier: GPL-3.0-or-later
// Files that cannot be read, stores that are none, disks that are full, machines without a
// sandbox, interrupts: one line, the right exit status, the others go on, nothing half-written.
#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

#include "tests/cli/no_sandbox.h"
#include "tests/cli/program.h"
#include "tests/support/docx_builder.h"
#include "tests/support/pdf_builder.h"

namespace planmerge::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class BadInput : public Program {};

std::string pages_pdf(int pages) {
  PdfBuilder pdf;
  for (int page = 0; page < pages; ++page) pdf.page();
  return pdf.bytes();
}

/// A PDF whose trailer names a standard security handler with keys that the empty password does
/// not fit, as that of a document with a password to open it.
std::string encrypted_pdf(const std::string& handler) {
  PdfBuilder pdf;
  pdf.text(50, 60, "Not to be seen");
  std::string bytes = pdf.bytes();
  const std::string key(64, '5');
  bytes.insert(bytes.rfind(">>\nstartxref"), "/Encrypt << /Filter /Standard " + handler + " /O <" +
                                                 key + "> /U <" + key +
                                                 "> /P -4 >> /ID [<00112233> <00112233>] ");
  return bytes;
}

/// What Word makes of a document with a password: an OLE file with two streams.
std::string encrypted_docx() {
  constexpr std::size_t kSector = 512, kName = 64, kEntry = 128;
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  bytes.resize(kSector);
  for (const std::string name : {"Root Entry", "EncryptionInfo", "EncryptedPackage"}) {
    std::string entry;
    for (const char letter : name) entry += {letter, '\0'};
    entry.resize(kName);
    entry += static_cast<char>(2 * name.size() + 2);
    entry.resize(kEntry);
    bytes += entry;
  }
  bytes.resize(4 * kSector);
  return bytes;
}

std::string zip_bomb() {
  planmerge::testing::DocxBuilder bomb;  // 300 MiB of spaces in a small package
  bomb.body = std::string(300U << 20U, ' ');
  return bomb.bytes();
}

struct BadFile {
  std::string name, bytes;
  int status;
  std::string code;
};

std::vector<BadFile> bad_files() {
  const std::string docx = plan_docx("2025");
  PdfBuilder pdf;
  pdf.text(50, 60, "Cut before the table of its objects");
  const std::string cut = pdf.bytes().substr(0, 40);
  return {{"words.pdf", "only words", 4, "type-mismatch"},
          {"words.docx", "only words", 4, "type-mismatch"},
          {"empty.pdf", "", 4, "damaged"},
          {"empty.docx", "", 4, "damaged"},
          {"cut.pdf", cut, 4, "damaged"},
          {"cut.docx", docx.substr(0, docx.size() / 2), 4, "damaged"},
          {"header.pdf", "%PDF-1.7\n", 4, "damaged"},
          {"nothing.docx", planmerge::testing::zip_of({{"word/other.xml", "<a/>"}}), 4, ""},
          {"no-pages.pdf", pages_pdf(0), 4, "damaged"},
          {"rc4.pdf", encrypted_pdf("/V 1 /R 2"), 5, "encrypted"},
          {"aes.pdf",
           encrypted_pdf("/V 4 /R 4 /Length 128 /CF << /StdCF << /CFM /AESV2 /Length 16 >> >> "
                         "/StmF /StdCF /StrF /StdCF"),
           5, "encrypted"},
          {"password.docx", encrypted_docx(), 5, "encrypted"},
          {"many-pages.pdf", pages_pdf(10'000), 6, "page-limit"},
          {"bomb.docx", zip_bomb(), 6, "limit"}};
}

TEST_F(BadInput, IsOneLineAndItsExitCodeAndLeavesThePlanAlone) {
  ASSERT_EQ(consolidate("round", "north.docx").status, 0);
  const std::string plan = bytes_of(work_ / "round/plan.csv");
  for (const BadFile& bad : bad_files()) {
    SCOPED_TRACE(bad.name);
    write(work_ / bad.name, bad.bytes);
    const auto before = files_below(work_);
    const Outcome outcome = run("extract --text " + bad.name);
    EXPECT_EQ(outcome.status, bad.status);
    EXPECT_EQ(outcome.out, "");
    expect_one_line(outcome.err, bad.name);
    EXPECT_THAT(outcome.err, HasSubstr(": " + bad.code));
    EXPECT_TRUE(before == files_below(work_)) << "files changed or were left";
    // That a file was refused is itself kept in the store, so its bytes may change; the plan's may
    // not.
    EXPECT_EQ(run("ingest --plan round.db " + bad.name).status, bad.status);
    EXPECT_EQ(before.size(), files_below(work_).size()) << "files were left";
    fs::remove(work_ / bad.name);
  }
  EXPECT_EQ(run("export --to csv --plan round.db").out, plan);
}

TEST_F(BadInput, OfEveryKindAtOnceStopsNoOtherFile) {
  ASSERT_EQ(consolidate("clean", "north.docx").status, 0);
  std::string files;
  const auto all = bad_files();
  for (const BadFile& bad : all) {
    write(work_ / bad.name, bad.bytes);
    files += bad.name + " ";
  }
  fs::create_directory(work_ / "folder.docx");
  const Outcome outcome = consolidate("round", files + "folder.docx north.docx missing.pdf");
  EXPECT_EQ(outcome.status, 6) << "the worst";
  EXPECT_EQ(static_cast<std::size_t>(std::count(outcome.err.begin(), outcome.err.end(), '\n')),
            all.size() + 2)
      << outcome.err;
  EXPECT_EQ(bytes_of(work_ / "round/plan.csv"), bytes_of(work_ / "clean/plan.csv"));
  EXPECT_THAT(bytes_of(work_ / "round/report.html"), HasSubstr("rc4.pdf"));
}

TEST_F(BadInput, ThatIsAFolderOrMissingIsRefused) {
  fs::create_directory(work_ / "folder.pdf");
  for (const std::string file : {"folder.pdf", "missing.pdf"}) {
    const Outcome outcome = run("extract --json " + file);
    EXPECT_EQ(outcome.status, 4);
    expect_one_line(outcome.err, file);
  }
}

TEST_F(BadInput, ThatIsATruncatedPdfIsNeverTakenForWhole) {
  PdfBuilder pdf;
  for (int page = 1; page <= 4; ++page) {
    pdf.page().text(50, 60, "Page " + std::to_string(page) + " of the notes");
  }
  const std::string whole = pdf.bytes();
  write(work_ / "cut.pdf", whole.substr(0, whole.size() * 6 / 10));
  const Outcome outcome = run("extract --text cut.pdf");
  EXPECT_THAT(outcome.err, HasSubstr("planmerge: cut.pdf: "));
  EXPECT_THAT(outcome.err, HasSubstr("damaged: "));
  EXPECT_THAT(outcome.status, AnyOf(0, 4));
}

/// Gives up the rights of root, which may read everything.
void become_nobody() {
  constexpr unsigned kNobody = 65534;
  if (::geteuid() != 0) return;
  if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)
    ::_exit(126);
}

/// Tests of permissions: the program is run as somebody who has few.
class Permissions : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    for (const fs::path& folder : {root_, work_}) fs::permissions(folder, fs::perms::all);
    for (const char* stream : {"stdout", "stderr"}) {
      write(root_ / stream, "");
      fs::permissions(root_ / stream, fs::perms::all);
    }
    // The folder that it was built in may be closed to others; the test's own is not.
    fs::copy_file(program_, root_ / "planmerge");
    program_ = (root_ / "planmerge").string();
    ASSERT_EQ(run("--version", become_nobody).status, 0);
  }
};

TEST_F(Permissions, AnUnreadableFileIsRefusedAndTheOthersGoOn) {
  write(work_ / "secret.docx", plan_docx("2031"));
  fs::permissions(work_ / "secret.docx", fs::perms::none);
  const Outcome outcome = consolidate("round", "secret.docx north.docx", "", become_nobody);
  EXPECT_EQ(outcome.status, 4);
  expect_one_line(outcome.err, "secret.docx");
  EXPECT_THAT(outcome.err, HasSubstr("unreadable"));
  EXPECT_THAT(bytes_of(work_ / "round/plan.json"), HasSubstr("2025 - 2027"));
}

TEST_F(Permissions, AnUnreadableStoreIsToldAsSuch) {
  ASSERT_EQ(consolidate("round", "north.docx").status, 0);
  fs::permissions(work_ / "round.db", fs::perms::none);
  const Outcome outcome = run("status --plan round.db", become_nobody);
  EXPECT_EQ(outcome.status, 7);
  expect_one_line(outcome.err, "round.db");
}

const std::vector<std::string> kLooking = {
    "items",           "items --json", "links",  "links --json",    "log",
    "status",          "audit",        "doctor", "export --to csv", "export --to report",
    "export --to json"};

TEST_F(Permissions, LookingWorksWhereNothingMayBeWritten) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  fs::permissions(work_ / "round.db", fs::perms::owner_read | fs::perms::others_read);
  fs::permissions(work_, fs::perms::all, fs::perm_options::replace);
  const auto before = files_below(work_);
  const auto look = [&](const char* why) {
    for (const std::string& command : kLooking) {
      SCOPED_TRACE(command + ", " + why);
      const Outcome outcome = run(command + " --plan round.db", become_nobody);
      EXPECT_EQ(outcome.status, 0) << outcome.err;
      EXPECT_TRUE(before == files_below(work_)) << "files changed or were left";
    }
  };
  look("a store that may not be written");
  const auto closed = fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                      fs::perms::others_exec;
  fs::permissions(work_, closed);
  look("in a folder that may not be written");
  const Outcome outcome = run("undo 1 --plan round.db", become_nobody);
  EXPECT_EQ(outcome.status, 7);
  fs::permissions(work_, fs::perms::all);
}

TEST_F(BadInput, LookingLeavesNothingBesideTheStore) {
  ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
  const auto before = files_below(work_);
  for (const std::string& command : kLooking) {
    SCOPED_TRACE(command);
    EXPECT_EQ(run(command + " --plan round.db").status, 0);
    EXPECT_TRUE(before == files_below(work_)) << "files changed or were left";
  }
}

TEST_F(BadInput, AStoreThatIsNoneIsRefusedByEveryCommandAndKept) {
  ASSERT_EQ(consolidate("round", "north.docx").status, 0);
  std::string foreign = bytes_of(work_ / "round.db");
  constexpr std::size_t kApplicationIdAt = 68;  // of SQLite's file header
  foreign.replace(kApplicationIdAt, 4, "ABCD");
  fs::create_directory(work_ / "folder.db");
  write(work_ / "notes.db", "my own notes\n");
  write(work_ / "foreign.db", foreign);
  write(work_ / "cut.db", bytes_of(work_ / "round.db").substr(0, 9'000));
  const auto before = files_below(work_);
  for (const std::string store : {"folder.db", "notes.db", "foreign.db", "cut.db", "missing.db"}) {
    const std::string on_store = " --plan " + store;
    for (const std::string command :
         {"ingest north.docx", "merge", "items", "audit", "doctor", "export --to csv",
          "decide x --take plan", "consolidate --out out north.docx"}) {
      SCOPED_TRACE(command + on_store);
      const Outcome outcome = run(command + on_store);
      EXPECT_EQ(outcome.status, 7);
      expect_one_line(outcome.err, store);
      EXPECT_TRUE(before == files_below(work_)) << "files changed or were left";
    }
  }
}

TEST_F(BadInput, AFullDiskAtStandardOutputIsTold) {
  const Outcome outcome = run("extract --json plan.docx >/dev/full");
  EXPECT_EQ(outcome.status, 7);
  EXPECT_THAT(outcome.err, HasSubstr("write-failed"));
}

/// After a run that could not write: whole files or none, a sound store or none, and the same
/// result once there is room.
class FullDisk : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(consolidate("clean", "north.docx south.docx").status, 0);
    clean_ = files_below(work_ / "clean");
    fs::remove_all(work_ / "clean");
    fs::remove(work_ / "clean.db");
  }

  void expect_nothing_half_written(const Outcome& outcome) const {
    EXPECT_EQ(outcome.status, 7) << outcome.err;
    EXPECT_THAT(outcome.err, ::testing::MatchesRegex("planmerge: [^\n]+\n"));
    EXPECT_FALSE(fs::exists(work_ / "round")) << "results of an unfinished run";
    for (const auto& [name, bytes] : files_below(work_)) {
      EXPECT_THAT(name, AnyOf("plan.docx", "north.docx", "south.docx", "round.db",
                              // A journal with what was acknowledged, for which there was no room.
                              "round.db-wal", "round.db-shm"));
    }
    if (fs::exists(work_ / "round.db")) {
      EXPECT_EQ(run("doctor --plan round.db").status, 0);
    }
  }
  void expect_that_it_can_be_run_again() const {
    ASSERT_EQ(consolidate("round", "north.docx south.docx").status, 0);
    EXPECT_TRUE(clean_ == files_below(work_ / "round"));
  }

  std::map<std::string, std::string> clean_;
};

TEST_F(FullDisk, ALimitOnFileSizesAnywhereInTheRunLeavesNothingHalfWritten) {
  int failed = 0, done = 0;
  for (rlim_t kib = 1; kib <= 1024; kib += std::max<rlim_t>(kib / 3, 3)) {
    SCOPED_TRACE(std::to_string(kib) + " KiB");
    const Outcome outcome = consolidate("round", "north.docx south.docx", "", [kib] {
      const rlimit limit{kib << 10U, kib << 10U};
      ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    if (outcome.status == 0) {
      ++done;
      EXPECT_TRUE(clean_ == files_below(work_ / "round"));
    } else {
      ++failed;
      expect_nothing_half_written(outcome);
      expect_that_it_can_be_run_again();
    }
    fs::remove_all(work_ / "round");
    fs::remove(work_ / "round.db");
  }
  EXPECT_GT(failed, 3);
  EXPECT_GT(done, 0);
}

TEST_F(FullDisk, AFullFileSystemKeepsTheLastResults) {
  // A file system of the test's own: in a mount name space, gone with the process.
  const auto on_tmpfs = [this](int kib, const std::string& words) {
    const std::string shell = "mount -t tmpfs -o size=" + std::to_string(kib) + "k tmpfs " +
                              (root_ / "small").string() + " && cd " + (root_ / "small").string() +
                              " && cp " + (work_ / "*.docx").string() + " . && " + words;
    // Somebody who is not root may mount in a user name space, where the kernel allows these.
    const std::string command = std::string("unshare ") + (::geteuid() == 0 ? "-m" : "-rm") +
                                " sh -c '" + shell + "' >" + (root_ / "stdout").string() + " 2>" +
                                (root_ / "stderr").string();
    const int status = std::system(command.c_str());
    return Outcome{WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(root_ / "stdout"),
                   bytes_of(root_ / "stderr")};
  };
  fs::create_directory(root_ / "small");
  if (on_tmpfs(64, "true").status != 0) GTEST_SKIP() << "no right to mount a small file system";
  const std::string round = std::string(PLANMERGE_BINARY) +
                            " consolidate -q --as-of 2026-01-15 --plan round.db "
                            "--master plan.docx --out round north.docx south.docx";
  const std::string tell = "; status=$?; ls -A . round 2>/dev/null; exit $status";
  int failed = 0, done = 0;
  for (int kib = 48; kib <= 1024; kib += std::max(kib / 4, 8)) {
    SCOPED_TRACE(std::to_string(kib) + " KiB");
    const Outcome outcome = on_tmpfs(kib, round + tell);
    if (outcome.status == 0) {
      ++done;
      continue;
    }
    ++failed;
    EXPECT_EQ(outcome.status, 7);
    EXPECT_THAT(outcome.err, ::testing::MatchesRegex("planmerge: [^\n]+\n"));
    EXPECT_THAT(outcome.out, Not(HasSubstr("plan.csv")));
    EXPECT_THAT(outcome.out, Not(HasSubstr(".tmp")));
  }
  EXPECT_GT(failed, 2);
  EXPECT_GT(done, 0);
}

/// A kernel that lacks something.
struct Kernel {
  const char* name;
  void (*enter)();
};
void PrintTo(const Kernel& kernel, std::ostream* out) {
  *out << kernel.name;
}

class NoSandbox : public Program, public ::testing::WithParamInterface<Kernel> {};

TEST_P(NoSandbox, IsRefusedUnlessItIsAskedForAndThenSaidInEveryReport) {
  const auto before = files_below(work_);
  for (const std::string command :
       {"extract plan.docx", "init new.db --master plan.docx",
        "consolidate --plan new.db --master plan.docx --out out north.docx"}) {
    SCOPED_TRACE(command);
    const Outcome outcome = run(command, GetParam().enter);
    EXPECT_EQ(outcome.status, 8);
    EXPECT_THAT(outcome.err, ::testing::MatchesRegex("planmerge: ([^ ]+: )?no-sandbox: [^\n]+\n"));
    EXPECT_TRUE(before == files_below(work_)) << "files changed or were left";
  }
  ASSERT_EQ(
      consolidate("round", "north.docx south.docx", "--unsafe-no-sandbox", GetParam().enter).status,
      0);
  EXPECT_THAT(bytes_of(work_ / "round/plan.json"), HasSubstr("\"sandboxed\": false"));
  // What reads no document needs no sandbox, and the store remembers how its documents were read.
  const Outcome later = run("export --to json --plan round.db", GetParam().enter);
  EXPECT_EQ(later.status, 0) << later.err;
  EXPECT_EQ(later.out, bytes_of(work_ / "round/plan.json"));
  const Outcome decided =
      run("decide --plan round.db --take plan " + first_item("round"), GetParam().enter);
  EXPECT_EQ(decided.status, 0) << decided.err;
}

TEST_P(NoSandbox, IsNotHeldAgainstAFile) {
  ASSERT_EQ(consolidate("round", "north.docx").status, 0);
  const auto before = files_below(work_);
  EXPECT_EQ(run("ingest --plan round.db south.docx", GetParam().enter).status, 8);
  EXPECT_TRUE(before == files_below(work_)) << "kept as a refusal";
}

INSTANTIATE_TEST_SUITE_P(BadInput, NoSandbox,
                         ::testing::Values(Kernel{"NoLandlock", &without_landlock},
                                           Kernel{"LandlockFailsInTheWorker",
                                                  &without_landlock_in_workers},
                                           Kernel{"NoSeccomp", &without_seccomp}),
                         [](const auto& kernel) { return kernel.param.name; });

TEST_F(BadInput, AnInterruptAnywhereIsSafe) {
  std::string files = "north.docx south.docx";
  for (int i = 0; i < 4; ++i) {  // long enough to be interrupted
    const std::string name = "long" + std::to_string(i) + ".pdf";
    write(work_ / name, pages_pdf(3'000 + i));
    files += " " + name;
  }
  ASSERT_EQ(consolidate("clean", files).status, 0);
  int interrupted = 0;
  for (const int signal : {SIGINT, SIGTERM}) {
    for (int milliseconds = 5; milliseconds < 3'000; milliseconds += milliseconds / 2 + 10) {
      SCOPED_TRACE(std::to_string(milliseconds) + " ms");
      const pid_t program = start(
          "consolidate -q --as-of 2026-01-15 --plan round.db --master plan.docx --out round " +
          files);
      std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
      ::kill(program, signal);
      const Outcome outcome = ended(program);
      if (outcome.status == 0) break;  // it was done before
      ++interrupted;
      EXPECT_THAT(outcome.status, AnyOf(130, -1)) << outcome.err;
      EXPECT_EQ(outcome.err, "");
      if (fs::exists(work_ / "round.db") && fs::file_size(work_ / "round.db") > 0) {
        EXPECT_EQ(run("doctor --plan round.db").status, 0);
      }
      for (const auto& [name, bytes] : files_below(work_)) {
        EXPECT_THAT(name, Not(HasSubstr(".tmp")));
      }
    }
    ASSERT_EQ(consolidate("round", files).status, 0);
    EXPECT_TRUE(files_below(work_ / "clean") == files_below(work_ / "round"));
    fs::remove_all(work_ / "round");
    fs::remove(work_ / "round.db");
  }
  EXPECT_GT(interrupted, 4);
}

}  // namespace
}  // namespace planmerge::test
