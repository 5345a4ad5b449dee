// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "codec/json.h"
#include "export/embedded.h"
#include "export/report/html.h"
#include "export/report/parts.h"
#include "export/writers.h"

// One page that needs no network and no script. Template, style and script stand in report/ and
// are compiled in; the content policy allows these two by their hashes and nothing else.

namespace planmerge::exporter {
namespace {

/// First digits of the SHA-256 of the plan's JSON: tells two prints of a version apart.
std::string fingerprint(const plan::PlanVersion& version) {
  const std::string text =
      codec::encode(version).dump(-1, ' ', false, codec::Json::error_handler_t::replace);
  return sha256_hex(text).substr(0, 12);
}

std::string round_line(const Bundle& bundle) {
  std::string line = "Plan version " + std::to_string(bundle.after.number);
  if (!bundle.after.window.empty()) line += " · " + html::escape(bundle.after.window);
  if (!bundle.as_of.empty()) line += " · as of " + html::escape(bundle.as_of);
  line += " · fingerprint " + fingerprint(bundle.after);
  if (!bundle.program.empty()) line += " · " + html::escape(bundle.program);
  return line;
}

std::string sandbox_line(const Bundle& bundle) {
  if (bundle.sandboxed) return "";
  return "<p class=\"alert\">The documents of this round were read <b>without a sandbox</b>, at "
         "the user's wish.</p>\n";
}

/// The template's value for the name between {{ and }}.
std::string value_of(std::string_view name, const Context& context) {
  const Bundle& bundle = context.bundle;
  if (name == "title")
    return html::escape(bundle.after.title.empty() ? "Action plan" : bundle.after.title);
  if (name == "round") return round_line(bundle);
  if (name == "sandbox") return sandbox_line(bundle);
  if (name == "style") return std::string(embedded::kReportStyle);
  if (name == "script") return std::string(embedded::kReportScript);
  if (name == "style-hash") return html::csp_hash(embedded::kReportStyle);
  if (name == "script-hash") return html::csp_hash(embedded::kReportScript);
  if (name == "summary") return summary_html(context);
  if (name == "items") return items_html(context);
  if (name == "plan") return plan_html(context);
  if (name == "files") return files_html(context);
  throw std::logic_error("report/page.html names something unknown: " + std::string(name));
}

}  // namespace

std::vector<NotCarried> write_report(const Bundle& bundle, std::ostream& out) {
  const Context context{bundle, figures_of(bundle)};
  std::string_view page = embedded::kReportPage;
  while (true) {
    const std::size_t begin = page.find("{{");
    out << page.substr(0, begin);
    if (begin == std::string_view::npos) return {};
    const std::size_t end = page.find("}}", begin);
    out << value_of(page.substr(begin + 2, end - begin - 2), context);
    page.remove_prefix(end + 2);
  }
}

}  // namespace planmerge::exporter
