// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/xml.h"
#include "ingest/docx/branches.h"
#include "ingest/docx/numbering.h"

namespace planmerge::ingest {

/// Reads the part with the lists.
class NumberingReader : public XmlHandler {
 public:
  explicit NumberingReader(Numbering& numbering) : numbering_(numbering) {}

  void start(std::string_view uri, std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view uri, std::string_view name) override;

 private:
  void begin_level(int level);
  void fill_level(std::string_view name, const XmlAttributes& attributes);

  Numbering& numbering_;
  Branches branches_;  // formats that older programs do not know have an alternative
  Numbering::Abstract* abstract_ = nullptr;
  Numbering::Instance* instance_ = nullptr;
  ListLevel* level_ = nullptr;
  int override_ = 0;
};

}  // namespace planmerge::ingest
