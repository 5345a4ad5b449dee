// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace planmerge {

/// A program of somebody else's that is run on bytes from outside.
struct Command {
  std::vector<std::string> arguments;    // the first is the program's full path
  std::vector<std::string> environment;  // "NAME=value"; nothing is inherited
  std::string folder;                    // the only one it may write to; where it starts
  std::vector<std::string> readable;     // folders it may read and run programs from
  double wall_seconds = 60;
  unsigned cpu_seconds = 60;
  std::size_t memory_bytes = std::size_t{2} << 30U;
  std::size_t file_bytes = std::size_t{256} << 20U;  // of one file that it writes
};

struct CommandResult {
  bool timed_out = false;
  int exit_code = 0;  // 128 + signal if it was killed
};

/// Runs a command to its end, shut off: process group of its own, killed as a whole at the time
/// limit and at the end; no network (seccomp: only sockets of this machine's own kind, and no
/// connection to one), files by Landlock only as listed, resource limits, no input, no output.
///
/// May be called from several threads.
/// Errors: Error(NoSandbox) if the kernel cannot shut it off; Error(Internal) if it cannot start.
CommandResult run_command(const Command& command);

/// The full path of a program on a search path such as $PATH; empty: there is none.
std::string find_program(const std::string& name, const std::string& search_path);

}  // namespace planmerge
