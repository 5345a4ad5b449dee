// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/normalize.h"

#include <algorithm>

#include "base/text.h"
#include "normalize/data.h"
#include "normalize/dates.h"
#include "normalize/funding.h"
#include "normalize/organisations.h"
#include "normalize/tables.h"

namespace planmerge::normalize {

struct Normalizer::Impl {
  Register bodies;
};

Normalizer::Normalizer(const std::vector<std::string>& extra_registers) {
  auto impl = std::make_unique<Impl>();
  impl->bodies.add(data::kOrganisations, "organisations.tsv");
  for (const std::string& table : extra_registers) impl->bodies.add(table, "register");
  impl_ = std::move(impl);
}

Normalizer::~Normalizer() = default;
Normalizer::Normalizer(Normalizer&&) noexcept = default;
Normalizer& Normalizer::operator=(Normalizer&&) noexcept = default;

std::string Normalizer::status_label(std::string_view cell) const {
  return stage_labelled(cell);
}

plan::Timeline Normalizer::timeline(std::string_view phrase) const {
  return read_timeline(phrase);
}

plan::Drivers Normalizer::drivers(std::string_view phrase,
                                  const std::map<std::string, std::string>& acronyms) const {
  return impl_->bodies.read(phrase, acronyms);
}

plan::Funding Normalizer::funding(std::string_view phrase) const {
  return read_funding(phrase, impl_->bodies);
}

namespace {

/// Status cell and separate Start and End columns, as one timeline.
plan::Timeline joined_timeline(const plan::ActionRow& row) {
  plan::Timeline timeline = read_timeline(row.status_timeline_raw);
  if (row.start_raw.empty() && row.end_raw.empty()) return timeline;
  const plan::Timeline start = read_timeline(row.start_raw);
  const plan::Timeline end = read_timeline(row.end_raw);
  for (const plan::Timeline* part : {&start, &end}) {
    for (const std::string& flag : part->flags) timeline.flags.push_back(flag);
  }
  if (timeline.refused()) {
    timeline.edtf.clear();
    return timeline;
  }
  const auto first_of = [](const std::string& edtf) { return edtf.substr(0, edtf.find('/')); };
  const auto last_of = [](const std::string& edtf) {
    const std::size_t slash = edtf.find('/');
    return slash == std::string::npos ? edtf : edtf.substr(slash + 1);
  };
  if (start.edtf.empty() && end.edtf.empty()) return timeline;
  if (start.edtf.empty()) {
    timeline.edtf = "/" + last_of(end.edtf);
  } else if (end.edtf.empty()) {
    timeline.edtf = row.end_raw.empty() ? first_of(start.edtf) + "/.." : "";
  } else if (start.edtf == end.edtf && start.edtf.find('/') == std::string::npos) {
    timeline.edtf = start.edtf;
  } else {
    timeline.edtf = first_of(start.edtf) + "/" + last_of(end.edtf);
  }
  return timeline;
}

}  // namespace

void Normalizer::normalise(plan::ActionRow& row,
                           const std::map<std::string, std::string>& acronyms) const {
  row.norm = {};
  row.norm.drivers = drivers(row.drivers_raw, acronyms);
  row.norm.timeline = joined_timeline(row);
  row.norm.funding = funding(row.funding_raw);
  for (const plan::Organisation& place : drivers(row.scope).organisations) {
    if (place.id.starts_with("gov:")) row.norm.countries.push_back(place.id.substr(4));
  }
  row.norm.done = true;
}

plan::Organisation Normalizer::body_named(std::string_view text) const {
  plan::Organisation body;
  const std::string id = impl_->bodies.id_of(key_of(text));
  if (id.empty()) return body;
  body.id = id;
  body.name = name_of(id);
  body.printed = text;
  return body;
}

std::string Normalizer::name_of(std::string_view id) const {
  const Register::Body* body = impl_->bodies.find(id);
  return body == nullptr ? std::string(id) : body->name;
}

std::string Normalizer::acronym_of(std::string_view id) const {
  const Register::Body* body = impl_->bodies.find(id);
  return body == nullptr ? "" : body->acronym;
}

std::string Normalizer::parent_of(std::string_view id) const {
  const Register::Body* body = impl_->bodies.find(id);
  return body == nullptr ? "" : body->parent;
}

}  // namespace planmerge::normalize
