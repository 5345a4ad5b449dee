// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <initializer_list>

#include "base/error.h"
#include "base/worker/protocol.h"

namespace planmerge::worker {
namespace {

constexpr rlim_t kStackBytes = rlim_t{16} << 20U;  // Debian's default is 8; deep page trees

int landlock_abi() {
  return static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
}

[[noreturn]] void refuse(const std::string& what) {
  throw Error(Error::Kind::NoSandbox, "no-sandbox", "", what);
}

// The rights that the running kernel knows; asking for later ones would fail.
std::uint64_t known_rights(int abi) {
  std::uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1U;  // ABI 1: all up to MAKE_SYM
  if (abi >= 2) rights |= std::uint64_t{1} << 13U;                  // REFER
  if (abi >= 3) rights |= std::uint64_t{1} << 14U;                  // TRUNCATE
  return rights;
}

void allow_reading(int ruleset, const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_PATH | O_CLOEXEC);
  if (fd < 0) return;  // not installed here
  landlock_path_beneath_attr rule{};
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  rule.parent_fd = fd;
  ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  ::close(fd);
}

void enter_landlock(const std::vector<std::string>& folders) {
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = known_rights(landlock_abi());
  const int ruleset = static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0));
  if (ruleset < 0) refuse(std::string("Landlock: ") + std::strerror(errno));
  for (const std::string& folder : folders) allow_reading(ruleset, folder);
  const long result = ::syscall(SYS_landlock_restrict_self, ruleset, 0);
  ::close(ruleset);
  if (result != 0) refuse(std::string("Landlock: ") + std::strerror(errno));
}

int report_to = -1;  // for the signal handler alone

void on_blocked_call(int /*signal*/, siginfo_t* info, void* /*context*/) {
  char text[32];
  const int size = std::snprintf(text, sizeof text, "%d", info->si_syscall);
  write_frame(report_to, kBlockedFrame, std::string_view(text, static_cast<std::size_t>(size)));
  ::_exit(1);
}

void install_reporter(int report_fd) {
  report_to = report_fd;
  struct sigaction action {};
  action.sa_sigaction = on_blocked_call;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSYS, &action, nullptr);
}

using Calls = std::initializer_list<int>;

void add(scmp_filter_ctx filter, std::uint32_t action, const Calls& calls) {
  for (const int call : calls) {
    if (seccomp_rule_add(filter, action, call, 0) != 0) refuse("seccomp: a rule was refused");
  }
}

// Opening is for reading only; Landlock says what.
void add_open(scmp_filter_ctx filter) {
  constexpr scmp_datum_t kWrites = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  const auto rule = [&](int call, unsigned argument) {
    const std::array<scmp_arg_cmp, 1> reading = {
        scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, kWrites, 0}};
    seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, reading.data());
    for (const int flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND}) {
      const auto bit = static_cast<scmp_datum_t>(flag);
      const std::array<scmp_arg_cmp, 1> writing = {
          scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, bit, bit}};
      seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EACCES), call, 1, writing.data());
    }
  };
  rule(SCMP_SYS(openat), 2);
  rule(SCMP_SYS(open), 1);
}

void allow_if(scmp_filter_ctx filter, int call, unsigned argument, scmp_datum_t value) {
  const std::array<scmp_arg_cmp, 1> equal = {scmp_arg_cmp{argument, SCMP_CMP_EQ, value, 0}};
  if (seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, equal.data()) != 0)
    refuse("seccomp: a rule was refused");
}

// A worker may end itself (abort), and may not signal anybody else: neither directly nor through
// the owner of a descriptor.
void add_signals(scmp_filter_ctx filter) {
  allow_if(filter, SCMP_SYS(tgkill), 0, static_cast<scmp_datum_t>(::getpid()));
  for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC})
    allow_if(filter, SCMP_SYS(fcntl), 1, static_cast<scmp_datum_t>(command));
}

