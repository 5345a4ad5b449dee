// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/xml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "base/error.h"

namespace planmerge {
namespace {

class Recorder : public XmlHandler {
 public:
  void start(std::string_view uri, std::string_view name,
             const XmlAttributes& attributes) override {
    log += "<" + std::string(uri) + "|" + std::string(name);
    for (const XmlAttribute& attribute : attributes.list())
      log += " " + std::string(attribute.name) + "=" + std::string(attribute.value);
    log += ">";
    if (name == "throw") throw std::runtime_error("from the handler");
  }
  void end(std::string_view, std::string_view name) override {
    log += "</" + std::string(name) + ">";
  }
  void text(std::string_view utf8) override { log += utf8; }
  std::string log;
};

std::string parse(std::string_view xml, const XmlLimits& limits = {}) {
  Recorder recorder;
  const auto read = [&](char* buffer, std::size_t size) {
    const std::size_t count = std::min(size, xml.size());
    std::copy_n(xml.data(), count, buffer);
    xml.remove_prefix(count);
    return count;
  };
  parse_xml(read, "part.xml", recorder, limits);
  return recorder.log;
}

std::string code_of(std::string_view xml, const XmlLimits& limits = {}) {
  try {
    parse(xml, limits);
  } catch (const Error& error) {
    return error.code();
  }
  return "none";
}

TEST(ParseXml, GivesNamesByNamespaceAndTextUnescaped) {
  EXPECT_EQ(parse("<a:x xmlns:a='u' a:k='1 &amp; 2'>b &lt; c<![CDATA[<d>]]></a:x>"),
            "<u|x k=1 & 2>b < c<d></x>");
}

TEST(ParseXml, RefusesAnyDocumentType) {
  EXPECT_EQ(code_of("<!DOCTYPE a><a/>"), "dtd");
  EXPECT_EQ(code_of("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>"), "dtd");
}

TEST(ParseXml, RefusesWhatIsNotWellFormed) {
  EXPECT_EQ(code_of("<a><b></a>"), "damaged");
  EXPECT_EQ(code_of("<a>"), "damaged");
  EXPECT_EQ(code_of(""), "damaged");
  EXPECT_EQ(code_of("<a/>tail"), "damaged");
  EXPECT_EQ(code_of("<a>&unknown;</a>"), "damaged");
}

TEST(ParseXml, StopsAtItsLimits) {
  XmlLimits limits;
  limits.depth = 3;
  limits.attributes = 2;
  limits.tag_bytes = 60;
  EXPECT_EQ(code_of("<a><b><c/></b></a>", limits), "none");
  EXPECT_EQ(code_of("<a><b><c><d/></c></b></a>", limits), "limit");
  EXPECT_EQ(code_of("<a b='1' c='2' d='3'/>", limits), "limit");
  EXPECT_EQ(code_of("<a b='" + std::string(100, 'x') + "'/>", limits), "limit");
}

TEST(ParseXml, EndsCleanlyWhenALimitIsMetInsideALaterRead) {
  // The reader may fail while libxml2 fills its buffer; that must not touch freed input.
  std::string xml = "<a>" + std::string(100'000, ' ') + "<b";
  for (int i = 0; i < 20'000; ++i) xml += " k" + std::to_string(i) + "='1'";
  EXPECT_EQ(code_of(xml + "/></a>"), "limit");
}

TEST(ParseXml, LetsTheHandlersExceptionOut) {
  EXPECT_THROW(parse("<a><throw/></a>"), std::runtime_error);
}

}  // namespace
}  // namespace planmerge
