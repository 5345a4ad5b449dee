// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/parts.h"

#include <vector>

#include "base/error.h"
#include "ingest/docx/tags.h"

namespace planmerge::ingest {
namespace {

struct Relationship {
  std::string type, target;
  bool external = false;
};

class RelationshipReader : public XmlHandler {
 public:
  std::vector<Relationship> list;
  void start(std::string_view, std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    Relationship relationship;
    const std::string_view type = attributes.find("Type").value_or("");
    // Strict and transitional types differ in their beginning only.
    relationship.type = type.substr(type.rfind('/') + 1);
    relationship.target = attributes.find("Target").value_or("");
    relationship.external = attributes.find("TargetMode").value_or("") == "External";
    list.push_back(std::move(relationship));
  }
  void end(std::string_view, std::string_view) override {}
};

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

/// A target relative to the part that names it; "" if it leaves the package.
std::string resolve(const std::string& from, const std::string& target) {
  std::string path = target.starts_with('/') ? target.substr(1) : folder_of(from) + target;
  for (std::size_t up = path.find("../"); up != std::string::npos; up = path.find("../")) {
    if (up == 0) return "";
    const std::size_t before = path.rfind('/', up - 2);
    const std::size_t keep = before == std::string::npos ? 0 : before + 1;
    path.erase(keep, up + 3 - keep);
  }
  return path;
}

std::vector<Relationship> relationships(const ZipPackage& package, const std::string& part) {
  const std::string folder = folder_of(part);
  const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  if (!package.has(name)) return {};
  RelationshipReader reader;
  parse_part(package, name, reader);
  for (Relationship& entry : reader.list) {
    if (!entry.external) entry.target = resolve(part, entry.target);
  }
  return std::move(reader.list);
}

class StyleReader : public XmlHandler {
 public:
  explicit StyleReader(DocxStyles& styles) : styles_(styles) {}

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_word_uri(uri)) return;
    if (name == "style") {
      style_ = &styles_.by_id[std::string(attributes.find("styleId").value_or(""))];
      return;
    }
    if (style_ == nullptr) return;
    const std::string value(attributes.find("val").value_or(""));
    if (name == "name") style_->name = value;
    if (name == "basedOn") style_->based_on = value;
    if (name == "outlineLvl") style_->outline_level = number(value, 9);
    if (name == "numId") style_->numbering = value;
    if (name == "ilvl") style_->numbering_level = number(value, 0);
    if (name == "b") style_->bold = is_on(attributes);
    if (name == "u") style_->underlined = is_on(attributes);
    if (name == "vanish") style_->hidden = is_on(attributes);
  }
  void end(std::string_view, std::string_view name) override {
    if (name == "style") style_ = nullptr;
  }

 private:
  DocxStyles& styles_;
  DocxStyle* style_ = nullptr;
};

class NumberingReader : public XmlHandler {
 public:
  explicit NumberingReader(Numbering& numbering) : numbering_(numbering) {}

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_word_uri(uri)) return;
    const std::string value(attributes.find("val").value_or(""));
    if (name == "abstractNum") {
      abstract_ = &numbering_.abstracts[std::string(attributes.find("abstractNumId").value_or(""))];
    } else if (name == "num") {
      instance_ = &numbering_.instances[std::string(attributes.find("numId").value_or(""))];
    } else if (name == "abstractNumId" && instance_ != nullptr) {
      instance_->abstract = value;
    } else if (name == "lvlOverride") {
      override_ = number(attributes.find("ilvl"), 0);
    } else if (name == "startOverride" && instance_ != nullptr) {
      instance_->starts[override_] = number(value, 1);
    } else if (name == "lvl") {
      begin_level(number(attributes.find("ilvl"), 0));
    } else if (level_ != nullptr) {
      fill_level(name, value, attributes);
    }
  }
  void end(std::string_view, std::string_view name) override {
    if (name == "lvl") level_ = nullptr;
    if (name == "abstractNum") abstract_ = nullptr;
    if (name == "num") instance_ = nullptr;
  }

 private:
  void begin_level(int level) {
    if (level < 0 || level >= kListLevels) return;
    if (instance_ != nullptr) level_ = &instance_->levels[level];
    if (abstract_ != nullptr) level_ = &abstract_->levels[static_cast<std::size_t>(level)];
  }
  void fill_level(std::string_view name, const std::string& value,
                  const XmlAttributes& attributes) {
    if (name == "start") level_->start = number(value, 1);
    if (name == "numFmt") level_->format = value;
    if (name == "lvlText") level_->text = value;
    if (name == "lvlRestart") level_->restart = number(value, -1);
    if (name == "isLgl") level_->legal = is_on(attributes);
  }

  Numbering& numbering_;
  Numbering::Abstract* abstract_ = nullptr;
  Numbering::Instance* instance_ = nullptr;
  ListLevel* level_ = nullptr;
  int override_ = 0;
};

