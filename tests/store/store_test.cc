// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "base/error.h"

namespace planmerge::store {
namespace {

/// A path of this test's own; nothing is there yet.
std::string fresh_path() {
  static int count = 0;
  std::string path = ::testing::TempDir() + "store_test_" + std::to_string(getpid()) + "_" +
                     std::to_string(++count) + ".pmdb";
  for (const char* end : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + end);
  return path;
}

plan::PlanVersion version(int number) {
  plan::PlanVersion made;
  made.number = number;
  made.title = "Lake plan";
  plan::PlanRow row;
  row.id = "A0001";
  row.row.action = "Count the boats";
  made.rows = {row};
  return made;
}

StoredContribution contribution(const std::string& sha256, const std::string& error = "") {
  StoredContribution made;
  made.contribution.partner = "Harbour office";
  made.contribution.document.source.file = "harbour.docx";
  made.contribution.document.source.sha256 = sha256;
  made.error = error;
  made.exit_code = error.empty() ? 0 : 4;
  return made;
}

plan::Decision decision(const std::string& item, const std::string& take) {
  plan::Decision made;
  made.item = item;
  made.take = take;
  return made;
}

/// The code of the Error that opening gives; "" if it opens.
std::string refusal(const std::string& path, OpenMode mode = OpenMode::ReadWrite) {
  try {
    open_sqlite(path, mode);
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

/// Runs SQL past the store; SQLite's result code.
int run_sql(const std::string& path, const std::string& sql) {
  sqlite3* file = nullptr;
  sqlite3_open(path.c_str(), &file);
  const int result = sqlite3_exec(file, sql.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(file);
  return result;
}

class AnyStore : public ::testing::TestWithParam<bool> {
 protected:
  std::unique_ptr<Store> store =
      GetParam() ? open_sqlite(fresh_path(), OpenMode::Create) : open_memory();
};

INSTANTIATE_TEST_SUITE_P(Both, AnyStore, ::testing::Bool(), [](const auto& which) {
  return std::string(which.param ? "Sqlite" : "Memory");
});

TEST_P(AnyStore, GivesVersionsBackWhole) {
  EXPECT_EQ(store->current_version(), 0);
  store->add_version(version(1));
  EXPECT_EQ(store->current_version(), 1);
  EXPECT_EQ(store->version(1), version(1));
  EXPECT_FALSE(store->version(2).has_value());
}

TEST_P(AnyStore, ReplacesARefusalButNeverAReading) {
  EXPECT_TRUE(store->add_contribution(contribution("aa", "damaged: cannot be read")));
  EXPECT_TRUE(store->add_contribution(contribution("aa")));
  EXPECT_FALSE(store->add_contribution(contribution("aa")));
  ASSERT_EQ(store->contributions().size(), 1U);
  EXPECT_EQ(store->contributions()[0].error, "");
  EXPECT_EQ(store->contributions()[0].contribution, contribution("aa").contribution);
}

TEST_P(AnyStore, AReadingKeepsTheNumberOfTheRefusalItReplaces) {
  store->add_contribution(contribution("aa", "encrypted"));
  store->add_contribution(contribution("bb"));
  store->add_contribution(contribution("aa"));
  const std::vector<StoredContribution> kept = store->contributions();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].number, 1);
  EXPECT_EQ(kept[0].contribution.document.source.sha256, "aa");
  EXPECT_EQ(kept[1].number, 2);
}

TEST_P(AnyStore, ARoundReplacesTheLastOneAndAddsItsVersion) {
  store->add_version(version(1));
  Round round;
  round.base_version = 1;
  round.result_version = 2;
  round.input_hash = "h1";
  round.items.resize(2);
  round.items[0].id = "i1";
  round.items[1].id = "i2";
  store->save_round(round, version(2));
  round.items.resize(1);
  round.input_hash = "h2";
  store->save_round(round, std::nullopt);
  EXPECT_EQ(store->current_version(), 2);
  EXPECT_EQ(store->last_round().input_hash, "h2");
  EXPECT_EQ(store->last_round().items, round.items);
}

TEST_P(AnyStore, NumbersDecisionsFromOne) {
  EXPECT_EQ(store->add_decision(decision("i1", "plan")), 1);
  EXPECT_EQ(store->add_decision(decision("i2", "value")), 2);
  EXPECT_EQ(store->decision_log().at(1).item, "i2");
}

TEST_P(AnyStore, ATransactionThatThrowsLeavesNothing) {
  const auto work = [&] {
    store->add_version(version(1));
    store->add_decision(decision("i1", "plan"));
    throw std::runtime_error("stop");
  };
  EXPECT_THROW(store->transaction(work), std::runtime_error);
  EXPECT_EQ(store->current_version(), 0);
  EXPECT_TRUE(store->decision_log().empty());
}

TEST(SqliteStore, RefusesWhatIsNoStoreOfOurs) {
  const std::string text = fresh_path(), foreign = fresh_path(), newer = fresh_path();
  std::ofstream(text) << std::string(2000, 'x');
  run_sql(foreign, "CREATE TABLE t(a); PRAGMA application_id = 7");
  open_sqlite(newer, OpenMode::Create).reset();
  run_sql(newer, "PRAGMA user_version = 99");
  EXPECT_EQ(refusal(text), "not-a-store");
  EXPECT_EQ(refusal(foreign), "not-a-store");
  EXPECT_EQ(refusal(newer), "newer");
  EXPECT_EQ(refusal(newer, OpenMode::Create), "exists");
  EXPECT_EQ(refusal(fresh_path()), "not-found");
  EXPECT_EQ(refusal(::testing::TempDir()), "not-a-store");
}

TEST(SqliteStore, TheDecisionLogIsAppendOnly) {
  const std::string path = fresh_path();
  open_sqlite(path, OpenMode::Create)->add_decision(decision("i1", "plan"));
  EXPECT_NE(run_sql(path, "UPDATE decision SET take = 'base'"), SQLITE_OK);
  EXPECT_NE(run_sql(path, "DELETE FROM decision"), SQLITE_OK);
  EXPECT_EQ(open_sqlite(path, OpenMode::ReadOnly)->decision_log().size(), 1U);
  EXPECT_TRUE(check_sqlite(path).empty());
}

/// The child's life: decisions until it is killed, each number told after its commit.
[[noreturn]] void decide_for_ever(const std::string& path, int out) {
  const auto store = open_sqlite(path, OpenMode::ReadWrite);
  for (;;) {
    const long long number = store->add_decision(decision("i", "plan"));
    if (write(out, &number, sizeof number) < 0) _exit(1);
  }
}

TEST(SqliteStore, KeepsEveryCommittedDecisionWhenKilled) {
  const std::string path = fresh_path();
  open_sqlite(path, OpenMode::Create).reset();
  for (int round = 0; round < 10; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) decide_for_ever(path, ends[1]);
    close(ends[1]);
    long long told = 0, last = 0;
    for (int i = 0; i < 3; ++i) ASSERT_GT(read(ends[0], &last, sizeof last), 0);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    told = last;
    while (read(ends[0], &last, sizeof last) > 0) told = last;
    close(ends[0]);
    const auto log = open_sqlite(path, OpenMode::ReadWrite)->decision_log();
    EXPECT_GE(static_cast<long long>(log.size()), told);
    EXPECT_TRUE(check_sqlite(path).empty());
  }
}

/// In a child whose files may not grow: 0 if the store says "full".
[[noreturn]] void fill_up(const std::string& path) {
  signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{200000, 200000};
  setrlimit(RLIMIT_FSIZE, &limit);
  try {
    const auto store = open_sqlite(path, OpenMode::ReadWrite);
    store->add_decision(decision("i", std::string(1000000, 'x')));
  } catch (const Error& error) {
    _exit(error.code() == "full" ? 0 : 2);
  }
  _exit(3);
}

TEST(SqliteStore, AFullDiskIsSaidAndChangesNothing) {
  const std::string path = fresh_path();
  open_sqlite(path, OpenMode::Create).reset();
  const pid_t child = fork();
  if (child == 0) fill_up(path);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_TRUE(check_sqlite(path).empty());
  EXPECT_TRUE(open_sqlite(path, OpenMode::ReadOnly)->decision_log().empty());
}

TEST(InForce, AnUndoTakesTheLastDecisionOfItsItemAway) {
  const auto left = in_force({decision("i1", "base"), decision("i2", "plan"),
                              decision("i1", "plan"), decision("i1", "undo")});
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(left[0].take, "base");
  EXPECT_EQ(left[1].item, "i2");
}

}  // namespace
}  // namespace planmerge::store
