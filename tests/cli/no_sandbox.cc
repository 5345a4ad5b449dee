// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/no_sandbox.h"

#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <initializer_list>

namespace planmerge::test {
namespace {

/// Loads a filter that lets `forbid` add what shall fail.
template <typename Forbid>
void filter(const Forbid& forbid) {
  scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ALLOW);
  if (rules == nullptr) ::_exit(126);
  forbid(rules);
  if (seccomp_load(rules) != 0) ::_exit(126);
  seccomp_release(rules);
}

}  // namespace

void without_landlock() {
  filter([](scmp_filter_ctx rules) {
    seccomp_rule_add(rules, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
  });
}

void without_landlock_in_workers() {
  filter([](scmp_filter_ctx rules) {
    seccomp_rule_add(rules, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(landlock_restrict_self), 0);
  });
}

void without_seccomp() {
  filter([](scmp_filter_ctx rules) {
    seccomp_rule_add(rules, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    for (const int option : {PR_GET_SECCOMP, PR_SET_SECCOMP}) {
      seccomp_rule_add(rules, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                       SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(option)));
    }
  });
}

}  // namespace planmerge::test