void enter_seccomp() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
  if (filter == nullptr) refuse("seccomp is not available");
  add(filter, SCMP_ACT_ALLOW,
      {SCMP_SYS(read),
       SCMP_SYS(write),
       SCMP_SYS(readv),
       SCMP_SYS(writev),
       SCMP_SYS(pread64),
       SCMP_SYS(close),
       SCMP_SYS(fstat),
       SCMP_SYS(stat),
       SCMP_SYS(lstat),
       SCMP_SYS(newfstatat),
       SCMP_SYS(statx),
       SCMP_SYS(fstatfs),
       SCMP_SYS(statfs),
       SCMP_SYS(lseek),
       SCMP_SYS(fadvise64),
       SCMP_SYS(getdents64),
       SCMP_SYS(access),
       SCMP_SYS(faccessat),
       SCMP_SYS(faccessat2),
       SCMP_SYS(readlink),
       SCMP_SYS(readlinkat),
       SCMP_SYS(getcwd),
       SCMP_SYS(mmap),
       SCMP_SYS(munmap),
       SCMP_SYS(mremap),
       SCMP_SYS(mprotect),
       SCMP_SYS(madvise),
       SCMP_SYS(brk),
       SCMP_SYS(futex),
       SCMP_SYS(sched_yield),
       SCMP_SYS(sched_getaffinity),
       SCMP_SYS(rt_sigaction),
       SCMP_SYS(rt_sigprocmask),
       SCMP_SYS(rt_sigreturn),
       SCMP_SYS(sigaltstack),
       SCMP_SYS(getpid),
       SCMP_SYS(gettid),
       SCMP_SYS(getuid),
       SCMP_SYS(geteuid),
       SCMP_SYS(getgid),
       SCMP_SYS(getegid),
       SCMP_SYS(getrandom),
       SCMP_SYS(clock_gettime),
       SCMP_SYS(gettimeofday),
       SCMP_SYS(time),
       SCMP_SYS(getrusage),
       SCMP_SYS(sysinfo),
       SCMP_SYS(uname),
       SCMP_SYS(exit),
       SCMP_SYS(exit_group),
       SCMP_SYS(restart_syscall),
       SCMP_SYS(rseq),
       SCMP_SYS(set_robust_list)});
#ifdef __SANITIZE_ADDRESS__  // the sanitizers test addresses by writing them to a pipe
  add(filter, SCMP_ACT_ALLOW, {SCMP_SYS(pipe), SCMP_SYS(pipe2)});
#endif
  add_open(filter);
  add_signals(filter);
  // What libraries try and can do without.
  add(filter, SCMP_ACT_ERRNO(EACCES),
      {SCMP_SYS(socket),    SCMP_SYS(connect),   SCMP_SYS(ioctl),     SCMP_SYS(unlink),
       SCMP_SYS(unlinkat),  SCMP_SYS(mkdir),     SCMP_SYS(mkdirat),   SCMP_SYS(rename),
       SCMP_SYS(renameat),  SCMP_SYS(renameat2), SCMP_SYS(link),      SCMP_SYS(linkat),
       SCMP_SYS(symlink),   SCMP_SYS(symlinkat), SCMP_SYS(chmod),     SCMP_SYS(fchmod),
       SCMP_SYS(fchmodat),  SCMP_SYS(ftruncate), SCMP_SYS(truncate),  SCMP_SYS(utimensat),
       SCMP_SYS(prlimit64), SCMP_SYS(setrlimit), SCMP_SYS(getrlimit), SCMP_SYS(prctl)});
  const int result = seccomp_load(filter);
  seccomp_release(filter);
  if (result != 0) refuse(std::string("seccomp: ") + std::strerror(-result));
}

void set_limit(__rlimit_resource resource, rlim_t value) {
  const rlimit limit{value, value};
  ::setrlimit(resource, &limit);
}

std::size_t mapped_bytes() {
  long pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%ld", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return static_cast<std::size_t>(pages) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

std::string missing_sandbox() {
  if (landlock_abi() < 1) return "the kernel offers no Landlock";
  if (::prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0) return "the kernel offers no seccomp";
  return "";
}

void enter_sandbox(const std::vector<std::string>& folders, int report_fd) {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) refuse("privileges cannot be dropped");
  enter_landlock(folders);
  install_reporter(report_fd);
  enter_seccomp();
}

void limit_resources(std::size_t memory_bytes, unsigned cpu_seconds) {
#ifndef __SANITIZE_ADDRESS__  // its shadow memory maps terabytes
  set_limit(RLIMIT_AS, mapped_bytes() + memory_bytes);
#else
  (void)memory_bytes;
  (void)mapped_bytes;
#endif
  set_limit(RLIMIT_STACK, kStackBytes);
  set_limit(RLIMIT_CPU, cpu_seconds);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_NOFILE, 32);
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_NPROC, 0);
}

std::vector<std::string> default_folders() {
  return {"/usr/share/poppler",
          "/usr/share/fonts",
          "/usr/share/fontconfig",
          "/etc/fonts",
          "/var/cache/fontconfig",
          "/usr/lib/x86_64-linux-gnu/gconv",
          "/usr/lib/aarch64-linux-gnu/gconv"};
}

}  // namespace planmerge::worker
