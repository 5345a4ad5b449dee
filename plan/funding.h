// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace planmerge::plan {

/// Money, exact.
struct Amount {
  std::string currency;  // ISO 4217; empty only beside an E: flag
  std::string value;     // exact decimal without grouping: "450000", "1250000.50"
  std::string share_of;  // who or what this part is for; empty: the whole
  std::string printed;   // as written
  bool is_share = false;
  bool operator==(const Amount&) const = default;
};

/// A period of funding with a status of its own: "available until 2019, sought for 2020".
struct FundingPeriod {
  std::string edtf, status;
  bool operator==(const FundingPeriod&) const = default;
};

/// What a funding cell says.
struct Funding {
  std::string status = "unknown";  // available partial sought negotiated requested none unknown
                                   // and whatever bench/normalize lists
  std::vector<std::string> instruments;  // ids: "ipa-ii-2017"
  std::vector<std::string> funders;      // ids of organisations
  std::vector<Amount> amounts;
  std::vector<FundingPeriod> periods;
  std::vector<std::string> flags;  // "E:malformed_amount" (withheld), "W:thousands_assumed"
  std::vector<std::string> hints;  // the arithmetic behind a flag, one sentence each
  bool operator==(const Funding&) const = default;
};

/// Sum of the amounts that are no shares, whatever their currency; rounded, for comparing only.
std::optional<double> total(const Funding& funding);

}  // namespace planmerge::plan
