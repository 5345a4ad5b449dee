// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/worker.h"

namespace planmerge::worker {

inline constexpr std::size_t kMaxArgument = std::size_t{16} * 1024;

/// Parent to zygote, with three descriptors for Run: input, result pipe, reply pipe.
struct Request {
  enum class Kind : std::uint32_t { Run, Kill } kind = Kind::Run;
  std::uint64_t id = 0;
  std::uint64_t memory_bytes = 0;
  std::uint32_t cpu_seconds = 0;
  std::uint32_t argument_bytes = 0;
  char argument[kMaxArgument];
};

/// Zygote to parent on the reply pipe, once the worker is gone.
struct Reply {
  std::int32_t status = 0;  // as wait4 gives it
  double cpu_seconds = 0;
  std::uint64_t peak_bytes = 0;
};

/// The zygote's life: never returns.
[[noreturn]] void run_zygote(int socket, const WorkerJob& job, const WorkerPool::Options& options);

}  // namespace planmerge::worker
