// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"

#include "codec/archive.h"

namespace planmerge::codec {

template <class A>
void members(A& a, plan::Provenance& v) {
  a.optional("file", v.file);
  a.optional("sha256", v.sha256);
  a.optional("page", v.page);
  a.optional("bbox", v.box);
  // Positions count from 0, so -1 ("none") is the value that is left out.
  const auto position = [&a](const char* key, int& value) {
    if constexpr (A::kWrites) {
      if (value >= 0) a.member(key, value);
    } else {
      a.optional(key, value);
    }
  };
  position("table", v.table);
  position("row", v.row);
  position("col", v.col);
  position("paragraph", v.paragraph);
  a.optional("begin", v.begin);
  a.optional("end", v.end);
  a.optional("author", v.author);
  a.optional("date", v.date);
  a.optional("sheet", v.sheet);
  a.optional("cell", v.cell);
  a.optional("struck", v.struck);
}

template <class A>
void members(A& a, plan::FieldSource& v) {
  field_name(a, "field", v.field);
  a.optional("inherited", v.inherited);
  members(a, v.where);
}

template <class A>
void members(A& a, plan::Diagnostic& v) {
  a.member("code", v.code);
  a.choice("severity", v.severity,
           Names<plan::Severity>{{plan::Severity::Info, "info"},
                                 {plan::Severity::Warning, "warning"},
                                 {plan::Severity::Error, "error"}});
  a.member("text", v.text);
  a.optional("where", v.where);
}

template <class A>
void members(A& a, plan::Paragraph& v) {
  a.member("text", v.text);
  a.optional("label", v.label);
  a.optional("level", v.level);
  a.optional("underlined", v.underlined);
  a.optional("bold", v.bold);
}

template <class A>
void members(A& a, plan::Revision& v) {
  using Kind = plan::Revision::Kind;
  a.choice("kind", v.kind,
           Names<Kind>{{Kind::Insert, "insert"},
                       {Kind::Delete, "delete"},
                       {Kind::MoveFrom, "move-from"},
                       {Kind::MoveTo, "move-to"},
                       {Kind::Format, "format"}});
  a.optional("author", v.author);
  a.optional("date", v.date);
  a.member("text", v.text);
  a.optional("paragraph", v.paragraph);
  using Of = plan::Revision::Of;
  a.optional_choice("of", v.of,
                    Names<Of>{{Of::Paragraph, "paragraph"},
                              {Of::Cell, "cell"},
                              {Of::Row, "row"},
                              {Of::Table, "table"}});
  a.optional("move", v.move);
}

template <class A>
void members(A& a, plan::CommentReply& v) {
  a.optional("id", v.id);
  a.optional("author", v.author);
  a.optional("date", v.date);
  a.member("text", v.text);
}

template <class A>
void members(A& a, plan::Comment& v) {
  a.optional("id", v.id);
  a.optional("author", v.author);
  a.optional("date", v.date);
  a.member("text", v.text);
  a.optional("resolved", v.resolved);
  a.optional("account", v.account);
  a.optional("replies", v.replies);
}

template <class A>
void members(A& a, plan::Footnote& v) {
  a.member("id", v.id);
  a.optional("endnote", v.endnote);
  a.member("text", v.text);
}

template <class A>
void members(A& a, plan::TextLedger& v) {
  a.member("read", v.read);
  a.member("fates", v.fates);
  if constexpr (A::kWrites) a.json()["unexplained"] = v.unexplained();
}

template <class A>
void members(A& a, plan::RowMark& v) {
  a.member("row", v.row);
  a.member("id", v.id);
}

template <class A>
void members(A& a, plan::Region& v) {
  a.member("page", v.page);
  a.member("bbox", v.box);
}

template <class A>
void members(A& a, plan::Heading& v) {
  a.member("text", v.text);
  a.optional("number", v.number);
  a.optional("level", v.level);
  a.optional("page", v.page);
}

template <class A>
void members(A& a, plan::Timeline& v) {
  a.member("status", v.status);
  a.optional("printed_status", v.printed_status);
  a.member("edtf", v.edtf);
  a.member("duration", v.duration);
  a.member("recurrence", v.recurrence);
  a.member("flags", v.flags);
}

template <class A>
void members(A& a, plan::Organisation& v) {
  a.member("id", v.id);
  a.member("role", v.role);
  a.optional("name", v.name);
  a.optional("printed", v.printed);
  a.optional("method", v.method);
  a.member("confidence", v.confidence);
  a.optional("begin", v.begin);
  a.optional("end", v.end);
}

template <class A>
void members(A& a, plan::Drivers& v) {
  a.member("orgs", v.organisations);
  a.member("unresolved", v.unresolved);
  a.optional("flags", v.flags);
}

template <class A>
void members(A& a, plan::Amount& v) {
  a.member("currency", v.currency);
  a.member("value", v.value);
  a.optional("of", v.share_of);
  a.optional("printed", v.printed);
  a.optional("is_share", v.is_share);
}

template <class A>
void members(A& a, plan::FundingPeriod& v) {
  a.member("edtf", v.edtf);
  a.member("status", v.status);
}

template <class A>
void members(A& a, plan::Funding& v) {
  a.member("status", v.status);
  a.member("instruments", v.instruments);
  a.member("funders", v.funders);
  a.member("amounts", v.amounts);
  a.member("periods", v.periods);
  a.member("flags", v.flags);
  a.optional("hints", v.hints);
}

template <class A>
void members(A& a, plan::Source& v) {
  a.member("file", v.file);
  a.member("sha256", v.sha256);
  a.member("format", v.format);
  a.member("bytes", v.bytes);
  a.member("pages", v.pages);
  a.optional("title", v.title);
  a.optional("author", v.author);
  a.optional("last_modified_by", v.last_modified_by);
  a.optional("created", v.created);
  a.optional("modified", v.modified);
  a.optional("producer", v.producer);
  a.optional("sender", v.sender);
  a.optional("received", v.received);
}

template <class A>
void members(A& a, plan::LeftOut& v) {
  a.member("reason", v.reason);
  a.member("text", v.text);
  a.optional("where", v.where);
}

template <class A>
void members(A& a, plan::Document& v) {
  a.member("source", v.source);
  a.member("title", v.title);
  a.member("window", v.window);
  a.member("tables", v.tables);
  a.optional("struck", v.struck);
  a.member("rows", v.rows);
  a.optional("comments", v.comments);
  a.optional("authors", v.authors);
  a.member("left_out", v.left_out);
  a.optional("ledger", v.ledger);
  a.member("paragraphs", v.paragraphs);
  a.member("acronyms", v.acronyms);
  a.member("notes", v.notes.list());
}

template <class A>
void members(A& a, plan::Contribution& v) {
  a.member("partner", v.partner);
  a.member("partner_id", v.partner_id);
  a.member("base_version", v.base_version);
  a.member("received", v.received);
  a.member("returns", v.returns);
  a.member("document", v.document);
}

Json encode(const plan::Box& box) {
  return Json::array({rounded(box.x0), rounded(box.y0), rounded(box.x1), rounded(box.y1)});
}

template <>
plan::Box decode<plan::Box>(const Json& json) {
  std::vector<double> numbers;
  read_value(json, numbers);
  if (numbers.size() != 4) refuse("a box has four numbers");
  return {numbers[0], numbers[1], numbers[2], numbers[3]};
}

PLANMERGE_CODEC(Provenance)
PLANMERGE_CODEC(FieldSource)
PLANMERGE_CODEC(Diagnostic)
PLANMERGE_CODEC(Paragraph)
PLANMERGE_CODEC(Revision)
PLANMERGE_CODEC(CommentReply)
PLANMERGE_CODEC(Comment)
PLANMERGE_CODEC(Footnote)
PLANMERGE_CODEC(TextLedger)
PLANMERGE_CODEC(RowMark)
PLANMERGE_CODEC(Region)
PLANMERGE_CODEC(Heading)
PLANMERGE_CODEC(Timeline)
PLANMERGE_CODEC(Organisation)
PLANMERGE_CODEC(Drivers)
PLANMERGE_CODEC(Amount)
PLANMERGE_CODEC(FundingPeriod)
PLANMERGE_CODEC(Funding)
PLANMERGE_CODEC(Source)
PLANMERGE_CODEC(LeftOut)
PLANMERGE_CODEC(Document)
PLANMERGE_CODEC(Contribution)

}  // namespace planmerge::codec
