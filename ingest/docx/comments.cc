// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/comments.h"

#include <algorithm>
#include <utility>

#include "base/xml.h"
#include "ingest/docx/parts.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {
namespace {

constexpr std::size_t kMaxOpenRanges = 1'000;  // overlapping; more say nothing of any cell
constexpr int kMaxParents = 64;                // of a reply; Word makes one

struct RawComment {
  plan::Comment comment;
  std::string paragraph;  // w14:paraId of its last paragraph: what the extended part calls it
};

class CommentReader : public XmlHandler {
 public:
  std::vector<RawComment> list;

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_word_uri(uri)) return;
    in_text_ = name == "t";
    if (name == "comment") {
      plan::Comment& comment = list.emplace_back().comment;
      comment.id = attributes.find("id").value_or("");
      comment.author = attributes.find("author").value_or("");
      comment.date = attributes.find("date").value_or("");
      first_ = open_ = true;
    }
    if (!open_) return;
    if (name == "p") {
      if (!std::exchange(first_, false)) add("\n");
      list.back().paragraph = attributes.find("paraId").value_or("");
    } else if (name == "br" || name == "cr") {
      add("\n");
    } else if (name == "tab") {
      add(" ");
    } else if (name == "noBreakHyphen") {
      add("-");
    }
  }
  void end(std::string_view, std::string_view name) override {
    if (name == "comment") open_ = false;
    in_text_ = false;
  }
  void text(std::string_view utf8) override {
    if (in_text_ && open_) add(utf8);
  }

 private:
  void add(std::string_view text) { list.back().comment.text += text; }

  bool open_ = false, first_ = false, in_text_ = false;
};

/// w15:commentEx: which comment answers which, and which are settled.
class ExtendedReader : public XmlHandler {
 public:
  struct Entry {
    std::string parent;
    bool done = false;
  };
  std::map<std::string, Entry> by_paragraph;

  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name != "commentEx") return;
    Entry& entry = by_paragraph[std::string(attributes.find("paraId").value_or(""))];
    entry.parent = attributes.find("paraIdParent").value_or("");
    const std::string_view done = attributes.find("done").value_or("");
    entry.done = done == "1" || done == "true" || done == "on";
  }
  void end(std::string_view, std::string_view) override {}

  /// The paragraph of the comment that began the thread.
  std::string root_of(const std::string& paragraph) const {
    std::string root = paragraph;
    for (int i = 0; i < kMaxParents; ++i) {
      const auto found = by_paragraph.find(root);
      if (found == by_paragraph.end() || found->second.parent.empty()) return root;
      root = found->second.parent;
    }
    return paragraph;  // a circle
  }
};

/// w15:person: the account behind an author's name.
class PeopleReader : public XmlHandler {
 public:
  std::map<std::string, std::string> accounts;

  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name == "person") person_ = attributes.find("author").value_or("");
    if (name == "presenceInfo") accounts[person_] = attributes.find("userId").value_or("");
  }
  void end(std::string_view, std::string_view) override {}

 private:
  std::string person_;
};

plan::CommentReply reply_of(plan::Comment comment) {
  return {std::move(comment.id), std::move(comment.author), std::move(comment.date),
          std::move(comment.text)};
}

