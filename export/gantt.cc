// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "export/calendar.h"
#include "export/ooxml/xml_text.h"
#include "export/report/html.h"
#include "export/rows.h"
#include "export/writers.h"

// A bar a row over a scale of years, needs as headings. A side that is open ends in a point at the
// edge of the picture. Whole pixels only: no rounding of doubles reaches the file.

namespace planmerge::exporter {
namespace {

constexpr long kLabelWidth = 420, kChartWidth = 760, kStatusWidth = 90, kMargin = 12;
constexpr long kRowHeight = 20, kHeadHeight = 54, kBarHeight = 12;
constexpr long kFontSize = 12, kLetterWidth = 7;  // pixels; the widest usual letters of the font
constexpr long kMaxYearLines = 60;                // more years than this have no line each

struct Bar {
  const plan::PlanRow* row;
  Span span;
};

struct Scale {
  long first = 0, last = 0;  // days
  int first_year = 0, last_year = 0;
  long x(long day) const {
    return kMargin + kLabelWidth + (day - first) * kChartWidth / std::max(last - first, 1L);
  }
};

Scale scale_of(const std::vector<Bar>& bars) {
  int low = 9999;
  int high = 0;
  for (const Bar& bar : bars) {
    for (const auto& day : {bar.span.first, bar.span.last}) {
      if (!day) continue;
      low = std::min(low, day->year);
      high = std::max(high, day->year);
    }
  }
  return {day_number({low, 1, 1}), day_number({high + 1, 1, 1}), low, high};
}

/// Light to dark by how far it is; the word stands beside it.
std::string_view colour_of(const std::string& status) {
  if (status == "completed") return "#1f4e2c";
  if (status == "ongoing" || status == "initiated") return "#2f6db5";
  if (status == "cancelled" || status == "suspended") return "#8a8a8a";
  return "#a9c8ea";
}

std::string text(long x, long y, std::string_view content, std::string_view extra = "") {
  return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\"" +
         std::string(extra) + ">" + xml::escape(content) + "</text>\n";
}

std::string label(std::string_view words, long width) {
  return html::shortened(words, static_cast<std::size_t>(width / kLetterWidth));
}

/// The title, and whose row it is: an action has a row for each of its drivers.
std::string row_label(const plan::ActionRow& row) {
  constexpr long kDriverWidth = 130;
  if (row.drivers_raw.empty()) return label(action_title(row), kLabelWidth - 16);
  return label(action_title(row), kLabelWidth - kDriverWidth - 16) + " · " +
         label(row.drivers_raw, kDriverWidth - 2 * kLetterWidth);
}

std::string bar_shape(const Bar& bar, const Scale& scale, long y) {
  const long begin = bar.span.first ? scale.x(day_number(*bar.span.first)) : scale.x(scale.first);
  const long end = bar.span.last ? scale.x(day_number(*bar.span.last) + 1) : scale.x(scale.last);
  const long right = std::max(end, begin + 2);
  const long middle = y + kBarHeight / 2;
  const auto point = [](long x, long at) { return std::to_string(x) + "," + std::to_string(at); };
  const long tip = kBarHeight / 2;
  std::string shape = "<polygon fill=\"" +
                      std::string(colour_of(bar.row->row.norm.timeline.status)) + "\" points=\"";
  if (bar.span.first)
    shape += point(begin, y + kBarHeight) + " " + point(begin, y) + " ";
  else
    shape += point(begin + tip, y + kBarHeight) + " " + point(begin, middle) + " " +
             point(begin + tip, y) + " ";
  if (bar.span.last)
    shape += point(right, y) + " " + point(right, y + kBarHeight);
  else
    shape += point(right - tip, y) + " " + point(right, middle) + " " +
             point(right - tip, y + kBarHeight);
  const std::string days = (bar.span.first ? iso(*bar.span.first) : "open") + " – " +
                           (bar.span.last ? iso(*bar.span.last) : "open");
  return shape + "\"><title>" + xml::escape(action_title(bar.row->row) + ": " + days) +
         "</title></polygon>\n";
}

std::string years(const Scale& scale, long height) {
  std::string out;
  const long step = (scale.last_year - scale.first_year) / kMaxYearLines + 1;
  for (long year = scale.first_year; year <= scale.last_year + 1; year += step) {
    const long x = scale.x(day_number({static_cast<int>(year), 1, 1}));
    out += "<line x1=\"" + std::to_string(x) + "\" y1=\"" + std::to_string(kHeadHeight - 6) +
           "\" x2=\"" + std::to_string(x) + "\" y2=\"" + std::to_string(height - kMargin) +
           "\" stroke=\"#c8c8c8\"/>\n";
    const bool fits = scale.last_year - scale.first_year < kChartWidth / (5 * kLetterWidth);
    if (year <= scale.last_year && fits) out += text(x + 3, kHeadHeight - 10, std::to_string(year));
  }
  return out;
}

std::string need_of(const plan::ActionRow& row) {
  return row.need_no + (row.need_no.empty() || row.need.empty() ? "" : " ") + row.need;
}

}  // namespace

std::vector<NotCarried> write_gantt(const Bundle& bundle, std::ostream& out) {
  std::vector<NotCarried> lost;
  std::vector<Bar> bars;
  for (const plan::PlanRow& row : bundle.after.rows) {
    if (const auto span = parse_span(row.row.norm.timeline.edtf))
      bars.push_back({&row, *span});
    else
      lost.push_back({row.id, "row", "the row names no date that could be drawn"});
  }
  std::string body;
  std::string need;
  long y = kHeadHeight;
  const Scale scale = scale_of(bars);
  for (const Bar& bar : bars) {
    const plan::ActionRow& row = bar.row->row;
    if (const std::string now = need_of(row); now != need) {
      need = now;
      body +=
          text(kMargin, y + 14, label(need, kLabelWidth + kChartWidth), " font-weight=\"bold\"");
      y += kRowHeight;
    }
    body += text(kMargin + 8, y + 13, row_label(row));
    body += bar_shape(bar, scale, y + 3);
    const std::string& status = row.norm.timeline.status;
    body += text(kMargin + kLabelWidth + kChartWidth + 8, y + 13, status == "none" ? "" : status);
    y += kRowHeight;
  }
  const long width = 2 * kMargin + kLabelWidth + kChartWidth + kStatusWidth;
  const long height = y + 2 * kMargin;
  const std::string size =
      "width=\"" + std::to_string(width) + "\" height=\"" + std::to_string(height) + "\"";
  const std::string title = bundle.after.title.empty() ? "Action plan" : bundle.after.title;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
      << size << " viewBox=\"0 0 " << width << " " << height
      << "\" role=\"img\" font-family=\"Arial, Liberation Sans, sans-serif\" font-size=\""
      << kFontSize << "\" fill=\"#1a1a1a\">\n<title>" << xml::escape(title)
      << ": timeline</title>\n"
      << "<rect " << size << " fill=\"#ffffff\"/>\n"
      << text(kMargin, 22, label(title, kLabelWidth + kChartWidth),
              " font-size=\"15\" "
              "font-weight=\"bold\"");
  if (bars.empty())
    out << text(kMargin, kHeadHeight, "No row names a date.");
  else
    out << years(scale, height) << body;
  out << "</svg>\n";
  return lost;
}

}  // namespace planmerge::exporter
