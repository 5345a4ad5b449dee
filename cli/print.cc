// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>

namespace planmerge::cli {
namespace {

bool is_terminal() {
  const char* term = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && (term == nullptr || std::strcmp(term, "dumb") != 0);
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

void print(const std::string& text) {
  if (!write_all(STDOUT_FILENO, text))
    throw Error(Error::Kind::Store, "write-failed", "standard output",
                std::generic_category().message(errno));
}

void print_json(const nlohmann::ordered_json& json) {
  print(json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

void say(const std::string& line) {
  write_all(STDERR_FILENO, line + "\n");
}

void tell(const Error& error) {
  end_progress();
  say(std::string("planmerge: ") + error.what());
}

void tell_warning(const std::string& file, const plan::Diagnostic& note) {
  if (note.severity == plan::Severity::Info) return;
  // Error's constructor keeps control characters of the document off the terminal.
  const Error clean(Error::Kind::Unreadable, "", file, "warning: " + note.code + ": " + note.text);
  say(std::string("planmerge: ") + clean.what());
}

void show_progress(const std::string& line) {
  if (is_terminal()) write_all(STDERR_FILENO, "\r\x1b[K" + line);
}

void end_progress() {
  if (is_terminal()) write_all(STDERR_FILENO, "\r\x1b[K");
}

std::string counted(long count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace planmerge::cli
