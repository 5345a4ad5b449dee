// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/zip_writer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "base/zip.h"

namespace planmerge {
namespace {

std::string member(const std::string& package, const std::string& name) {
  std::string text;
  ZipPackage(package).stream(name, [&text](const ZipPackage::Read& read) {
    char buffer[1024];
    while (const std::size_t got = read(buffer, sizeof buffer)) text.append(buffer, got);
  });
  return text;
}

std::string package_of(const std::string& large) {
  ZipWriter zip;
  zip.add("[Content_Types].xml", "<Types/>");
  zip.add("empty.xml", "");
  zip.add("word/document.xml", large);
  return zip.finish();
}

TEST(ZipWriter, IsReadBackByLibzip) {
  std::string large;
  for (int i = 0; i < 20'000; ++i) large += std::to_string(i * 7919) + "\n";
  const std::string package = package_of(large);
  EXPECT_LT(package.size(), large.size());
  EXPECT_EQ(ZipPackage(package).names(),
            (std::vector<std::string>{"[Content_Types].xml", "empty.xml", "word/document.xml"}));
  EXPECT_EQ(member(package, "empty.xml"), "");
  EXPECT_EQ(member(package, "word/document.xml"), large);
}

TEST(ZipWriter, WritesTheSameBytesInEveryTimeZone) {
  const char* before = std::getenv("TZ");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TZ", "Pacific/Auckland", 1);
  tzset();
  const std::string east = package_of("text");
  setenv("TZ", "America/Los_Angeles", 1);
  tzset();
  EXPECT_EQ(package_of("text"), east);
  before == nullptr ? unsetenv("TZ") : setenv("TZ", kept.c_str(), 1);
  tzset();
}

TEST(ZipWriter, IsEmptyAfterwards) {
  ZipWriter zip;
  zip.add("a", "1");
  zip.finish();
  EXPECT_TRUE(ZipPackage(zip.finish()).names().empty());
}

}  // namespace
}  // namespace planmerge
