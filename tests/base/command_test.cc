// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/command.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace planmerge {
namespace {

class RunCommand : public ::testing::Test {
 protected:
  RunCommand() {
    std::string name = (std::filesystem::temp_directory_path() / "planmerge-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~RunCommand() override { std::filesystem::remove_all(folder_); }

  CommandResult bash(const std::string& script, double wall_seconds = 20) const {
    Command command;
    command.arguments = {"/bin/bash", "-c", script};
    command.environment = {"PATH=/usr/bin:/bin"};
    command.folder = folder_;
    command.readable = {"/usr", "/bin", "/lib", "/lib64", "/etc"};
    command.wall_seconds = wall_seconds;
    return run_command(command);
  }
  std::string folder_;
};

TEST_F(RunCommand, WritesInItsOwnFolderAndGivesTheExitCode) {
  EXPECT_EQ(bash("echo made > file; exit 7").exit_code, 7);
  EXPECT_TRUE(std::filesystem::exists(folder_ + "/file"));
}

TEST_F(RunCommand, NeitherWritesNorReadsElsewhere) {
  const std::string outside = folder_ + "-outside";
  std::ofstream(outside) << "secret";
  EXPECT_NE(bash("cat " + outside).exit_code, 0);
  EXPECT_NE(bash("echo x >> " + outside).exit_code, 0);
  EXPECT_EQ(std::filesystem::file_size(outside), 6U);
  std::filesystem::remove(outside);
}

TEST_F(RunCommand, HasNoNetwork) {
  // A datagram needs nobody at the other end: without the filter this succeeds.
  EXPECT_NE(bash("exec 3<>/dev/udp/127.0.0.1/9 && echo x >&3").exit_code, 0);
}

TEST_F(RunCommand, EndsWithAllThatItStartedAtTheTimeLimit) {
  const auto start = std::chrono::steady_clock::now();
  const CommandResult result = bash("(sleep 3; echo late > late) & sleep 60", 0.5);
  EXPECT_TRUE(result.timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  ::usleep(3'500'000);
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/late"));
}

TEST_F(RunCommand, InheritsNoEnvironment) {
  ::setenv("PLANMERGE_SECRET", "1", 1);
  EXPECT_EQ(bash("test -z \"$PLANMERGE_SECRET\"").exit_code, 0);
}

TEST(FindProgram, LooksAlongAPath) {
  EXPECT_EQ(find_program("bash", "/nowhere:/bin"), "/bin/bash");
  EXPECT_EQ(find_program("no-such-program", "/usr/bin:/bin"), "");
  EXPECT_EQ(find_program("bash", ""), "");
}

}  // namespace
}  // namespace planmerge
