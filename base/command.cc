// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/command.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <thread>
#include <utility>

#include "base/descriptor.h"
#include "base/error.h"

namespace planmerge {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kCannotShutOff = 126, kCannotStart = 127;
constexpr auto kPoll = std::chrono::milliseconds(20);

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "the system call numbers of this machine are not known here"
#endif

// The filter is written out because the child of a program with threads may not allocate, which
// libseccomp does.
constexpr std::uint32_t kNumber = offsetof(seccomp_data, nr);
constexpr std::uint32_t kArch = offsetof(seccomp_data, arch);
constexpr std::uint32_t kFirstArgument = offsetof(seccomp_data, args);

constexpr sock_filter load(std::uint32_t offset) {
  return {BPF_LD | BPF_W | BPF_ABS, 0, 0, offset};
}
constexpr sock_filter if_equal(std::uint32_t value, unsigned char yes, unsigned char no) {
  return {BPF_JMP | BPF_JEQ | BPF_K, yes, no, value};
}
constexpr sock_filter answer(std::uint32_t action) {
  return {BPF_RET | BPF_K, 0, 0, action};
}

constexpr std::uint32_t kDeny = SECCOMP_RET_ERRNO | EACCES;
constexpr int kX32 = 0x40000000;

// LibreOffice binds a socket in /tmp, by which a second one would find it, and gives up if it
// cannot. It is told that it could.
constexpr std::uint32_t kPretend = SECCOMP_RET_ERRNO | 0U;

using Filter = std::array<sock_filter, 24>;

Filter filter_program() {
  return {load(kArch),
          if_equal(kArchitecture, 1, 0),
          answer(SECCOMP_RET_KILL_PROCESS),
          load(kNumber),
          // System calls of the x32 kind have numbers of their own.
          {BPF_JMP | BPF_JGE | BPF_K, 16, 0, kX32},
          if_equal(SYS_connect, 15, 0),
          if_equal(SYS_ptrace, 14, 0),
          if_equal(SYS_io_uring_setup, 13, 0),
          if_equal(SYS_bpf, 12, 0),
          if_equal(SYS_process_vm_readv, 11, 0),
          if_equal(SYS_process_vm_writev, 10, 0),
          if_equal(SYS_mount, 9, 0),
          if_equal(SYS_keyctl, 8, 0),
          if_equal(SYS_perf_event_open, 7, 0),
          if_equal(SYS_setsid, 6, 0),
          if_equal(SYS_setpgid, 5, 0),
          if_equal(SYS_bind, 6, 0),
          if_equal(SYS_listen, 5, 0),
          if_equal(SYS_socket, 0, 3),
          load(kFirstArgument),
          if_equal(AF_UNIX, 1, 0),
          answer(kDeny),
          answer(SECCOMP_RET_ALLOW),
          answer(kPretend)};
}

[[noreturn]] void refuse(const char* what) {
  throw Error(Error::Kind::NoSandbox, "no-sandbox", "",
              std::string("a helper program cannot be shut off here: ") + what + ": " +
                  std::strerror(errno));
}

void allow(int ruleset, const std::string& folder, std::uint64_t rights) {
  const Descriptor fd(::open(folder.c_str(), O_PATH | O_CLOEXEC));
  if (fd.get() < 0) return;  // not installed here
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = fd.get();
  ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

int make_ruleset(const Command& command) {
  constexpr std::uint64_t kAll = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1U;
  constexpr std::uint64_t kRead =
      LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kAll;
  const int ruleset = static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0));
  if (ruleset < 0) refuse("Landlock");
  for (const std::string& folder : command.readable) allow(ruleset, folder, kRead);
  allow(ruleset, command.folder, kAll);
  allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  for (const char* device : {"/dev/urandom", "/dev/random", "/dev/zero"})
    allow(ruleset, device, LANDLOCK_ACCESS_FS_READ_FILE);
  return ruleset;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
  list.push_back(nullptr);
  return list;
}

/// All that the child needs, made before the fork.
struct Launch {
  std::vector<char*> arguments, environment;
  const char* folder = nullptr;
  int ruleset = -1, null = -1;
  Filter filter;
  std::array<std::pair<int, rlimit>, 5> limits;
  pid_t parent = 0;
};

// Between fork and exec: nothing but system calls.
[[noreturn]] void run_child(const Launch& launch) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != launch.parent) ::_exit(kCannotStart);
  for (int fd = 0; fd < 3; ++fd) ::dup2(launch.null, fd);
  for (const auto& [resource, limit] : launch.limits)
    ::setrlimit(static_cast<__rlimit_resource>(resource), &limit);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const sock_fprog program{static_cast<unsigned short>(launch.filter.size()),
                           const_cast<sock_filter*>(launch.filter.data())};
  const bool shut_off = ::chdir(launch.folder) == 0 &&
                        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                        ::syscall(SYS_landlock_restrict_self, launch.ruleset, 0) == 0 &&
                        ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
  if (!shut_off) ::_exit(kCannotShutOff);
  ::syscall(SYS_close_range, 3U, ~0U, 0U);
  ::execve(launch.arguments.front(), launch.arguments.data(), launch.environment.data());
  ::_exit(kCannotStart);
}

rlimit both(std::size_t value) {
  return {value, value};
}

bool has_ended(pid_t child) {
  siginfo_t info{};
  // Not reaped yet: as long as it is there, nobody else can get its number.
  const int result = ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT);
  return (result == 0 && info.si_pid == child) || (result < 0 && errno != EINTR);
}

CommandResult wait_for(pid_t child, double wall_seconds) {
  const auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                           std::chrono::duration<double>(wall_seconds));
  CommandResult result;
  while (!has_ended(child)) {
    if (Clock::now() >= deadline) {
      result.timed_out = true;
      break;
    }
    std::this_thread::sleep_for(kPoll);
  }
  // With it ends what it started and left behind.
  ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace

CommandResult run_command(const Command& command) {
  Launch launch;
  launch.arguments = pointers(command.arguments);
  launch.environment = pointers(command.environment);
  launch.folder = command.folder.c_str();
  const Descriptor ruleset(make_ruleset(command));
  const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
  launch.ruleset = ruleset.get();
  launch.null = null.get();
  launch.filter = filter_program();
  launch.limits = {{{RLIMIT_CPU, both(command.cpu_seconds)},
                    {RLIMIT_AS, both(command.memory_bytes)},
                    {RLIMIT_FSIZE, both(command.file_bytes)},
                    {RLIMIT_CORE, both(0)},
                    {RLIMIT_NOFILE, both(256)}}};
  launch.parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0)
    throw Error(Error::Kind::Internal, "system", "", std::string("fork: ") + std::strerror(errno));
  if (child == 0) run_child(launch);
  ::setpgid(child, child);  // both do, so that neither is too early
  const CommandResult result = wait_for(child, command.wall_seconds);
  if (!result.timed_out && result.exit_code == kCannotShutOff) {
    errno = ENOSYS;
    refuse("Landlock or seccomp");
  }
  return result;
}

std::string find_program(const std::string& name, const std::string& search_path) {
  std::size_t begin = 0;
  while (begin <= search_path.size()) {
    const std::size_t end = std::min(search_path.find(':', begin), search_path.size());
    std::string path = search_path.substr(begin, end - begin) + "/" + name;
    if (path.front() == '/' && path.size() > name.size() + 1 && ::access(path.c_str(), X_OK) == 0)
      return path;
    begin = end + 1;
  }
  return "";
}

}  // namespace planmerge
