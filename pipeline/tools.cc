// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/tools.h"

#include <filesystem>
#include <utility>

#include "base/command.h"
#include "base/error.h"
#include "pipeline/files.h"

namespace planmerge::pipeline {
namespace {

constexpr const char* kProgramPath = "/usr/bin:/usr/local/bin:/bin";

}  // namespace

Tools::Tools(std::string_view document, std::string file, double wall_seconds, ToolErrors errors)
    : file_(std::move(file)), wall_seconds_(wall_seconds), errors_(std::move(errors)) {
  write_file(input(), document);
}

bool Tools::installed(const std::string& program) {
  return !find_program(program, kProgramPath).empty();
}

std::string Tools::made(const std::string& name) const {
  if (!std::filesystem::exists(path(name)))
    throw Error(Error::Kind::Unreadable, errors_.failed, file_, errors_.sentence);
  return path(name);
}

void Tools::run(std::vector<std::string> arguments) const {
  const std::string program = arguments.front();
  arguments.front() = find_program(program, kProgramPath);
  if (arguments.front().empty())
    throw Error(Error::Kind::Unsupported, errors_.missing, file_,
                "this needs the program " + program);
  Command command;
  command.arguments = std::move(arguments);
  command.environment = {"HOME=" + folder_.path(), "TMPDIR=" + folder_.path(), "LANG=C.UTF-8",
                         "PATH=/usr/bin:/bin", "OMP_THREAD_LIMIT=1"};
  command.folder = folder_.path();
  command.readable = {"/usr",   "/lib",
                      "/lib64", "/bin",
                      "/etc",   "/var/cache/fontconfig",
                      "/proc",  "/sys/devices/system/cpu"};
  command.wall_seconds = wall_seconds_;
  command.cpu_seconds = static_cast<unsigned>(wall_seconds_) + 1;
  CommandResult result;
  try {
    result = run_command(command);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::NoSandbox) throw;
    throw Error(Error::Kind::Unsupported, errors_.missing, file_,
                "the program " + program + " cannot be isolated here");
  }
  if (result.timed_out)
    throw Error(Error::Kind::Limit, "limit", file_,
                "the program " + program + " took too long on a page; raise --timeout");
  if (result.exit_code != 0)
    throw Error(Error::Kind::Unreadable, errors_.failed, file_, errors_.sentence);
}

}  // namespace planmerge::pipeline
