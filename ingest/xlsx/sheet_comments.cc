// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/sheet_comments.h"

#include <algorithm>

#include "base/error.h"
#include "ingest/ooxml/package.h"
#include "ingest/xlsx/workbook.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxComments = 50'000;

void check_count(std::size_t count) {
  if (count > kMaxComments)
    throw Error(Error::Kind::Limit, "limit", "", "a sheet has over 50,000 comments");
}

class NotesReader : public XmlHandler {
 public:
  struct Note {
    std::pair<int, int> place;
    plan::Comment comment;
  };
  std::vector<Note> notes;

  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name == "author") {
      in_author_ = true;
      authors_.emplace_back();
      check_count(authors_.size());
    } else if (name == "comment") {
      begin(attributes);
    } else if (open_) {
      collector_.start(name, attributes);
    }
  }
  void end(std::string_view, std::string_view name) override {
    if (name == "author") in_author_ = false;
    if (open_) collector_.end(name);
    if (name != "comment" || !open_) return;
    open_ = false;
    notes.back().comment.text = collector_.finish().text;
  }
  void text(std::string_view utf8) override {
    if (in_author_) authors_.back() += utf8;
    if (open_) collector_.text(utf8);
  }

 private:
  void begin(const XmlAttributes& attributes) {
    const auto place = parse_cell_name(attributes.find("ref").value_or(""));
    open_ = place.has_value();
    if (!open_) return;
    Note note;
    note.place = *place;
    note.comment.id = attributes.find("ref").value_or("");
    const int author = whole_number(attributes.find("authorId").value_or(""), -1);
    if (author >= 0 && static_cast<std::size_t>(author) < authors_.size())
      note.comment.author = authors_[static_cast<std::size_t>(author)];
    notes.push_back(std::move(note));
    check_count(notes.size());
    collector_.begin();
  }

  std::vector<std::string> authors_;
  bool in_author_ = false, open_ = false;
  StringCollector collector_;
};

class ThreadsReader : public XmlHandler {
 public:
  struct Entry {
    std::pair<int, int> place;
    std::string parent;
    plan::Comment comment;
  };
  std::vector<Entry> entries;

  explicit ThreadsReader(const std::map<std::string, std::string>& people) : people_(people) {}

  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    in_text_ = open_ && name == "text";
    if (name != "threadedComment") return;
    const auto place = parse_cell_name(attributes.find("ref").value_or(""));
    open_ = place.has_value();
    if (!open_) return;
    Entry entry;
    entry.place = *place;
    entry.parent = attributes.find("parentId").value_or("");
    entry.comment.id = attributes.find("id").value_or("");
    entry.comment.date = attributes.find("dT").value_or("");
    entry.comment.resolved = is_true(attributes, "done", false);
    const auto person = people_.find(std::string(attributes.find("personId").value_or("")));
    if (person != people_.end()) entry.comment.author = person->second;
    entries.push_back(std::move(entry));
    check_count(entries.size());
  }
  void end(std::string_view, std::string_view name) override {
    in_text_ = false;
    if (name == "threadedComment") open_ = false;
  }
  void text(std::string_view utf8) override {
    if (in_text_) entries.back().comment.text += utf8;
  }

 private:
  const std::map<std::string, std::string>& people_;
  bool open_ = false, in_text_ = false;
};

}  // namespace

void SheetComments::read_notes(const ZipPackage& package, const std::string& part) {
  NotesReader reader;
  parse_part(package, part, reader);
  for (auto& [place, comment] : reader.notes) notes_[place].push_back(std::move(comment));
}

void SheetComments::read_threads(const ZipPackage& package, const std::string& part,
                                 const std::map<std::string, std::string>& people) {
  ThreadsReader reader(people);
  parse_part(package, part, reader);
  // The first remark says whether its thread is resolved.
  std::map<std::string, bool> resolved;
  for (const auto& entry : reader.entries) {
    if (entry.parent.empty()) resolved[entry.comment.id] = entry.comment.resolved;
  }
  for (auto& entry : reader.entries) {
    const auto thread = resolved.find(entry.parent);
    if (thread != resolved.end()) entry.comment.resolved = thread->second;
    threads_[entry.place].push_back(std::move(entry.comment));
  }
}

void SheetComments::attach(Sheet& sheet) {
  for (auto& [place, thread] : threads_) notes_[place] = std::move(thread);
  for (WorkbookCell& cell : sheet.cells) {
    const auto found = notes_.find({cell.row, cell.col});
    if (found == notes_.end()) continue;
    cell.comments = std::move(found->second);
    notes_.erase(found);
  }
  for (auto& [place, comments] : notes_) {
    WorkbookCell cell;
    cell.row = place.first;
    cell.col = place.second;
    cell.comments = std::move(comments);
    sheet.cells.push_back(std::move(cell));
  }
}

}  // namespace planmerge::ingest
