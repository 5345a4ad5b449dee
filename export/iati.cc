// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "export/calendar.h"
#include "export/ooxml/xml_text.h"
#include "export/report/figures.h"
#include "export/rows.h"
#include "export/writers.h"

// IATI 2.03. Only what the plan says: a row without a start, a status, a place or a sector is told
// with its reason, never filled in. Order of elements as in iati-activities-schema.xsd; rules of
// the standard ruleset in brackets. The mapping stands in docs/exports/iati.md.

namespace planmerge::exporter {
namespace {

constexpr long kMaxBudgetDays = 366;  // [7.5.3]

/// An activity's status, and whether it has begun or ended.
struct StatusCode {
  const char* name;
  const char* code;
};
constexpr StatusCode kStatuses[] = {
    {"planned", "1"}, {"requested", "1"}, {"postponed", "1"}, {"initiated", "2"},
    {"ongoing", "2"}, {"completed", "4"}, {"cancelled", "5"}, {"suspended", "6"},
};

std::string_view status_code(const std::string& status) {
  for (const StatusCode& entry : kStatuses) {
    if (status == entry.name) return entry.code;
  }
  return {};
}

/// OrganisationRole; empty: the role has none and is told in the narrative.
std::string_view role_code(const std::string& role) {
  if (role == "lead") return "2";
  if (role == "funder") return "1";
  if (role == "driver" || role == "partner" || role == "support" || role == "evaluator" ||
      role == "host")
    return "4";
  return {};
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + xml::escape(value) + "\"";
}

std::string narrative(std::string_view text) {
  return "<narrative>" + xml::escape(text::collapse(text)) + "</narrative>";
}

std::string element(std::string_view tag, const std::string& attributes,
                    const std::string& content) {
  const std::string name(tag);
  if (content.empty()) return "    <" + name + attributes + "/>\n";
  return "    <" + name + attributes + ">" + content + "</" + name + ">\n";
}

/// Letters, digits and '-' of an id: identifiers hold none of / & | ? and no blanks [1.1.21].
std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  return out;
}

/// Dates of an activity, and what makes them so.
struct Dates {
  Day start;
  std::optional<Day> end;
  bool start_is_actual = false, end_is_actual = false, start_is_plans = false;
};

/// Needs that have an exported row: what their own activity says is that of its rows.
struct Need {
  std::string no, title, id;
  Dates dates;
  std::string status, sector;
  std::vector<std::string> rows;
  std::vector<std::string> countries;
};

class IatiWriter {
 public:
  IatiWriter(const Bundle& bundle, std::ostream& out)
      : bundle_(bundle), settings_(bundle.iati), out_(out), as_of_(parse_day(bundle.as_of)) {}

  std::vector<NotCarried> write() {
    std::string activities;
    for (const plan::PlanRow& row : bundle_.after.rows) activities += activity(row);
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\""
         << (as_of_ ? attribute("generated-datetime", iso(*as_of_) + "T00:00:00Z") : "") << ">\n";
    for (const Need& need : needs_) out_ << need_activity(need);
    out_ << activities << "</iati-activities>\n";
    return std::move(lost_);
  }

 private:
  void lose(const plan::PlanRow& row, const char* part, std::string reason) {
    lost_.push_back({row.id, part, std::move(reason)});
  }

  std::string identifier(std::string_view part) const {
    return settings_.reporting_org + "-" + slug(part);
  }

  std::string sector_of(const plan::ActionRow& row) const {
    const auto found = settings_.sectors.find(row.need_no);
    return found == settings_.sectors.end() ? settings_.sector : found->second;
  }

  bool is_past(const std::optional<Day>& day) const { return day && as_of_ && *day <= *as_of_; }

