// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmock/gmock.h>
#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace planmerge::test {

struct Outcome {
  int status = -1;  // as a shell tells it; -1: ended by a signal
  std::string out, err;
};

std::string bytes_of(const std::filesystem::path& path);
void write(const std::filesystem::path& path, const std::string& bytes);

/// Every file below a folder with its bytes, by path from the folder.
std::map<std::string, std::string> files_below(const std::filesystem::path& folder);

/// An invented plan of three actions; the second action's timeline and driver are given.
std::string plan_docx(const std::string& timeline, const std::string& driver = "Harbour Office");

/// "planmerge: FILE: CODE: sentence" and nothing else; the part of a package may follow FILE.
void expect_one_line(const std::string& err, const std::string& file);

/// A folder with an invented plan and two contributions, and the program to run in it.
class Program : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  /// Runs the program in the work folder; the words are for the shell.
  /// @param before  run in the new process before the program
  Outcome run(const std::string& words, const std::function<void()>& before = {}) const;

  /// Starts it and does not wait; the streams are as in run().
  pid_t start(const std::string& words, const std::function<void()>& before = {}) const;
  Outcome ended(pid_t program) const;

  Outcome consolidate(const std::string& store, const std::string& files,
                      const std::string& more = "", const std::function<void()>& before = {}) const;

  /// The id of the first item of the queue.
  std::string first_item(const std::string& store) const;

  std::filesystem::path root_, work_;
  std::string program_ = PLANMERGE_BINARY;
};

}  // namespace planmerge::test
