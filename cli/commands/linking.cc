// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include "base/error.h"
#include "cli/commands/commands.h"
#include "cli/exit_status.h"
#include "pipeline/linking.h"

namespace planmerge::cli {

int link_records(const Options& options) {
  if (options.dedup && options.files.size() != 1)
    throw Error(Error::Kind::Usage, "usage", "", "link --dedup takes one file");
  if (!options.dedup && options.files.size() != 2)
    throw Error(Error::Kind::Usage, "usage", "", "link takes two files, or one with --dedup");
  const normalize::Normalizer normalizer = make_normalizer(options);
  std::ios::sync_with_stdio(false);
  pipeline::link_files(options.files.front(), options.dedup ? "" : options.files.back(),
                       options.jobs, normalizer, std::cout);
  std::cout.flush();
  if (!std::cout)
    throw Error(Error::Kind::Store, "write-failed", "standard output", "cannot be written");
  return kDone;
}

}  // namespace planmerge::cli
