// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/error.h"

namespace planmerge::codec {
namespace {

std::vector<std::vector<std::string>> read(const std::string& text) {
  std::istringstream in(text);
  CsvReader reader(in, "list.csv");
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> cells;
  while (reader.next(cells)) records.push_back(cells);
  return records;
}

std::string failure(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    return error.code() + ": " + error.where() + ": " + error.sentence();
  }
  return "";
}

using Records = std::vector<std::vector<std::string>>;

TEST(CsvReader, ReadsQuotedCells) {
  EXPECT_EQ(read("id,name\n1,\"Ferry, \"\"Lorn\"\"\"\n2, plain \n"),
            (Records{{"id", "name"}, {"1", "Ferry, \"Lorn\""}, {"2", "plain"}}));
}

TEST(CsvReader, ReadsLineEndsInsideQuotes) {
  EXPECT_EQ(read("id,text\r\n1,\"two\r\nlines\"\r\n"),
            (Records{{"id", "text"}, {"1", "two\nlines"}}));
}

TEST(CsvReader, FindsTheSeparator) {
  EXPECT_EQ(read("id;name\n1;a,b\n"), (Records{{"id", "name"}, {"1", "a,b"}}));
  EXPECT_EQ(read("id\tname\n1\ta\n"), (Records{{"id", "name"}, {"1", "a"}}));
}

TEST(CsvReader, SkipsAByteOrderMarkAndEmptyLines) {
  EXPECT_EQ(read("\xEF\xBB\xBFid,n\n\n1,2\n\n"), (Records{{"id", "n"}, {"1", "2"}}));
}

TEST(CsvReader, KeepsEmptyCells) {
  EXPECT_EQ(read("id,a,b\n1,,\n"), (Records{{"id", "a", "b"}, {"1", "", ""}}));
}

TEST(CsvReader, NamesTheLineOfAFault) {
  EXPECT_THAT(failure("id,a\n1,x\n2,\"open\n3,y\n"), ::testing::HasSubstr("line 3"));
  EXPECT_THAT(failure("id,a\n1,\"x\"y\n"), ::testing::HasSubstr("csv: list.csv, line 2"));
}

TEST(CsvReader, BoundsARecord) {
  const std::string huge = "id,a\n1,\"" + std::string(CsvReader::kMaxRecordBytes, 'x') + "\"\n";
  EXPECT_THAT(failure(huge), ::testing::HasSubstr("limit: list.csv, line 2"));
}

}  // namespace
}  // namespace planmerge::codec
