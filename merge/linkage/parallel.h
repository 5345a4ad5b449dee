// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace planmerge::merge::linkage {

/// Calls `work(from, to)` over the whole of 0..count in pieces, on at most `jobs` threads; the
/// first exception of any piece is thrown again here, after all threads have ended.
template <typename Work>
void in_parallel(unsigned jobs, std::size_t count, const Work& work) {
  constexpr std::size_t kPieces = 64, kLeast = 256;  // even out pieces of unequal cost
  const std::size_t step = std::max(kLeast, (count + kPieces - 1) / kPieces);
  if (jobs < 2 || count <= kLeast) {
    if (count > 0) work(std::size_t{0}, count);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto run = [&] {
    try {
      while (true) {
        const std::size_t from = next.fetch_add(step);
        if (from >= count) return;
        work(from, std::min(count, from + step));
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(run);
  run();
  threads.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace planmerge::merge::linkage
