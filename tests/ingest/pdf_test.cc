// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.h"
#include "tests/support/pdf_builder.h"

namespace planmerge::ingest {
namespace {

using test::PdfBuilder;

plan::Document read(const PdfBuilder& pdf) {
  plan::Document document;
  const std::string bytes = pdf.bytes();
  read_pdf(bytes, {}, document);
  return document;
}

std::string cell(const plan::Table& table, int row, int col) {
  for (const plan::Cell& c : table.cells) {
    if (c.row == row && c.col == col) return c.text();
  }
  return "(no cell)";
}

bool noted(const plan::Document& document, const std::string& code) {
  const auto& notes = document.notes.list();
  return std::any_of(notes.begin(), notes.end(), [&](const auto& n) { return n.code == code; });
}

TEST(Pdf, ReadsARuledTableWithItsHeading) {
  PdfBuilder pdf;
  pdf.text(50, 60, "Action 3: Share what is known", 14, true)
      .text(50, 85, "Some plain words here.");
  pdf.grid({50, 200, 350}, {100, 120, 160});
  pdf.text(54, 114, "Action", 10, true).text(204, 114, "Driver", 10, true);
  pdf.text(54, 134, "Publish the list").text(204, 134, "Agency A");
  const plan::Document document = read(pdf);
  ASSERT_EQ(document.tables.size(), 1U);
  const plan::Table& table = document.tables[0];
  EXPECT_EQ(table.header_rows, 1);
  EXPECT_EQ(cell(table, 1, 0), "Publish the list");
  EXPECT_EQ(cell(table, 1, 1), "Agency A");
  ASSERT_EQ(table.headings.size(), 1U);
  EXPECT_EQ(table.headings[0].number, "Action 3");
  EXPECT_EQ(table.headings[0].text, "Share what is known");
  EXPECT_NEAR(table.regions[0].box.y0, 100, 1);
}

TEST(Pdf, JoinsATableOverTwoPages) {
  PdfBuilder pdf;
  for (int page = 0; page < 2; ++page) {
    pdf.page().text(50, 20, "Running head of the plan", 8);
    pdf.text(300, 390, std::to_string(page + 1), 8);
    pdf.grid({50, 200, 350}, {50, 70, 350});
    pdf.text(54, 64, "Action", 10, true).text(204, 64, "Driver", 10, true);
    pdf.text(54, 84, page == 0 ? "1.1 Train" : "1.2 Equip")
        .text(204, 84, page == 0 ? "Agency A" : "Agency B");
  }
  const plan::Document document = read(pdf);
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 3);
  EXPECT_EQ(document.tables[0].regions.size(), 2U);
  EXPECT_EQ(cell(document.tables[0], 2, 0), "1.2 Equip");
  std::vector<std::string> reasons;
  for (const auto& out : document.left_out) reasons.push_back(out.reason);
  EXPECT_THAT(reasons,
              testing::UnorderedElementsAre("page-header", "page-header", "page-number",
                                            "page-number", "repeated-header", "repeated-header"));
}

TEST(Pdf, JoinsUnderACaptionThatSaysContinued) {
  PdfBuilder pdf;
  for (int page = 0; page < 2; ++page) {
    pdf.page().text(50, 90, page == 0 ? "Table 1. Steps" : "Table 1. Steps (continued)");
    pdf.grid({50, 200, 350}, {100, 120, 350});
    pdf.text(54, 114, "Action", 10, true).text(204, 114, "Driver", 10, true);
    pdf.text(54, 134, page == 0 ? "1.1 Train" : "1.2 Equip").text(204, 134, "Agency A");
  }
  const plan::Document document = read(pdf);
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 3);
}

TEST(Pdf, KeepsTwoTablesApartWhereTheSecondHasACaption) {
  PdfBuilder pdf;
  for (int page = 0; page < 2; ++page) {
    pdf.page().text(50, 90, page == 0 ? "Table 1. Steps" : "Table 2. Other steps");
    pdf.grid({50, 200, 350}, {100, 120, 350});
    pdf.text(54, 114, "Action", 10, true).text(204, 114, "Driver", 10, true);
    pdf.text(54, 134, "1.1 Train").text(204, 134, "Agency A");
  }
  EXPECT_EQ(read(pdf).tables.size(), 2U);
}

