// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/zip.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/support/docx_builder.h"

namespace planmerge {
namespace {

std::string content(const ZipPackage& package, const std::string& name) {
  std::string all;
  package.stream(name, [&](const ZipPackage::Read& read) {
    char buffer[512];
    while (const std::size_t count = read(buffer, sizeof buffer)) all.append(buffer, count);
  });
  return all;
}

template <typename Work>
std::string code_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.code();
  }
  return "none";
}

TEST(ZipPackage, GivesAMembersBytes) {
  const std::string bytes = testing::zip_of({{"a.xml", "hello"}, {"b/c.xml", ""}});
  const ZipPackage package(bytes);
  EXPECT_TRUE(package.has("b/c.xml"));
  EXPECT_FALSE(package.has("c.xml"));
  EXPECT_EQ(content(package, "a.xml"), "hello");
  EXPECT_EQ(content(package, "b/c.xml"), "");
}

TEST(ZipPackage, RefusesWhatIsNoZip) {
  EXPECT_EQ(code_of([] { const ZipPackage package("PK\x03\x04 and nothing more"); }), "damaged");
}

TEST(ZipPackage, RefusesTooManyMembers) {
  const std::string bytes = testing::zip_of({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  ZipLimits limits;
  limits.members = 2;
  EXPECT_EQ(code_of([&] { const ZipPackage package(bytes, limits); }), "limit");
}

TEST(ZipPackage, RefusesAMemberThatInflatesTooFar) {
  const std::string bytes = testing::zip_of({{"bomb.xml", std::string(3'000'000, 'x')}});
  const auto read = [&](const ZipLimits& limits) {
    return code_of([&] { content(ZipPackage(bytes, limits), "bomb.xml"); });
  };
  EXPECT_EQ(read({}), "limit") << "3 MB out of 3 KB is past the ratio";
  ZipLimits small;
  small.part_bytes = 1'000'000;
  small.ratio = 1'000'000;
  EXPECT_EQ(read(small), "limit");
  ZipLimits large;
  large.ratio = 1'000'000;
  EXPECT_EQ(read(large), "none");
}

TEST(ZipPackage, NoticesDamagedBytes) {
  std::string bytes = testing::zip_of({{"a.xml", "some text that is stored or deflated here"}});
  bytes[40] = static_cast<char>(bytes[40] ^ 0x55);
  EXPECT_EQ(code_of([&] { content(ZipPackage(bytes), "a.xml"); }), "damaged");
}

}  // namespace
}  // namespace planmerge
