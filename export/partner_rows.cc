// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/partner_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "export/report/figures.h"

namespace planmerge::exporter {
namespace {

bool drives(const plan::ActionRow& row, const std::string& folded) {
  const auto& bodies = row.norm.drivers.organisations;
  const auto& unknown = row.norm.drivers.unresolved;  // a partner need not be in the register
  if (std::any_of(unknown.begin(), unknown.end(),
                  [&folded](const auto& name) { return text::fold(name) == folded; }))
    return true;
  return std::any_of(bodies.begin(), bodies.end(), [&folded](const plan::Organisation& body) {
    return body.drives() && (text::fold(body.id) == folded || text::fold(body.name) == folded ||
                             text::fold(body.printed) == folded);
  });
}

}  // namespace

bool has_partner(const Bundle& bundle) {
  return !bundle.partner.empty();
}

bool knows_partner(const Bundle& bundle, const std::string& partner) {
  const std::string folded = text::fold(partner);
  const bool sent = std::any_of(bundle.files.begin(), bundle.files.end(), [&](const auto& file) {
    return text::fold(file.partner) == folded;
  });
  return sent || !rows_of_partner(bundle, partner).empty();
}

std::vector<SentRow> rows_sent_by(const Bundle& bundle, const std::string& partner) {
  std::map<std::pair<std::string, int>, const plan::Link*> links;
  for (const plan::Link& link : bundle.links) links[{link.sha256, link.row}] = &link;
  const std::string folded = text::fold(partner);
  std::vector<SentRow> rows;
  std::size_t begin = 0;  // contribution_rows holds the rows of the files one after the other
  for (const FileOutcome& file : bundle.files) {
    if (file.is_plan || !file.error.empty()) continue;
    const std::size_t end =
        std::min(begin + static_cast<std::size_t>(file.rows), bundle.contribution_rows.size());
    for (std::size_t i = begin; i < end && text::fold(file.partner) == folded; ++i) {
      SentRow row{&file, &bundle.contribution_rows[i], static_cast<int>(i - begin), nullptr};
      const auto link = links.find({file.sha256, row.index});
      if (link != links.end()) row.link = link->second;
      rows.push_back(row);
    }
    begin = end;
  }
  return rows;
}

std::vector<const plan::PlanRow*> rows_of_partner(const Bundle& bundle,
                                                  const std::string& partner) {
  const std::string folded = text::fold(partner);
  std::set<std::string> sent;
  for (const plan::Link& link : bundle.links) {
    if (text::fold(link.partner) == folded) sent.insert(link.to.begin(), link.to.end());
  }
  std::vector<const plan::PlanRow*> rows;
  for (const plan::PlanRow& row : bundle.after.rows) {
    const bool credited = std::any_of(
        row.credited.begin(), row.credited.end(),
        [&](const auto& entry) { return plan::is_credited(text::fold(entry.second), folded); });
    if (credited || sent.contains(row.id) || drives(row.row, folded)) rows.push_back(&row);
  }
  return rows;
}

std::vector<std::size_t> open_questions(const Bundle& bundle, const std::string& row_id) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < bundle.items.size(); ++i) {
    const plan::ReviewItem& item = bundle.items[i];
    const bool about = std::find(item.rows.begin(), item.rows.end(), row_id) != item.rows.end();
    if (about && is_open(item)) numbers.push_back(i + 1);
  }
  return numbers;
}

std::vector<std::size_t> open_questions(const Bundle& bundle, const SentRow& row) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < bundle.items.size(); ++i) {
    const plan::ReviewItem& item = bundle.items[i];
    if (!is_open(item)) continue;
    const bool about = std::any_of(
        item.evidence.begin(), item.evidence.end(), [&row](const plan::ItemEvidence& side) {
          return !side.in_plan && side.row_index == row.index && side.file == row.file->file;
        });
    if (about) numbers.push_back(i + 1);
  }
  return numbers;
}

}  // namespace planmerge::exporter
