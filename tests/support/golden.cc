// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace planmerge::testing {
namespace {

std::filesystem::path path_of(std::string_view name) {
  return std::filesystem::path(PLANMERGE_SOURCE_DIR) / "tests" / "golden" / name;
}

/// "line 12: … instead of …" of the first line that differs.
std::string first_difference(std::string_view actual, std::string_view expected) {
  const auto [a, e] = std::mismatch(actual.begin(), actual.end(), expected.begin(), expected.end());
  const auto line = std::count(actual.begin(), a, '\n') + 1;
  const auto rest = [](std::string_view text, std::size_t at) {
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return std::string(text.substr(begin, text.find('\n', at) - begin)).substr(0, 400);
  };
  const auto at = static_cast<std::size_t>(a - actual.begin());
  return "line " + std::to_string(line) + ":\n  is      " + rest(actual, at) + "\n  expected " +
         rest(expected, static_cast<std::size_t>(e - expected.begin()));
}

}  // namespace

bool has_golden(std::string_view name) {
  return std::filesystem::exists(path_of(name));
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) ADD_FAILURE() << path << " cannot be read";
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void expect_golden(std::string_view name, std::string_view actual) {
  const std::filesystem::path path = path_of(name);
  const char* accept = std::getenv("PLANMERGE_ACCEPT");
  if (accept != nullptr && std::string_view(accept) == "1") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  const std::string expected = file_text(path.string());
  if (actual == expected) return;
  ADD_FAILURE() << name << " differs in " << first_difference(actual, expected)
                << "\nIf this is meant: PLANMERGE_ACCEPT=1, then review the diff.";
}

}  // namespace planmerge::testing
