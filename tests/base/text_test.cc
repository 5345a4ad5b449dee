// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planmerge::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Utf8, AcceptsOnlyWellFormedSequences) {
  EXPECT_TRUE(is_utf8("plain, Škofja Loka, Скопје, 𝒜"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF5\x80\x80\x80"));  // past U+10FFFF
  EXPECT_FALSE(is_utf8("cut \xE2\x82"));
}

TEST(Utf8, ReplacesWhatIsIllFormed) {
  EXPECT_EQ(to_valid_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(to_valid_utf8("\xE2\x82"), "\xEF\xBF\xBD");
  EXPECT_TRUE(is_utf8(to_valid_utf8("\xED\xA0\x80\xC0\x41")));
}

TEST(FromGlyphs, TakesLigaturesApartAndLeavesWhatIsNoCharacterOut) {
  EXPECT_EQ(from_glyphs(std::vector<std::uint32_t>{'o', 0xFB03, 'c', 'e'}), "office");
  EXPECT_EQ(from_glyphs(std::vector<std::uint32_t>{0xFB2A}), "\u05E9\u05C1");
  EXPECT_EQ(from_glyphs(std::vector<std::uint32_t>{'a', 0xA0, 0x1F600}), "a \U0001F600");
  EXPECT_EQ(from_glyphs(std::vector<std::uint32_t>{'a', 7, 0xD800, 0x110000, 'b'}), "ab");
}

TEST(FromUtf16, JoinsPairsAndReplacesLoneSurrogates) {
  EXPECT_EQ(from_utf16be(std::string_view("\x01\x60\xD8\x3D\xDE\x00", 6)), "\u0160\U0001F600");
  EXPECT_EQ(from_utf16be(std::string_view("\xD8\x3D\x00\x61\x00", 5)),
            "\uFFFD"
            "a");
}

TEST(FromLatin1, GivesEveryByteItsLetter) {
  EXPECT_EQ(from_latin1("Z\xFCrich"), "Zürich");
}

TEST(Collapse, MakesAllWhiteSpaceOneBlank) {
  EXPECT_EQ(collapse("  a\t\r\n b\u00A0\u2009c \u2028"), "a b c");
  EXPECT_EQ(collapse(" \u00A0\n"), "");
}

struct FoldCase {
  const char* source;
  const char* folded;
};

class Fold : public testing::TestWithParam<FoldCase> {};

TEST_P(Fold, MakesEqualWhatReadsTheSame) {
  EXPECT_EQ(fold(GetParam().source), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(
    Text, Fold,
    testing::Values(FoldCase{"Two  Words.", "two words"}, FoldCase{"ongoing;", "ongoing"},
                    FoldCase{"2018\u20132020", "2018-2020"}, FoldCase{"a\u2212b\u2011c", "a-b-c"},
                    FoldCase{"\u201Equote\u201C \u2018x\u2019", "\"quote\" 'x'"},
                    FoldCase{"soft\u00ADhyphen\u200B \uFEFFbom", "softhyphen bom"},
                    FoldCase{"\uFF12\uFF10\uFF11\uFF18 \uFB01n", "2018 fin"},
                    FoldCase{"C\u030Capljina", "\u010Dapljina"}, FoldCase{"ШТИП", "штип"},
                    FoldCase{"Stra\u00DFe", "strasse"}, FoldCase{"l\u00B4an", "l'an"},
                    FoldCase{"", ""}, FoldCase{" . ", ""}));

TEST(FoldLatin, WritesEveryScriptWithoutAccents) {
  EXPECT_EQ(fold_latin("Министарство унутрашњих послова"), "ministarstvo unutrasnjih poslova");
  EXPECT_EQ(fold_latin("Ljubuški, Đakovica"), "ljubuski, dakovica");
  EXPECT_EQ(fold_latin("јануари – мај"), "januari - maj");
  EXPECT_EQ(fold_latin("Qershor në Shkodër"), "qershor ne shkoder");
  EXPECT_EQ(fold_latin("Αθήνα"), "athena");
  EXPECT_EQ(fold_latin("Łódź œuvre"), "lodz oeuvre");
}

TEST(FoldWithOffsets, LeadsBackToTheSource) {
  const std::string source = "A\u00A0 B\u00ADC \u2013 cafe\u0301";
  const Folded folded = fold_with_offsets(source);
  EXPECT_EQ(folded.text, "a bc - caf\u00E9");
  ASSERT_EQ(folded.offsets.size(), folded.text.size() + 1);
  EXPECT_EQ(folded.offsets.back(), source.size());
  const std::size_t b = folded.text.find('b');
  EXPECT_EQ(source.substr(folded.offsets[b], 1), "B");
  const std::size_t e = folded.text.find("\u00E9");
  EXPECT_EQ(source.substr(folded.offsets[e]), "e\u0301");
}

TEST(FoldWithOffsets, SurvivesBytesThatAreNoUtf8) {
  const Folded folded = fold_with_offsets("x\xFF\xC3");
  EXPECT_EQ(folded.offsets.size(), folded.text.size() + 1);
  EXPECT_TRUE(is_utf8(folded.text));
}

TEST(FoldWithOffsets, TakesALongRunOfMarksInPieces) {
  std::string source = "a";
  for (int i = 0; i < 100000; ++i) source += i % 2 == 0 ? "\u0301" : "\u0323";
  EXPECT_EQ(fold_with_offsets(source).offsets.back(), source.size());
}

TEST(Words, AreRunsOfLettersAndDigits) {
  EXPECT_THAT(words("Q2-3: Polícia (2019)"), ElementsAre("q2", "3", "policia", "2019"));
  EXPECT_THAT(words(" -- ,"), IsEmpty());
}

TEST(NaturalLess, ComparesDigitsAsNumbers) {
  EXPECT_TRUE(natural_less("1.9", "1.10"));
  EXPECT_FALSE(natural_less("1.10", "1.9"));
  EXPECT_TRUE(natural_less("A2b", "a10"));
  EXPECT_TRUE(natural_less("3", "3.1"));
  EXPECT_NE(natural_less("1", "01"), natural_less("01", "1"));
  EXPECT_FALSE(natural_less("x", "x"));
}

TEST(Length, CountsCodePoints) {
  EXPECT_EQ(length("Čaša 𝒜"), 6U);
}

TEST(WithoutNoteMarks, DropsRaisedNumbersAndIfAskedSymbolsThatAreGluedToAWord) {
  const std::string text = "sought§ by the Council³, 5 m² of § 12 on the Island*";
  EXPECT_EQ(without_note_marks(text, NoteMarks::Numbers),
            "sought§ by the Council, 5 m² of § 12 on the Island*");
  EXPECT_EQ(without_note_marks(text, NoteMarks::NumbersAndSymbols),
            "sought by the Council, 5 m² of § 12 on the Island*");
  // Two letters are no word, however many bytes they take.
  EXPECT_EQ(without_note_marks("30 čm², три²", NoteMarks::Numbers), "30 čm², три");
}

}  // namespace
}  // namespace planmerge::text
