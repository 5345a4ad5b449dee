// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "normalize/normalize.h"

namespace planmerge::normalize {
namespace {

plan::Funding read(const char* phrase) {
  static const Normalizer kNormalizer;
  return kNormalizer.funding(phrase);
}

plan::Funding read_string(const std::string& phrase) {
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

/// What a whole cell says, in one line: status; sums "value currency of"; periods "edtf status";
/// instruments; funders; flags.
std::string line_of(const plan::Funding& funding) {
  std::string line = funding.status;
  for (const plan::Amount& amount : funding.amounts)
    line += "; " + amount.value + " " + amount.currency +
            (amount.share_of.empty() ? "" : " " + amount.share_of);
  for (const plan::FundingPeriod& period : funding.periods)
    line += "; " + period.edtf + " " + period.status;
  for (const std::string& id : funding.instruments) line += "; " + id;
  for (const std::string& id : funding.funders) line += "; " + id;
  for (const std::string& flag : funding.flags) line += "; " + flag;
  return line;
}

struct Cell {
  const char* phrase;
  const char* line;
};
void PrintTo(const Cell& c, std::ostream* out) {
  *out << c.phrase;
}
class FundingCell : public testing::TestWithParam<Cell> {};

TEST_P(FundingCell, IsReadAsAWhole) {
  EXPECT_EQ(line_of(read(GetParam().phrase)), GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, FundingCell,
    testing::Values(
        Cell{"EUR 2,5 Mio. gesichert, weitere 500.000 EUR gesucht",
             "partial; 2500000 EUR available; 500000 EUR sought"},
        Cell{"USD 1.25 million (of which USD 250,000 from Norway)",
             "available; 1250000 USD; 250000 USD gov:NO; gov:NO"},
        Cell{"£450,000 secured; £50,000 still needed",
             "partial; 450000 GBP available; 50000 GBP sought"},
        Cell{"osigurano 50.000 KM, traži se još 20.000 KM",
             "partial; 50000 BAM available; 20000 BAM sought"},
        Cell{"2,000,000 EUR for 2019; 1,000,000 EUR for 2020",
             "available; 2000000 EUR 2019; 1000000 EUR 2020"},
        Cell{"Funded until 31 December 2019, no funding thereafter",
             "partial; /2019-12-31 available; 2020-01-01/.. sought"},
        Cell{"Funding secured for 2018 and 2019, sought for 2020",
             "partial; 2018/2019 available; 2020 sought"},
        Cell{"EUR 500 000 (Italy 300 000, Austria 200 000)",
             "available; 500000 EUR; 300000 EUR gov:IT; 200000 EUR gov:AT; gov:IT; gov:AT"},
        Cell{"EUR 500 000 (Italy 300 000, Austria 250 000)",
             "available; gov:IT; gov:AT; E:inconsistent"},
        Cell{"EUR 200 000 (Italy 75 %, Austria 25 %)",
             "available; 200000 EUR; 150000 EUR gov:IT; 50000 EUR gov:AT; gov:IT; gov:AT; "
             "W:derived_amount"},
        Cell{"100 000 - 150 000 EUR", "available; E:range"},
        Cell{"EUR 3m – EUR 4m", "available; E:range"},
        Cell{"EUR/CHF 30 000", "unknown; E:ambiguous_amount"},
        Cell{"3 x EUR 10 000", "available; 30000 EUR; W:derived_amount"},
        Cell{"max. EUR 15.000,-", "available; 15000 EUR; W:upper_bound"},
        Cell{"30 000 € par an", "available; 30000 EUR per-year"},
        Cell{"3 MSEK", "available; 3000000 SEK"},
        Cell{"trois millions d'euros", "available; 3000000 EUR"},
        Cell{"ЕУ: 200.000 евра", "available; 200000 EUR eu; eu"},
        Cell{"$40k", "available; 40000 USD; W:currency_assumed"},
        Cell{"2.750.00 EUR", "unknown; E:malformed_amount"},
        Cell{"EUR 1l0 000", "unknown; E:malformed_amount"},
        Cell{"EUR 7 250 00 sought", "sought; E:malformed_amount"},
        Cell{"7 250 00 EUR sought", "sought; E:malformed_amount"},
        Cell{"EUR 7 250 000 00 from donors", "unknown; E:malformed_amount"},
        Cell{"EUR 41 50 000 sought", "sought; E:malformed_amount"},
        Cell{"EUR 7 250 50 (sought)", "sought; E:malformed_amount"},
        Cell{"EUR 6-8 million sought", "sought; E:range"},
        Cell{"EUR 250 000-350 000", "available; E:range"},
        Cell{"250-350k EUR", "available; E:range"},
        Cell{"EUR 2½ million", "unknown; E:malformed_amount"},
        Cell{"3/4 million EUR", "unknown; E:malformed_amount"},
        Cell{"EUR 7 hundred thousand", "unknown; E:malformed_amount"},
        Cell{"EUR 7 hundred", "available; 700 EUR"},
        Cell{"EUR 16 m sought", "sought; 16000000 EUR sought"},
        Cell{"EUR 20 000 3 seminars", "available; 20000 EUR"},
        Cell{"1 250 000", "unknown; E:no_currency"}, Cell{"1,500.00", "unknown; E:no_currency"},
        Cell{"tel. +49 30 123 456", "unknown"}, Cell{"12 boats, 3 lorries", "unknown"},
        Cell{"0 EUR", "none; 0 EUR"}, Cell{"free of charge", "none"},
        Cell{"no additional funding required", "none"}, Cell{"see above", "unknown; W:reference"},
        Cell{"to be confirmed", "unknown; W:tbc"}, Cell{"seek-ing fundng", "sought"},
        Cell{"available 31.2.2019", "unknown; E:invalid_date"},
        Cell{"Project Lorn Ferries", "unknown; W:unresolved"}));

TEST(Funding, ShowsTheArithmeticBehindAMalformedShare) {
  const plan::Funding funding = read("EUR 900 000 (EU: EUR 800 000; Germany: EUR 1 000 00)");
  ASSERT_FALSE(funding.hints.empty());
  EXPECT_NE(funding.hints.back().find("900000 - 800000 = 100000"), std::string::npos);
}

TEST(Funding, ACanonicalSumReadsBackToItself) {
  for (const char* phrase : {"EUR 1.250.000,50", "12,5 Mio. CHF", "GBP 40k", "7 500 000 RSD"}) {
    const plan::Funding funding = read(phrase);
    ASSERT_EQ(funding.amounts.size(), 1U) << phrase;
    const plan::Amount& amount = funding.amounts[0];
    const plan::Funding again = read((amount.currency + " " + amount.value).c_str());
    ASSERT_EQ(again.amounts.size(), 1U) << phrase;
    EXPECT_EQ(again.amounts[0].value, amount.value);
    EXPECT_EQ(again.amounts[0].currency, amount.currency);
  }
}

TEST(Funding, EachSumIsKeptAsPrinted) {
  const std::string phrase = "Seeking EUR 1\u00a0250\u00a0000 from donors";
  const plan::Funding funding = read(phrase.c_str());
  ASSERT_EQ(funding.amounts.size(), 1U);
  EXPECT_NE(phrase.find(funding.amounts[0].printed), std::string::npos);
}

TEST(Funding, OddInputCostsNoMoreThanItsLength) {
  for (const std::string& phrase :
       {std::string("\xFF\xFE EUR \xC3"), std::string("EUR \0 5", 7), std::string(10'000, '9'),
        "EUR " + std::string(10'000, '9'), std::string(200'000, '('), std::string(200'000, '"'),
        "EUR" + std::string(100'000, ' ') + "5", std::string("\u202eEUR 5\u202c")})
    read_string(phrase);
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "EUR 5 000; ";
  EXPECT_EQ(read_string(many).amounts.size(), 20'000U);
}

}  // namespace
}  // namespace planmerge::normalize
