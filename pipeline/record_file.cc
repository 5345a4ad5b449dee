// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/record_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/text.h"
#include "codec/csv_reader.h"
#include "pipeline/files.h"

namespace planmerge::pipeline {
namespace {

using merge::linkage::Column;
using merge::linkage::ColumnKind;
using merge::linkage::Table;

constexpr std::size_t kExamples = 1000;
constexpr std::size_t kMaxFields = 200;

/// One field's values in one record; more than one for a list.
struct FieldValue {
  std::string name;
  std::vector<std::string> values;
  std::size_t count = 0;  // of `values` in use
  bool is_list = false;

  std::string& add() {
    if (count == values.size()) values.emplace_back();
    return values[count++];
  }
};

struct Record {
  std::string id;
  bool has_id = false;
  std::vector<FieldValue> fields;
  std::size_t count = 0;

  void clear() {
    id.clear();
    has_id = false;
    count = 0;
  }
  FieldValue& add(std::string_view name) {
    if (count == fields.size()) fields.emplace_back();
    FieldValue& field = fields[count++];
    field.name = name;
    field.count = 0;
    field.is_list = false;
    return field;
  }
};

/// Takes the events of one line: an object of strings, numbers and lists of them. Objects inside
/// give their values only ({"amount": 5, "currency": "EUR"} is "5 EUR").
class RecordTaker final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit RecordTaker(Record& record) : record_(record) {}

