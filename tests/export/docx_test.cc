// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "export/exporters.h"
#include "export/ooxml/word.h"
#include "export/plan_document.h"
#include "ingest/readers.h"
#include "tests/export/sample_round.h"
#include "tests/support/builders.h"
#include "tests/support/golden.h"

namespace planmerge::exporter {
namespace {

using ::testing::HasSubstr;

std::string written(const Bundle& bundle, std::vector<NotCarried>* lost = nullptr) {
  std::ostringstream out;
  auto list = find_exporter("docx")->write(bundle, out);
  if (lost != nullptr) *lost = std::move(list);
  return out.str();
}

plan::Document read_back(const std::string& bytes, const std::string& file,
                         ingest::RevisionView view = ingest::RevisionView::Final) {
  plan::Notes notes;
  return ingest::read_document(bytes, file, {view, "", true}, notes);
}

void expect_same_plan(const Bundle& bundle, const plan::Document& document, bool ids) {
  ASSERT_EQ(document.rows.size(), bundle.after.rows.size());
  for (std::size_t i = 0; i < document.rows.size(); ++i) {
    const plan::PlanRow& row = bundle.after.rows[i];
    if (ids) {
      EXPECT_EQ(document.rows[i].row_id, row.id);
    }
    for (const plan::Field field : plan::kFields) {
      if (field == plan::Field::Note) continue;  // told as not carried
      EXPECT_EQ(document.rows[i].reading(field), row.row.reading(field))
          << row.id << " " << name_of(field);
    }
  }
}

/// The sample, without a dash typed in front of an output: no reader hands one over.
Bundle clean_sample() {
  Bundle bundle = sample_round();
  for (plan::PlanRow& row : bundle.after.rows)
    std::erase_if(row.row.outputs, [](const auto& output) { return output.starts_with("- "); });
  return bundle;
}

/// A plan over several pages, needs and actions of several rows among them.
Bundle printed_plan() {
  Bundle bundle = large_round(0, 3, 40);
  for (std::size_t i = 0; i < bundle.after.rows.size(); ++i) {
    plan::ActionRow& row = bundle.after.rows[i].row;
    row.action_no = row.need_no + "." + std::to_string(i % 3 / 2 + 1);
    row.action = i % 3 == 1 ? bundle.after.rows[i - 1].row.action : row.action;
    // Short, as titles are: a merged title that a page's end parts is read in two pieces from PDF.
    for (std::string* text : {&row.need, &row.action}) {
      (*text)[0] = 'T';
      text->resize(std::min(text->size(), text->find(' ', 24)));
    }
    // Sentences, as people write: the PDF reader asks where one goes on over a page's end.
    for (std::string& output : row.outputs) {
      output[0] = 'A';
      output += '.';
    }
    row.drivers_raw = i % 2 == 0 ? "Lakeside Desk" : "Northmark Police, Vesterland Academy";
    row.section = i < 21 ? "Safer crossings" : "Knowing what is there";
    if (i % 5 == 0) row.scope = "Northmark and Kosovo*";
  }
  return bundle;
}

TEST(DocxExport, IsReadBackAsTheSamePlanWithItsIds) {
  expect_same_plan(clean_sample(), read_back(written(clean_sample()), "plan.docx"), true);
  expect_same_plan(printed_plan(), read_back(written(printed_plan()), "plan.docx"), true);
}

TEST(DocxExport, IsReadBackAsTheSamePlanFromThePdfThatLibreOfficeMakes) {
  if (std::system("soffice --version > /dev/null 2>&1") != 0)
    GTEST_SKIP() << "LibreOffice (soffice) is not installed";
  const auto folder = std::filesystem::path(::testing::TempDir()) / "docx-to-pdf";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "plan.docx", std::ios::binary) << written(printed_plan());
  const std::string command = "soffice -env:UserInstallation=file://" +
                              (folder / "profile").string() +
                              " --headless --convert-to pdf --outdir '" + folder.string() + "' '" +
                              (folder / "plan.docx").string() + "' > /dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const std::string pdf = testing::file_text((folder / "plan.pdf").string());
  expect_same_plan(printed_plan(), read_back(pdf, "plan.pdf"), false);
  if (!::testing::Test::HasFailure()) std::filesystem::remove_all(folder);
}

TEST(DocxExport, KeepsTheMarkOfADesignationAndGivesItItsNote) {
  const plan::Document document = read_back(written(clean_sample()), "plan.docx");
  EXPECT_EQ(document.rows.at(0).scope, "Northmark and Kosovo*");
  std::string notes;
  for (const plan::Cell& cell : document.tables.at(0).cells) {
    for (const plan::Footnote& note : cell.footnotes) notes += note.text;
  }
  EXPECT_THAT(notes, HasSubstr("without prejudice to positions on status"));
}

TEST(DocxExport, ListsTheAcronymsThatDriversUse) {
  Bundle bundle = clean_sample();
  const std::map<std::string, std::string> used = {{"LRD", "Lakeside Regional Desk"},
                                                   {"NMP", "Northmark Police"},
                                                   {"VBA", "Vesterland Boat Academy"}};
  bundle.after.acronyms = used;
  bundle.after.acronyms["UNUSED"] = "Nobody";
  bundle.after.rows[0].row.drivers_raw = "LRD, NMP (with VBA)";
  const plan::Document document = read_back(written(bundle), "plan.docx");
  EXPECT_EQ(document.acronyms, used);
}

TEST(DocxExport, TellsWhatTheTableCannotHold) {
  plan::ActionRow first = testing::action_row("1.1", "Patrols", "Lakeside", "2027");
  first.need = "A need";
  plan::ActionRow second = testing::action_row("1.2", "Boats", "Lakeside", "2027");
  second.note = "to be confirmed";
  Bundle bundle;
  bundle.after = testing::plan_version(
      1, {testing::plan_row("A0001", first), testing::plan_row("not a name", second)});
  std::vector<NotCarried> lost;
  written(bundle, &lost);
  std::vector<std::string> parts;
  for (const NotCarried& entry : lost) parts.push_back(entry.part);
  EXPECT_EQ(parts, (std::vector<std::string>{"need", "id", "note"}));
}

struct TitleCase {
  const char* number;
  const char* title;
  const char* printed;
};
void PrintTo(const TitleCase& c, std::ostream* out) {
  *out << c.printed;
}
class NumberedTitle : public ::testing::TestWithParam<TitleCase> {};

TEST_P(NumberedTitle, IsPartedAgainWhenItIsRead) {
  EXPECT_EQ(numbered_title(GetParam().number, GetParam().title), GetParam().printed);
  plan::ActionRow row =
      testing::action_row(GetParam().number, GetParam().title, "Lakeside", "2027");
  row.need = "A need";
  Bundle bundle;
  bundle.after = testing::plan_version(1, {testing::plan_row("A0001", row)});
  expect_same_plan(bundle, read_back(written(bundle), "plan.docx"), true);
}

INSTANTIATE_TEST_SUITE_P(Numbers, NumberedTitle,
                         ::testing::Values(TitleCase{"1.1", "Joint patrols", "1.1 Joint patrols"},
                                           TitleCase{"1.1", "joint patrols", "1.1 joint patrols"},
                                           TitleCase{"3", "Joint patrols", "3 Joint patrols"},
                                           TitleCase{"3", "joint patrols", "3) joint patrols"},
                                           TitleCase{"3.", "joint patrols", "3. joint patrols"},
                                           TitleCase{"b", "joint patrols", "b) joint patrols"},
                                           TitleCase{"IV", "Joint patrols", "IV) Joint patrols"},
                                           TitleCase{"", "Joint patrols", "Joint patrols"}));

// ---- tracked changes ---------------------------------------------------------------------------

struct ChangeCase {
  const char* why;
  std::vector<std::string> before, after;
};
void PrintTo(const ChangeCase& c, std::ostream* out) {
  *out << c.why;
}
class TrackedList : public ::testing::TestWithParam<ChangeCase> {};

std::vector<std::string> outputs_in(const std::string& bytes, ingest::RevisionView view) {
  const plan::Document document = read_back(bytes, "reply.docx", view);
  return document.rows.empty() ? std::vector<std::string>{} : document.rows[0].outputs;
}

TEST_P(TrackedList, GivesTheOldTextWhenRejectedAndTheNewOneWhenAccepted) {
  plan::PlanRow row = testing::plan_row("A0001", testing::action_row("1.1", "Patrols", "Lakeside"));
  plan::ActionRow before = row.row;
  before.outputs = GetParam().before;
  row.row.outputs = GetParam().after;
  before.need = row.row.need = "A need";
  word::Document document(true);
  document.changes_by("Secretariat", "2026-11-24");
  std::vector<NotCarried> lost;
  add_plan_table(document, {{&row, &before, false, {}}}, lost);
  const std::string bytes = document.finish("Reply", "Reply", "Reply", "planmerge");
  EXPECT_EQ(outputs_in(bytes, ingest::RevisionView::Original), GetParam().before);
  EXPECT_EQ(outputs_in(bytes, ingest::RevisionView::Final), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Outputs, TrackedList,
    ::testing::Values(ChangeCase{"nothing", {"One", "Two"}, {"One", "Two"}},
                      ChangeCase{"a word", {"One course", "Two"}, {"One long course", "Two"}},
                      ChangeCase{"one more at the end", {"One"}, {"One", "Two", "Three"}},
                      ChangeCase{"one less at the end", {"One", "Two"}, {"One"}},
                      ChangeCase{"one more in front", {"Two"}, {"One", "Two"}},
                      ChangeCase{"one less in front", {"One", "Two"}, {"Two"}},
                      ChangeCase{"in the middle", {"One", "Three"}, {"One", "Two", "Three"}},
                      ChangeCase{"all rewritten", {"One", "Two"}, {"Four", "Five", "Six"}},
                      ChangeCase{"from nothing", {}, {"One", "Two"}},
                      ChangeCase{"to nothing", {"One", "Two"}, {}}));

TEST(TrackedRuns, AddUpToBothTextsByteForByte) {
  for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
           {"until  June\t2027", "until December 2027 "},
           {"", "new"},
           {"old", ""},
           {"same", "same"},
           {"Kosovo* and others", "others and Kosovo*"}}) {
    std::string rejected;
    std::string accepted;
    for (const word::Run& run : word::tracked_runs(before, after)) {
      if (run.change != word::Change::Inserted) rejected += run.text;
      if (run.change != word::Change::Deleted) accepted += run.text;
    }
    EXPECT_EQ(rejected, before);
    EXPECT_EQ(accepted, after);
  }
}

}  // namespace
}  // namespace planmerge::exporter
