// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/interrupts.h"

namespace planmerge::pipeline {
namespace {

std::string reason(int error) {
  return std::generic_category().message(error);
}

void check_regular(const struct stat& info, const std::string& path) {
  if (S_ISDIR(info.st_mode))
    throw Error(Error::Kind::NotFound, "not-a-file", base_name(path),
                "is a directory; name a file");
  if (!S_ISREG(info.st_mode))
    throw Error(Error::Kind::NotFound, "not-a-file", base_name(path), "is not a regular file");
  if (static_cast<std::size_t>(info.st_size) > kMaxInputBytes)
    throw Error(Error::Kind::Limit, "limit", base_name(path),
                "is larger than " + std::to_string(kMaxInputBytes >> 20U) + " MiB");
}

void write_all(int fd, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw Error(Error::Kind::Store, "write-failed", path, reason(errno));
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(fd) != 0 && errno != EINVAL)
    throw Error(Error::Kind::Store, "write-failed", path, reason(errno));
}

void sync_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const Descriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() >= 0) ::fsync(fd.get());
}

/// Files under temporary names; what was not put in place when it ends is taken away.
class Temporaries {
 public:
  Temporaries() = default;
  ~Temporaries() {
    for (const std::string& path : paths_) ::unlink(temporary(path).c_str());
  }
  Temporaries(const Temporaries&) = delete;
  Temporaries& operator=(const Temporaries&) = delete;

  void write(const std::string& path, std::string_view content) {
    paths_.push_back(path);
    const Descriptor fd(
        ::open(temporary(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (fd.get() < 0) throw Error(Error::Kind::Store, "write-failed", path, reason(errno));
    write_all(fd.get(), content, path);
  }

  void put_in_place() {
    for (const std::string& path : paths_) {
      if (::rename(temporary(path).c_str(), path.c_str()) != 0)
        throw Error(Error::Kind::Store, "write-failed", path, reason(errno));
    }
    if (!paths_.empty()) sync_folder_of(paths_.front());
    paths_.clear();
  }

 private:
  static std::string temporary(const std::string& path) {
    return path + ".tmp" + std::to_string(::getpid());
  }
  std::vector<std::string> paths_;
};

void make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw Error(Error::Kind::Store, "write-failed", path, error.message());
}

}  // namespace

std::string base_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::string read_file(const std::string& path) {
  // Non-blocking: opening a FIFO by mistake must not hang the run.
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) {
    const char* code = errno == ENOENT ? "not-found" : "unreadable";
    throw Error(Error::Kind::NotFound, code, base_name(path), reason(errno));
  }
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0)
    throw Error(Error::Kind::NotFound, "unreadable", base_name(path), reason(errno));
  check_regular(info, path);
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(fd.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(Error::Kind::NotFound, "unreadable", base_name(path), reason(errno));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

void write_file(const std::string& path, std::string_view content) {
  const InterruptsWait interrupts_wait;
  Temporaries temporaries;
  temporaries.write(path, content);
  temporaries.put_in_place();
}

void write_files(const std::string& folder, const Files& files) {
  const InterruptsWait interrupts_wait;
  const bool fresh = !std::filesystem::exists(folder);
  make_folder(folder);
  try {
    Temporaries temporaries;
    for (const auto& [name, content] : files)
      temporaries.write((std::filesystem::path(folder) / name).string(), content);
    temporaries.put_in_place();
  } catch (...) {
    if (fresh) ::rmdir(folder.c_str());  // takes an empty folder only
    throw;
  }
}

}  // namespace planmerge::pipeline
