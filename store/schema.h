// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace planmerge::store {

/// "PMRG": tells our stores from other SQLite files.
inline constexpr int kApplicationId = 0x504D5247;
/// Version 1. Values of plan/ are kept as JSON (codec/json.h), what is looked up as columns.
inline constexpr const char* kSchema = R"sql(
CREATE TABLE version (
  number INTEGER PRIMARY KEY,
  content_hash TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TABLE contribution (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  file TEXT NOT NULL,
  partner TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  is_plan INTEGER NOT NULL,
  error TEXT NOT NULL,
  exit_code INTEGER NOT NULL,
  wall_seconds REAL NOT NULL,
  cpu_seconds REAL NOT NULL,
  peak_bytes INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TABLE reading (
  contribution INTEGER NOT NULL REFERENCES contribution(number) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  field TEXT NOT NULL,
  page INTEGER NOT NULL,
  table_index INTEGER NOT NULL,
  table_row INTEGER NOT NULL,
  table_column INTEGER NOT NULL,
  inherited INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX reading_by_row ON reading(contribution, row);
CREATE TABLE round (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  base_version INTEGER NOT NULL,
  result_version INTEGER NOT NULL,
  input_hash TEXT NOT NULL
) STRICT;
CREATE TABLE link (position INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE item (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TABLE outcome (position INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE decision (
  number INTEGER PRIMARY KEY,
  item TEXT NOT NULL,
  take TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'the decision log is append-only'); END;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'the decision log is append-only'); END;
CREATE TRIGGER version_is_never_changed BEFORE UPDATE ON version
  BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END;
CREATE TRIGGER version_is_never_deleted BEFORE DELETE ON version
  BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END;
)sql";

/// What makes version n + 2 of version n + 1. A new store takes them all too, so that an old store
/// and a new one cannot differ.
inline constexpr std::array<const char*, 1> kMigrations = {
    R"sql(
ALTER TABLE round ADD COLUMN as_of TEXT NOT NULL DEFAULT '';
ALTER TABLE contribution ADD COLUMN sandboxed INTEGER NOT NULL DEFAULT 1;
)sql"};

/// PRAGMA user_version of a store with all migrations.
inline constexpr int kSchemaVersion = 1 + static_cast<int>(kMigrations.size());

}  // namespace planmerge::store
