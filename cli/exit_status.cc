// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exit_status.h"

namespace planmerge::cli {

int exit_status(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::Internal: return 1;
    case Error::Kind::Usage: return 2;
    case Error::Kind::NotFound:
    case Error::Kind::Unsupported:
    case Error::Kind::Unreadable: return 4;
    case Error::Kind::Encrypted: return 5;
    case Error::Kind::Limit: return 6;
    case Error::Kind::Store: return 7;
    case Error::Kind::NoSandbox: return 8;
    case Error::Kind::Interrupted: break;
  }
  return kInterrupted;
}

}  // namespace planmerge::cli
