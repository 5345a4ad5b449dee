// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbering cases, each with the clause of ECMA-376 Part 1 (or the habit of Word) that it follows.
#include "ingest/docx/numbering.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "ingest/docx.h"
#include "ingest/docx/number_formats.h"
#include "tests/support/docx_builder.h"

namespace planmerge::ingest {
namespace {

using testing::DocxBuilder;
using testing::paragraph_xml;
using testing::run_xml;
using testing::table_xml;

using Labels = std::vector<std::string>;

// ---- building ----------------------------------------------------------------------------------

std::string tag(std::string_view name, std::string_view value) {
  return "<w:" + std::string(name) + " w:val=\"" + std::string(value) + "\"/>";
}

std::string level_xml(int level, std::string_view format, std::string_view text,
                      const std::string& more = tag("start", "1")) {
  return "<w:lvl w:ilvl=\"" + std::to_string(level) + "\">" + more + tag("numFmt", format) +
         tag("lvlText", text) + "</w:lvl>";
}

std::string abstract_xml(std::string_view id, const std::string& levels) {
  return "<w:abstractNum w:abstractNumId=\"" + std::string(id) + "\">" + levels +
         "</w:abstractNum>";
}

std::string num_xml(std::string_view id, std::string_view abstract,
                    const std::string& overrides = "") {
  return "<w:num w:numId=\"" + std::string(id) + "\">" + tag("abstractNumId", abstract) +
         overrides + "</w:num>";
}

std::string override_xml(int level, const std::string& inner) {
  return "<w:lvlOverride w:ilvl=\"" + std::to_string(level) + "\">" + inner + "</w:lvlOverride>";
}

/// Decimal "%1." at level 0, "%1.%2" at level 1, "%1.%2.%3" at level 2.
const std::string& outline() {
  static const std::string kLevels = level_xml(0, "decimal", "%1.") +
                                     level_xml(1, "decimal", "%1.%2") +
                                     level_xml(2, "decimal", "%1.%2.%3");
  return kLevels;
}

/// A paragraph of a list: "1" is list 1, "1/2" its level 2; "" is none; "s:Name" has a style.
std::string item_xml(const std::string& item) {
  std::string properties;
  if (item.starts_with("s:")) {
    properties = tag("pStyle", item.substr(2));
  } else if (!item.empty()) {
    const std::size_t slash = item.find('/');
    const std::string level = slash == std::string::npos ? "" : item.substr(slash + 1);
    properties = "<w:numPr>" + (level.empty() ? "" : tag("ilvl", level)) +
                 tag("numId", item.substr(0, slash)) + "</w:numPr>";
  }
  return paragraph_xml(run_xml("text"), properties);
}

Labels labels_of(const DocxBuilder& builder) {
  plan::Document document;
  const std::string bytes = builder.bytes();
  read_docx(bytes, {}, document);
  Labels labels;
  for (const plan::Paragraph& paragraph : document.tables.at(0).cells.at(0).paragraphs)
    labels.push_back(paragraph.label);
  return labels;
}

std::string one_cell(const std::string& paragraphs) {
  return table_xml("<w:tr><w:tc>" + paragraphs + "</w:tc></w:tr>");
}

// ---- cases -------------------------------------------------------------------------------------

struct Case {
  std::string name;
  std::string numbering;
  std::vector<std::string> items;
  Labels expected;
  std::string styles = "";
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}

std::string paragraph_style(std::string_view id, const std::string& inner) {
  return "<w:style w:type=\"paragraph\" w:styleId=\"" + std::string(id) + "\">" + inner +
         "</w:style>";
}

std::string style_list(const std::string& list, const std::string& level = "") {
  return "<w:pPr><w:numPr>" + (level.empty() ? "" : tag("ilvl", level)) +
         (list.empty() ? "" : tag("numId", list)) + "</w:numPr></w:pPr>";
}

std::vector<Case> counting_cases() {
  const std::string start = tag("start", "1");
  return {
      {"DeeperLevelsStartAgain",  // 17.9.10
       abstract_xml("0", outline()) + num_xml("1", "0"),
       {"1/0", "1/1", "1/1", "1/0", "1/1", "1/2"},
       {"1.", "1.1", "1.2", "2.", "2.1", "2.1.1"}},
      {"ALevelUsedAloneBeginsThoseAbove",  // Word
       abstract_xml("0", outline()) + num_xml("1", "0"),
       {"1/1", "1/1", "1/0"},
       {"1.1", "1.2", "2."}},
      {"ASkippedLevelIsBegunAsWell",  // Word
       abstract_xml("0", outline()) + num_xml("1", "0"),
       {"1/0", "1/2", "1/1", "1/0", "1/1"},
       {"1.", "1.1.1", "1.2", "2.", "2.1"}},
      {"RestartZeroGoesOn",  // 17.9.10
       abstract_xml("0", level_xml(0, "decimal", "%1.") +
                             level_xml(1, "lowerLetter", "%2)", start + tag("lvlRestart", "0"))) +
           num_xml("1", "0"),
       {"1/0", "1/1", "1/1", "1/0", "1/1"},
       {"1.", "a)", "b)", "2.", "c)"}},
      {"RestartOfALevelWaitsForThatLevel",  // 17.9.10: level 3 starts again after level 1 only
       abstract_xml("0", level_xml(0, "decimal", "%1") + level_xml(1, "decimal", "%2") +
                             level_xml(2, "decimal", "%3", start + tag("lvlRestart", "1"))) +
           num_xml("1", "0"),
       {"1/0", "1/1", "1/2", "1/1", "1/2", "1/0", "1/2"},
       {"1", "1", "1", "2", "2", "2", "1"}},
      {"NoStartIsZero",  // 17.9.25
       abstract_xml("0", level_xml(0, "decimal", "%1", "")) + num_xml("1", "0"),
       {"1/0", "1/0"},
       {"0", "1"}},
      {"ListsOnOneAbstractListShareTheirCounts",  // 17.9.15
       abstract_xml("0", outline()) + num_xml("1", "0") + num_xml("2", "0"),
       {"1/0", "2/0", "1/0"},
       {"1.", "2.", "3."}},
      {"AStartOverrideHoldsOnceWhereItsListBegins",  // 17.9.26
       abstract_xml("0", outline()) + num_xml("1", "0") +
           num_xml("2", "0", override_xml(0, tag("startOverride", "1"))),
       {"1/0", "1/0", "2/0", "2/0", "1/0"},
       {"1.", "2.", "1.", "2.", "3."}},
      {"AStartOverrideHoldsWheneverItsLevelStartsAgain",  // 17.9.26
       abstract_xml("0", outline()) + num_xml("1", "0", override_xml(1, tag("startOverride", "5"))),
       {"1/0", "1/1", "1/1", "1/0", "1/1"},
       {"1.", "1.5", "1.6", "2.", "2.5"}},
      {"AnOverriddenLevelHasItsOwnLook",  // 17.9.8
       abstract_xml("0", outline()) +
           num_xml("1", "0", override_xml(0, level_xml(0, "upperRoman", "(%1)"))) +
           num_xml("2", "0"),
       {"1/0", "2/0", "1/0"},
       {"(I)", "2.", "(III)"}},
      {"ListZeroSwitchesOff",  // 17.9.18
       abstract_xml("0", outline()) + num_xml("1", "0"),
       {"1/0", "0", "1/0"},
       {"1.", "", "2."}},
      {"AMissingListHasNoLabel",
       abstract_xml("0", outline()) + num_xml("1", "0") + num_xml("3", "9"),
       {"7/0", "3/0", "1/0", "1/12"},
       {"", "", "1.", ""}},
  };
}

std::vector<Case> look_cases() {
  const std::string start = tag("start", "1");
  return {
      {"LegalNumbersAreDecimalThroughout",  // 17.9.4
       abstract_xml("0", level_xml(0, "upperRoman", "%1.") +
                             level_xml(1, "lowerLetter", "%1.%2", start + "<w:isLgl/>")) +
           num_xml("1", "0"),
       {"1/0", "1/0", "1/1"},
       {"I.", "II.", "2.1"}},
      {"EachPlaceHasTheFormatOfItsLevel",  // 17.9.11
       abstract_xml("0",
                    level_xml(0, "upperLetter", "%1.") + level_xml(1, "lowerRoman", "%1-%2:")) +
           num_xml("1", "0"),
       {"1/0", "1/1", "1/1"},
       {"A.", "A-i:", "A-ii:"}},
      {"ABulletIsABulletInAnyFont",
       abstract_xml("0", level_xml(0, "bullet", "\xEF\x82\xB7") + level_xml(1, "bullet", "o")) +
           num_xml("1", "0"),
       {"1/0", "1/1"},
       {"•", "•"}},
      {"NoneHasItsTextOnly",  // 17.18.59
       abstract_xml("0", level_xml(0, "none", "Note: ") + level_xml(1, "decimal", "%1%2")) +
           num_xml("1", "0"),
       {"1/0", "1/1"},
       {"Note: ", "1"}},
      {"WordsStandBesideTheNumber",
       abstract_xml("0", level_xml(0, "decimal", "Action %1 —")) + num_xml("1", "0"),
       {"1/0", "1/0"},
       {"Action 1 —", "Action 2 —"}},
      {"ACustomFormatIsAnExample",
       abstract_xml("0", "<w:lvl w:ilvl=\"0\">" + start +
                             "<w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/>" +
                             tag("lvlText", "%1") + "</w:lvl>") +
           num_xml("1", "0"),
       {"1/0", "1/0"},
       {"001", "002"}},
      {"AHugeStartStaysShort",
       abstract_xml("0", level_xml(0, "upperRoman", "%1.", tag("start", "2000000000"))) +
           num_xml("1", "0"),
       {"1/0", "1/0"},
       {"2000000000.", "2000000001."}},
  };
}

std::vector<Case> style_cases() {
  const std::string by_style =
      abstract_xml(
          "0", level_xml(0, "decimal", "%1.", tag("start", "1") + tag("pStyle", "Need")) +
                   level_xml(1, "decimal", "%1.%2", tag("start", "1") + tag("pStyle", "Action"))) +
      num_xml("1", "0");
  return {
      {"AStyleIsOfTheLevelThatNamesIt",  // 17.9.23
       by_style,
       {"s:Need", "s:Action", "s:Action", "s:Need"},
       {"1.", "1.1", "1.2", "2."},
       paragraph_style("Need", style_list("1")) + paragraph_style("Action", style_list("1"))},
      {"AStyleHasTheListOfItsBase",  // 17.7.2
       by_style,
       {"s:Need", "s:Mine"},
       {"1.", "1.1"},
       paragraph_style("Need", style_list("1")) + paragraph_style("Action", style_list("1")) +
           paragraph_style("Mine", tag("basedOn", "Action"))},
      {"ListZeroInAStyleSwitchesItsBaseOff",  // 17.9.18
       by_style,
       {"s:Need", "s:Plain"},
       {"1.", ""},
       paragraph_style("Need", style_list("1")) +
           paragraph_style("Plain", tag("basedOn", "Need") + style_list("0"))},
      {"ALevelOfAStyleWithoutLinkHolds",
       abstract_xml("0", outline()) + num_xml("1", "0"),
       {"s:One", "s:Two"},
       {"1.", "1.1"},
       paragraph_style("One", style_list("1")) + paragraph_style("Two", style_list("1", "1"))},
      {"TheDefaultStyleMayBeAList",
       abstract_xml("0", outline()) + num_xml("1", "0"),
       {"", ""},
       {"1.", "2."},
       "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">" + style_list("1") +
           "</w:style>"},
      {"AListOfANumberingStyle",  // 17.9.21, 17.9.27
       abstract_xml("0", tag("styleLink", "Mine") + level_xml(0, "upperLetter", "%1)")) +
           abstract_xml("1", tag("numStyleLink", "Mine")) + num_xml("1", "0") + num_xml("2", "1"),
       {"2/0", "2/0"},
       {"A)", "B)"},
       "<w:style w:type=\"numbering\" w:styleId=\"Mine\">" + style_list("1") + "</w:style>"},
      {"NumberingStylesInACircleHaveAnEnd",
       abstract_xml("0", tag("numStyleLink", "B")) + abstract_xml("1", tag("numStyleLink", "A")) +
           num_xml("1", "0") + num_xml("2", "1"),
       {"1/0"},
       {""},
       "<w:style w:type=\"numbering\" w:styleId=\"A\">" + style_list("1") + "</w:style>" +
           "<w:style w:type=\"numbering\" w:styleId=\"B\">" + style_list("2") + "</w:style>"},
  };
}

class DocxNumbering : public ::testing::TestWithParam<Case> {};

TEST_P(DocxNumbering, LabelsItemsAsWordDoes) {
  DocxBuilder builder;
  builder.numbering = GetParam().numbering;
  builder.styles = GetParam().styles;
  std::string paragraphs;
  for (const std::string& item : GetParam().items) paragraphs += item_xml(item);
  builder.body = one_cell(paragraphs);
  EXPECT_EQ(labels_of(builder), GetParam().expected);
}

const auto kNameOfCase = [](const ::testing::TestParamInfo<Case>& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(Counting, DocxNumbering, ::testing::ValuesIn(counting_cases()),
                         kNameOfCase);
INSTANTIATE_TEST_SUITE_P(Look, DocxNumbering, ::testing::ValuesIn(look_cases()), kNameOfCase);
INSTANTIATE_TEST_SUITE_P(Styles, DocxNumbering, ::testing::ValuesIn(style_cases()), kNameOfCase);

TEST(DocxNumbering, CountsEmptyParagraphs) {
  DocxBuilder builder;
  builder.numbering = abstract_xml("0", outline()) + num_xml("1", "0");
  builder.body = one_cell(item_xml("1/0") + "<w:p><w:pPr><w:numPr>" + tag("numId", "1") +
                          "</w:numPr></w:pPr></w:p>" + item_xml("1/0"));
  EXPECT_EQ(labels_of(builder), (Labels{"1.", "2.", "3."}));
}

TEST(DocxNumbering, DoesNotCountParagraphsThatCannotBeSeen) {
  DocxBuilder builder;
  builder.numbering = abstract_xml("0", outline()) + num_xml("1", "0");
  const std::string hidden = "<w:p><w:pPr><w:numPr>" + tag("numId", "1") +
                             "</w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
                             "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>";
  builder.body = one_cell(item_xml("1/0") + hidden + item_xml("1/0"));
  EXPECT_EQ(labels_of(builder), (Labels{"1.", "", "2."}));
}

TEST(DocxNumbering, TakesTheFormatThatItKnowsOfTwo) {
  DocxBuilder builder;
  builder.numbering =
      abstract_xml("0", "<w:lvl w:ilvl=\"0\">" + tag("start", "1") +
                            "<mc:AlternateContent><mc:Choice Requires=\"w14\">"
                            "<w:numFmt w:val=\"custom\" w:format=\"0001, 0002, ...\"/>"
                            "</mc:Choice><mc:Fallback>" +
                            tag("numFmt", "decimal") + "</mc:Fallback></mc:AlternateContent>" +
                            tag("lvlText", "%1") + "</w:lvl>") +
      num_xml("1", "0");
  builder.body = one_cell(item_xml("1/0"));
  EXPECT_EQ(labels_of(builder), (Labels{"0001"}));
}

// ---- formats -----------------------------------------------------------------------------------

TEST(FormatNumber, WritesEachFormatOfTheStandard) {
  const std::vector<std::pair<std::pair<long, const char*>, const char*>> cases = {
      {{4, "decimal"}, "4"},
      {{4, "decimalZero"}, "04"},
      {{14, "decimalZero"}, "14"},
      {{1994, "upperRoman"}, "MCMXCIV"},
      {{49, "lowerRoman"}, "xlix"},
      {{26, "lowerLetter"}, "z"},
      {{27, "lowerLetter"}, "aa"},
      {{54, "upperLetter"}, "BBB"},
      {{1, "ordinal"}, "1st"},
      {{11, "ordinal"}, "11th"},
      {{112, "ordinal"}, "112th"},
      {{23, "ordinal"}, "23rd"},
      {{21, "cardinalText"}, "Twenty-one"},
      {{305, "cardinalText"}, "Three hundred five"},
      {{12, "ordinalText"}, "Twelfth"},
      {{40, "ordinalText"}, "Fortieth"},
      {{101, "ordinalText"}, "One hundred first"},
      {{255, "hex"}, "FF"},
      {{3, "chicago"}, "‡"},
      {{5, "chicago"}, "**"},
      {{7, "numberInDash"}, "- 7 -"},
      {{2, "decimalEnclosedCircle"}, "②"},
      {{21, "decimalEnclosedCircle"}, "21"},
      {{3, "decimalEnclosedParen"}, "⑶"},
      {{30, "russianLower"}, "аа"},
      {{10, "russianUpper"}, "К"},
      {{15, "hebrew1"}, "טו"},
      {{2, "hebrew2"}, "ב"},
      {{3, "arabicAlpha"}, "ت"},
      {{3, "arabicAbjad"}, "ج"},
      {{12, "japaneseCounting"}, "十二"},
      {{120, "japaneseCounting"}, "百二十"},
      {{20, "ideographDigital"}, "二〇"},
      {{10, "decimalFullWidth"}, "１０"},
      {{5, "none"}, ""},
      {{5, "bullet"}, ""},
      {{0, "upperRoman"}, "0"},
      {{40000, "lowerLetter"}, "40000"},
      {{6, "somethingNew"}, "6"}};
  for (const auto& [given, expected] : cases)
    EXPECT_EQ(format_number(given.first, given.second), expected) << given.second;
}

}  // namespace
}  // namespace planmerge::ingest