TEST(Pdf, EndsEveryLetterInACellOrInWhatIsLeftOut) {
  PdfBuilder pdf;
  pdf.grid({50, 200, 350}, {100, 140, 180});
  const std::vector<std::string> words = {"alpha", "beta", "gamma", "delta"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    pdf.text(i % 2 == 0 ? 54 : 204, i < 2 ? 120 : 160, words[i]);
  }
  const plan::Document document = read(pdf);
  std::size_t letters = 0;
  for (const auto& c : document.tables.at(0).cells) letters += c.text().size();
  for (const auto& out : document.left_out) letters += out.text.size();
  EXPECT_EQ(letters, std::string("alphabetagammadelta").size());
}

TEST(Pdf, ReadsACellWithNothingButTurnedBlanks) {
  PdfBuilder pdf;
  pdf.grid({50, 200, 350}, {100, 140, 180});
  pdf.text(54, 120, "alpha").text(204, 120, "beta").text(54, 160, "gamma");
  // As PDF measures it, from the foot of the page: beside "gamma".
  pdf.raw("BT /F1 9 Tf 0 1 -1 0 250 235 Tm (  ) Tj ET");
  const plan::Document document = read(pdf);
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(cell(document.tables[0], 1, 0), "gamma");
  EXPECT_EQ(cell(document.tables[0], 1, 1), "");
}

