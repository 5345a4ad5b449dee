// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/scratch.h"

namespace planmerge::pipeline {

/// What a tool's failures are called.
struct ToolErrors {
  const char* missing;   // code: a program is not installed, or cannot be shut off
  const char* failed;    // code: it made nothing
  std::string sentence;  // for `failed`
};

/// A document on its way through programs of others, in a folder of its own that is removed with
/// it. They run shut off from network and files (base/command.h), each within `wall_seconds`.
class Tools {
 public:
  Tools(std::string_view document, std::string file, double wall_seconds, ToolErrors errors);

  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
  std::string input() const { return path("in"); }
  /// The path of what a program made. Errors: Error(Unreadable, `failed`) if it is not there.
  std::string made(const std::string& name) const;
  /// Errors: Error(Unsupported, `missing`); Error(Limit, "limit") for time;
  ///         Error(Unreadable, `failed`) if the program says so.
  void run(std::vector<std::string> arguments) const;

  static bool installed(const std::string& program);

 private:
  std::string file_;
  double wall_seconds_;
  ToolErrors errors_;
  ScratchFolder folder_;
};

}  // namespace planmerge::pipeline
