// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <vector>

#include "tests/support/docx_builder.h"

namespace planmerge::test {
namespace fs = std::filesystem;

namespace {

std::string table_row(const std::vector<std::string>& cells) {
  std::string xml;
  for (const std::string& cell : cells) xml += testing::cell_xml(cell);
  return testing::row_xml(xml);
}

}  // namespace

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::map<std::string, std::string> files_below(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path());
    }
  }
  return files;
}

std::string plan_docx(const std::string& timeline, const std::string& driver) {
  testing::DocxBuilder docx;
  docx.body = testing::table_xml(
      table_row({"No.", "Action", "Driver", "Timeline", "Funding"}) +
      table_row({"1.1", "Map the tidal meadows", "Meadow Trust", "2025 - 2026", "Secured"}) +
      table_row({"1.2", "Train the harbour guides", driver, timeline, "Not secured"}) +
      table_row({"1.3", "Publish the bird atlas", "Bird Circle", "2026 - 2027", "Secured"}));
  return docx.bytes();
}

void expect_one_line(const std::string& err, const std::string& file) {
  EXPECT_THAT(err,
              ::testing::MatchesRegex("planmerge: " + file + "(, [^:\n]+)?: [a-z-]+: [^\n]+\n"));
}

void Program::SetUp() {
  std::string pattern = (fs::temp_directory_path() / "planmerge-cli-XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  root_ = pattern;
  work_ = root_ / "files";
  fs::create_directory(work_);
  write(work_ / "plan.docx", plan_docx("2025 - 2026"));
  write(work_ / "north.docx", plan_docx("2025 - 2027"));
  write(work_ / "south.docx", plan_docx("2025 - 2028"));
}

void Program::TearDown() {
  fs::remove_all(root_);
}

pid_t Program::start(const std::string& words, const std::function<void()>& before) const {
  const std::string redirect =
      words.find('>') == std::string::npos ? " >" + (root_ / "stdout").string() : "";
  const std::string command = "cd " + work_.string() + " && exec " + program_ + " " + words +
                              redirect + " 2>" + (root_ / "stderr").string() + " </dev/null";
  const pid_t child = ::fork();
  if (child != 0) return child;
  if (before) before();
  ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
  ::_exit(127);
}

Outcome Program::ended(pid_t program) const {
  int status = 0;
  ::waitpid(program, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(root_ / "stdout"),
          bytes_of(root_ / "stderr")};
}

Outcome Program::run(const std::string& words, const std::function<void()>& before) const {
  return ended(start(words, before));
}

Outcome Program::consolidate(const std::string& store, const std::string& files,
                             const std::string& more, const std::function<void()>& before) const {
  return run("consolidate -q --as-of 2026-01-15 --plan " + store + ".db --master plan.docx --out " +
                 store + " " + more + " " + files,
             before);
}

std::string Program::first_item(const std::string& store) const {
  const std::string json = run("items --json --plan " + store + ".db").out;
  const std::size_t at = json.find("\"id\": \"");
  return at == std::string::npos ? "" : json.substr(at + 7, json.find('"', at + 7) - at - 7);
}

}  // namespace planmerge::test
