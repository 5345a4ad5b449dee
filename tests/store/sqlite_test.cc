// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "samples.h"

namespace planmerge::store {
namespace {

using namespace samples;
namespace fs = std::filesystem;

class SqliteFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "sqlite-store-" + std::to_string(::getpid());
    fs::remove_all(folder_);
    fs::create_directory(folder_);
    path_ = folder_ + "/plan.db";
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::unique_ptr<Store> open(OpenMode mode) const { return open_sqlite(path_, mode); }

  /// Code of the Store error that `work` ends with; empty: it did not.
  static std::string code_of(const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), Error::Kind::Store);
      return error.code();
    }
    return "";
  }
  std::string code_of_opening(OpenMode mode) const {
    return code_of([&] { open(mode); });
  }

  /// Runs SQL behind the store's back; true if SQLite took it.
  bool tamper(const std::string& sql) const {
    sqlite3* database = nullptr;
    sqlite3_open(path_.c_str(), &database);
    const int result = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(database);
    return result == SQLITE_OK;
  }

  std::string folder_, path_;
};

TEST_F(SqliteFile, TellsAMissingFileAndAFolder) {
  EXPECT_EQ(code_of_opening(OpenMode::ReadWrite), "not-found");
  EXPECT_FALSE(fs::exists(path_));
  fs::create_directory(path_);
  EXPECT_EQ(code_of_opening(OpenMode::ReadWrite), "not-a-store");
}

TEST_F(SqliteFile, WritesNothingWhenReadOnly) {
  open(OpenMode::Create)->add_version(version(1));
  const auto store = open(OpenMode::ReadOnly);
  EXPECT_EQ(code_of([&] { store->add_decision(decision("i", "plan")); }), "not-writable");
  EXPECT_TRUE(store->decision_log().empty());
}

TEST_F(SqliteFile, IsReadWithoutLeavingAFileBesideIt) {
  open(OpenMode::Create)->add_version(version(1));
  EXPECT_EQ(open(OpenMode::ReadOnly)->current_version(), 1);
  EXPECT_TRUE(check_sqlite(path_).empty());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(SqliteFile, OfAnEarlierVersionIsBroughtUpToDate) {
  const char* const back_to_version_1 =
      "ALTER TABLE round DROP COLUMN as_of; ALTER TABLE contribution DROP COLUMN sandboxed;"
      "PRAGMA user_version=1";
  open(OpenMode::Create)->add_contribution(contribution("a"));
  for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
    ASSERT_TRUE(tamper(back_to_version_1));
    const auto store = open(mode);
    ASSERT_EQ(store->contributions().size(), 1U);
    EXPECT_TRUE(store->contributions()[0].sandboxed);
    EXPECT_EQ(store->last_round().as_of, "");
  }
}

TEST_F(SqliteFile, IsMadeWhereTheMakingWasInterruptedBefore) {
  std::ofstream(path_).close();
  EXPECT_EQ(code_of_opening(OpenMode::ReadWrite), "not-a-store");
  EXPECT_EQ(open(OpenMode::Create)->current_version(), 0);
  EXPECT_EQ(code_of_opening(OpenMode::Create), "exists");
}

TEST_F(SqliteFile, SaysThatAnotherProgramIsWriting) {
  const auto holder = open(OpenMode::Create);
  const auto waiting = open(OpenMode::ReadWrite);
  holder->transaction(
      [&] { EXPECT_EQ(code_of([&] { waiting->add_decision(decision("i", "plan")); }), "busy"); });
  EXPECT_EQ(waiting->add_decision(decision("i", "plan")), 1);
}

TEST_F(SqliteFile, FindsWhatWasChangedBehindItsBack) {
  {
    const auto store = open(OpenMode::Create);
    store->add_version(version(1));
    for (int i = 0; i < 3; ++i) store->add_decision(decision("i", "plan"));
  }
  ASSERT_TRUE(
      tamper("DROP TRIGGER decision_is_never_deleted; DELETE FROM decision WHERE number=2;"
             "DROP TRIGGER version_is_never_changed; UPDATE version SET body=body||' '"));
  EXPECT_EQ(check_sqlite(path_).size(), 2U);
}

TEST_F(SqliteFile, FindsDamagedPages) {
  {
    const auto store = open(OpenMode::Create);
    for (int i = 0; i < 20; ++i) store->add_contribution(contribution(std::to_string(i)));
  }
  ASSERT_TRUE(tamper("PRAGMA wal_checkpoint(TRUNCATE)"));
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  for (std::streamoff page = 2; page < 12; ++page) {
    file.seekp(page * 4096);
    file << std::string(64, '\xAA');
  }
  file.close();
  bool found = false;
  try {
    found = !check_sqlite(path_).empty();
  } catch (const Error& error) {
    found = error.code() == "damaged";
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace planmerge::store
