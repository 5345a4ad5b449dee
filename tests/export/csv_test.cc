// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/exporters.h"
#include "tests/export/sample_round.h"
#include "tests/support/builders.h"

namespace planmerge::exporter {
namespace {

using Record = std::vector<std::string>;

/// A reader of RFC 4180 of its own, so that writer and reader do not share a mistake.
std::vector<Record> read_csv(std::string_view text) {
  std::vector<Record> records(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      records.back().push_back(std::exchange(cell, ""));
      if (c == '\n') records.emplace_back();
    } else if (quoted || c != '\r') {
      cell += c;
    }
  }
  records.pop_back();
  return records;
}

std::string csv_of(const Bundle& bundle, const char* name = "csv") {
  std::ostringstream out;
  find_exporter(name)->write(bundle, out);
  return out.str();
}

std::string action_cell(std::string_view action) {
  Bundle bundle;
  bundle.after =
      testing::plan_version(2, {testing::plan_row("A0001", testing::action_row("1", action))});
  return read_csv(csv_of(bundle)).at(1).at(6);
}

TEST(CsvExport, HasAHeaderAndAsManyCellsInEachLine) {
  const std::vector<Record> records = read_csv(csv_of(sample_round()));
  ASSERT_EQ(records.size(), 4U);
  for (const Record& record : records) EXPECT_EQ(record.size(), records[0].size());
  EXPECT_EQ(records[0][0], "row_id");
  EXPECT_EQ(records[1][6], "Joint patrols on the two lakes, with a shared calendar");
  EXPECT_EQ(records[2][8], "Course of five days, \"search and seize\"\n- 40 certificates");
}

struct FormulaCase {
  const char* why;
  const char* reading;
  const char* cell;
};
void PrintTo(const FormulaCase& c, std::ostream* out) {
  *out << c.why;
}

class CsvFormula : public ::testing::TestWithParam<FormulaCase> {};

TEST_P(CsvFormula, IsNeverRunAndCanBeUndone) {
  const std::string cell = action_cell(GetParam().reading);
  EXPECT_EQ(cell, GetParam().cell);
  EXPECT_EQ(std::string("=+-@\t\r\n").find(cell[0]), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Cells, CsvFormula,
    ::testing::Values(FormulaCase{"formula", "=1+1", "'=1+1"},
                      FormulaCase{"call", "@SUM(A1)", "'@SUM(A1)"},
                      FormulaCase{"dash of a list", "- one", "'- one"},
                      FormulaCase{"negative number", "-5", "'-5"},
                      FormulaCase{"behind a tab", "\t=1", "'\t=1"},
                      FormulaCase{"behind a blank", " =1", "' =1"},
                      FormulaCase{"an apostrophe is kept apart", "'=1", "''=1"},
                      FormulaCase{"full width", "＝1", "'＝1"},
                      FormulaCase{"plain apostrophe", "'s-Hertogenbosch", "'s-Hertogenbosch"},
                      FormulaCase{"sign inside", "EUR 5 - 6", "EUR 5 - 6"}));

TEST(CsvExport, ForExcelDiffersByTheByteOrderMarkOnly) {
  EXPECT_EQ(csv_of(sample_round(), "csv-excel"), "\xEF\xBB\xBF" + csv_of(sample_round()));
}

}  // namespace
}  // namespace planmerge::exporter
