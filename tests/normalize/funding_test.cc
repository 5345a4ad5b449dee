// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "normalize/normalize.h"

namespace planmerge::normalize {
namespace {

plan::Funding read(const char* phrase) {
  static const Normalizer kNormalizer;
  return kNormalizer.funding(phrase);
}

struct Status {
  const char* phrase;
  const char* status;
};
void PrintTo(const Status& c, std::ostream* out) {
  *out << c.phrase;
}
class FundingStatus : public testing::TestWithParam<Status> {};

TEST_P(FundingStatus, IsToldByItsWords) {
  EXPECT_EQ(read(GetParam().phrase).status, GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, FundingStatus,
    testing::Values(Status{"available", "available"}, Status{"Seeking funding", "sought"},
                    Status{"not available", "sought"}, Status{"under negotiation", "negotiated"},
                    Status{"partly available, additional funding sought", "partial"},
                    Status{"UNDP", "available"}, Status{"", "unknown"}));

struct Money {
  const char* phrase;
  const char* value;
};
void PrintTo(const Money& c, std::ostream* out) {
  *out << c.phrase;
}
class FundingAmount : public testing::TestWithParam<Money> {};

TEST_P(FundingAmount, IsReadExactly) {
  const plan::Funding funding = read(GetParam().phrase);
  ASSERT_EQ(funding.amounts.size(), 1U);
  EXPECT_EQ(funding.amounts[0].currency, "EUR");
  EXPECT_EQ(funding.amounts[0].value, GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    Notations, FundingAmount,
    testing::Values(Money{"EUR 450 000", "450000"}, Money{"EUR 1.250.000,50", "1250000.5"},
                    Money{"1,250,000 EUR", "1250000"}, Money{"€ 1'250'000", "1250000"},
                    Money{"EUR 1.5 million", "1500000"}, Money{"EUR 450k", "450000"}));

TEST(Funding, WithholdsAMalformedAmount) {
  for (const char* phrase : {"EUR 1 500 00", "EUR 2.750.00"}) {
    const plan::Funding funding = read(phrase);
    EXPECT_TRUE(funding.amounts.empty()) << phrase;
    EXPECT_EQ(funding.flags, std::vector<std::string>{"E:malformed_amount"}) << phrase;
    EXPECT_FALSE(funding.hints.empty());
  }
}

TEST(Funding, NoticesSharesThatDoNotAddUp) {
  const plan::Funding funding = read("EUR 90 000 (IOM EUR 50 000, UNDP EUR 30 000)");
  EXPECT_EQ(funding.flags, std::vector<std::string>{"E:inconsistent"});
  EXPECT_TRUE(read("EUR 80 000 (IOM EUR 50 000, UNDP EUR 30 000)").flags.empty());
}

TEST(Funding, TakesNoYearOrDecisionNumberForMoney) {
  EXPECT_TRUE(read("IPA 2017/039-402.09, phone 0387 55 12").amounts.empty());
}

}  // namespace
}  // namespace planmerge::normalize
