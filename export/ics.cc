// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "export/calendar.h"
#include "export/rows.h"
#include "export/writers.h"

// RFC 5545. A row with first and last day is an event of whole days (the end is exclusive); with
// one of the two it is a task, which may lack the other; without both it is told. No day is made
// up.

namespace planmerge::exporter {
namespace {

constexpr std::size_t kMaxOctets = 75;  // of a line, without its end (3.1)

/// Folded between characters: a line that goes on begins with a blank.
void put(std::ostream& out, std::string_view line) {
  std::size_t room = kMaxOctets;
  while (line.size() > room) {
    std::size_t end = room;
    while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    out << line.substr(0, end) << "\r\n ";
    line.remove_prefix(end);
    room = kMaxOctets - 1;
  }
  out << line << "\r\n";
}

/// TEXT (3.3.11).
std::string escaped(std::string_view raw) {
  std::string out;
  for (const char c : text::to_valid_utf8(raw)) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\\' || c == ';' || c == ',')
      out += std::string("\\") + c;
    else if (c == '\t' || static_cast<unsigned char>(c) >= 0x20U)
      out += c;
  }
  return out;
}

std::string date(const Day& day) {
  std::string text = iso(day);
  std::erase(text, '-');
  return text;
}

std::string_view task_status(const std::string& status) {
  if (status == "completed") return "COMPLETED";
  if (status == "cancelled") return "CANCELLED";
  if (status == "ongoing" || status == "initiated") return "IN-PROCESS";
  return "NEEDS-ACTION";
}

std::string_view event_status(const std::string& status) {
  if (status == "cancelled") return "CANCELLED";
  const bool settled = status == "completed" || status == "ongoing" || status == "initiated";
  return settled ? "CONFIRMED" : "TENTATIVE";
}

std::string description_of(const plan::ActionRow& row) {
  std::string text;
  const auto add = [&text](const char* label, const std::string& value) {
    if (!value.empty()) text += (text.empty() ? "" : "\n") + std::string(label) + value;
  };
  add("Need: ", row.need);
  for (const std::string& output : row.outputs) add("• ", output);
  add("Driver(s): ", row.drivers_raw);
  add("Timeline as printed: ", row.status_timeline_raw);
  add("Start as printed: ", row.start_raw);
  add("End as printed: ", row.end_raw);
  add("Funding: ", row.funding_raw);
  return text;
}

void write_row(std::ostream& out, const plan::PlanRow& row, const Span& span,
               const std::string& calendar, const std::string& stamp) {
  const bool event = span.first && span.last;
  put(out, event ? "BEGIN:VEVENT" : "BEGIN:VTODO");
  put(out, "UID:" + escaped(row.id) + "." + calendar + "@planmerge.invalid");
  put(out, "DTSTAMP:" + stamp);
  if (span.first) put(out, "DTSTART;VALUE=DATE:" + date(*span.first));
  if (event)
    put(out, "DTEND;VALUE=DATE:" + date(day_of(day_number(*span.last) + 1)));
  else if (span.last)
    put(out, "DUE;VALUE=DATE:" + date(*span.last));
  const std::string title = action_title(row.row);
  put(out, "SUMMARY:" + escaped(title.empty() ? row.id : title));
  put(out, "DESCRIPTION:" + escaped(description_of(row.row)));
  if (!row.row.section.empty()) put(out, "CATEGORIES:" + escaped(row.row.section));
  const std::string& status = row.row.norm.timeline.status;
  put(out, "STATUS:" + std::string(event ? event_status(status) : task_status(status)));
  if (event) put(out, "TRANSP:TRANSPARENT");  // it keeps nobody busy
  put(out, event ? "END:VEVENT" : "END:VTODO");
}

}  // namespace

std::vector<NotCarried> write_ics(const Bundle& bundle, std::ostream& out) {
  std::vector<NotCarried> lost;
  // The plan's title tells two plans' rows apart; the same plan keeps its ids from round to round.
  const std::string calendar = sha256_hex(bundle.after.title).substr(0, 12);
  const auto as_of = parse_day(bundle.as_of);
  const std::string stamp = (as_of ? date(*as_of) : "19700101") + "T000000Z";
  put(out, "BEGIN:VCALENDAR");
  put(out, "VERSION:2.0");
  put(out, "PRODID:-//planmerge//action plan//EN");
  put(out, "CALSCALE:GREGORIAN");
  put(out, "X-WR-CALNAME:" + escaped(bundle.after.title));
  for (const plan::PlanRow& row : bundle.after.rows) {
    const auto span = parse_span(row.row.norm.timeline.edtf);
    if (span)
      write_row(out, row, *span, calendar, stamp);
    else
      lost.push_back({row.id, "row",
                      row.row.norm.timeline.refused()
                          ? "the timeline contradicts itself or was refused"
                          : "the row names no date"});
  }
  put(out, "END:VCALENDAR");
  return lost;
}

}  // namespace planmerge::exporter
