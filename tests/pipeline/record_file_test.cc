// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/record_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "pipeline/linking.h"

namespace planmerge::pipeline {
namespace {

using merge::linkage::Column;
using merge::linkage::ColumnKind;
using ::testing::HasSubstr;

class RecordFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/records-XXXXXX";
    folder_ = ::mkdtemp(name);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& content) {
    const std::string path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  std::string failure(const std::string& path) {
    try {
      const RecordFile records = open_records(path);
      read_records(records, columns_of(records, records), normalizer_);
    } catch (const Error& error) {
      return error.code() + ": " + error.where() + ": " + error.sentence();
    }
    return "";
  }
  std::string linked(const std::string& left, const std::string& right) {
    std::ostringstream out;
    link_files(left, right, 2, normalizer_, out);
    return out.str();
  }

  std::filesystem::path folder_;
  normalize::Normalizer normalizer_;
};

constexpr const char* kSent =
    R"({"id": "C1", "partner": "P", "need": "Safe crossings", "no": "1.1", "title": "Training ferry crews", "outputs": ["40 crews trained", "Manual printed"], "drivers": ["Lorn River Guild"], "status": "done", "start": "2025-05", "end": "Q4 2026", "funding": "EUR 80,000"}
{"id": "C2", "partner": "P", "title": "Plant willows", "outputs": [], "funding": {"amount": 5000, "currency": "EUR"}}
)";
constexpr const char* kPlan =
    R"({"id": "R1", "need": "Safe crossings", "no": "1.1", "title": "Train ferry crews", "outputs": ["Manual printed", "40 crews trained"], "drivers": ["Lorn River Guild"], "status": "completed", "start": "May 2025", "end": "12.2026", "funding": "EUR 80000"}
{"id": "R2", "need": "Safe crossings", "no": "1.2", "title": "Renew landing stages", "outputs": ["Three stages rebuilt"], "drivers": ["Harbour Board"], "status": "planned", "start": "2027", "end": "", "funding": ""}
)";

TEST_F(RecordFileTest, KnowsTheColumnsOfAPlan) {
  const RecordFile sent = open_records(file("sent.jsonl", kSent));
  const auto columns = columns_of(sent, open_records(file("plan.jsonl", kPlan)));
  EXPECT_THAT(columns, ::testing::Contains(Column{"outputs", ColumnKind::Items}));
  EXPECT_THAT(columns, ::testing::Contains(Column{"start", ColumnKind::Month}));
  EXPECT_THAT(columns, ::testing::Contains(Column{"partner", ColumnKind::Group}));
}

TEST_F(RecordFileTest, ReadsMonthsAmountsAndStatusesByMeaning) {
  const RecordFile sent = open_records(file("sent.jsonl", kSent));
  const RecordFile plan = open_records(file("plan.jsonl", kPlan));
  const auto columns = columns_of(sent, plan);
  const auto left = read_records(sent, columns, normalizer_);
  const auto right = read_records(plan, columns, normalizer_);
  ASSERT_EQ(left.rows(), 2U);
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (columns[column].kind == ColumnKind::Month || columns[column].kind == ColumnKind::Amount) {
      EXPECT_EQ(left.value(0, column), right.value(0, column)) << columns[column].name;
    }
    if (columns[column].name == "status") {
      const auto word = [&](const auto& table) {
        return table.vocabulary().text(table.words(0, column)[0].word);
      };
      EXPECT_EQ(word(left), word(right));
    }
    if (columns[column].name == "funding") {
      EXPECT_EQ(left.value(1, column), 5000);
    }
  }
}

TEST_F(RecordFileTest, TellsKindsOfOtherColumnsByTheirValues) {
  const RecordFile list = open_records(
      file("list.csv",
           "key,title,year\na,How rivers move their banks,1999\nb,On ferries and locks,2001\n"));
  EXPECT_EQ(columns_of(list, list),
            (std::vector<Column>{{"title", ColumnKind::Text}, {"year", ColumnKind::Code}}));
}

TEST_F(RecordFileTest, LinksTwoFiles) {
  const std::string out = linked(file("sent.jsonl", kSent), file("plan.jsonl", kPlan));
  EXPECT_THAT(out, ::testing::StartsWith("left_id,right_id,score,relation\nC1,R1,1.0"));
  EXPECT_THAT(out, ::testing::Not(HasSubstr("C2,R1,1.")));
}

TEST_F(RecordFileTest, FindsTheSameRecordsOfOneFile) {
  const std::string list =
      file("list.csv",
           "id,title,year\n\"a,1\",How rivers move their banks,1999\nb,On ferries and locks,2001\n"
           "c,How rivers move thier banks,1999\n");
  EXPECT_THAT(linked(list, ""), HasSubstr("\"a,1\",c,0."));
}

TEST_F(RecordFileTest, NamesFileAndLineOfAFault) {
  EXPECT_THAT(failure(file("a.jsonl", "{\"id\": \"1\", \"title\": \"x\"}\n{\"id\": 2,\n")),
              HasSubstr("json: a.jsonl, line 2"));
  EXPECT_THAT(failure(file("b.jsonl", "{\"title\": \"x\"}\n")),
              HasSubstr("no-id: b.jsonl, line 1"));
  EXPECT_THAT(failure(file("c.jsonl", "[1, 2]\n")), HasSubstr("c.jsonl"));
  EXPECT_THAT(failure(file("d.csv", "id,a\n1,x,y\n")), HasSubstr("csv: d.csv, line 2"));
  EXPECT_THAT(failure(file("e.csv", "id,a\n,x\n")), HasSubstr("no-id: e.csv, line 2"));
  EXPECT_THAT(failure(file("f.csv", "id,a\n1,x\n1,y\n")), HasSubstr("duplicate-id: f.csv"));
  EXPECT_THAT(failure(file("g.csv", "")), HasSubstr("no-records: g.csv"));
  EXPECT_THAT(failure(file("h.csv", "id,a\n")), HasSubstr("no-records: h.csv"));
  EXPECT_THAT(failure((folder_ / "none.csv").string()), HasSubstr("not-found"));
  EXPECT_THAT(failure(folder_.string()), HasSubstr("not-a-file"));
}

TEST_F(RecordFileTest, FilesWithNoCommonFieldAreRefused) {
  const RecordFile one = open_records(file("a.csv", "id,a\n1,x\n"));
  const RecordFile two = open_records(file("b.csv", "id,b\n1,x\n"));
  EXPECT_THROW(columns_of(one, two), Error);
}

TEST_F(RecordFileTest, OddBytesAndDeepObjectsCostOneError) {
  EXPECT_NE(failure(file("a.jsonl", "{\"id\": \"1\", \"t\": {\"a\": {\"b\": {\"c\": 1}}}}\n")), "");
  EXPECT_NE(failure(file("b.jsonl", "{\"id\": \"1\", \"t\": \"\xFF\xFE\"}\n")), "");
  EXPECT_EQ(failure(file("c.csv", "id,t\n1,\xFF\xFE and some words\n")), "");
}

}  // namespace
}  // namespace planmerge::pipeline
