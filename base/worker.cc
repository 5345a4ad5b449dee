// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <mutex>
#include <utility>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/text.h"
#include "base/worker/protocol.h"
#include "base/worker/sandbox.h"
#include "base/worker/zygote.h"

namespace planmerge {
namespace {

using worker::Reply;
using worker::Request;
using Clock = std::chrono::steady_clock;

[[noreturn]] void system_failure(const char* what) {
  throw Error(Error::Kind::Internal, "system", "", std::string(what) + ": " + std::strerror(errno));
}

std::pair<Descriptor, Descriptor> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) system_failure("pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Descriptor input_file(std::string_view bytes) {
  Descriptor file(::memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (file.get() < 0) system_failure("memfd_create");
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) system_failure("memfd");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  ::fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
  return file;
}

Error died(const std::string& file, const std::string& how) {
  return Error(Error::Kind::Unreadable, "worker-died", file,
               "reading it ended the isolated reader (" + how + "); the file was left out");
}

/// The parent's view of one run: reads frames, believes none of them.
class Conversation {
 public:
  Conversation(int fd, const std::string& file, const WorkerLimits& limits, Clock::time_point start,
               const std::function<void(std::string_view)>& receive)
      : fd_(fd), file_(file), limits_(limits), receive_(receive) {
    deadline_ = start + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(limits.wall_seconds));
  }

  /// Reads until the worker says it is done, or the pipe ends. Throws what the worker told.
  void listen() {
    while (fill()) {
      while (next_frame()) {
      }
    }
  }
  bool done() const { return done_; }

  /// Waits until `fd` can be read or has ended; throws Error(Limit) at the deadline.
  void await(int fd) const {
    while (true) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
      pollfd wait{fd, POLLIN, 0};
      const int ready =
          left.count() <= 0 ? 0 : ::poll(&wait, 1, static_cast<int>(left.count()) + 1);
      if (ready > 0) return;
      if (ready < 0 && errno == EINTR) continue;
      throw Error(Error::Kind::Limit, "limit", file_,
                  "took longer than " + std::to_string(static_cast<long>(limits_.wall_seconds)) +
                      " seconds; raise --timeout if it is to be trusted");
    }
  }

 private:
  bool fill() {
    await(fd_);
    std::array<char, 65536> buffer{};
    const ssize_t got = ::read(fd_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) return true;
    if (got <= 0) return false;
    total_ += static_cast<std::size_t>(got);
    if (total_ > limits_.total_bytes)
      throw Error(Error::Kind::Limit, "limit", file_,
                  "gives more than " + std::to_string(limits_.total_bytes >> 20U) + " MiB of text");
    pending_.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
  }

  bool next_frame() {
    const std::string_view rest = std::string_view(pending_).substr(read_);
    if (rest.size() < worker::kFrameHead) return compact();
    std::uint32_t size = 0;
    std::memcpy(&size, rest.data() + 1, sizeof size);
    if (size > limits_.record_bytes)
      throw Error(Error::Kind::Limit, "limit", file_, "holds a part of over 1 MiB");
    if (rest.size() < worker::kFrameHead + size) return compact();
    read_ += worker::kFrameHead + size;
    take(rest[0], rest.substr(worker::kFrameHead, size));
    return true;
  }

  bool compact() {
    pending_.erase(0, read_);
    read_ = 0;
    return false;
  }

  void take(char kind, std::string_view bytes) {
    if (!text::is_utf8(bytes))
      throw Error(Error::Kind::Unreadable, "bad-record", file_, "gave text that is not UTF-8");
    if (done_) throw died(file_, "it spoke after its end");
    switch (kind) {
      case worker::kRecordFrame: receive_(bytes); break;
      case worker::kDoneFrame: done_ = true; break;
      case worker::kErrorFrame: throw told(bytes);
      case worker::kBlockedFrame:
        throw Error(
            Error::Kind::Unreadable, "blocked-system-call", file_,
            "reading it tried system call " + digits(bytes) + ", which the sandbox forbids");
      default: throw died(file_, "an unknown frame");
    }
  }

  Error told(std::string_view bytes) const {
    std::array<std::string, 4> parts;
    std::size_t part = 0;
    for (const char c : bytes) {
      if (c == '\0' && part + 1 < parts.size()) {
        ++part;
      } else {
        parts[part] += c;
      }
    }
    // The worker may name what is wrong with the document, in this file, and nothing else.
    static constexpr Error::Kind kKinds[] = {Error::Kind::Internal,   Error::Kind::Unsupported,
                                             Error::Kind::Unreadable, Error::Kind::Encrypted,
                                             Error::Kind::Limit,      Error::Kind::NoSandbox};
    Error::Kind kind = Error::Kind::Unreadable;
    for (const Error::Kind known : kKinds) {
      if (parts[0] == std::to_string(static_cast<int>(known))) kind = known;
    }
    const bool located = parts[2].empty() || parts[2] == file_;
    return Error(kind, code_of(parts[1]), located ? file_ : file_ + ", " + parts[2], parts[3]);
  }

  static std::string code_of(const std::string& text) {
    std::string code;
    for (const char c : text) {
      const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      if (allowed && code.size() < 64) code += c;
    }
    return code.empty() ? "damaged" : code;
  }

  static std::string digits(std::string_view text) {
    std::string number;
    for (const char c : text.substr(0, 8)) {
      if (c >= '0' && c <= '9') number += c;
    }
    return number;
  }

  int fd_;
  const std::string& file_;
  const WorkerLimits& limits_;
  const std::function<void(std::string_view)>& receive_;
  Clock::time_point deadline_;
  std::string pending_;
  std::size_t read_ = 0, total_ = 0;
  bool done_ = false;
};

