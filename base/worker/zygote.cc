// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker/zygote.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <new>
#include <string>

#include "base/error.h"
#include "base/worker/protocol.h"
#include "base/worker/sandbox.h"

namespace planmerge::worker {

bool write_frame(int fd, char kind, std::string_view bytes) {
  std::array<char, kFrameHead> head{};
  head[0] = kind;
  const auto size = static_cast<std::uint32_t>(bytes.size());
  std::memcpy(head.data() + 1, &size, sizeof size);
  const auto write_all = [fd](std::string_view rest) {
    while (!rest.empty()) {
      const ssize_t written = ::write(fd, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  };
  return write_all({head.data(), head.size()}) && write_all(bytes);
}

namespace {

constexpr int kInputFd = 3, kResultFd = 4;

void silence_standard_streams() {
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int fd : {0, 1, 2}) ::dup2(null, fd);
  ::close(null);
}

void send_error(const Error& error) {
  std::string frame = std::to_string(static_cast<int>(error.kind()));
  for (const std::string& part : {error.code(), error.where(), error.sentence()}) {
    frame += '\0';
    frame += part;
  }
  write_frame(kResultFd, kErrorFrame, frame);
}

std::string_view map_input() {
  struct stat info {};
  if (::fstat(kInputFd, &info) != 0 || info.st_size == 0) return {};
  const auto size = static_cast<std::size_t>(info.st_size);
  void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, kInputFd, 0);
  if (bytes == MAP_FAILED) throw std::bad_alloc();
  return {static_cast<const char*>(bytes), size};
}

void run_job(const Request& request, const WorkerJob& job, const WorkerPool::Options& options) {
  try {
    const std::string_view input = map_input();
    limit_resources(request.memory_bytes, request.cpu_seconds);
    if (!options.unsafe_no_sandbox) {
      std::vector<std::string> folders = default_folders();
      folders.insert(folders.end(), options.readable_dirs.begin(), options.readable_dirs.end());
      enter_sandbox(folders, kResultFd);
    }
    job(input, std::string(request.argument, request.argument_bytes), [](std::string_view record) {
      if (!write_frame(kResultFd, kRecordFrame, record)) ::_exit(1);
    });
    write_frame(kResultFd, kDoneFrame, "");
  } catch (const Error& error) {
    send_error(error);
  } catch (const std::bad_alloc&) {
    send_error(
        Error(Error::Kind::Limit, "limit", "",
              "needs more than " + std::to_string(request.memory_bytes >> 20U) + " MiB of memory"));
  } catch (const std::exception& error) {
    send_error(Error(Error::Kind::Internal, "bug", "", error.what()));
  }
}

[[noreturn]] void become_worker(const Request& request, const std::array<int, 3>& fds,
                                const WorkerJob& job, const WorkerPool::Options& options,
                                pid_t zygote) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != zygote) ::_exit(1);
  // Over 100 first: the wanted numbers may be taken by one another.
  const int input = ::fcntl(fds[0], F_DUPFD, 100);
  const int result = ::fcntl(fds[1], F_DUPFD, 100);
  ::dup2(input, kInputFd);
  ::dup2(result, kResultFd);
  ::close_range(kResultFd + 1, ~0U, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  run_job(request, job, options);
  ::_exit(0);
}

struct Child {
  std::uint64_t id = 0;
  int reply_fd = -1;
};
using Children = std::map<pid_t, Child>;

/// One message and its descriptors; false: the parent is gone.
bool receive(int socket, Request& request, std::array<int, 3>& fds) {
  iovec data{&request, sizeof request};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * 3)> control{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t size = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (size <= 0) return size < 0 && errno == EINTR;
  fds.fill(-1);
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  if (head != nullptr && head->cmsg_type == SCM_RIGHTS)
    std::memcpy(fds.data(), CMSG_DATA(head), std::min(sizeof fds, head->cmsg_len - CMSG_LEN(0)));
  return true;
}

void reap(Children& children) {
  int status = 0;
  rusage use{};
  pid_t pid = 0;
  while ((pid = ::wait4(-1, &status, WNOHANG, &use)) > 0) {
    const auto child = children.find(pid);
    if (child == children.end()) continue;
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    const Reply reply{status, seconds(use.ru_utime) + seconds(use.ru_stime),
                      static_cast<std::uint64_t>(use.ru_maxrss) * 1024U};
    (void)!::write(child->second.reply_fd, &reply, sizeof reply);
    ::close(child->second.reply_fd);
    children.erase(child);
  }
}

void serve(const Request& request, const std::array<int, 3>& fds, const WorkerJob& job,
           const WorkerPool::Options& options, Children& children) {
  if (request.kind == Request::Kind::Kill) {
    for (const auto& [pid, child] : children) {
      if (child.id == request.id) ::kill(pid, SIGKILL);
    }
    return;
  }
  const pid_t zygote = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) become_worker(request, fds, job, options, zygote);
  ::close(fds[0]);
  ::close(fds[1]);
  if (pid < 0) {
    ::close(fds[2]);  // the parent sees the end of the pipe
    return;
  }
  children[pid] = {request.id, fds[2]};
}

}  // namespace

void run_zygote(int socket, const WorkerJob& job, const WorkerPool::Options& options) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setsid();  // an interrupt in the terminal is the parent's to handle
  silence_standard_streams();
  if (options.prepare) options.prepare();
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  const int ended = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
  Children children;
  static Request request;
  while (true) {
    std::array<pollfd, 2> waits = {pollfd{socket, POLLIN, 0}, pollfd{ended, POLLIN, 0}};
    ::poll(waits.data(), waits.size(), -1);
    signalfd_siginfo info{};
    while (::read(ended, &info, sizeof info) > 0) {
    }
    reap(children);
    if (waits[0].revents == 0) continue;
    std::array<int, 3> fds{};
    if (!receive(socket, request, fds)) ::_exit(0);
    serve(request, fds, job, options, children);
  }
}

}  // namespace planmerge::worker
