// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "base/xml.h"
#include "ingest/readers.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// Reads the XML of an OpenDocument: styles.xml, content.xml and meta.xml one after the other, or
/// all in one (flat). Styles must come before the content that uses them.
class OdfReader : public XmlHandler {
 public:
  OdfReader(const ReadOptions& options, plan::Document& document);
  ~OdfReader() override;

  void start(std::string_view uri, std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view uri, std::string_view name) override;
  void text(std::string_view utf8) override;
  /// After the last part. Errors: Error(Unsupported) if there was neither text nor spreadsheet.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace planmerge::ingest
