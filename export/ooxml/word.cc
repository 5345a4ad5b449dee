// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ooxml/word.h"

#include <algorithm>

#include "export/ooxml/package.h"
#include "export/ooxml/word_parts.h"
#include "export/ooxml/xml_text.h"

namespace planmerge::exporter::word {
namespace {

constexpr int kPageLong = 16'838, kPageShort = 11'906, kMargin = 794;  // A4, 14 mm
constexpr std::string_view kTypes =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.";

std::string part(std::string_view root, const std::string& content) {
  return std::string(xml::kHead) + "<w:" + std::string(root) + std::string(kNamespaces) + ">" +
         content + "</w:" + std::string(root) + ">";
}

std::string text_run(std::string_view text) {
  return "<w:r><w:t xml:space=\"preserve\">" + xml::escape(text) + "</w:t></w:r>";
}

/// The mark in front of a note: other programs know it by its style and do not print it twice.
std::string raised(std::string_view mark) {
  return "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:t>" + xml::escape(mark) +
         "</w:t></w:r>";
}

std::string field(std::string_view code) {
  return "<w:fldSimple w:instr=\"" + std::string(code) + "\"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
}

std::string look_of(const Run& run) {
  std::string look;
  if (run.bold) look += "<w:b/>";
  if (run.italic) look += "<w:i/>";
  if (run.underlined) look += "<w:u w:val=\"single\"/>";
  return look.empty() ? "" : "<w:rPr>" + look + "</w:rPr>";
}

}  // namespace

Paragraph plain(std::string text, std::string style) {
  Paragraph paragraph;
  paragraph.runs.push_back({std::move(text), false, false, false, Change::None});
  paragraph.style = std::move(style);
  return paragraph;
}

void Document::footnote(std::string phrase, std::string text) {
  footnotes_.push_back({std::move(phrase), std::move(text), false});
}

int Document::comment(std::string author, std::string text) {
  comments_.push_back({std::move(author), std::move(text)});
  return static_cast<int>(comments_.size()) - 1;
}

void Document::changes_by(std::string author, std::string date) {
  author_ = std::move(author);
  date_ = std::move(date);
}

std::string Document::change_attributes() {
  std::string out =
      " w:id=\"" + std::to_string(next_id_++) + "\" w:author=\"" + xml::escape(author_) + "\"";
  if (!date_.empty()) out += " w:date=\"" + xml::escape(date_) + "T00:00:00Z\"";
  return out;
}

std::string Document::text_xml(std::string_view text, const Run& run) {
  const std::string_view tag = run.change == Change::Deleted ? "delText" : "t";
  std::string out = "<w:r>" + look_of(run);
  while (true) {
    const std::size_t end = text.find('\n');
    if (const std::string_view line = text.substr(0, end); !line.empty())
      out += "<w:" + std::string(tag) + " xml:space=\"preserve\">" + xml::escape(line) +
             "</w:" + std::string(tag) + ">";
    if (end == std::string_view::npos) return out + "</w:r>";
    out += "<w:br/>";
    text.remove_prefix(end + 1);
  }
}

std::string Document::with_footnotes(std::string_view text, const Run& run) {
  if (run.change != Change::Deleted) {
    for (std::size_t i = 0; i < footnotes_.size(); ++i) {
      Footnote& note = footnotes_[i];
      const std::size_t at = note.used ? std::string_view::npos : text.find(note.phrase);
      if (at == std::string_view::npos) continue;
      note.used = true;
      const std::size_t mark = at + note.phrase.size() - 1;
      std::string out = with_footnotes(text.substr(0, mark), run);
      out +=
          "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
          "<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"" +
          std::to_string(i + 1) + "\"/><w:t>" + xml::escape(text.substr(mark, 1)) + "</w:t></w:r>";
      if (mark + 1 < text.size()) out += with_footnotes(text.substr(mark + 1), run);
      return out;
    }
  }
  return text_xml(text, run);
}

std::string Document::run_xml(const Run& run) {
  if (run.text.empty()) return "";
  std::string content = with_footnotes(run.text, run);
  if (run.change == Change::None) return content;
  const std::string tag = run.change == Change::Inserted ? "w:ins" : "w:del";
  return "<" + tag + change_attributes() + ">" + content + "</" + tag + ">";
}

std::string Document::paragraph_xml(const Paragraph& paragraph, std::string_view default_style) {
  std::string properties;
  const std::string style = paragraph.style.empty() ? std::string(default_style) : paragraph.style;
  if (!style.empty()) properties += "<w:pStyle w:val=\"" + style + "\"/>";
  if (paragraph.bullet)
    properties += "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
  if (paragraph.mark != Change::None)
    properties += std::string("<w:rPr><w:") + (paragraph.mark == Change::Inserted ? "ins" : "del") +
                  change_attributes() + "/></w:rPr>";
  std::string out = "<w:p>";
  if (!properties.empty()) out += "<w:pPr>" + properties + "</w:pPr>";
  if (!paragraph.bookmark.empty()) {
    const std::string id = std::to_string(next_id_++);
    out += "<w:bookmarkStart w:id=\"" + id + "\" w:name=\"" + xml::escape(paragraph.bookmark) +
           "\"/><w:bookmarkEnd w:id=\"" + id + "\"/>";
  }
  for (const int id : paragraph.comments)
    out += "<w:commentRangeStart w:id=\"" + std::to_string(id) + "\"/>";
  for (const Run& run : paragraph.runs) out += run_xml(run);
  for (const int id : paragraph.comments) {
    const std::string number = std::to_string(id);
    out.append("<w:commentRangeEnd w:id=\"").append(number);
    out.append("\"/><w:r><w:commentReference w:id=\"").append(number).append("\"/></w:r>");
  }
  return out + "</w:p>";
}

void Document::add(const Paragraph& paragraph) {
  body_ += paragraph_xml(paragraph, "");
}

void Document::page_break() {
  body_ += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
}

std::string Document::cell_xml(const Cell& cell, const Table& table, std::size_t column) {
  int width = 0;
  for (int i = 0; i < cell.span; ++i)
    width += table.widths[std::min(column + static_cast<std::size_t>(i), table.widths.size() - 1)];
  std::string out = "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
  if (cell.span > 1) out += "<w:gridSpan w:val=\"" + std::to_string(cell.span) + "\"/>";
  if (cell.merge == Cell::Merge::Begin) out += "<w:vMerge w:val=\"restart\"/>";
  if (cell.merge == Cell::Merge::Below) out += "<w:vMerge/>";
  if (cell.shaded) out += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"D9E2F3\"/>";
  out += "</w:tcPr>";
  for (const Paragraph& paragraph : cell.paragraphs) out += paragraph_xml(paragraph, "TableText");
  if (cell.paragraphs.empty()) out += paragraph_xml({}, "TableText");
  return out + "</w:tc>";
}

void Document::add(const Table& table) {
  std::string borders;
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
    borders += std::string("<w:") + side +
               " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/>";
  int width = 0;
  std::string grid;
  for (const int column : table.widths) {
    width += column;
    grid += "<w:gridCol w:w=\"" + std::to_string(column) + "\"/>";
  }
  body_ += "<w:tbl><w:tblPr><w:tblW w:w=\"" + std::to_string(width) +
           "\" w:type=\"dxa\"/><w:tblBorders>" + borders +
           "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"70\" "
           "w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
           "<w:tblGrid>" +
           grid + "</w:tblGrid>";
  for (const Row& row : table.rows) {
    std::string properties;
    properties += row.header ? "<w:cantSplit/><w:tblHeader/>" : "<w:cantSplit/>";
    if (row.change != Change::None)
      properties += std::string("<w:") + (row.change == Change::Inserted ? "ins" : "del") +
                    change_attributes() + "/>";
    body_ += "<w:tr>";
    if (!properties.empty()) body_ += "<w:trPr>" + properties + "</w:trPr>";
    std::size_t column = 0;
    for (const Cell& cell : row.cells) {
      body_ += cell_xml(cell, table, column);
      column += static_cast<std::size_t>(cell.span);
    }
    body_ += "</w:tr>";
  }
  body_ += "</w:tbl>";
}

std::string Document::footnotes_part() const {
  std::string out =
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p>"
      "</w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
      "<w:continuationSeparator/></w:r></w:p></w:footnote>";
  for (std::size_t i = 0; i < footnotes_.size(); ++i) {
    if (!footnotes_[i].used) continue;
    out += "<w:footnote w:id=\"" + std::to_string(i + 1) +
           "\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>" +
           raised(footnotes_[i].phrase.substr(footnotes_[i].phrase.size() - 1)) +
           text_run(" " + footnotes_[i].text) + "</w:p></w:footnote>";
  }
  return part("footnotes", out);
}

std::string Document::comments_part() const {
  std::string out;
  for (std::size_t i = 0; i < comments_.size(); ++i) {
    out += "<w:comment w:id=\"" + std::to_string(i) + "\" w:author=\"" +
           xml::escape(comments_[i].author) + "\"";
    if (!date_.empty()) out += " w:date=\"" + xml::escape(date_) + "T00:00:00Z\"";
    out += "><w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>" + text_run(comments_[i].text) +
           "</w:p></w:comment>";
  }
  return part("comments", out);
}

int Document::text_width() const {
  return (landscape_ ? kPageLong : kPageShort) - 2 * kMargin;
}

std::string Document::section() const {
  const int width = landscape_ ? kPageLong : kPageShort;
  const int height = landscape_ ? kPageShort : kPageLong;
  const std::string margin = std::to_string(kMargin);
  return "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference "
         "w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"" +
         std::to_string(width) + "\" w:h=\"" + std::to_string(height) + "\"" +
         (landscape_ ? " w:orient=\"landscape\"" : "") + "/><w:pgMar w:top=\"" + margin +
         "\" w:right=\"" + margin + "\" w:bottom=\"" + margin + "\" w:left=\"" + margin +
         "\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr>";
}

std::string Document::finish(std::string_view title, std::string_view head, std::string_view foot,
                             std::string_view program) const {
  OoxmlPackage package;
  const std::string main = "word/document.xml";
  package.relate("", "officeDocument", main);
  package.add_properties(title, program);
  const auto add = [&](std::string_view name, std::string_view type, std::string_view relation,
                       std::string content) {
    package.add("word/" + std::string(name), std::string(kTypes) + std::string(type) + "+xml",
                std::move(content));
    package.relate(main, relation, name);
  };
  // section() refers to these two by their ids, so they come first.
  add("header1.xml", "header", "header",
      part("hdr", "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>" + text_run(head) + "</w:p>"));
  add("footer1.xml", "footer", "footer",
      part("ftr", "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>" +
                      text_run(std::string(foot) + " – page ") + field("PAGE") + "</w:p>"));
  add("styles.xml", "styles", "styles", part("styles", std::string(kStyles)));
  add("numbering.xml", "numbering", "numbering", part("numbering", std::string(kNumbering)));
  add("settings.xml", "settings", "settings", part("settings", std::string(kSettings)));
  add("footnotes.xml", "footnotes", "footnotes", footnotes_part());
  if (!comments_.empty()) add("comments.xml", "comments", "comments", comments_part());
  package.add(main, std::string(kTypes) + "document.main+xml",
              part("document", "<w:body>" + body_ + section() + "</w:body>"));
  return package.finish();
}

}  // namespace planmerge::exporter::word
