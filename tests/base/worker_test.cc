// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "base/error.h"

namespace planmerge {
namespace {

// What a worker does here is what its argument says.
void misbehave(std::string_view bytes, const std::string& what, const SendRecord& send) {
  if (what == "echo") send(bytes);
  if (what == "hang") {
    while (true) ::getpid();
  }
  if (what == "eat") {
    std::vector<std::string> all;
    while (true) all.emplace_back(std::size_t{1} << 20U, 'x');
  }
  if (what == "segfault") std::raise(SIGSEGV);
  if (what == "exit") ::_exit(3);
  if (what == "refuse") throw Error(Error::Kind::Encrypted, "encrypted", "", "needs a password");
  if (what == "bug") throw std::runtime_error("oops");
  if (what == "garbage") send("\xFF\xFE");
  if (what == "long") send(std::string(std::size_t{2} << 20U, 'x'));
  if (what == "flood") {
    const std::string record(1U << 19U, 'x');
    while (true) send(record);
  }
  if (what == "linger") {
    ::close(4);  // the result pipe
    while (true) ::sched_yield();
  }
  if (what == "signal") send(std::to_string(::syscall(SYS_tgkill, 1, 1, 0)));
  if (what == "thread") std::thread([] {}).join();
  if (what == "own") send(std::to_string(::fcntl(4, F_SETOWN, 1)));
  if (what == "escape") throw Error(Error::Kind::Store, "\x1b[2J", "other.pdf", "x");
  if (what == "fork") send(std::to_string(::fork()));
  if (what == "exec") ::execl("/bin/true", "true", nullptr);
  if (what == "socket") send(::socket(AF_INET, SOCK_STREAM, 0) < 0 ? "none" : "open");
  if (what == "write")
    send(::open("/tmp/planmerge-was-here", O_WRONLY | O_CREAT, 0600) < 0 ? "none" : "open");
  if (what == "passwd") send(::open("/etc/passwd", O_RDONLY) < 0 ? "none" : "open");
  if (what == "inherited") {
    int open_fds = 0;
    for (int fd = 5; fd < 1024; ++fd) open_fds += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    send(std::to_string(open_fds));
  }
}

class Worker : public testing::Test {
 protected:
  // One for all tests: a worker that misbehaves must leave the next one untouched.
  static void SetUpTestSuite() { pool_ = new WorkerPool(WorkerPool::start(misbehave, {})); }
  static void TearDownTestSuite() { delete pool_; }

  static std::string run(const std::string& what, const std::string& bytes = "x") {
    WorkerLimits limits;
    limits.wall_seconds = 20;
    limits.cpu_seconds = 1;
    limits.memory_bytes = std::size_t{96} << 20U;
    std::string all;
    pool_->run(bytes, "annex.pdf", what, limits, [&](std::string_view record) { all += record; });
    return all;
  }

  static std::string code_of(const std::string& what) {
    try {
      run(what);
    } catch (const Error& error) {
      EXPECT_EQ(error.where(), "annex.pdf");
      return error.code();
    }
    return "";
  }
  static WorkerPool* pool_;
};
WorkerPool* Worker::pool_ = nullptr;

TEST_F(Worker, GivesBackWhatTheJobSends) {
  EXPECT_EQ(run("echo", "Kosovo*"), "Kosovo*");
  const std::string large(900'000, 'y');
  EXPECT_EQ(run("echo", large), large);
  EXPECT_EQ(run("nothing", ""), "");
}

struct Case {
  const char* what;
  const char* code;
};

class MisbehavingWorker : public Worker, public testing::WithParamInterface<Case> {};

TEST_P(MisbehavingWorker, CostsOneClearErrorAndNotTheNextDocument) {
#ifdef __SANITIZE_ADDRESS__
  if (std::string(GetParam().what) == "eat") GTEST_SKIP() << "no address limit under ASan";
#endif
  EXPECT_EQ(code_of(GetParam().what), GetParam().code);
  EXPECT_EQ(run("echo", "next"), "next");
}

INSTANTIATE_TEST_SUITE_P(
    All, MisbehavingWorker,
    testing::Values(Case{"hang", "limit"}, Case{"eat", "limit"}, Case{"segfault", "worker-died"},
                    Case{"exit", "worker-died"}, Case{"refuse", "encrypted"}, Case{"bug", "bug"},
                    Case{"garbage", "bad-record"}, Case{"long", "limit"}, Case{"flood", "limit"},
                    Case{"fork", "blocked-system-call"}, Case{"exec", "blocked-system-call"},
                    Case{"signal", "blocked-system-call"}, Case{"own", "blocked-system-call"},
                    Case{"thread", "blocked-system-call"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST_F(Worker, ReachesNeitherNetworkNorFiles) {
  EXPECT_EQ(run("socket"), "none");
  EXPECT_EQ(run("write"), "none");
  EXPECT_EQ(run("passwd"), "none");
  EXPECT_EQ(run("inherited"), "0");
}

TEST_F(Worker, StopsAtTheWallClock) {
  WorkerLimits limits;
  limits.wall_seconds = 0.3;
  limits.cpu_seconds = 60;
  try {
    pool_->run("x", "slow.pdf", "hang", limits, [](std::string_view) {});
    FAIL() << "it ended";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "limit");
  }
}

TEST_F(Worker, IsEndedWhenItClosesItsPipeAndLivesOn) {
  WorkerLimits limits;
  limits.wall_seconds = 0.3;
  limits.cpu_seconds = 60;
  try {
    pool_->run("x", "a.pdf", "linger", limits, [](std::string_view) {});
    FAIL() << "it ended";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "limit");
  }
}

TEST_F(Worker, CannotBlameAnotherFileOrReachATerminal) {
  try {
    run("escape");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::Unreadable);
    EXPECT_TRUE(error.where().starts_with("annex.pdf"));
    EXPECT_EQ(std::string(error.what()).find('\x1b'), std::string::npos);
  }
}

TEST(WorkerPool, EndsThoughALaterPoolLives) {
  auto first = std::make_unique<WorkerPool>(WorkerPool::start(misbehave, {}));
  const WorkerPool second = WorkerPool::start(misbehave, {});
  first.reset();
  EXPECT_TRUE(second.sandboxed());
}

TEST_F(Worker, RunsSeveralDocumentsAtOnce) {
  std::vector<std::jthread> threads;
  std::vector<std::string> answers(16);
  for (std::size_t i = 0; i < answers.size(); ++i)
    threads.emplace_back([&, i] { answers[i] = run("echo", std::to_string(i)); });
  threads.clear();
  for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i], std::to_string(i));
}

TEST_F(Worker, TellsWhatTheDocumentUsed) {
  const WorkerUse use = pool_->run("x", "a.pdf", "echo", {}, [](std::string_view) {});
  EXPECT_GT(use.peak_bytes, 0U);
  EXPECT_GT(use.wall_seconds, 0);
}

TEST(WorkerWithoutSandbox, GivesTheSameAndSaysSo) {
  WorkerPool::Options options;
  options.unsafe_no_sandbox = true;
  WorkerPool pool = WorkerPool::start(misbehave, options);
  EXPECT_FALSE(pool.sandboxed());
  std::string all;
  pool.run("same", "a.pdf", "echo", {}, [&](std::string_view record) { all += record; });
  EXPECT_EQ(all, "same");
}

}  // namespace
}  // namespace planmerge
