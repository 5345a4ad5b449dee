// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/scratch.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/error.h"

namespace planmerge::pipeline {

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "planmerge-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    throw Error(Error::Kind::Internal, "system", "",
                std::string("no temporary folder: ") + std::strerror(errno));
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace planmerge::pipeline
