// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace planmerge {

/// This document or this run cannot go on. Caught per document by pipeline/, else by cli/.
///
/// what() reads "where: code: sentence" and is one line, whatever the input held.
class Error : public std::runtime_error {
 public:
  /// One kind an exit status (docs/errors.md, design section 6).
  enum class Kind {
    Internal,     // 1  a bug of ours
    Usage,        // 2  the command line
    NotFound,     // 4  a file that is not there or cannot be opened
    Unsupported,  // 4  a format we do not read
    Unreadable,   // 4  damaged, or not what it says it is
    Encrypted,    // 5
    Limit,        // 6  time, memory, size
    Store,        // 7  busy, full, damaged, not a store
    NoSandbox,    // 8
    Interrupted,  // 130
  };

  /// @param code  stable kebab-case code: "encrypted", "damaged", "limit", "type-mismatch"…
  /// @param where file and place as the user knows them: "annex.pdf, page 14"; may be empty
  /// @param what  one sentence; control characters are replaced, and 400 bytes are kept
  Error(Kind kind, std::string code, std::string where, std::string what);

  Kind kind() const { return kind_; }
  const std::string& code() const { return code_; }
  const std::string& where() const { return where_; }
  const std::string& sentence() const { return sentence_; }

 private:
  Kind kind_;
  std::string code_, where_, sentence_;
};

/// The program's exit status for a kind (docs/errors.md).
int exit_status(Error::Kind kind);

}  // namespace planmerge
