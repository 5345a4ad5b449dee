// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "base/interrupts.h"
#include "codec/json.h"
#include "store/schema.h"
#include "store/store.h"

namespace planmerge::store {
namespace {

using codec::Json;

constexpr int kBusyMilliseconds = 5'000;

// SQLite's WAL needs shared memory, which these do not give between machines.
constexpr unsigned long kNfs = 0x6969, kSmb = 0x517B, kCifs = 0xFF534D42UL, kSmb2 = 0xFE534D42UL;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

[[noreturn]] void fail(sqlite3* database, int result, const std::string& path) {
  const std::string reason =
      database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(result);
  switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(Error::Kind::Store, "busy", path, "another program is writing; try again");
    case SQLITE_FULL:
      throw Error(Error::Kind::Store, "full", path, "the disk is full; nothing was changed");
    case SQLITE_NOTADB:
      throw Error(Error::Kind::Store, "not-a-store", path, "is no planmerge store");
    case SQLITE_CORRUPT: throw Error(Error::Kind::Store, "damaged", path, reason);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      throw Error(Error::Kind::Store, "not-writable", path, "cannot be opened: " + reason);
    case SQLITE_IOERR:
      throw Error(Error::Kind::Store, "full", path, "cannot be written (" + reason + ")");
    default: throw Error(Error::Kind::Store, "failed", path, reason);
  }
}

/// A prepared statement: bind in order, step, read columns.
class Statement {
 public:
  Statement(sqlite3* database, const std::string& path, const char* sql)
      : database_(database), path_(path) {
    sqlite3_stmt* made = nullptr;
    const int result = sqlite3_prepare_v2(database, sql, -1, &made, nullptr);
    statement_.reset(made);
    if (result != SQLITE_OK) fail(database, result, path);
  }
  Statement& bind(long long value) {
    return checked(sqlite3_bind_int64(statement_.get(), ++position_, value));
  }
  Statement& bind(double value) {
    return checked(sqlite3_bind_double(statement_.get(), ++position_, value));
  }
  Statement& bind(std::string_view text) {
    return checked(sqlite3_bind_text64(statement_.get(), ++position_, text.data(), text.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  /// True while there is a row.
  bool step() {
    const int result = sqlite3_step(statement_.get());
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail(database_, result, path_);
    return result == SQLITE_ROW;
  }
  void run() {
    while (step()) {
    }
    sqlite3_reset(statement_.get());
    position_ = 0;
  }
  long long integer(int column) { return sqlite3_column_int64(statement_.get(), column); }
  double real(int column) { return sqlite3_column_double(statement_.get(), column); }
  std::string text(int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? "" : std::string(bytes, static_cast<std::size_t>(size));
  }

 private:
  Statement& checked(int result) {
    if (result != SQLITE_OK) fail(database_, result, path_);
    return *this;
  }
  sqlite3* database_;
  const std::string& path_;
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
  int position_ = 0;
};

void execute(sqlite3* database, const std::string& path, const char* sql) {
  const int result = sqlite3_exec(database, sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) fail(database, result, path);
}

long long pragma(sqlite3* database, const std::string& path, const char* sql) {
  Statement statement(database, path, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

void refuse_network_folder(const std::string& path) {
  struct statfs info {};
  if (::statfs(folder_of(path).c_str(), &info) != 0) return;
  const auto type = static_cast<unsigned long>(info.f_type) & 0xFFFFFFFFUL;
  if (type == kNfs || type == kSmb || type == kCifs || type == kSmb2)
    throw Error(Error::Kind::Store, "network-file-system", path,
                "stores must lie on a local disk: locks are not safe over a network");
}

void refuse_other_files(const std::string& path, bool create) {
  struct stat info {};
  const bool there = ::stat(path.c_str(), &info) == 0;
  // An empty file is what is left of a store whose making was interrupted.
  if (create && there && info.st_size > 0)
    throw Error(Error::Kind::Store, "exists", path, "is there already; nothing was changed");
  if (!create && !there)
    throw Error(Error::Kind::Store, "not-found", path, "there is no such store");
  if (there && !S_ISREG(info.st_mode))
    throw Error(Error::Kind::Store, "not-a-store", path, "is not a regular file");
}

bool may_write(const std::string& path) {
  return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 &&
         ::faccessat(AT_FDCWD, folder_of(path).c_str(), W_OK, AT_EACCESS) == 0;
}

/// "file:" name of a database whose files nobody changes while it is open.
std::string immutable_name(const std::string& path) {
  std::string name = "file:";
  for (const char c : path) {
    char escaped[4];
    std::snprintf(escaped, sizeof escaped, "%%%02X", static_cast<unsigned char>(c));
    name += escaped;
  }
  return name + "?immutable=1";
}

bool has_journal(const std::string& path) {
  struct stat info {};
  return ::stat((path + "-wal").c_str(), &info) == 0 && info.st_size > 0;
}

/// The file name and flags with which SQLite is to open a store.
///
/// A reader in WAL mode makes two files beside the store, and only one that may write takes them
/// away again. So a store is opened for writing wherever that is allowed (configure() then forbids
/// it to the connection), and as immutable where it is not and no writer left a journal: nobody
/// changes a finished store in a folder that is closed. With a journal SQLite must do what it can.
std::pair<std::string, int> opening(const std::string& path, OpenMode mode) {
  if (mode == OpenMode::Create) return {path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  if (mode == OpenMode::ReadWrite || may_write(path)) return {path, SQLITE_OPEN_READWRITE};
  if (has_journal(path)) return {path, SQLITE_OPEN_READONLY};
  return {immutable_name(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI};
}

Database open_database(const std::string& path, OpenMode mode) {
  const auto [name, access] = opening(path, mode);
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(name.c_str(), &opened,
                                     access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(opened);
  if (result != SQLITE_OK) fail(opened, result, path);
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

void configure(sqlite3* database, const std::string& path, OpenMode mode) {
  execute(database, path,
          mode == OpenMode::ReadOnly ? "PRAGMA query_only=ON" : "PRAGMA journal_mode=WAL");
  execute(database, path,
          "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; "
          "PRAGMA cell_size_check=ON");
}

void check_identity(sqlite3* database, const std::string& path) {
  if (pragma(database, path, "PRAGMA application_id") != kApplicationId)
    throw Error(Error::Kind::Store, "not-a-store", path, "is a database of another program");
  const long long schema = pragma(database, path, "PRAGMA user_version");
  if (schema > kSchemaVersion)
    throw Error(Error::Kind::Store, "newer", path, "was made by a newer planmerge");
  if (schema < 1) throw Error(Error::Kind::Store, "damaged", path, "has no known schema version");
}

void set_schema_version(sqlite3* database, const std::string& path, int version) {
  execute(database, path, ("PRAGMA user_version=" + std::to_string(version)).c_str());
}

std::string dump(const Json& json) {
  return json.dump();
}

class SqliteStore : public Store {
 public:
  SqliteStore(std::string path, OpenMode mode) : path_(std::move(path)) {
    // A full disk must be an error of the write, not the end of the process.
    std::signal(SIGXFSZ, SIG_IGN);
    refuse_network_folder(path_);
    refuse_other_files(path_, mode == OpenMode::Create);
    database_ = open_database(path_, mode);
    // Making comes before WAL mode: if it is cut off, SQLite's rollback leaves an empty file.
    if (mode == OpenMode::Create) create();
    check_identity(db(), path_);
    migrate();
    configure(db(), path_, mode);
  }

  void add_version(const plan::PlanVersion& version) override {
    if (version.number != current_version() + 1)
      throw Error(Error::Kind::Store, "version-order", path_, "versions are numbered without gaps");
    const std::string body = dump(codec::encode(version));
    sql("INSERT INTO version VALUES (?,?,?)")
        .bind(static_cast<long long>(version.number))
        .bind(sha256_hex(body))
        .bind(body)
        .run();
  }

  std::vector<plan::PlanVersion> versions() const override {
    std::vector<plan::PlanVersion> list;
    Statement query = sql("SELECT body FROM version ORDER BY number");
    while (query.step()) list.push_back(read<plan::PlanVersion>(query.text(0)));
    return list;
  }

  std::optional<plan::PlanVersion> version(int number) const override {
    Statement query = sql("SELECT body FROM version WHERE number=?");
    query.bind(static_cast<long long>(number));
    if (!query.step()) return std::nullopt;
    return read<plan::PlanVersion>(query.text(0));
  }

  int current_version() const override {
    return static_cast<int>(pragma(db(), path_, "SELECT coalesce(max(number),0) FROM version"));
  }

  bool add_contribution(const StoredContribution& entry) override {
    const std::string& sha256 = entry.contribution.document.source.sha256;
    bool added = false;
    transaction([&] {  // the look as well: another process may be adding the same file
      if (has_file(sha256)) return;
      const long long refused = number_of(sha256);
      sql("DELETE FROM contribution WHERE sha256=?").bind(sha256).run();
      insert_contribution(entry, refused);
      insert_readings(entry, sqlite3_last_insert_rowid(db()));
      added = true;
    });
    return added;
  }

  bool has_file(const std::string& sha256) const override {
    Statement query = sql("SELECT 1 FROM contribution WHERE sha256=? AND error=''");
    query.bind(sha256);
    return query.step();
  }

  std::vector<StoredContribution> contributions() const override {
    std::vector<StoredContribution> list;
    Statement query =
        sql("SELECT number,is_plan,error,exit_code,wall_seconds,cpu_seconds,peak_bytes,body,"
            "sandboxed FROM contribution ORDER BY number");
    while (query.step()) {
      StoredContribution entry;
      entry.number = query.integer(0);
      entry.is_plan = query.integer(1) != 0;
      entry.error = query.text(2);
      entry.exit_code = static_cast<int>(query.integer(3));
      entry.wall_seconds = query.real(4);
      entry.cpu_seconds = query.real(5);
      entry.peak_bytes = static_cast<std::size_t>(query.integer(6));
      entry.contribution = read<plan::Contribution>(query.text(7));
      entry.sandboxed = query.integer(8) != 0;
      list.push_back(std::move(entry));
    }
    return list;
  }

  long long add_decision(plan::Decision decision) override {
    transaction([&] {
      decision.number = pragma(db(), path_, "SELECT coalesce(max(number),0)+1 FROM decision");
      sql("INSERT INTO decision VALUES (?,?,?,?)")
          .bind(decision.number)
          .bind(decision.item)
          .bind(decision.take)
          .bind(dump(codec::encode(decision)))
          .run();
    });
    return decision.number;
  }

  std::vector<plan::Decision> decision_log() const override {
    return bodies<plan::Decision>("SELECT body FROM decision ORDER BY number");
  }

  void save_round(const Round& round, const std::optional<plan::PlanVersion>& next) override {
    transaction([&] {
      if (next) add_version(*next);
      execute(db(), path_,
              "DELETE FROM round; DELETE FROM link; DELETE FROM item; DELETE FROM outcome");
      sql("INSERT INTO round(one,base_version,result_version,input_hash,as_of) VALUES (1,?,?,?,?)")
          .bind(static_cast<long long>(round.base_version))
          .bind(static_cast<long long>(round.result_version))
          .bind(round.input_hash)
          .bind(round.as_of)
          .run();
      insert_bodies("INSERT INTO link(body) VALUES (?)", round.links);
      insert_bodies("INSERT INTO outcome(body) VALUES (?)", round.outcomes);
      insert_items(round.items);
    });
  }

  Round last_round() const override {
    Round round;
    Statement query = sql("SELECT base_version,result_version,input_hash,as_of FROM round");
    if (!query.step()) return round;
    round.base_version = static_cast<int>(query.integer(0));
    round.result_version = static_cast<int>(query.integer(1));
    round.input_hash = query.text(2);
    round.as_of = query.text(3);
    round.links = bodies<plan::Link>("SELECT body FROM link ORDER BY position");
    round.items = bodies<plan::ReviewItem>("SELECT body FROM item ORDER BY position");
    round.outcomes = bodies<plan::FieldOutcome>("SELECT body FROM outcome ORDER BY position");
    return round;
  }

  void transaction(const std::function<void()>& work) override {
    if (depth_ > 0) return work();  // part of the one that is open
    // IMMEDIATE: the busy timeout does not hold for a lock that is upgraded later.
    execute(db(), path_, "BEGIN IMMEDIATE");
    ++depth_;
    try {
      work();
      execute(db(), path_, "COMMIT");
    } catch (...) {
      --depth_;
      sqlite3_exec(db(), "ROLLBACK", nullptr, nullptr, nullptr);
      throw;
    }
    --depth_;
  }

 private:
  sqlite3* db() const { return database_.get(); }
  Statement sql(const char* text) const { return Statement(db(), path_, text); }

  void create() {
    // Cut off in the middle it would be a file that only its journal tells from a foreign one.
    const InterruptsWait waiting;
    transaction([&] {
      execute(db(), path_, kSchema);
      const std::string mark = "PRAGMA application_id=" + std::to_string(kApplicationId);
      execute(db(), path_, mark.c_str());
      set_schema_version(db(), path_, 1);
    });
  }

  void migrate() {
    if (schema_version() == kSchemaVersion) return;
    if (sqlite3_db_readonly(db(), "main") != 0)
      throw Error(Error::Kind::Store, "older", path_,
                  "was made by an older planmerge; open it once where it can be written to");
    transaction([&] {  // the look as well: another process may be migrating
      for (int from = schema_version(); from < kSchemaVersion; ++from)
        execute(db(), path_, kMigrations.at(static_cast<std::size_t>(from - 1)));
      set_schema_version(db(), path_, kSchemaVersion);
    });
  }

  int schema_version() const {
    return static_cast<int>(pragma(db(), path_, "PRAGMA user_version"));
  }

  template <typename T>
  T read(const std::string& body) const {
    const Json json = Json::parse(body, nullptr, false);
    if (json.is_discarded())
      throw Error(Error::Kind::Store, "damaged", path_, "holds a value that cannot be read");
    return codec::decode<T>(json);
  }

  template <typename T>
  std::vector<T> bodies(const char* query_text) const {
    std::vector<T> list;
    Statement query = sql(query_text);
    while (query.step()) list.push_back(read<T>(query.text(0)));
    return list;
  }

  template <typename T>
  void insert_bodies(const char* insert_text, const std::vector<T>& values) {
    Statement insert = sql(insert_text);
    for (const T& value : values) insert.bind(dump(codec::encode(value))).run();
  }

  void insert_items(const std::vector<plan::ReviewItem>& items) {
    Statement insert = sql("INSERT INTO item(id,kind,state,body) VALUES (?,?,?,?)");
    for (const plan::ReviewItem& item : items) {
      insert.bind(item.id).bind(item.kind).bind(item.state);
      insert.bind(dump(codec::encode(item))).run();
    }
  }

  /// The number under which a file is kept, refused or not; 0: it is not.
  long long number_of(const std::string& sha256) const {
    Statement query = sql("SELECT number FROM contribution WHERE sha256=?");
    query.bind(sha256);
    return query.step() ? query.integer(0) : 0;
  }

  /// With the number of the refusal that it replaces; 0: the next one.
  void insert_contribution(const StoredContribution& entry, long long number) {
    const plan::Contribution& contribution = entry.contribution;
    sql("INSERT INTO contribution(number,sha256,file,partner,base_version,is_plan,error,exit_code,"
        "wall_seconds,cpu_seconds,peak_bytes,body,sandboxed) "
        "VALUES (nullif(?,0),?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(number)
        .bind(contribution.document.source.sha256)
        .bind(contribution.document.source.file)
        .bind(contribution.partner)
        .bind(static_cast<long long>(contribution.base_version))
        .bind(static_cast<long long>(entry.is_plan))
        .bind(entry.error)
        .bind(static_cast<long long>(entry.exit_code))
        .bind(entry.wall_seconds)
        .bind(entry.cpu_seconds)
        .bind(static_cast<long long>(entry.peak_bytes))
        .bind(dump(codec::encode(contribution)))
        .bind(static_cast<long long>(entry.sandboxed))
        .run();
  }

  void insert_readings(const StoredContribution& entry, long long number) {
    Statement insert = sql("INSERT INTO reading VALUES (?,?,?,?,?,?,?,?,?)");
    long long index = 0;
    for (const plan::ActionRow& row : entry.contribution.document.rows) {
      for (const plan::FieldSource& source : row.source) {
        const plan::Provenance& where = source.where;
        insert.bind(number).bind(index).bind(plan::name_of(source.field));
        insert.bind(static_cast<long long>(where.page)).bind(static_cast<long long>(where.table));
        insert.bind(static_cast<long long>(where.row)).bind(static_cast<long long>(where.col));
        insert.bind(static_cast<long long>(source.inherited));
        insert.bind(row.reading(source.field)).run();
      }
      ++index;
    }
  }

  std::string path_;
  Database database_;
  int depth_ = 0;
};

void add_problems(sqlite3* database, const std::string& path, const char* query_text,
                  const char* what, std::vector<std::string>& problems) {
  Statement query(database, path, query_text);
  while (query.step()) {
    const std::string answer = query.text(0);
    if (answer != "ok") problems.push_back(std::string(what) + ": " + answer);
  }
}

}  // namespace

std::unique_ptr<Store> open_sqlite(const std::string& path, OpenMode mode) {
  return std::make_unique<SqliteStore>(path, mode);
}

std::vector<std::string> check_sqlite(const std::string& path) {
  std::vector<std::string> problems;
  refuse_other_files(path, false);
  const Database database = open_database(path, OpenMode::ReadOnly);
  check_identity(database.get(), path);
  add_problems(database.get(), path, "PRAGMA integrity_check", "integrity", problems);
  add_problems(database.get(), path, "PRAGMA foreign_key_check", "foreign key", problems);
  const long long gaps =
      pragma(database.get(), path, "SELECT coalesce(max(number),0) - count(*) FROM decision");
  if (gaps != 0) problems.push_back("decision log: " + std::to_string(gaps) + " entries are gone");
  Statement versions(database.get(), path, "SELECT number,content_hash,body FROM version");
  while (versions.step()) {
    if (sha256_hex(versions.text(2)) != versions.text(1))
      problems.push_back("version " + versions.text(0) + ": its content was changed");
  }
  return problems;
}

}  // namespace planmerge::store
