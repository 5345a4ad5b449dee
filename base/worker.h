// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge {

/// What one isolated process may use, and what the parent believes of it.
struct WorkerLimits {
  double wall_seconds = 60;
  unsigned cpu_seconds = 30;
  std::size_t memory_bytes = std::size_t{512} << 20U;  // RLIMIT_AS beyond what the zygote maps
  std::size_t record_bytes = std::size_t{1} << 20U;
  std::size_t total_bytes = std::size_t{64} << 20U;
  std::size_t input_bytes = std::size_t{256} << 20U;
};

/// Sends one record to the parent. Splits nothing: a record over the limit throws Error(Limit).
using SendRecord = std::function<void(std::string_view record)>;

/// What runs in the worker: reads `bytes`, sends records, may throw Error (sent to the parent
/// as an error with kind, code, where and sentence). Must not start threads or open files other
/// than fonts and encodings.
using WorkerJob =
    std::function<void(std::string_view bytes, const std::string& argument, const SendRecord&)>;

struct WorkerUse {
  double wall_seconds = 0, cpu_seconds = 0;
  std::size_t peak_bytes = 0;
};

/// Starts isolated workers, one a document.
///
/// A small zygote is forked in start(), which must come before any thread, store or large
/// allocation. Each run() makes it fork a worker: memfd and result pipe only, rlimits,
/// no-new-privs, PDEATHSIG, Landlock (read-only fonts and encodings), seccomp default-kill.
/// Records: u32 little-endian length, then bytes; checked for size and UTF-8 in the parent.
/// run() may be called from several threads.
/// Errors: Error(NoSandbox) from start() if the kernel offers no Landlock or no seccomp and
///         `unsafe` is not set; Error(Limit) for time, memory, size; Error(Unreadable) for a
///         worker that died or broke the protocol (a blocked system call by its number).
class WorkerPool {
 public:
  struct Options {
    bool unsafe_no_sandbox = false;          // still forks, still rlimits; no seccomp, no Landlock
    std::function<void()> prepare;           // run once in the zygote: warm caches
    std::vector<std::string> readable_dirs;  // beside fonts and encodings
  };
  static WorkerPool start(const WorkerJob& job, const Options& options);

  ~WorkerPool();
  WorkerPool(WorkerPool&&) noexcept;
  WorkerPool& operator=(WorkerPool&&) noexcept;

  /// Runs the job on `bytes`; calls `receive` in this thread for each record, in order.
  WorkerUse run(std::string_view bytes, const std::string& file, const std::string& argument,
                const WorkerLimits& limits,
                const std::function<void(std::string_view record)>& receive);

  bool sandboxed() const;

 private:
  struct Impl;
  explicit WorkerPool(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace planmerge
