// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <vector>

#include "export/exporters.h"

/// Every exporter declared (listed in exporters.cc). Each writes the same bytes for the same
/// bundle: no clock, no locale. Errors: none of their own; the caller checks the stream.
namespace planmerge::exporter {

std::vector<NotCarried> write_json(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_csv(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_csv_excel(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_csv_drivers(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_datapackage(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_html(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_iati(const Bundle& bundle, std::ostream& out);
bool iati_ready(const Bundle& bundle);
std::vector<NotCarried> write_ics(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_gantt(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_docx(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_docx_partner(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_docx_tracked(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_receipt(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_report_docx(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_report_xlsx(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_monitoring(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_xlsx(const Bundle& bundle, std::ostream& out);
std::vector<NotCarried> write_report(const Bundle& bundle, std::ostream& out);

}  // namespace planmerge::exporter
