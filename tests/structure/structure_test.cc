// SPDX-License-Identifier: GPL-3.0-or-later
// Who may include whom, where foreign libraries stop, and that every source names its licence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const std::map<std::string, Names> kMayInclude = {
    {"base", {}},
    {"plan", {}},
    {"codec", {"base", "plan"}},
    {"ingest", {"base", "plan", "codec"}},
    {"normalize", {"base", "plan", "codec"}},
    {"merge", {"base", "plan", "codec"}},
    {"export", {"base", "plan", "codec"}},
    {"store", {"base", "plan", "codec"}},
    {"pipeline", {"base", "plan", "codec", "ingest", "normalize", "merge", "export", "store"}},
    {"cli",
     {"base", "plan", "codec", "ingest", "normalize", "merge", "export", "store", "pipeline"}},
};

/// Where each library's headers may appear.
const std::vector<std::pair<std::string, Names>> kForeign = {
    {"libxml/", {"base/xml.cc"}},
    {"zip.h", {"base/zip.cc"}},
    {"zlib.h", {"base/zip_writer.cc"}},
    {"unicode/", {"base/text.cc"}},
    {"poppler/",
     {"ingest/pdf_page.cc", "ingest/pdf/active.cc", "ingest/pdf/images.cc",
      "ingest/pdf/streams.cc"}},
    {"sqlite3.h", {"store/sqlite.cc"}},
    {"toml++/", {"pipeline/settings.cc"}},
};

struct Source {
  std::string path;    ///< from the root of the sources, with /
  std::string folder;  ///< its first part
  std::vector<std::string> lines;
};

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<Source> sources() {
  const fs::path root = PLANMERGE_SOURCE_DIR;
  std::vector<Source> found;
  for (const auto& [folder, allowed] : kMayInclude) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cc") continue;
      found.push_back(
          {entry.path().lexically_relative(root).generic_string(), folder, lines_of(entry.path())});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Source& a, const Source& b) { return a.path < b.path; });
  return found;
}

/// What stands between the delimiters of an #include line; empty for any other line.
std::string included(const std::string& line, char open, char close) {
  const std::string start = std::string("#include ") + open;
  if (line.rfind(start, 0) != 0) return "";
  const auto end = line.find(close, start.size());
  return line.substr(start.size(), end - start.size());
}

TEST(Structure, SourcesAreFound) {
  EXPECT_GT(sources().size(), 50U);
}

TEST(Structure, FoldersIncludeOnlyWhatStandsBelowThem) {
  std::vector<std::string> wrong;
  for (const Source& source : sources()) {
    for (const std::string& line : source.lines) {
      const std::string name = included(line, '"', '"');
      const std::string folder = name.substr(0, name.find('/'));
      if (kMayInclude.count(folder) == 0 || folder == source.folder) continue;
      if (kMayInclude.at(source.folder).count(folder) == 0) {
        wrong.push_back(source.path + " includes " + name);
      }
    }
  }
  EXPECT_THAT(wrong, testing::IsEmpty());
}

TEST(Structure, ForeignLibrariesStopAtTheirFile) {
  std::vector<std::string> wrong;
  for (const Source& source : sources()) {
    for (const std::string& line : source.lines) {
      const std::string name = included(line, '<', '>');
      for (const auto& [library, files] : kForeign) {
        if (name.rfind(library, 0) == 0 && files.count(source.path) == 0) {
          wrong.push_back(source.path + " includes " + name);
        }
      }
    }
  }
  EXPECT_THAT(wrong, testing::IsEmpty());
}

TEST(Structure, ThePlanModelIsStandardLibraryOnly) {
  std::vector<std::string> wrong;
  for (const Source& source : sources()) {
    if (source.folder != "plan") continue;
    for (const std::string& line : source.lines) {
      const std::string name = included(line, '<', '>');
      if (name.find_first_of("./") != std::string::npos) wrong.push_back(source.path + ": " + name);
    }
  }
  EXPECT_THAT(wrong, testing::IsEmpty());
}

TEST(Structure, Re2StaysOutOfHeaders) {
  std::vector<std::string> wrong;
  for (const Source& source : sources()) {
    if (fs::path(source.path).extension() != ".h") continue;
    for (const std::string& line : source.lines) {
      if (included(line, '<', '>').rfind("re2/", 0) == 0) wrong.push_back(source.path);
    }
  }
  EXPECT_THAT(wrong, testing::IsEmpty());
}

// Two types of one name in one namespace are one type to the linker, whichever it sees first.
TEST(Structure, NoTwoHeadersOfAFolderDefineATypeOfOneName) {
  std::map<std::string, std::string> defined_in;  // "ingest/Table" -> header
  for (const Source& source : sources()) {
    if (!source.path.ends_with(".h")) continue;
    for (const std::string& line : source.lines) {
      const bool type = line.starts_with("struct ") || line.starts_with("class ");
      if (!type || line.find('<') != std::string::npos || line.back() == ';') continue;
      const std::size_t begin = line.find(' ') + 1;
      const std::string name = line.substr(begin, line.find_first_of(" :{", begin) - begin);
      const auto [found, first] = defined_in.emplace(source.folder + "/" + name, source.path);
      EXPECT_TRUE(first) << name << " in " << found->second << " and " << source.path;
    }
  }
  EXPECT_GT(defined_in.size(), 50U);
}

TEST(Structure, EverySourceBeginsWithItsLicence) {
  std::vector<std::string> wrong;
  for (const Source& source : sources()) {
    if (source.lines.empty() ||
        source.lines.front() != "// SPDX-License-Identifier: GPL-3.0-or-later") {
      wrong.push_back(source.path);
    }
  }
  EXPECT_THAT(wrong, testing::IsEmpty());
}

}  // namespace
