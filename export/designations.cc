// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/designations.h"

#include <algorithm>
#include <string_view>

#include "export/report/html.h"

namespace planmerge::exporter {
namespace {

constexpr Designation kDesignations[] = {
    {"Kosovo*",
     "This designation is without prejudice to positions on status, and is in line with UNSCR "
     "1244/1999 and the ICJ Opinion on the Kosovo declaration of independence."},
};

}  // namespace

std::span<const Designation> designations() {
  return kDesignations;
}

std::string designations_html(const plan::PlanVersion& version) {
  std::string out;
  for (const Designation& entry : kDesignations) {
    const std::string_view phrase = entry.phrase;
    const bool used =
        std::any_of(version.rows.begin(), version.rows.end(), [phrase](const auto& row) {
          return std::any_of(plan::kFields.begin(), plan::kFields.end(), [&](plan::Field field) {
            return row.row.reading(field).find(phrase) != std::string::npos;
          });
        });
    if (used)
      out += "<p class=\"norm\">" + html::escape(phrase.substr(phrase.size() - 1)) + " " +
             html::escape(entry.note) + "</p>\n";
  }
  return out;
}

}  // namespace planmerge::exporter
