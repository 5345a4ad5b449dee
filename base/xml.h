// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge {

/// One attribute of a start tag, by its local name; views are valid during the call only.
struct XmlAttribute {
  std::string_view name, value;
};

class XmlAttributes {
 public:
  explicit XmlAttributes(const std::vector<XmlAttribute>& list) : list_(list) {}
  /// Value by local name, whatever its namespace: OOXML uses no name twice in one tag.
  std::optional<std::string_view> find(std::string_view name) const {
    for (const XmlAttribute& attribute : list_) {
      if (attribute.name == name) return attribute.value;
    }
    return std::nullopt;
  }
  const std::vector<XmlAttribute>& list() const { return list_; }

 private:
  const std::vector<XmlAttribute>& list_;
};

/// Called while a document is parsed. May throw; the exception comes out of parse_xml().
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view uri, std::string_view name,
                     const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view uri, std::string_view name) = 0;
  virtual void text(std::string_view /*utf8*/) {}
};

struct XmlLimits {
  int depth = 256;                                // legal documents seen: under 60
  std::size_t tag_bytes = std::size_t{1} << 20U;  // legal maximum seen: 235 KB
  std::size_t attributes = 256;                   // legal maximum seen: 36
};

/// Parses XML as a stream: no DOM, no network, no entities, no DTD.
///
/// @param read   gives the next bytes, 0 at the end; may throw
/// @param where  for messages: "word/document.xml"
/// Errors: Error(Unreadable, "damaged" | "dtd"), Error(Limit, "limit").
void parse_xml(const std::function<std::size_t(char*, std::size_t)>& read, const std::string& where,
               XmlHandler& handler, const XmlLimits& limits = {});

}  // namespace planmerge