DocxComments threads_of(std::vector<RawComment> list, const ExtendedReader& extended) {
  DocxComments result;
  std::map<std::string, std::size_t> by_paragraph;
  const auto is_root = [&](const RawComment& raw) {
    return raw.paragraph.empty() || extended.root_of(raw.paragraph) == raw.paragraph;
  };
  for (RawComment& raw : list) {
    if (!is_root(raw)) continue;
    result.thread_of.emplace(raw.comment.id, result.threads.size());
    if (!raw.paragraph.empty()) by_paragraph.emplace(raw.paragraph, result.threads.size());
    const auto entry = extended.by_paragraph.find(raw.paragraph);
    raw.comment.resolved = entry != extended.by_paragraph.end() && entry->second.done;
    result.threads.push_back(std::move(raw.comment));
  }
  for (RawComment& raw : list) {
    if (is_root(raw)) continue;
    const auto root = by_paragraph.find(extended.root_of(raw.paragraph));
    const bool orphan = root == by_paragraph.end();  // what it answers is gone
    const std::size_t thread = orphan ? result.threads.size() : root->second;
    result.thread_of.emplace(raw.comment.id, thread);
    if (orphan) {
      result.threads.push_back(std::move(raw.comment));
    } else {
      result.threads[thread].replies.push_back(reply_of(std::move(raw.comment)));
    }
  }
  for (plan::Comment& thread : result.threads) {
    std::stable_sort(thread.replies.begin(), thread.replies.end(),
                     [](const auto& a, const auto& b) { return a.date < b.date; });
  }
  return result;
}

}  // namespace

DocxComments read_comments(const ZipPackage& package, const CommentParts& parts) {
  if (parts.comments.empty()) return {};
  CommentReader comments;
  parse_part(package, parts.comments, comments);
  ExtendedReader extended;
  if (!parts.extended.empty()) parse_part(package, parts.extended, extended);
  DocxComments result = threads_of(std::move(comments.list), extended);
  if (parts.people.empty()) return result;
  PeopleReader people;
  parse_part(package, parts.people, people);
  for (plan::Comment& thread : result.threads) {
    const auto found = people.accounts.find(thread.author);
    if (found != people.accounts.end()) thread.account = found->second;
  }
  return result;
}

const std::size_t* CommentAnchors::thread_of(std::string_view id) const {
  const auto found = comments_.thread_of.find(std::string(id));
  return found == comments_.thread_of.end() ? nullptr : &found->second;
}

void CommentAnchors::anchor(std::size_t thread, CommentsHere& here) {
  anchored_[thread] = true;
  if (std::find(here.threads.begin(), here.threads.end(), thread) == here.threads.end())
    here.threads.push_back(thread);
}

CommentsHere CommentAnchors::begin_place() const {
  CommentsHere here;
  here.began = begun_;
  return here;
}

void CommentAnchors::end_place(CommentsHere& here) {
  for (const Range& range : open_) {
    if (range.begun <= here.began) anchor(range.thread, here);
  }
}

void CommentAnchors::begin_range(std::string_view id) {
  const std::size_t* thread = thread_of(id);
  if (thread == nullptr || open_.size() >= kMaxOpenRanges) return;
  // Replies have the range of what they answer.
  if (std::any_of(open_.begin(), open_.end(),
                  [thread](const Range& range) { return range.thread == *thread; }))
    return;
  open_.push_back({*thread, ++begun_});
  ++changes_;
}

void CommentAnchors::end_range(std::string_view id, CommentsHere* here) {
  const std::size_t* thread = thread_of(id);
  if (thread == nullptr) return;
  std::erase_if(open_, [thread](const Range& range) { return range.thread == *thread; });
  ++changes_;
  refer(id, here);
}

void CommentAnchors::refer(std::string_view id, CommentsHere* here) {
  const std::size_t* thread = thread_of(id);
  if (thread != nullptr && here != nullptr && !anchored_[*thread]) anchor(*thread, *here);
}

void CommentAnchors::touch(CommentsHere& here) {
  if (here.touched == changes_) return;
  here.touched = changes_;
  for (const Range& range : open_) anchor(range.thread, here);
}

std::vector<plan::Comment> CommentAnchors::comments_at(const CommentsHere& here) const {
  std::vector<plan::Comment> list;
  list.reserve(here.threads.size());
  for (const std::size_t thread : here.threads) list.push_back(comments_.threads[thread]);
  return list;
}

std::vector<plan::Comment> CommentAnchors::elsewhere() const {
  std::vector<plan::Comment> list;
  for (std::size_t i = 0; i < anchored_.size(); ++i) {
    if (!anchored_[i]) list.push_back(comments_.threads[i]);
  }
  return list;
}

}  // namespace planmerge::ingest
