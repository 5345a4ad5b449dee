// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/lines.h"

#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "base/text.h"
#include "codec/json.h"

namespace planmerge::normalize {

void normalise_lines(std::string_view kind, std::istream& in, std::ostream& out,
                     const Normalizer& normalizer, bool /*explain*/) {
  std::string line;
  while (std::getline(in, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::string phrase = text::to_valid_utf8(line);
    codec::Json json;
    if (kind == "timeline") json = codec::encode(normalizer.timeline(phrase));
    if (kind == "driver") json = codec::encode(normalizer.drivers(phrase));
    if (kind == "funding") {
      json = codec::encode(normalizer.funding(phrase));
      // What stands printed is the caller's own line; whole sums say so in this protocol.
      for (auto& amount : json["amounts"]) {
        amount.erase("printed");
        if (!amount.contains("of")) amount["of"] = "total";
      }
    }
    out << json.dump() << '\n';
  }
}

}  // namespace planmerge::normalize