/// How a worker that did not finish ended.
Error ending(const Reply& reply, const std::string& file, const WorkerLimits& limits) {
  const int status = reply.status;
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGXCPU || (signal == SIGKILL && reply.cpu_seconds + 1 >= limits.cpu_seconds))
      return Error(Error::Kind::Limit, "limit", file,
                   "took more than " + std::to_string(limits.cpu_seconds) + " seconds of CPU");
    if (signal == SIGSYS)  // blocked while it held signals back, so it could not say which
      return Error(Error::Kind::Unreadable, "blocked-system-call", file,
                   "reading it tried a system call that the sandbox forbids");
    return died(file, std::string("signal ") + std::to_string(signal));
  }
  // Libraries that cannot have memory end the process themselves.
  if (reply.peak_bytes > limits.memory_bytes / 2)
    return Error(
        Error::Kind::Limit, "limit", file,
        "needs more than " + std::to_string(limits.memory_bytes >> 20U) + " MiB of memory");
  return died(file, "exit " + std::to_string(WEXITSTATUS(status)));
}

}  // namespace

struct WorkerPool::Impl {
  Descriptor socket;
  pid_t zygote = -1;
  bool sandboxed = true;
  std::mutex sending;
  std::atomic<std::uint64_t> next_id{1};

  ~Impl() {
    // A later pool's zygote may hold this end open too: shut down, so that ours sees the end.
    if (socket.get() >= 0) ::shutdown(socket.get(), SHUT_RDWR);
    socket.reset();
    if (zygote > 0) ::waitpid(zygote, nullptr, 0);
  }

  void send(const Request& request, const std::array<int, 3>* fds) {
    iovec data{const_cast<Request*>(&request), sizeof request};  // sendmsg reads only
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * 3)> control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    if (fds != nullptr) {
      message.msg_control = control.data();
      message.msg_controllen = control.size();
      cmsghdr* head = CMSG_FIRSTHDR(&message);
      head->cmsg_level = SOL_SOCKET;
      head->cmsg_type = SCM_RIGHTS;
      head->cmsg_len = CMSG_LEN(sizeof *fds);
      std::memcpy(CMSG_DATA(head), fds->data(), sizeof *fds);
    }
    const std::lock_guard lock(sending);
    ssize_t sent = 0;
    do {
      sent = ::sendmsg(socket.get(), &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0)
      throw Error(Error::Kind::Internal, "worker-gone", "",
                  "the process that starts isolated readers is gone");
  }

