// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/zip.h"
#include "export/exporters.h"
#include "export/ooxml/workbook.h"
#include "ingest/readers.h"
#include "tests/export/sample_round.h"
#include "tests/support/builders.h"

namespace planmerge::exporter {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string written(const Bundle& bundle, std::vector<NotCarried>* lost = nullptr) {
  std::ostringstream out;
  auto list = find_exporter("xlsx")->write(bundle, out);
  if (lost != nullptr) *lost = std::move(list);
  return out.str();
}

std::string part_of(const std::string& package, const std::string& name) {
  std::string text;
  ZipPackage(package).stream(name, [&text](const ZipPackage::Read& read) {
    char buffer[4096];
    while (const std::size_t got = read(buffer, sizeof buffer)) text.append(buffer, got);
  });
  return text;
}

plan::Document read_back(const std::string& bytes) {
  plan::Notes notes;
  return ingest::read_document(bytes, "plan.xlsx", {}, notes);
}

/// What a workbook promises to keep of a row.
void expect_same_readings(const plan::PlanRow& before, const plan::ActionRow& after) {
  EXPECT_EQ(after.row_id, before.id);
  for (const plan::Field field : plan::kFields)
    EXPECT_EQ(after.reading(field), before.row.reading(field)) << before.id << name_of(field);
  EXPECT_EQ(after.outputs, before.row.outputs);
  EXPECT_EQ(after.other, before.row.other);
}

void expect_round_trip(const Bundle& bundle) {
  const plan::Document document = read_back(written(bundle));
  ASSERT_EQ(document.rows.size(), bundle.after.rows.size());
  for (std::size_t i = 0; i < document.rows.size(); ++i)
    expect_same_readings(bundle.after.rows[i], document.rows[i]);
  EXPECT_TRUE(document.notes.list().empty()) << document.notes.list().front().text;
}

Bundle of_rows(std::vector<plan::PlanRow> rows) {
  Bundle bundle;
  bundle.after = testing::plan_version(2, std::move(rows));
  return bundle;
}

TEST(XlsxExport, IsReadBackWithEveryReadingAndId) {
  Bundle bundle = sample_round();
  // A dash in front is how a list in a cell is typed; no reader hands over an output with one.
  for (plan::PlanRow& row : bundle.after.rows)
    std::erase_if(row.row.outputs, [](const auto& output) { return output.starts_with("- "); });
  expect_round_trip(bundle);
  expect_round_trip(large_round(10, 3, 40));
}

TEST(XlsxExport, TakesNothingOverFromTheRowAbove) {
  plan::ActionRow first = testing::action_row("1.1", "Joint patrols", "Lakeside Desk", "2027");
  first.section = "Pillar A";
  first.need_no = "1";
  first.need = "Crossings are watched by one side";
  plan::ActionRow second = testing::action_row("", "", "Vesterland", "ongoing");
  second.outputs = {"a register"};
  plan::ActionRow third = testing::action_row("", "Only a title");
  expect_round_trip(of_rows({testing::plan_row("A0001", first), testing::plan_row("A0002", second),
                             testing::plan_row("A0003", third)}));
}

TEST(XlsxExport, KeepsStartAndEndScopeNoteAndColumnsWithoutAField) {
  plan::ActionRow row = testing::action_row("1.1", "=SUM(A1:A9) of _x0041_ & <b>", "@all");
  row.start_raw = "03/2026";
  row.end_raw = "Q4 2027";
  row.scope = "Northmark, Vesterland and the whole of the Two Lakes region with all its islands.";
  row.outputs = {"one; with more", "two"};
  row.note = "to be confirmed";
  row.other = {{"Risk", "low"}, {"Colour of the flag", "3"}};
  expect_round_trip(of_rows({testing::plan_row("A0001", row)}));
}

TEST(XlsxExport, WritesDatesAndMoneyAsWhatTheyAre) {
  const std::string book = written(sample_round());
  const std::string actions = part_of(book, "xl/worksheets/sheet1.xml");
  // 1 July 2026 and 31 March 2027 in Excel's count of days.
  EXPECT_THAT(actions, HasSubstr("<v>46204</v>"));
  EXPECT_THAT(actions, HasSubstr("<v>46477</v>"));
  EXPECT_THAT(part_of(book, "xl/worksheets/sheet3.xml"), HasSubstr("<v>80000.50</v>"));
}

TEST(XlsxExport, HasTablesListsColoursAndAHeaderThatStays) {
  const std::string book = written(sample_round());
  const std::string actions = part_of(book, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(actions, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(actions, HasSubstr("<conditionalFormatting"));
  EXPECT_THAT(actions, HasSubstr("<formula1>&quot;planned,requested"));
  EXPECT_THAT(part_of(book, "xl/tables/table1.xml"), HasSubstr("displayName=\"Actions\""));
  EXPECT_THAT(part_of(book, "xl/workbook.xml"), HasSubstr("name=\"Sources\""));
  EXPECT_THAT(part_of(book, "xl/worksheets/sheet4.xml"),
              HasSubstr("<formula1>&quot;plan,Northmark,Vesterland&quot;</formula1>"));
}

TEST(XlsxExport, WritesNoFormulaIntoACell) {
  Bundle bundle = of_rows({testing::plan_row("A0001", testing::action_row("1", "=1+1"))});
  EXPECT_THAT(part_of(written(bundle), "xl/worksheets/sheet1.xml"), Not(HasSubstr("<f>")));
}

TEST(XlsxExport, TellsATextThatIsTooLongForACell) {
  plan::ActionRow row = testing::action_row("1.1", std::string(40'000, 'x'), "Lakeside", "2027");
  std::vector<NotCarried> lost;
  const std::string book = written(of_rows({testing::plan_row("A0001", row)}), &lost);
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].row_id, "A0001");
  EXPECT_EQ(lost[0].part, "Action");
  EXPECT_EQ(read_back(book).rows.at(0).action, std::string(32'767, 'x'));
}

TEST(XlsxExport, RenamesAColumnThatStandsTwice) {
  plan::ActionRow row = testing::action_row("1.1", "Patrols", "Lakeside", "2027");
  row.other = {{"Risk", "low"}, {"RISK", "high"}};
  std::vector<NotCarried> lost;
  written(of_rows({testing::plan_row("A0001", row)}), &lost);
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_THAT(lost[0].reason, HasSubstr("each heading once"));
}

TEST(Workbook, NamesColumnsAsExcelDoes) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(701), "ZZ");
  EXPECT_EQ(column_letters(702), "AAA");
}

}  // namespace
}  // namespace planmerge::exporter
