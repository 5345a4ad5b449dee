// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <initializer_list>

namespace planmerge {

/// Keeps interrupts (SIGINT, SIGTERM, SIGHUP) of this thread waiting while it lives. They end the
/// program at once, and would leave temporary files, a store half made, or a set of results of
/// which some are old.
class InterruptsWait {
 public:
  InterruptsWait() {
    sigset_t interrupts;
    sigemptyset(&interrupts);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&interrupts, signal);
    pthread_sigmask(SIG_BLOCK, &interrupts, &before_);
  }
  ~InterruptsWait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  InterruptsWait(const InterruptsWait&) = delete;
  InterruptsWait& operator=(const InterruptsWait&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace planmerge
