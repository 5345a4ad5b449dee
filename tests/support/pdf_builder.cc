// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pdf_builder.h"

#include <cstdio>

namespace planmerge::test {
namespace {

std::string number(double value) {
  std::string out(32, '\0');
  const int length = std::snprintf(out.data(), out.size(), "%.3f ", value);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::string escaped(const std::string& words) {
  std::string out;
  for (const char c : words) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

PdfBuilder& PdfBuilder::page() {
  pages_.emplace_back();
  return *this;
}

PdfBuilder& PdfBuilder::raw(const std::string& operators) {
  if (pages_.empty()) page();
  pages_.back() += operators;
  pages_.back() += '\n';
  return *this;
}

PdfBuilder& PdfBuilder::text(double x, double y, const std::string& words, double size, bool bold) {
  std::string code = bold ? "BT /F2 " : "BT /F1 ";
  code += number(size) + "Tf " + number(x) + number(height_ - y) + "Td (";
  code += escaped(words) + ") Tj ET";
  return raw(code);
}

PdfBuilder& PdfBuilder::colour(double red, double green, double blue) {
  const std::string rgb = number(red) + number(green) + number(blue);
  return raw(rgb + "rg " + rgb + "RG");
}

PdfBuilder& PdfBuilder::line(double x0, double y0, double x1, double y1, double width) {
  std::string code = number(width) + "w " + number(x0) + number(height_ - y0) + "m ";
  code += number(x1) + number(height_ - y1) + "l S";
  return raw(code);
}

PdfBuilder& PdfBuilder::box(double x0, double y0, double x1, double y1) {
  return raw(number(x0) + number(height_ - y1) + number(x1 - x0) + number(y1 - y0) + "re f");
}

PdfBuilder& PdfBuilder::grid(const std::vector<double>& xs, const std::vector<double>& ys) {
  for (const double x : xs) line(x, ys.front(), x, ys.back());
  for (const double y : ys) line(xs.front(), y, xs.back(), y);
  return *this;
}

PdfBuilder& PdfBuilder::page_entry(const std::string& entry) {
  entries_ += " " + entry;
  return *this;
}

std::string PdfBuilder::bytes() const {
  std::vector<std::string> objects;
  std::string kids;
  for (std::size_t i = 0; i < pages_.size(); ++i) kids += std::to_string(5 + 2 * i) + " 0 R ";
  objects.emplace_back("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push_back("<< /Type /Pages /Count " + std::to_string(pages_.size()) + " /Kids [" + kids +
                    "] >>");
  objects.emplace_back(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  objects.emplace_back(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    std::string page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ";
    page += number(width_) + number(height_) + "] /Contents " + std::to_string(6 + 2 * i);
    page += " 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>" + entries_ + " >>";
    objects.push_back(page);
    std::string stream = "<< /Length " + std::to_string(pages_[i].size()) + " >>\nstream\n";
    stream += pages_[i] + "\nendstream";
    objects.push_back(stream);
  }
  std::string out = "%PDF-1.7\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(out.size());
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t xref = out.size();
  out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    std::string entry = std::to_string(offset);
    entry.insert(0, 10 - entry.size(), '0');
    out += entry + " 00000 n \n";
  }
  out += "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n";
  out += std::to_string(xref) + "\n%%EOF\n";
  return out;
}

}  // namespace planmerge::test
