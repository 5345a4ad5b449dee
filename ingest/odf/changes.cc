// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/odf/changes.h"

#include "ingest/odf/styles.h"

namespace planmerge::ingest {
namespace {

constexpr int kMaxSpaces = 1'000;

}  // namespace

void OdfChanges::open(OdfTag tag, const XmlAttributes& attributes) {
  switch (tag) {
    case OdfTag::ChangedRegion: {
      // text:id in old files, xml:id since OpenDocument 1.2; both are "id" here.
      change_ = &changes_[std::string(attributes.find("id").value_or(""))];
      break;
    }
    case OdfTag::Insertion:
      if (change_ != nullptr) change_->kind = OdfChange::Kind::Insert;
      break;
    case OdfTag::Deletion:
      if (change_ != nullptr) change_->kind = OdfChange::Kind::Delete;
      break;
    case OdfTag::Creator:
    case OdfTag::Date:
      // A remark inside a deleted text has an author of its own.
      if (change_ != nullptr && paragraphs_ == 0) {
        info_ = tag == OdfTag::Creator ? &change_->author : &change_->date;
        info_->clear();
      }
      break;
    case OdfTag::Paragraph:
    case OdfTag::Heading:
      if (change_ != nullptr && change_->kind == OdfChange::Kind::Delete)
        change_->deleted.emplace_back();
      ++paragraphs_;
      break;
    case OdfTag::Spaces:
      text(std::string(static_cast<std::size_t>(odf_number(attributes, "c", 1, kMaxSpaces)), ' '));
      break;
    case OdfTag::Tab: text(" "); break;
    case OdfTag::LineBreak: text("\n"); break;
    default: break;
  }
}

void OdfChanges::close(OdfTag tag) {
  if (tag == OdfTag::ChangedRegion) change_ = nullptr;
  if (tag == OdfTag::Creator || tag == OdfTag::Date) info_ = nullptr;
  if (tag == OdfTag::Paragraph || tag == OdfTag::Heading) --paragraphs_;
}

void OdfChanges::text(std::string_view utf8) {
  bytes_ += utf8.size();
  if (info_ != nullptr) {
    *info_ += utf8;
  } else if (paragraphs_ > 0 && change_ != nullptr && !change_->deleted.empty()) {
    change_->deleted.back() += utf8;
  }
}

const OdfChange* OdfChanges::find(const std::string& id) const {
  const auto found = changes_.find(id);
  return found == changes_.end() ? nullptr : &found->second;
}

}  // namespace planmerge::ingest