  std::optional<Dates> dates_of(const plan::ActionRow& row) const {
    Span span = parse_span(row.norm.timeline.edtf).value_or(Span());
    Dates dates;
    if (!span.first && settings_.plan_start_as_start) {
      span.first = parse_span(bundle_.after.window).value_or(Span()).first;
      dates.start_is_plans = span.first.has_value();
      if (span.first && span.last && *span.last < *span.first) return std::nullopt;
    }
    if (!span.first) return std::nullopt;
    dates.start = *span.first;
    dates.end = span.last;
    const std::string& status = row.norm.timeline.status;
    const bool begun = status == "ongoing" || status == "initiated" || status == "completed" ||
                       status == "suspended" || status == "cancelled";
    // Actual dates do not lie ahead of the day of the round [11.1.4, 11.1.5].
    dates.start_is_actual = begun && !dates.start_is_plans && is_past(dates.start);
    dates.end_is_actual = status == "completed" && is_past(dates.end);
    return dates;
  }

  /// What must be there for a valid activity; tells the first thing that is not.
  bool complete(const plan::PlanRow& row, const std::optional<Dates>& dates) {
    const plan::ActionRow& r = row.row;
    std::string reason;
    if (r.action.empty())
      reason = "the row has no action that could be its title";
    else if (status_code(r.norm.timeline.status).empty())
      reason = "the row names no status";
    else if (r.norm.timeline.refused())
      reason = "the timeline contradicts itself or was refused";
    else if (!dates)
      reason = "the row names no start";
    else if (r.norm.drivers.organisations.empty() && r.norm.drivers.unresolved.empty())
      reason = "the row names no driver";
    else if (r.norm.countries.empty() && settings_.region.empty())
      reason = "the row names no country, and no region is set ([iati] region)";
    else if (sector_of(r).empty())
      reason = "need " + r.need_no + " has no sector ([iati.sectors])";
    if (reason.empty()) return true;
    lose(row, "row", reason);
    return false;
  }

  std::string open_activity(int hierarchy) const {
    return "  <iati-activity" + attribute("xml:lang", settings_.language) +
           attribute("hierarchy", std::to_string(hierarchy)) + attribute("humanitarian", "0") +
           ">\n";
  }

  std::string head(const std::string& id, std::string_view title) const {
    return element("iati-identifier", "", xml::escape(id)) +
           element("reporting-org",
                   attribute("ref", settings_.reporting_org) +
                       attribute("type", settings_.reporting_org_type) +
                       attribute("secondary-reporter", "1"),
                   narrative(settings_.reporting_org_name.empty() ? settings_.reporting_org
                                                                  : settings_.reporting_org_name)) +
           element("title", "", narrative(title));
  }

  static std::string description(const char* type, const std::string& text) {
    return text.empty() ? "" : element("description", attribute("type", type), narrative(text));
  }

  std::string participants(const plan::ActionRow& row) const {
    std::string out;
    for (const plan::Organisation& body : row.norm.drivers.organisations) {
      const std::string_view role = role_code(body.role);
      if (role.empty()) continue;
      const auto ref = settings_.organisations.find(body.id);
      out += element("participating-org",
                     (ref == settings_.organisations.end() ? "" : attribute("ref", ref->second)) +
                         attribute("role", role),
                     narrative(body.printed.empty() ? body.name : body.printed));
    }
    for (const std::string& name : row.norm.drivers.unresolved)
      out += element("participating-org", attribute("role", "4"), narrative(name));
    return out;
  }

  /// Roles that IATI does not know, and the printed cells that have no element.
  static std::string other_facts(const plan::ActionRow& row) {
    std::vector<std::string> facts;
    for (const plan::Organisation& body : row.norm.drivers.organisations) {
      if (role_code(body.role).empty())
        facts.push_back((body.printed.empty() ? body.name : body.printed) + " (" + body.role + ")");
    }
    if (!row.funding_raw.empty()) facts.push_back("Funding as printed: " + row.funding_raw);
    if (!row.scope.empty()) facts.push_back("Scope as printed: " + row.scope);
    if (!row.note.empty()) facts.push_back("Note: " + row.note);
    return joined(facts, ". ");
  }