class CommentReader : public XmlHandler {
 public:
  explicit CommentReader(std::map<std::string, plan::Comment>& comments) : comments_(comments) {}

  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    if (!is_word_uri(uri)) return;
    if (name == "comment") {
      const std::string id(attributes.find("id").value_or(""));
      comment_ = &comments_[id];
      comment_->id = id;
      comment_->author = attributes.find("author").value_or("");
      comment_->date = attributes.find("date").value_or("");
    } else if (name == "p" && comment_ != nullptr && !comment_->text.empty()) {
      comment_->text += '\n';
    }
    in_text_ = name == "t";
  }
  void end(std::string_view, std::string_view name) override {
    if (name == "comment") comment_ = nullptr;
    in_text_ = false;
  }
  void text(std::string_view utf8) override {
    if (in_text_ && comment_ != nullptr) comment_->text += utf8;
  }

 private:
  std::map<std::string, plan::Comment>& comments_;
  plan::Comment* comment_ = nullptr;
  bool in_text_ = false;
};

class PropertyReader : public XmlHandler {
 public:
  explicit PropertyReader(plan::Source& source) : source_(source) {}

  void start(std::string_view, std::string_view name, const XmlAttributes&) override {
    target_ = nullptr;
    if (name == "title") target_ = &source_.title;
    if (name == "creator") target_ = &source_.author;
    if (name == "lastModifiedBy") target_ = &source_.last_modified_by;
    if (name == "created") target_ = &source_.created;
    if (name == "modified") target_ = &source_.modified;
    if (name == "Application") target_ = &source_.producer;
  }
  void end(std::string_view, std::string_view) override { target_ = nullptr; }
  void text(std::string_view utf8) override {
    if (target_ != nullptr) *target_ += utf8;
  }

 private:
  plan::Source& source_;
  std::string* target_ = nullptr;
};

std::string main_part(const ZipPackage& package, plan::Document& document) {
  std::string main;
  for (const Relationship& entry : relationships(package, "")) {
    if (entry.external) continue;
    if (entry.type == "officeDocument" && main.empty()) main = entry.target;
    if ((entry.type == "core-properties" || entry.type == "extended-properties") &&
        package.has(entry.target)) {
      PropertyReader reader(document.source);
      parse_part(package, entry.target, reader);
    }
  }
  if (main.empty() || !package.has(main)) {
    if (package.has("mimetype"))
      throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                  "is an OpenDocument file; save it as DOCX or PDF");
    throw Error(Error::Kind::Unreadable, "damaged", "",
                "is a zip package without a Word document in it");
  }
  if (main.starts_with("xl/") || main.starts_with("ppt/"))
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "is a workbook or a presentation, not a Word document");
  return main;
}

}  // namespace

bool is_word_uri(std::string_view uri) {
  return uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
         uri == "http://purl.oclc.org/ooxml/wordprocessingml/main";
}

void parse_part(const ZipPackage& package, const std::string& name, XmlHandler& handler) {
  package.stream(name, [&](const ZipPackage::Read& read) { parse_xml(read, name, handler); });
}

DocxParts read_parts(const ZipPackage& package, plan::Document& document) {
  DocxParts parts;
  parts.main = main_part(package, document);
  for (const Relationship& entry : relationships(package, parts.main)) {
    if (entry.external || !package.has(entry.target)) continue;
    if (entry.type == "styles") {
      StyleReader reader(parts.styles);
      parse_part(package, entry.target, reader);
    } else if (entry.type == "numbering") {
      NumberingReader reader(parts.numbering);
      parse_part(package, entry.target, reader);
    } else if (entry.type == "comments") {
      CommentReader reader(parts.comments);
      parse_part(package, entry.target, reader);
    } else if (entry.type == "vbaProject") {
      parts.has_macros = true;
    }
  }
  return parts;
}

}  // namespace planmerge::ingest