  bool null() override { return take(""); }
  bool boolean(bool value) override { return take(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return take(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return take(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& printed) override {
    return take(printed);
  }
  bool string(string_t& value) override { return take(value); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override {
    ++depth_;
    if (depth_ == 2 && field_ != nullptr) field_->add();
    return depth_ <= 3;
  }
  bool key(string_t& name) override {
    if (depth_ != 1) return true;
    is_id_ = name == "id";
    field_ = is_id_ ? nullptr : &record_.add(name);
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t /*size*/) override {
    if (depth_ == 0) return false;
    if (field_ != nullptr) field_->is_list = true;
    return true;
  }
  bool end_array() override { return true; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    what = error.what();
    return false;
  }

  std::string what;  // why the line could not be read

 private:
  bool take(std::string_view value) {
    if (depth_ == 0) return false;
    if (depth_ > 1) {
      if (field_ == nullptr) return true;
      std::string& joined = field_->values[field_->count - 1];
      if (!joined.empty()) joined += ' ';
      joined += value;
    } else if (is_id_) {
      record_.id = value;
      record_.has_id = true;
    } else if (field_ != nullptr) {
      field_->add().assign(value);
    }
    return true;
  }

  Record& record_;
  FieldValue* field_ = nullptr;
  bool is_id_ = false;
  int depth_ = 0;
};

std::string at_line(const std::string& path, std::size_t line) {
  return base_name(path) + ", line " + std::to_string(line);
}

std::ifstream open_stream(const std::string& path) {
  if (!std::filesystem::exists(path))
    throw Error(Error::Kind::NotFound, "not-found", path, "there is no such file");
  if (std::filesystem::is_directory(path))
    throw Error(Error::Kind::NotFound, "not-a-file", path, "is a folder");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Error::Kind::NotFound, "unreadable", path, "cannot be opened");
  return in;
}

/// True if the first byte that is no blank opens an object.
bool looks_like_json(const std::string& path) {
  std::ifstream in = open_stream(path);
  char c = 0;
  while (in.get(c)) {
    if (std::string_view(" \t\r\n\xEF\xBB\xBF").find(c) == std::string_view::npos) return c == '{';
  }
  return false;
}

/// Calls take(record, line) for each record until it answers false.
template <typename Take>
void each_json(const std::string& path, const Take& take) {
  std::ifstream in = open_stream(path);
  std::string line;
  Record record;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (line.size() > kMaxRecordBytes)
      throw Error(Error::Kind::Limit, "limit", at_line(path, number), "is longer than 16 MiB");
    record.clear();
    RecordTaker taker(record);
    if (!nlohmann::json::sax_parse(line, &taker))
      throw Error(Error::Kind::Unreadable, "json", at_line(path, number),
                  taker.what.empty() ? "is no JSON object of plain fields" : taker.what);
    if (!record.has_id || record.id.empty())
      throw Error(Error::Kind::Unreadable, "no-id", at_line(path, number),
                  "the record has no \"id\"");
    if (!take(record, number)) return;
  }
}

template <typename Take>
void each_csv(const std::string& path, const Take& take) {
  std::ifstream in = open_stream(path);
  codec::CsvReader reader(in, base_name(path));
  std::vector<std::string> header, cells;
  if (!reader.next(header)) return;
  Record record;
  while (reader.next(cells)) {
    if (cells.size() > header.size())
      throw Error(Error::Kind::Unreadable, "csv", at_line(path, reader.line()),
                  "has " + std::to_string(cells.size()) + " cells under " +
                      std::to_string(header.size()) + " column names");
    record.clear();
    record.id = cells.front();
    if (record.id.empty())
      throw Error(Error::Kind::Unreadable, "no-id", at_line(path, reader.line()),
                  "the first cell, the id, is empty");
    for (std::size_t i = 1; i < cells.size(); ++i) record.add(header[i]).add() = cells[i];
    if (!take(record, reader.line())) return;
  }
}

template <typename Take>
void each_record(const RecordFile& file, const Take& take) {
  if (file.is_json) {
    each_json(file.path, take);
  } else {
    each_csv(file.path, take);
  }
}

/// Columns of an action plan, whatever their values look like.
const std::map<std::string, ColumnKind, std::less<>>& plan_fields() {
  static const std::map<std::string, ColumnKind, std::less<>> kFields = {
      {"need_id", ColumnKind::Code},  {"need", ColumnKind::Text},
      {"no", ColumnKind::Code},       {"title", ColumnKind::Text},
      {"outputs", ColumnKind::Items}, {"drivers", ColumnKind::Names},
      {"status", ColumnKind::Code},   {"start", ColumnKind::Month},
      {"end", ColumnKind::Month},     {"funding", ColumnKind::Amount},
      {"partner", ColumnKind::Group},
  };
  return kFields;
}

ColumnKind kind_by_values(const RecordFile& file, std::size_t field) {
  // A title has several words; what is mostly one or two is a code, a name or a number.
  constexpr double kLeastWordsOfText = 2.5, kLeastWordsOfItem = 3.5;
  std::size_t words = 0, values = 0;
  for (const std::string& value : file.examples[field]) {
    const std::size_t count = text::words(value).size();
    words += count;
    values += count > 0;
  }
  const double mean = values == 0 ? 0 : static_cast<double>(words) / static_cast<double>(values);
  if (file.is_list[field]) return mean >= kLeastWordsOfItem ? ColumnKind::Items : ColumnKind::Names;
  return mean >= kLeastWordsOfText ? ColumnKind::Text : ColumnKind::Code;
}

std::size_t index_of(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// Reads dates and money through normalize, each phrase once: a table says the same few thousand
/// phrases over and over.
class PhraseReader {
 public:
  explicit PhraseReader(const normalize::Normalizer& normalizer) : normalizer_(normalizer) {}

  /// Months since year 0; start months of periods for a start column, last months for an end.
  double month(const std::string& phrase, bool of_end) {
    auto& memo = of_end ? ends_ : starts_;
    const auto found = memo.find(phrase);
    if (found != memo.end()) return found->second;
    // A file of records may say it in ISO 8601, where "2025-05" is no range of years.
    const double month = plan::is_iso_date(phrase)
                             ? read_month(phrase, of_end)
                             : read_month(normalizer_.timeline(phrase).edtf, of_end);
    return remember(memo, phrase, month);
  }

  double amount(const std::string& phrase) {
    const auto found = amounts_.find(phrase);
    if (found != amounts_.end()) return found->second;
    const double sum = plan::total(normalizer_.funding(phrase)).value_or(kNone);
    return remember(amounts_, phrase, sum);
  }

  const std::string& status(const std::string& phrase) {
    const auto found = statuses_.find(phrase);
    if (found != statuses_.end()) return found->second;
    std::string status = normalizer_.timeline(phrase).status;
    return remember(statuses_, phrase, status == "none" ? phrase : std::move(status));
  }

 private:
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  static constexpr std::size_t kMostRemembered = 1'000'000;

  template <typename Memo>
  const typename Memo::mapped_type& remember(Memo& memo, const std::string& phrase,
                                             typename Memo::mapped_type value) {
    if (memo.size() >= kMostRemembered) memo.clear();
    return memo[phrase] = std::move(value);
  }

  static double read_month(std::string_view edtf, bool of_end) {
    const std::optional<int> month = of_end ? plan::last_month(edtf) : plan::first_month(edtf);
    return month ? *month : kNone;
  }

  const normalize::Normalizer& normalizer_;
  std::unordered_map<std::string, double> starts_, ends_, amounts_;
  std::unordered_map<std::string, std::string> statuses_;
};

void refuse_twins(const RecordFile& file, const Table& table) {
  std::vector<std::pair<std::size_t, std::size_t>> hashes;  // of the id, row
  for (std::size_t row = 0; row < table.rows(); ++row)
    hashes.emplace_back(std::hash<std::string_view>()(table.id(row)), row);
  std::sort(hashes.begin(), hashes.end());
  for (std::size_t i = 1; i < hashes.size(); ++i) {
    const std::string_view id = table.id(hashes[i].second);
    if (hashes[i].first == hashes[i - 1].first && id == table.id(hashes[i - 1].second))
      throw Error(Error::Kind::Unreadable, "duplicate-id", base_name(file.path),
                  "two records have the id " + std::string(id));
  }
}

}  // namespace

RecordFile open_records(const std::string& path) {
  RecordFile file;
  file.path = path;
  file.is_json = looks_like_json(path);
  std::size_t records = 0;
  each_record(file, [&](const Record& record, std::size_t line) {
    for (std::size_t i = 0; i < record.count; ++i) {
      const FieldValue& value = record.fields[i];
      const std::size_t field = index_of(file.fields, value.name);
      if (field == file.fields.size()) {
        if (field == kMaxFields)
          throw Error(Error::Kind::Limit, "limit", at_line(path, line), "has over 200 fields");
        file.fields.push_back(value.name);
        file.examples.emplace_back();
        file.is_list.push_back(false);
      }
      if (value.is_list) file.is_list[field] = true;
      file.examples[field].insert(file.examples[field].end(), value.values.begin(),
                                  value.values.begin() + static_cast<std::ptrdiff_t>(value.count));
    }
    return ++records < kExamples;
  });
  if (records == 0)
    throw Error(Error::Kind::Unreadable, "no-records", base_name(path), "holds no records");
  return file;
}

std::vector<Column> columns_of(const RecordFile& left, const RecordFile& right) {
  std::vector<Column> columns;
  const bool is_plan = index_of(left.fields, "title") < left.fields.size() &&
                       index_of(left.fields, "outputs") < left.fields.size();
  for (std::size_t i = 0; i < left.fields.size(); ++i) {
    const std::string& name = left.fields[i];
    const auto known = plan_fields().find(name);
    if (is_plan && known != plan_fields().end()) {
      columns.push_back({name, known->second});
      continue;
    }
    const std::size_t other = index_of(right.fields, name);
    if (other == right.fields.size()) continue;  // nothing to compare it with
    // The plainer of two views: a text on one side and a code on the other are texts.
    const ColumnKind a = kind_by_values(left, i), b = kind_by_values(right, other);
    columns.push_back({name, a == b ? a : ColumnKind::Text});
  }
  const bool comparable = std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
    return column.kind != ColumnKind::Group &&
           index_of(right.fields, column.name) < right.fields.size();
  });
  if (!comparable)
    throw Error(
        Error::Kind::Usage, "no-common-field", "",
        base_name(left.path) + " and " + base_name(right.path) + " have no field in common");
  return columns;
}

Table read_records(const RecordFile& file, const std::vector<Column>& columns,
                   const normalize::Normalizer& normalizer) {
  Table table(columns);
  PhraseReader phrases(normalizer);
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& column : columns) names.push_back(column.name);
  std::vector<const FieldValue*> fields(columns.size());
  each_record(file, [&](const Record& record, std::size_t /*line*/) {
    std::fill(fields.begin(), fields.end(), nullptr);
    for (std::size_t i = 0; i < record.count; ++i) {
      // Records name their fields in the same order nearly always: look there first.
      const FieldValue& field = record.fields[i];
      const std::size_t column =
          i < names.size() && names[i] == field.name ? i : index_of(names, field.name);
      if (column < columns.size()) fields[column] = &field;
    }
    table.begin_row(record.id);
    for (std::size_t column = 0; column < columns.size(); ++column) {
      if (fields[column] == nullptr) continue;
      for (std::size_t v = 0; v < fields[column]->count; ++v) {
        const std::string& value = fields[column]->values[v];
        if (value.empty()) continue;
        switch (columns[column].kind) {
          case ColumnKind::Month:
            table.add_number(column, phrases.month(value, columns[column].name == "end"));
            break;
          case ColumnKind::Amount: table.add_number(column, phrases.amount(value)); break;
          case ColumnKind::Code:
            table.add_text(column,
                           columns[column].name == "status" ? phrases.status(value) : value);
            break;
          default: table.add_text(column, value); break;
        }
      }
    }
    table.end_row();
    return true;
  });
  refuse_twins(file, table);
  return table;
}

}  // namespace planmerge::pipeline
