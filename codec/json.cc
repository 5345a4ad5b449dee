// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"

#include "codec/archive.h"

namespace planmerge::codec {
namespace {

using plan::Field;

// ---- members, one list a type ------------------------------------------------------------

template <class A>
void members(A& a, plan::Paragraph& v) {
  a.member("text", v.text);
  a.optional("label", v.label);
  a.optional("level", v.level);
  a.optional("underlined", v.underlined);
  a.optional("bold", v.bold);
}

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
  a.optional("share_of", v.share_of);
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
void members(A& a, plan::LeftOut& v) {
  a.member("reason", v.reason);
  a.member("text", v.text);
  a.optional("where", v.where);
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
void members(A& a, plan::Link& v) {
  using plan::Relation;
  a.member("file", v.file);
  a.member("sha256", v.sha256);
  a.member("partner", v.partner);
  a.member("row_index", v.row);
  a.choice("relation", v.relation,
           Names<Relation>{{Relation::Same, "same"},
                           {Relation::Split, "split"},
                           {Relation::Merged, "merged"},
                           {Relation::Moved, "moved"},
                           {Relation::Renumbered, "renumbered"},
                           {Relation::New, "new"}});
  a.member("to_ids", v.to);
  a.member("score", v.score);
  a.member("reasons", v.reasons);
}

template <class A>
void field_name(A& a, const char* key, Field& field) {
  std::string name(plan::name_of(field));
  a.member(key, name);
  const auto named = plan::field_named(name);
  if (!named) refuse("unknown field name");
  field = *named;
}

template <class A>
void members(A& a, plan::ItemEvidence& v) {
  std::string side = v.in_plan ? "plan" : "contribution";
  a.member("in", side);
  v.in_plan = side == "plan";
  a.member("file", v.file);
  a.optional("partner", v.partner);
  a.optional("row_id", v.row_id);
  if constexpr (A::kWrites) {
    if (v.row_index >= 0) a.member("row_index", v.row_index);
  } else {
    a.optional("row_index", v.row_index);
  }
  field_name(a, "field", v.field);
  a.member("reading", v.reading);
  a.optional("value", v.value);
  a.member("source", v.source);
  a.member("row", v.row);
}

template <class A>
void members(A& a, plan::ReviewItem& v) {
  using plan::Stake;
  a.member("id", v.id);
  a.member("kind", v.kind);
  a.choice("severity", v.severity,
           Names<Stake>{{Stake::High, "high"}, {Stake::Medium, "medium"}, {Stake::Low, "low"}});
  a.member("field", v.field);
  a.member("why", v.why);
  a.member("suggestion", v.suggestion);
  a.member("confidence", v.confidence);
  a.member("state", v.state);
  a.member("rows", v.rows);
  a.member("evidence_hash", v.evidence_hash);
  a.optional("answer", v.answer);
  a.member("evidence", v.evidence);
}

template <class A>
void members(A& a, plan::Decision& v) {
  a.member("number", v.number);
  a.member("item", v.item);
  a.optional("kind", v.kind);
  a.optional("field", v.field);
  a.optional("rows", v.rows);
  a.optional("evidence_hash", v.evidence_hash);
  a.member("take", v.take);
  a.optional("value", v.value);
  a.optional("who", v.who);
  a.optional("when", v.when);
  a.optional("note", v.note);
  a.optional("values", v.values);
}

template <class A>
void members(A& a, plan::FieldOutcome& v) {
  a.member("row_id", v.row_id);
  field_name(a, "field", v.field);
  a.member("outcome", v.outcome);
  a.member("by", v.by);
  a.optional("why", v.why);
}

template <class A>
void members(A& a, plan::FieldSource& v) {
  field_name(a, "field", v.field);
  a.optional("inherited", v.inherited);
  members(a, v.where);
}

// ---- cells: text and labels are what people read, paragraphs are rebuilt from them -----------

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

// ---- rows: the form of `extract --json` (design section 6) -----------------------------------

template <class A>
void members(A& a, plan::Normalised& v) {
  if constexpr (A::kWrites) {
    Json& json = a.json();
    json["drivers"] = v.drivers.driving_ids();
    json["status"] = v.timeline.status;
    json["edtf"] = v.timeline.edtf;
    json["duration"] = v.timeline.duration;
    json["funding_status"] = v.funding.status;
    json["funding_instrument"] = v.funding.instruments;
    json["amounts"] = write_value(v.funding.amounts);
  }
  a.member("organisations", v.drivers);
  a.member("timeline", v.timeline);
  a.member("funding", v.funding);
  a.optional("countries", v.countries);
  a.optional("done", v.done);
}

template <class A, typename Value>
void field_pairs(A& a, const char* key, std::vector<std::pair<Field, Value>>& pairs) {
  if constexpr (A::kWrites) {
    if (pairs.empty()) return;
    Json list = Json::array();
    for (const auto& [field, value] : pairs) {
      Json entry = Json::object();
      entry["field"] = plan::name_of(field);
      const Json parts = write_value(value);  // items() must not outlive it
      for (const auto& [name, part] : parts.items()) entry[name] = part;
      list.push_back(std::move(entry));
    }
    a.json()[key] = std::move(list);
  } else {
    const auto found = a.json().find(key);
    if (found == a.json().end()) return;
    if (!found->is_array()) refuse("a list was expected");
    for (const Json& entry : *found) {
      Reader reader(entry);
      Field field = Field::Action;
      field_name(reader, "field", field);
      Value value{};
      read_value(entry, value);
      pairs.emplace_back(field, std::move(value));
    }
  }
}

template <class A>
void field_texts(A& a, const char* key, std::map<Field, std::string>& texts) {
  std::map<std::string, std::string> named;
  for (const auto& [field, value] : texts) named[std::string(plan::name_of(field))] = value;
  a.optional(key, named);
  texts.clear();
  for (const auto& [name, value] : named) {
    const auto field = plan::field_named(name);
    if (!field) refuse("unknown field name");
    texts[*field] = value;
  }
}

template <class A>
void members(A& a, plan::ActionRow& v) {
  using Change = plan::ActionRow::Change;
  a.optional("section", v.section);
  a.member("need_no", v.need_no);
  a.member("need", v.need);
  a.member("action_no", v.action_no);
  a.member("action", v.action);
  a.member("scope", v.scope);
  a.member("outputs", v.outputs);
  a.member("drivers_raw", v.drivers_raw);
  a.member("status_timeline_raw", v.status_timeline_raw);
  a.member("start_raw", v.start_raw);
  a.member("end_raw", v.end_raw);
  a.member("funding_raw", v.funding_raw);
  a.optional("note", v.note);
  a.optional("other", v.other);
  a.optional_choice("change", v.change,
                    Names<Change>{{Change::Inserted, "inserted"}, {Change::Deleted, "deleted"}});
  a.optional("tracked", v.tracked);
  field_texts(a, "original", v.original);
  field_pairs(a, "revisions", v.revisions);
  field_pairs(a, "comments", v.comments);
  a.optional("row_id", v.row_id);
  a.member("norm", v.norm);
  a.member("source", v.source);
  a.member("confidence", v.confidence);
}

template <class A>
void members(A& a, plan::PlanRow& v) {
  a.member("id", v.id);
  field_texts(a, "credited", v.credited);
  members(a, v.row);
}

template <class A>
void members(A& a, plan::PlanVersion& v) {
  a.member("version", v.number);
  a.member("title", v.title);
  a.member("window", v.window);
  a.member("acronyms", v.acronyms);
  a.member("rows", v.rows);
}

template <class A>
void members(A& a, plan::StruckTable& v) {
  a.member("place", v.place);
  a.member("beside", v.beside);
  a.optional("gone", v.gone);
  a.member("rows_above", v.rows_above);
  a.member("table", v.table);
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

template <typename T>
Json written(const T& value) {
  Writer writer;
  T copy = value;  // members() takes a reference that a Reader may fill
  members(writer, copy);
  return std::move(writer.json());
}

template <typename T>
T read(const Json& json) {
  Reader reader(json);
  T value{};
  members(reader, value);
  return value;
}

}  // namespace

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

#define PLANMERGE_CODEC(Type)                       \
  Json encode(const plan::Type& value) {            \
    return written(value);                          \
  }                                                 \
  template <>                                       \
  plan::Type decode<plan::Type>(const Json& json) { \
    return read<plan::Type>(json);                  \
  }

PLANMERGE_CODEC(Provenance)
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
PLANMERGE_CODEC(Cell)
PLANMERGE_CODEC(Table)
PLANMERGE_CODEC(Timeline)
PLANMERGE_CODEC(Organisation)
PLANMERGE_CODEC(Drivers)
PLANMERGE_CODEC(Amount)
PLANMERGE_CODEC(FundingPeriod)
PLANMERGE_CODEC(Funding)
PLANMERGE_CODEC(Normalised)
PLANMERGE_CODEC(FieldSource)
PLANMERGE_CODEC(ActionRow)
PLANMERGE_CODEC(Source)
PLANMERGE_CODEC(LeftOut)
PLANMERGE_CODEC(StruckTable)
PLANMERGE_CODEC(Document)
PLANMERGE_CODEC(Contribution)
PLANMERGE_CODEC(PlanRow)
PLANMERGE_CODEC(PlanVersion)
PLANMERGE_CODEC(Link)
PLANMERGE_CODEC(ItemEvidence)
PLANMERGE_CODEC(ReviewItem)
PLANMERGE_CODEC(Decision)
PLANMERGE_CODEC(FieldOutcome)

#undef PLANMERGE_CODEC

}  // namespace planmerge::codec
