// SPDX-License-Identifier: GPL-3.0-or-later
// One plan as Word and as PDF: both ways must give the same rows, field by field.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "ingest/readers.h"
#include "tests/support/docx_builder.h"
#include "tests/support/pdf_builder.h"

namespace planmerge::ingest {
namespace {

/// A cell is its paragraphs; one that begins with "* " is an item of a list.
using Paragraphs = std::vector<std::string>;

/// An action of an invented plan; a need that goes on from the action above is empty.
struct Entry {
  std::string need;
  std::array<Paragraphs, 5> cells;  // action, outputs, drivers, timeline, funding
};

const std::vector<std::string> kColumns = {"NEED ADDRESSED", "ACTION",   "EXPECTED OUTPUTS",
                                           "DRIVER(S)",      "TIMELINE", "FUNDING"};

std::vector<Entry> plan_entries() {
  return {{"1. Clean beaches",
           {{{"1.1 Count the litter"},
             {"* Monthly counts at six beaches", "* A yearly report"},
             {"Coast Watch"},
             {"ongoing, 2026 - 2028"},
             {"EUR 40,000 secured"}}}},
          {"",
           {{{"1.2 Train the volunteers"},
             {"Two courses a year"},
             {"Coast Watch", "Tidal School"},
             {"planned, Q3 2026"},
             {"TBD"}}}},
          {"2. Safe harbours",
           {{{"2.1 Mark the channels"},
             {"* Forty buoys", "* One chart"},
             {"Harbour Office"},
             {"01.03.2026 - 30.09.2027"},
             {"within existing resources"}}}},
          {"",
           {{{"2.2 Publish the tide tables"},
             {"Tables for 2027 (print & web)"},
             {"Tidal School"},
             {"2027"},
             {"USD 1.5 million requested"}}}}};
}

bool is_item(const std::string& paragraph) {
  return paragraph.starts_with("* ");
}

std::string xml_text(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '&' ? std::string("&amp;") : std::string(1, c);
  return out;
}

std::string docx_cell(const Paragraphs& paragraphs, const std::string& properties) {
  std::string xml = "<w:tc><w:tcPr>" + properties + "</w:tcPr>";
  for (const std::string& paragraph : paragraphs) {
    const bool item = is_item(paragraph);
    xml += testing::paragraph_xml(
        testing::run_xml(xml_text(item ? paragraph.substr(2) : paragraph)),
        item ? "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>" : "");
  }
  return xml + "</w:tc>";
}

/// The need is one cell over its actions (w:vMerge).
std::string plan_as_docx() {
  testing::DocxBuilder docx;
  docx.numbering =
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
      "<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u2022\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
  std::string cells;
  for (const std::string& column : kColumns) cells += docx_cell({column}, "");
  std::string rows = testing::row_xml(cells);
  for (const Entry& entry : plan_entries()) {
    const bool begins = !entry.need.empty();
    cells = docx_cell({entry.need}, begins ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>");
    for (const Paragraphs& cell : entry.cells) cells += docx_cell(cell, "");
    rows += testing::row_xml(cells);
  }
  docx.body = testing::table_xml(rows);
  return docx.bytes();
}

const std::vector<double> kColumnsPt = {30, 130, 260, 430, 540, 680, 810};
constexpr double kLeadingPt = 12, kRowPt = 40, kPadPt = 4, kSizePt = 9;

void set_cell(test::PdfBuilder& pdf, std::size_t column, double top, const Paragraphs& cell) {
  double y = top + kLeadingPt;
  for (const std::string& paragraph : cell) {
    const double x = kColumnsPt[column] + kPadPt;
    if (is_item(paragraph)) {
      pdf.text(x, y, "\x95", kSizePt).text(x + 10, y, paragraph.substr(2), kSizePt);
    } else {
      pdf.text(x, y, paragraph, kSizePt);
    }
    y += kLeadingPt;
  }
}

/// Two pages with two actions each, the header on both; the need is one cell over its actions.
std::string plan_as_pdf() {
  test::PdfBuilder pdf(842, 595);
  const std::vector<Entry> entries = plan_entries();
  for (std::size_t first = 0; first < entries.size(); first += 2) {
    pdf.page();
    double top = 40;
    const double bottom = top + 3 * kRowPt;
    for (const double x : kColumnsPt) pdf.line(x, top, x, bottom);
    for (const double y : {top, top + kRowPt, bottom})
      pdf.line(kColumnsPt.front(), y, kColumnsPt.back(), y);
    pdf.line(kColumnsPt[1], top + 2 * kRowPt, kColumnsPt.back(), top + 2 * kRowPt);
    for (std::size_t i = 0; i < kColumns.size(); ++i)
      pdf.text(kColumnsPt[i] + kPadPt, top + kLeadingPt, kColumns[i], kSizePt, true);
    for (std::size_t i = first; i < first + 2; ++i) {
      top += kRowPt;
      if (!entries[i].need.empty()) set_cell(pdf, 0, top, {entries[i].need});
      for (std::size_t column = 0; column < entries[i].cells.size(); ++column)
        set_cell(pdf, column + 1, top, entries[i].cells[column]);
    }
  }
  return pdf.bytes();
}

std::vector<plan::ActionRow> rows_of(const std::string& bytes, const std::string& file) {
  plan::Notes notes;
  return read_document(bytes, file, {}, notes).rows;
}

TEST(Pair, TheWordAndThePdfFormOfAPlanGiveTheSameRows) {
  const auto word = rows_of(plan_as_docx(), "plan.docx");
  const auto pdf = rows_of(plan_as_pdf(), "plan.pdf");
  ASSERT_EQ(word.size(), plan_entries().size());
  ASSERT_EQ(pdf.size(), word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    SCOPED_TRACE("row " + std::to_string(i + 1));
    EXPECT_EQ(pdf[i].need_no, word[i].need_no);
    EXPECT_EQ(pdf[i].need, word[i].need);
    EXPECT_EQ(pdf[i].action_no, word[i].action_no);
    EXPECT_EQ(pdf[i].action, word[i].action);
    EXPECT_EQ(pdf[i].scope, word[i].scope);
    EXPECT_EQ(pdf[i].outputs, word[i].outputs);
    EXPECT_EQ(pdf[i].drivers_raw, word[i].drivers_raw);
    EXPECT_EQ(pdf[i].status_timeline_raw, word[i].status_timeline_raw);
    EXPECT_EQ(pdf[i].start_raw, word[i].start_raw);
    EXPECT_EQ(pdf[i].end_raw, word[i].end_raw);
    EXPECT_EQ(pdf[i].funding_raw, word[i].funding_raw);
    EXPECT_EQ(pdf[i].other, word[i].other);
    EXPECT_EQ(pdf[i].change, word[i].change);
  }
}

TEST(Pair, TheRowsAreThoseOfThePlan) {
  const auto word = rows_of(plan_as_docx(), "plan.docx");
  ASSERT_EQ(word.size(), 4U);
  EXPECT_EQ(word[1].need, "Clean beaches");
  EXPECT_EQ(word[0].outputs.size(), 2U);
  EXPECT_EQ(word[2].action, "Mark the channels");
  EXPECT_EQ(word[3].funding_raw, "USD 1.5 million requested");
}

}  // namespace
}  // namespace planmerge::ingest