  static std::string date(const char* type, const Day& day, std::string_view note) {
    return element("activity-date", attribute("type", type) + attribute("iso-date", iso(day)),
                   note.empty() ? "" : narrative(note));
  }

  static std::string dates_xml(const Dates& dates, const std::string& phrase) {
    const std::string note =
        dates.start_is_plans
            ? "Start of the plan's period; the row names no start of its own. " + phrase
            : phrase;
    std::string out = date(dates.start_is_actual ? "2" : "1", dates.start, note);
    if (dates.end) out += date(dates.end_is_actual ? "4" : "3", *dates.end, "");
    return out;
  }

  /// Countries with equal parts of 100 to two decimals; the first takes the rest.
  std::string places(const std::vector<std::string>& countries) const {
    if (countries.empty())
      return element("recipient-region",
                     attribute("code", settings_.region) + attribute("vocabulary", "1") +
                         attribute("percentage", "100"),
                     "");
    const auto count = static_cast<long>(countries.size());
    const long each = 10'000 / count;
    long part = 10'000 - each * (count - 1);
    std::string out;
    for (const std::string& country : countries) {
      const std::string decimals = std::to_string(part % 100);
      out +=
          element("recipient-country",
                  attribute("code", country) +
                      attribute("percentage", std::to_string(part / 100) + "." +
                                                  std::string(2 - decimals.size(), '0') + decimals),
                  "");
      part = each;
    }
    return out;
  }

  static std::string sector_xml(const std::string& code) {
    return element(
        "sector",
        attribute("vocabulary", "1") + attribute("code", code) + attribute("percentage", "100"),
        "");
  }

  /// Money that is a budget: whole, exact, of at most a year. Anything else is told.
  std::string budgets(const plan::PlanRow& row, const Dates& dates) {
    const plan::Funding& funding = row.row.norm.funding;
    std::string out;
    for (const plan::Amount& amount : funding.amounts) {
      const std::string money = amount.currency + " " + amount.value;
      if (amount.is_share || !amount.share_of.empty()) {
        lose(row, "funding", money + " is a share and no budget of the whole activity");
      } else if (amount.currency.empty() || !is_decimal(amount.value)) {
        lose(row, "funding", "an amount is not plain money of a known currency");
      } else if (funding.status == "sought" || funding.status == "requested") {
        lose(row, "funding", money + " is sought, not given: IATI has no element for it");
      } else if (funding.amounts.size() > 1 && funding.status == "partial") {
        lose(row, "funding", money + ": which of several amounts is given is not said");
      } else if (!dates.end || dates.start_is_plans) {
        lose(row, "funding", money + " has no period of its own");
      } else if (day_number(*dates.end) - day_number(dates.start) > kMaxBudgetDays - 1) {
        lose(row, "funding", money + " is for more than a year, which cannot be one budget");
      } else {
        out += element(
            "budget", attribute("type", "1") + attribute("status", "1"),
            "<period-start iso-date=\"" + iso(dates.start) + "\"/><period-end iso-date=\"" +
                iso(*dates.end) + "\"/><value" + attribute("currency", amount.currency) +
                attribute("value-date", iso(dates.start)) + ">" + amount.value + "</value>");
      }
    }
    return out;
  }

  static std::string results(const plan::ActionRow& row) {
    std::string out;
    for (const std::string& output : row.outputs)
      out += element("result", attribute("type", "1"),
                     "<title>" + narrative(output) + "</title><indicator measure=\"5\"><title>" +
                         narrative(output) + "</title></indicator>");
    return out;
  }

  Need& need_of(const plan::ActionRow& row, const Dates& dates) {
    const auto [place, fresh] =
        need_places_.emplace(std::pair(row.need_no, row.need), needs_.size());
    if (!fresh) return needs_[place->second];
    Need need;
    need.no = row.need_no;
    need.title = row.need;
    need.dates = dates;
    need.dates.end.reset();
    need.dates.end_is_actual = false;
    need.id = identifier("N" + (need.no.empty() ? std::to_string(needs_.size() + 1) : need.no));
    if (!need_ids_.insert(need.id).second) need.id += "-" + std::to_string(needs_.size() + 1);
    return needs_.emplace_back(std::move(need));
  }

