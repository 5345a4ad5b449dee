// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/docx/parts.h"

#include <vector>

#include "base/error.h"
#include "ingest/docx/tags.h"
#include "ingest/ooxml/package.h"

namespace planmerge::ingest {
namespace {

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

std::string main_part(const ZipPackage& package, const std::vector<Relationship>& root) {
  std::string main = main_part_of(root);
  if (main.empty() || !package.has(main)) {
    throw Error(Error::Kind::Unreadable, "damaged", "",
                "is a zip package without a Word document in it");
  }
  if (main.starts_with("xl/") || main.starts_with("ppt/"))
    throw Error(Error::Kind::Unsupported, "type-mismatch", "",
                "is a presentation or a workbook without a workbook part; save it as .docx");
  return main;
}

}  // namespace

bool is_word_uri(std::string_view uri) {
  return uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
         uri == "http://purl.oclc.org/ooxml/wordprocessingml/main";
}

DocxParts read_parts(const ZipPackage& package, plan::Document& document) {
  DocxParts parts;
  const std::vector<Relationship> root = read_relationships(package, "");
  parts.main = main_part(package, root);
  CommentParts comments;
  read_properties(package, root, document.source);
  for (const Relationship& entry : read_relationships(package, parts.main)) {
    if (entry.external || !package.has(entry.target)) continue;
    if (entry.type == "styles") {
      StyleReader reader(parts.styles);
      parse_part(package, entry.target, reader);
    } else if (entry.type == "numbering") {
      NumberingReader reader(parts.numbering);
      parse_part(package, entry.target, reader);
    } else if (entry.type == "comments") {
      comments.comments = entry.target;
    } else if (entry.type == "commentsExtended") {
      comments.extended = entry.target;
    } else if (entry.type == "people") {
      comments.people = entry.target;
    } else if (entry.type == "vbaProject") {
      parts.has_macros = true;
    }
  }
  parts.comments = read_comments(package, comments);
  return parts;
}

}  // namespace planmerge::ingest
