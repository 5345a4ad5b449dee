// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/archive.h"
#include "codec/json.h"

namespace planmerge::codec {
namespace {

// Text and labels are what people read; paragraphs are rebuilt from them.

void write_paragraphs(Json& json, const std::vector<plan::Paragraph>& paragraphs) {
  bool labelled = false;
  bool plain = true;  // the text alone gives the paragraphs back
  for (const plan::Paragraph& paragraph : paragraphs) {
    labelled = labelled || !paragraph.label.empty();
    plain = plain && paragraph.level == 0 && !paragraph.underlined && !paragraph.bold &&
            paragraph.text.find('\n') == std::string::npos;
  }
  if (labelled) {
    Json labels = Json::array();
    for (const plan::Paragraph& paragraph : paragraphs) labels.push_back(paragraph.label);
    json["labels"] = std::move(labels);
  }
  if (!plain || paragraphs.empty()) json["paragraphs"] = write_value(paragraphs);
}

/// `printed`: the text has its labels in front.
std::vector<plan::Paragraph> read_paragraphs(const Json& json, bool printed) {
  std::vector<plan::Paragraph> paragraphs;
  if (const auto found = json.find("paragraphs"); found != json.end()) {
    read_value(*found, paragraphs);
    return paragraphs;
  }
  std::string text;
  Reader reader(json);
  reader.member("text", text);
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find('\n', begin);
    paragraphs.emplace_back().text = text.substr(begin, end - begin);
    if (end == std::string::npos) break;
    begin = end + 1;
  }
  std::vector<std::string> labels;
  reader.optional("labels", labels);
  if (!labels.empty() && labels.size() != paragraphs.size())
    refuse("a cell has not as many labels as paragraphs");
  for (std::size_t i = 0; i < labels.size(); ++i) {
    paragraphs[i].label = labels[i];
    const std::string mark = labels[i] + ' ';
    if (printed && mark.size() > 1 && paragraphs[i].text.starts_with(mark))
      paragraphs[i].text.erase(0, mark.size());
  }
  return paragraphs;
}

}  // namespace

template <class A>
void members(A& a, plan::Cell& v) {
  using Change = plan::Cell::Change;
  a.member("row", v.row);
  a.member("col", v.col);
  a.member("rowspan", v.rowspan);
  a.member("colspan", v.colspan);
  if constexpr (A::kWrites) {
    // A page prints its list marks; in a word processor's file they are computed.
    a.json()["text"] = v.page > 0 ? v.printed_text() : v.text();
    write_paragraphs(a.json(), v.paragraphs);
  } else {
    v.paragraphs = read_paragraphs(a.json(), a.json().value("page", 0) > 0);
  }
  a.optional("page", v.page);
  a.optional("bbox", v.box);
  a.optional("address", v.address);
  a.optional("revised", v.revised);
  a.optional("original", v.original);
  a.optional_choice("change", v.change,
                    Names<Change>{{Change::Inserted, "inserted"}, {Change::Deleted, "deleted"}});
  a.optional("revisions", v.revisions);
  a.optional("comments", v.comments);
  a.optional("footnotes", v.footnotes);
}

template <class A>
void members(A& a, plan::Table& v) {
  using plan::Evidence;
  using plan::TableKind;
  if constexpr (A::kWrites) {
    if (!v.regions.empty()) {
      a.json()["page"] = v.regions.front().page;
      a.json()["bbox"] = write_value(v.regions.front().box);
    }
  }
  a.member("regions", v.regions);
  a.choice("kind", v.kind,
           Names<TableKind>{{TableKind::Action, "action"}, {TableKind::Other, "other"}});
  a.choice("evidence", v.evidence,
           Names<Evidence>{{Evidence::Docx, "docx"},
                           {Evidence::Odt, "odt"},
                           {Evidence::Sheet, "sheet"},
                           {Evidence::Tags, "tags"},
                           {Evidence::Rules, "rules"},
                           {Evidence::Alignment, "alignment"}});
  a.member("confidence", v.confidence);
  a.member("scope", v.scope);
  a.member("row_count", v.rows);
  a.member("column_count", v.columns);
  a.member("header_rows", v.header_rows);
  a.member("columns", v.column_fields);
  a.optional("sheet", v.sheet);
  a.optional("headings", v.headings);
  a.optional("row_marks", v.row_marks);
  a.optional("revisions", v.revisions);
  a.member("cells", v.cells);
}

template <class A>
void members(A& a, plan::StruckTable& v) {
  a.member("place", v.place);
  a.member("beside", v.beside);
  a.optional("gone", v.gone);
  a.member("rows_above", v.rows_above);
  a.member("table", v.table);
}

PLANMERGE_CODEC(Cell)
PLANMERGE_CODEC(Table)
PLANMERGE_CODEC(StruckTable)

}  // namespace planmerge::codec
