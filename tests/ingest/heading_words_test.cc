// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/heading_words.h"

#include <gtest/gtest.h>

namespace planmerge::ingest {
namespace {

using plan::Field;

TEST(HeadingWords, AWholePhraseOutweighsAMisspeltOneAndThatAContainedOne) {
  const HeadingMatch whole = match_heading("Responsible");
  const HeadingMatch misspelt = match_heading("Responsibla");
  const HeadingMatch contained = match_heading("Responsible, see annex two");
  EXPECT_EQ(whole.field, Field::Drivers);
  EXPECT_EQ(misspelt.field, Field::Drivers);
  EXPECT_EQ(contained.field, Field::Drivers);
  EXPECT_GT(whole.weight, misspelt.weight);
  EXPECT_GT(misspelt.weight, contained.weight);
}

TEST(HeadingWords, ThePhraseAtTheStartNamesTheColumn) {
  EXPECT_EQ(match_heading("Expected outputs of the action (2019)").field, Field::Outputs);
}

TEST(HeadingWords, EitherSideOfASlashMayBeKnown) {
  EXPECT_EQ(match_heading("Wxyz / Budget").field, Field::Funding);
}

TEST(HeadingWords, AnotherScriptBesideThePhraseDoesNotHideIt) {
  EXPECT_EQ(match_heading("行动 Action").field, Field::Action);
  EXPECT_EQ(match_heading("النشاط / Activity").field, Field::Action);
  EXPECT_FALSE(match_heading("行动").found);
}

TEST(HeadingWords, ContentIsToldByItsLengthInAnyScript) {
  EXPECT_FALSE(is_too_long_for_heading("Expected outputs", 2));
  EXPECT_TRUE(is_too_long_for_heading("Expected outputs here", 2));
  EXPECT_TRUE(is_too_long_for_heading("Носилац активности и партнери", 3));
  EXPECT_FALSE(is_too_long_for_heading("Носилац – активности", 2));
}

}  // namespace
}  // namespace planmerge::ingest
