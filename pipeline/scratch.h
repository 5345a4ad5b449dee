// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace planmerge::pipeline {

/// A private folder that is removed with all that is in it.
/// Errors: the constructor throws Error(Internal, "system").
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace planmerge::pipeline
