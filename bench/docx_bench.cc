// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads every Word document of a folder in this process, without a worker, again and again:
//   docx_bench FOLDER [--benchmark_…]
// "floor" inflates the main part and lets the XML parser run over it, nothing else. Compare the
// two in one run: machines differ, ratios less.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/xml.h"
#include "base/zip.h"
#include "ingest/readers.h"
#include "plan/notes.h"

namespace {

using planmerge::Error;

struct File {
  std::string name, bytes;
};

std::vector<File> load(const std::filesystem::path& folder) {
  std::vector<File> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".docx") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    files.push_back({entry.path().string(), bytes.str()});
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.name < b.name; });
  return files;
}

struct Nothing : planmerge::XmlHandler {
  void start(std::string_view, std::string_view, const planmerge::XmlAttributes&) override {}
  void end(std::string_view, std::string_view) override {}
};

/// Counts per second of documents; a refused one counts, it was looked at.
template <typename Work>
void over_all(benchmark::State& state, const std::vector<File>& files, const Work& work) {
  std::size_t done = 0;
  while (state.KeepRunning()) {
    for (const File& file : files) {
      try {
        work(file);
      } catch (const Error&) {
      }
      ++done;
    }
  }
  state.counters["documents"] =
      benchmark::Counter(static_cast<double>(done), benchmark::Counter::kIsRate);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::cerr << "docx_bench: name one folder of Word documents\n";
    return 2;
  }
  const std::vector<File> files = load(argv[1]);
  benchmark::RegisterBenchmark("floor", [&](benchmark::State& state) {
    over_all(state, files, [](const File& file) {
      const planmerge::ZipPackage package(file.bytes);
      package.stream("word/document.xml", [&](const planmerge::ZipPackage::Read& read) {
        Nothing nothing;
        planmerge::parse_xml(read, "", nothing);
      });
    });
  })->Unit(benchmark::kMillisecond);
  for (const bool rows : {false, true}) {
    benchmark::RegisterBenchmark(rows ? "rows" : "tables", [&, rows](benchmark::State& state) {
      over_all(state, files, [rows](const File& file) {
        planmerge::ingest::ReadOptions options;
        options.rows = rows;
        planmerge::plan::Notes notes;
        benchmark::DoNotOptimize(
            planmerge::ingest::read_document(file.bytes, file.name, options, notes));
      });
    })->Unit(benchmark::kMillisecond);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