TEST(Pdf, TellsWhereItCannotCompareAllLettersWithAllFills) {
  PdfBuilder pdf;
  std::string fills;
  for (int i = 0; i < 2600; ++i) fills += "10 10 50 50 re f\n";
  pdf.raw(fills);
  pdf.raw("BT /F1 0.01 Tf 20 300 Td (" + std::string(20'000, 'x') + ") Tj ET");
  EXPECT_TRUE(noted(read(pdf), "limit"));
}

TEST(Pdf, AccountsForEveryLetterThatCanBeSeen) {
  PdfBuilder pdf;
  for (int page = 0; page < 2; ++page) {
    pdf.page().text(50, 20, "Running head", 8).text(300, 390, std::to_string(page + 1), 8);
    pdf.text(50, 60, "1 Some words before it").grid({50, 200, 350}, {100, 140, 180});
    pdf.text(54, 120, "alpha").text(204, 120, "beta").text(54, 160, "gamma");
    pdf.raw("BT /F1 9 Tf 0 1 -1 0 580 200 Tm (sideways) Tj ET");
    for (int i = 0; i < 4; ++i) {
      pdf.text(50, 220 + 14 * i, "North")
          .text(200, 220 + 14 * i, "1.5")
          .text(300, 220 + 14 * i, "7");
    }
  }
  const plan::Document document = read(pdf);
  EXPECT_FALSE(noted(document, "letters-unaccounted"));
  EXPECT_TRUE(std::any_of(document.left_out.begin(), document.left_out.end(), [](const auto& out) {
    return out.reason == "turned-text" && out.text == "sideways";
  }));
}

TEST(Pdf, KeepsAnUnderlinedLineApartFromBordersAndChanges) {
  PdfBuilder pdf;
  pdf.grid({50, 250, 350}, {100, 180});
  pdf.text(54, 114, "Region North").line(54, 115.5, 112, 115.5, 0.6);
  pdf.text(54, 128, "Courses for judges").text(254, 114, "x");
  const plan::Document document = read(pdf);
  ASSERT_EQ(document.tables.size(), 1U);
  const auto& paragraphs = document.tables[0].cells[0].paragraphs;
  ASSERT_EQ(paragraphs.size(), 2U);
  EXPECT_TRUE(paragraphs[0].underlined);
  EXPECT_FALSE(paragraphs[1].underlined);
  EXPECT_FALSE(document.tables[0].cells[0].revised);
}

TEST(Pdf, ReadsTrackedChangesAsTheyPrint) {
  PdfBuilder pdf;
  pdf.grid({50, 250, 350}, {100, 180});
  pdf.text(54, 114, "Until").text(254, 114, "x");
  pdf.colour(0.8, 0.5, 0).text(80, 114, "2018").line(80, 110.5, 102.2, 110.5, 0.6);
  pdf.text(110, 114, "2019").line(110, 115.5, 132.2, 115.5, 0.6);
  const plan::Document document = read(pdf);
  const plan::Cell& changed = document.tables.at(0).cells.at(0);
  EXPECT_EQ(changed.text(), "Until 2019");
  EXPECT_EQ(changed.original, "Until 2018");
  EXPECT_TRUE(changed.revised);
}

struct HiddenCase {
  const char* why;
  const char* operators;
};
void PrintTo(const HiddenCase& c, std::ostream* out) {
  *out << c.why;
}

class HiddenText : public testing::TestWithParam<HiddenCase> {};

TEST_P(HiddenText, IsLeftOutAndToldWithoutQuotingIt) {
  PdfBuilder pdf;
  pdf.text(50, 60, "Seen");
  pdf.raw(GetParam().operators);
  const plan::Document document = read(pdf);
  ASSERT_EQ(document.paragraphs.size(), 1U);
  EXPECT_EQ(document.paragraphs[0].text, "Seen");
  ASSERT_TRUE(noted(document, "hidden-text"));
  for (const auto& note : document.notes.list())
    EXPECT_EQ(note.text.find("secret"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Pdf, HiddenText,
    testing::Values(HiddenCase{"white on white", "1 g BT /F1 10 Tf 50 200 Td (secret) Tj ET"},
                    HiddenCase{"render mode 3", "BT 3 Tr /F1 10 Tf 50 200 Td (secret) Tj ET"},
                    HiddenCase{"off the page", "BT /F1 10 Tf 5000 200 Td (secret) Tj ET"},
                    HiddenCase{"too small", "BT /F1 0.4 Tf 50 200 Td (secret) Tj ET"},
                    HiddenCase{"clipped",
                               "q 0 0 5 5 re W n BT /F1 10 Tf 50 200 Td (secret) Tj ET Q"},
                    HiddenCase{"painted over",
                               "BT /F1 10 Tf 50 200 Td (secret) Tj ET 0.9 g 40 190 200 30 re f"}));

/// A file of one page with the given entries in its catalog, page and resources, and one object 9.
std::string file_of(const std::string& catalog, const std::string& page,
                    const std::string& resources, const std::string& content,
                    const std::string& nine = "null") {
  return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalog +
         " >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n"
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents 5 0 R " +
         page + " /Resources << /Font << /F1 4 0 R >> " + resources +
         " >> >>\nendobj\n4 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
         "/Encoding /WinAnsiEncoding >>\nendobj\n5 0 obj\n<< /Length " +
         std::to_string(content.size()) + " >>\nstream\n" + content +
         "\nendstream\nendobj\n9 0 obj\n" + nine +
         "\nendobj\ntrailer\n<< /Root 1 0 R /Size 10 >>\n%%EOF\n";
}

plan::Document read(const std::string& bytes) {
  plan::Document document;
  read_pdf(bytes, {}, document);
  return document;
}

constexpr const char* kSeen = "BT /F1 10 Tf 50 340 Td (Seen) Tj ET ";

TEST(Pdf, TellsScriptsAndAttachmentsAndRunsNothing) {
  const auto notes = [](const char* catalog, const char* page) {
    const plan::Document document = read(file_of(catalog, page, "", kSeen));
    EXPECT_EQ(document.paragraphs.at(0).text, "Seen");
    return std::string(noted(document, "active-content") ? "active " : "") +
           (noted(document, "attachment") ? "attachment" : "");
  };
  EXPECT_EQ(notes("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>", ""), "");
  EXPECT_EQ(notes("/OpenAction << /S /GoTo /Next << /S /Launch /F (x) >> >>", ""), "active ");
  EXPECT_EQ(notes("/AA << /WC << /S /SubmitForm /F (x) >> >>", ""), "active ");
  EXPECT_EQ(notes("/AcroForm << /XFA 9 0 R /Fields [] >>", ""), "");
  EXPECT_EQ(notes("/AcroForm << /XFA [(a) 5 0 R] /Fields [] >>", ""), "active ");
  EXPECT_EQ(notes("/Names << /EmbeddedFiles << /Names [] >> >>", ""), "attachment");
  EXPECT_EQ(notes("", "/Annots [<< /Subtype /Link /A << /S /URI /URI (x) >> >>]"), "");
  EXPECT_EQ(notes("", "/Annots [<< /Subtype /Link /A << /S /JavaScript /JS (x) >> >>]"), "active ");
  EXPECT_EQ(notes("", "/Annots [<< /Subtype /FileAttachment >>]"), "attachment");
}

TEST(Pdf, RefusesMorePagesThanItMayHaveEvenIfNoneCanBeFound) {
  const std::string bytes =
      "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n"
      "<< /Type /Pages /Kids [] /Count 100000 >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n"
      "%%EOF\n";
  try {
    read(bytes);
    FAIL() << "read without error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "page-limit");
  }
}

TEST(Pdf, LeavesOutAPageOfTooManyOperatorsAndSaysSo) {
  const plan::Document document = read(file_of("", "", "", std::string(65U << 20U, ' ') + kSeen));
  EXPECT_TRUE(document.paragraphs.empty());
  EXPECT_TRUE(noted(document, "limit"));
}

TEST(Pdf, ReadsPagesWithoutTheFieldsOfAFormThatExplodes) {
  // Twelve fields deep, each the kid of the one above four times over: millions to visit.
  std::string fields = "<< /T (leaf) >>";
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(21 + i);
    fields += "\nendobj\n" + number + " 0 obj\n<< /Kids [";
    for (int kid = 0; kid < 4; ++kid)
      fields += (i == 0 ? std::string("9") : std::to_string(20 + i)) + " 0 R ";
    fields += "] >>";
  }
  const plan::Document document =
      read(file_of("/AcroForm << /Fields [32 0 R] >>", "", "", kSeen, fields));
  EXPECT_EQ(document.paragraphs.at(0).text, "Seen");
  EXPECT_TRUE(noted(document, "limit"));
}

TEST(Pdf, NeedsNoDataOfAnImageToKnowWhatItCovers) {
  // No decoder could read this JPEG 2000.
  const plan::Document document = read(file_of(
      "", "", "/XObject << /Im1 9 0 R >>",
      std::string(kSeen) + "BT /F1 10 Tf 50 200 Td (secret) Tj ET q 200 0 0 60 40 180 cm /Im1 Do Q",
      "<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /Filter /JPXDecode /Length 4 >>\n"
      "stream\nnone\nendstream"));
  ASSERT_EQ(document.paragraphs.size(), 1U);
  EXPECT_EQ(document.paragraphs[0].text, "Seen");
  EXPECT_TRUE(noted(document, "hidden-text"));
}

TEST(Pdf, ReadsFakeBoldOnce) {
  PdfBuilder pdf;
  pdf.text(50, 60, "Bold word").text(50.3, 60, "Bold word");
  EXPECT_EQ(read(pdf).paragraphs.at(0).text, "Bold word");
}

TEST(Pdf, ReadsAPageOfImpossibleSizeWholeAndSaysSo) {
  PdfBuilder pdf(600, 2e9);
  pdf.text(50, 100, "Letters pile up where numbers are coarse");
  const plan::Document document = read(pdf);
  ASSERT_FALSE(document.paragraphs.empty());
  EXPECT_EQ(document.paragraphs[0].text, "Letters pile up where numbers are coarse");
  EXPECT_TRUE(noted(document, "page-size"));
}

TEST(Pdf, SeesATurnedPageAsItIsShown) {
  PdfBuilder pdf;
  pdf.raw("BT 0 1 -1 0 100 50 Tm /F1 10 Tf (Turned but upright) Tj ET").page_entry("/Rotate 90");
  EXPECT_EQ(read(pdf).paragraphs.at(0).text, "Turned but upright");
}

TEST(Pdf, TellsThatAPageHasNoText) {
  PdfBuilder pdf;
  pdf.raw("q 100 0 0 100 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x40 EI Q");
  EXPECT_TRUE(noted(read(pdf), "no-text-layer"));
}

TEST(Pdf, RefusesWhatIsDamagedOrEmpty) {
  plan::Document document;
  for (const std::string& bytes :
       {std::string("%PDF-1.7\nnothing else"), std::string("%PDF-1.7")}) {
    try {
      read_pdf(bytes, {}, document);
      FAIL() << "read without error";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), Error::Kind::Unreadable);
      EXPECT_EQ(error.code(), "damaged");
    }
  }
}

TEST(Pdf, IsKnownByItsContent) {
  EXPECT_TRUE(is_pdf("%PDF-1.4"));
  EXPECT_TRUE(is_pdf("junk before\n%PDF-1.4"));
  EXPECT_FALSE(is_pdf("PK\x03\x04"));
}

}  // namespace
}  // namespace planmerge::ingest