  /// A need begins with its first row; it goes on while one of them does.
  void join(Need& need, const plan::ActionRow& row, const Dates& dates, const std::string& id) {
    if (dates.start < need.dates.start) {
      need.dates = dates;
      need.dates.end.reset();
      need.dates.end_is_actual = false;
    }
    const std::string code(status_code(row.norm.timeline.status));
    if (need.status.empty() || code == "2" || (code == "1" && need.status != "2"))
      need.status = code;
    need.sector = sector_of(row);
    need.rows.push_back(id);
    for (const std::string& country : row.norm.countries) {
      if (std::find(need.countries.begin(), need.countries.end(), country) == need.countries.end())
        need.countries.push_back(country);
    }
  }

  std::string activity(const plan::PlanRow& row) {
    const plan::ActionRow& r = row.row;
    const std::optional<Dates> dates = dates_of(r);
    if (!complete(row, dates)) return "";
    const std::string id = identifier(row.id);
    std::string parent;
    if (!r.need.empty()) {
      Need& need = need_of(r, *dates);
      join(need, r, *dates, id);
      parent = need.id;
    }
    const std::string outputs = joined(r.outputs, "; ");
    const std::string phrase = joined({r.status_timeline_raw, r.start_raw, r.end_raw}, " ");
    return open_activity(2) + head(id, action_title(r)) +
           description("1", outputs.empty() ? r.action : outputs) +
           description("2", r.need.empty() ? "" : "Need addressed: " + r.need_no + " " + r.need) +
           description("4", other_facts(r)) + participants(r) +
           element("activity-status", attribute("code", status_code(r.norm.timeline.status)), "") +
           dates_xml(*dates, phrase) + places(r.norm.countries) + sector_xml(sector_of(r)) +
           budgets(row, *dates) +
           (parent.empty() ? ""
                           : element("related-activity",
                                     attribute("ref", parent) + attribute("type", "1"), "")) +
           results(r) + "  </iati-activity>\n";
  }

  std::string need_activity(const Need& need) const {
    const std::string title = need.no.empty() ? need.title : need.no + " " + need.title;
    std::string related;
    for (const std::string& row : need.rows)
      related += element("related-activity", attribute("ref", row) + attribute("type", "2"), "");
    return open_activity(1) + head(need.id, title) +
           description("1", "Need addressed by the actions of the plan: " + title) +
           element("participating-org",
                   attribute("ref", settings_.reporting_org) + attribute("role", "2"),
                   narrative(settings_.reporting_org_name.empty() ? settings_.reporting_org
                                                                  : settings_.reporting_org_name)) +
           element("activity-status", attribute("code", need.status), "") +
           dates_xml(need.dates, "The first start among the actions") + places(need.countries) +
           sector_xml(need.sector) + related + "  </iati-activity>\n";
  }

  const Bundle& bundle_;
  const IatiSettings& settings_;
  std::ostream& out_;
  std::optional<Day> as_of_;
  std::vector<Need> needs_;
  std::map<std::pair<std::string, std::string>, std::size_t> need_places_;  // by number and title
  std::set<std::string> need_ids_;
  std::vector<NotCarried> lost_;
};

}  // namespace

bool iati_ready(const Bundle& bundle) {
  return !bundle.iati.reporting_org.empty();
}

std::vector<NotCarried> write_iati(const Bundle& bundle, std::ostream& out) {
  if (!iati_ready(bundle))
    throw Error(Error::Kind::Usage, "not-configured", "planmerge.toml",
                "an IATI file needs the reference of the body that reports: reporting_org under "
                "[iati]");
  return IatiWriter(bundle, out).write();
}

}  // namespace planmerge::exporter
