// SPDX-License-Identifier: GPL-3.0-or-later
// Who may include whom: a wrong include fails here, before a review has to find it.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using Names = std::set<std::string>;

struct Include {
  std::string file;  // from the root: "base/text.cc"
  std::string name;  // as written between the quotes or brackets
  bool angled = false;
};

/// What each folder may include beside itself: its own layer and those below it.
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

/// Where a foreign library stops. A place ending in "/" is a folder.
const std::map<std::string, Names> kForeign = {
    // pdf_page.cc composes the glyphs that Poppler gives in ICU, letter by letter.
    {"unicode/", {"base/text.cc", "ingest/pdf_page.cc"}},
    {"libxml/", {"base/xml.cc"}},
    {"zip.h", {"base/zip.cc"}},
    {"poppler/", {"ingest/pdf_page.cc"}},
    {"sqlite3.h", {"store/"}},
};

std::string folder_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

bool is_source(const fs::path& path) {
  return path.extension() == ".cc" || path.extension() == ".h";
}

/// All sources of one top folder, by path from the root, sorted.
Names sources_of(const std::string& folder) {
  const fs::path root = PLANMERGE_SOURCE_DIR;
  Names found;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    if (entry.is_regular_file() && is_source(entry.path())) {
      found.insert(fs::relative(entry.path(), root).generic_string());
    }
  }
  return found;
}

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(fs::path(PLANMERGE_SOURCE_DIR) / file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::vector<Include> includes_of(const std::string& file) {
  constexpr std::string_view kWord = "#include ";
  std::vector<Include> found;
  for (const std::string& line : lines_of(file)) {
    if (!line.starts_with(kWord) || line.size() < kWord.size() + 2) {
      continue;
    }
    const bool angled = line[kWord.size()] == '<';
    const std::size_t start = kWord.size() + 1;
    const std::size_t end = line.find(angled ? '>' : '"', start);
    found.push_back({file, line.substr(start, end - start), angled});
  }
  return found;
}

std::vector<Include> all_includes() {
  std::vector<Include> all;
  for (const auto& [folder, allowed] : kMayInclude) {
    for (const std::string& file : sources_of(folder)) {
      for (Include& include : includes_of(file)) {
        all.push_back(std::move(include));
      }
    }
  }
  return all;
}

bool starts_with_any(const std::string& file, const Names& places) {
  for (const std::string& place : places) {
    if (file == place || (place.ends_with('/') && file.starts_with(place))) {
      return true;
    }
  }
  return false;
}

Names told(const std::vector<Include>& includes) {
  Names lines;
  for (const Include& include : includes) {
    lines.insert(include.file + " includes " + include.name);
  }
  return lines;
}

TEST(Structure, TheSourcesAreFound) {
  EXPECT_GT(all_includes().size(), 200U);
  for (const auto& [folder, allowed] : kMayInclude) {
    EXPECT_FALSE(sources_of(folder).empty()) << folder;
  }
}

TEST(Structure, AFolderIncludesOnlyTheLayersBelowIt) {
  std::vector<Include> wrong;
  for (const Include& include : all_includes()) {
    const std::string from = folder_of(include.file);
    const std::string to = folder_of(include.name);
    if (!include.angled && from != to && !kMayInclude.at(from).contains(to)) {
      wrong.push_back(include);
    }
  }
  EXPECT_THAT(told(wrong), IsEmpty());
}

TEST(Structure, ThePlanModelIncludesOnlyTheStandardLibrary) {
  std::vector<Include> wrong;
  for (const Include& include : all_includes()) {
    const bool foreign = include.angled && include.name.find_first_of("./") != std::string::npos;
    if (include.file.starts_with("plan/") && foreign) {
      wrong.push_back(include);
    }
  }
  EXPECT_THAT(told(wrong), IsEmpty());
}

TEST(Structure, AForeignLibraryStopsAtItsOneFile) {
  std::vector<Include> wrong;
  for (const Include& include : all_includes()) {
    for (const auto& [library, places] : kForeign) {
      const bool meant =
          library.ends_with('/') ? include.name.starts_with(library) : include.name == library;
      if (include.angled && meant && !starts_with_any(include.file, places)) {
        wrong.push_back(include);
      }
    }
  }
  EXPECT_THAT(told(wrong), IsEmpty());
}

TEST(Structure, EverySourceStartsWithItsLicence) {
  Names without;
  for (const std::string folder : {"base", "plan", "codec", "ingest", "normalize", "merge",
                                   "export", "store", "pipeline", "cli", "tests"}) {
    for (const std::string& file : sources_of(folder)) {
      const auto lines = lines_of(file);
      if (lines.empty() || lines[0] != "// SPDX-License-Identifier: GPL-3.0-or-later") {
        without.insert(file);
      }
    }
  }
  EXPECT_THAT(without, IsEmpty());
}

}  // namespace