  void kill(std::uint64_t id) {
    auto request = std::make_unique<Request>();
    request->kind = Request::Kind::Kill;
    request->id = id;
    send(*request, nullptr);
  }
};

WorkerPool::WorkerPool(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WorkerPool::~WorkerPool() = default;
WorkerPool::WorkerPool(WorkerPool&&) noexcept = default;
WorkerPool& WorkerPool::operator=(WorkerPool&&) noexcept = default;
bool WorkerPool::sandboxed() const {
  return impl_->sandboxed;
}

WorkerPool WorkerPool::start(const WorkerJob& job, const Options& options) {
  if (!options.unsafe_no_sandbox) {
    const std::string missing = worker::missing_sandbox();
    if (!missing.empty())
      throw Error(Error::Kind::NoSandbox, "no-sandbox", "",
                  missing + "; --unsafe-no-sandbox reads without one, and every report says so");
  }
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
    system_failure("socketpair");
  auto impl = std::make_unique<Impl>();
  impl->sandboxed = !options.unsafe_no_sandbox;
  impl->zygote = ::fork();
  if (impl->zygote < 0) system_failure("fork");
  if (impl->zygote == 0) {
    ::close(ends[0]);
    worker::run_zygote(ends[1], job, options);
  }
  ::close(ends[1]);
  impl->socket = Descriptor(ends[0]);
  return WorkerPool(std::move(impl));
}

WorkerUse WorkerPool::run(std::string_view bytes, const std::string& file,
                          const std::string& argument, const WorkerLimits& limits,
                          const std::function<void(std::string_view record)>& receive) {
  if (bytes.size() > limits.input_bytes)
    throw Error(Error::Kind::Limit, "limit", file,
                "is larger than " + std::to_string(limits.input_bytes >> 20U) + " MiB");
  if (argument.size() > worker::kMaxArgument)
    throw std::logic_error("a worker's argument is too long");
  const Clock::time_point start = Clock::now();
  auto request = std::make_unique<Request>();
  request->id = impl_->next_id++;
  request->memory_bytes = limits.memory_bytes;
  request->cpu_seconds = std::max(1U, limits.cpu_seconds);
  request->argument_bytes = static_cast<std::uint32_t>(argument.size());
  argument.copy(request->argument, argument.size());

  Descriptor input = input_file(bytes);
  auto [result, result_end] = make_pipe();
  auto [reply_pipe, reply_end] = make_pipe();
  const std::array<int, 3> fds = {input.get(), result_end.get(), reply_end.get()};
  impl_->send(*request, &fds);
  input.reset();
  result_end.reset();
  reply_end.reset();

  Conversation conversation(result.get(), file, limits, start, receive);
  std::exception_ptr failure;
  try {
    conversation.listen();
    conversation.await(reply_pipe.get());  // a worker may close its pipe and live on
  } catch (...) {
    failure = std::current_exception();
    impl_->kill(request->id);
  }
  Reply reply;
  ssize_t got = 0;
  do {
    got = ::read(reply_pipe.get(), &reply, sizeof reply);
  } while (got < 0 && errno == EINTR);
  if (failure) std::rethrow_exception(failure);
  if (got != static_cast<ssize_t>(sizeof reply))
    throw Error(Error::Kind::Internal, "worker-gone", file, "the isolated reader was lost");
  if (!conversation.done()) throw ending(reply, file, limits);
  return {std::chrono::duration<double>(Clock::now() - start).count(), reply.cpu_seconds,
          static_cast<std::size_t>(reply.peak_bytes)};
}

}  // namespace planmerge
