// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/header.h"

#include <gtest/gtest.h>

#include <ostream>

#include "table_of.h"

namespace planmerge::ingest {
namespace {

using plan::Field;

struct HeadingCase {
  const char* heading;
  std::optional<Field> field;
};
void PrintTo(const HeadingCase& c, std::ostream* out) {
  *out << c.heading;
}

class FieldOfHeading : public ::testing::TestWithParam<HeadingCase> {};

TEST_P(FieldOfHeading, IsKnownInItsLanguage) {
  EXPECT_EQ(field_of_heading(GetParam().heading), GetParam().field);
}

INSTANTIATE_TEST_SUITE_P(
    Wordings, FieldOfHeading,
    ::testing::Values(
        HeadingCase{"NEED ADDRESSED", Field::Need}, HeadingCase{"Driver(s)", Field::Drivers},
        HeadingCase{"Lead agency", Field::Drivers}, HeadingCase{"Responsable", Field::Drivers},
        HeadingCase{"STATUS / TIMELINE", Field::Status}, HeadingCase{"Target Date", Field::Status},
        HeadingCase{"Expected outputs of the action", Field::Outputs},
        HeadingCase{"Milestone", Field::Outputs},
        HeadingCase{"Estimated budget (EUR)", Field::Funding}, HeadingCase{"Start", Field::Start},
        HeadingCase{"End date", Field::End}, HeadingCase{"No.", Field::ActionNo},
        HeadingCase{"Maßnahme", Field::Action}, HeadingCase{"Résultats attendus", Field::Outputs},
        HeadingCase{"Rok za provedbu", Field::Status}, HeadingCase{"Nositelj", Field::Drivers},
        HeadingCase{"Одговорна институција", Field::Drivers},
        HeadingCase{"Активност", Field::Action}, HeadingCase{"Мероприятия", Field::Action},
        HeadingCase{"Veprimi", Field::Action}, HeadingCase{"Ukrepi", Field::Action},
        HeadingCase{"Acción", Field::Action}, HeadingCase{"Orçamento", Field::Funding},
        HeadingCase{"Azione", Field::Action},
        HeadingCase{"Respnsible", Field::Drivers},  // one letter missing
        HeadingCase{"Indicators", std::nullopt}, HeadingCase{"Country", std::nullopt},
        HeadingCase{"", std::nullopt},
        HeadingCase{"The action was planned with the partners in a first meeting", std::nullopt}));

TEST(ReadColumns, FindsReorderedColumns) {
  const Columns columns = read_columns(
      table_of({{"Budget", "Activity", "When", "Who"}, {"EUR 5", "Train", "2031", "ABC"}}));
  EXPECT_EQ(columns.header_rows, 1);
  EXPECT_EQ(columns.fields[0], Field::Funding);
  EXPECT_EQ(columns.fields[1], Field::Action);
  EXPECT_EQ(columns.fields[2], Field::Status);
  EXPECT_EQ(columns.fields[3], Field::Drivers);
}

TEST(ReadColumns, ReadsTheLowerOfTwoHeaderRows) {
  plan::Table table = table_of({{"Action", "Driver", "Timeline", ""},
                                {"", "", "Start", "End"},
                                {"Train", "ABC", "2031", "2032"}});
  // "Timeline" spans both; Action and Driver reach down.
  table.cells[2].colspan = 2;
  table.cells[0].rowspan = table.cells[1].rowspan = 2;
  table.cells.erase(table.cells.begin() + 3, table.cells.begin() + 6);
  const Columns columns = read_columns(table);
  EXPECT_EQ(columns.header_rows, 2);
  EXPECT_EQ(columns.fields[0], Field::Action);
  EXPECT_EQ(columns.fields[2], Field::Start);
  EXPECT_EQ(columns.fields[3], Field::End);
}

TEST(ReadColumns, SecondActionColumnHoldsTheOutputs) {
  const Columns columns =
      read_columns(table_of({{"Action", "Activities", "Responsible"}, {"Train", "A course", "B"}}));
  EXPECT_EQ(columns.fields[0], Field::Action);
  EXPECT_EQ(columns.fields[1], Field::Outputs);
}

TEST(ReadColumns, KeepsTheNameOfAColumnWithoutField) {
  const Columns columns =
      read_columns(table_of({{"Action", "Indicators", "Responsible"}, {"Train", "5 %", "B"}}));
  EXPECT_FALSE(columns.fields[1]);
  EXPECT_EQ(columns.names[1], "Indicators");
}

TEST(IsActionTable, AsksForWhatAndHow) {
  EXPECT_TRUE(is_action_table(read_columns(table_of({{"Action", "Driver", "Status"}})), false));
  EXPECT_FALSE(is_action_table(read_columns(table_of({{"Code", "Country"}})), false));
  EXPECT_FALSE(is_action_table(read_columns(table_of({{"Acronym", "Meaning"}})), false));
  const Columns two = read_columns(table_of({{"Milestone", "Measurement", "Target date"}}));
  EXPECT_FALSE(is_action_table(two, false));
  EXPECT_TRUE(is_action_table(two, true));
}

}  // namespace
}  // namespace planmerge::ingest
