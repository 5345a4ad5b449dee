// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

/// The wire between worker and parent: frames of a kind (1 byte), a length (u32, little-endian)
/// and bytes.
namespace planmerge::worker {

inline constexpr char kRecordFrame = 'R';
inline constexpr char kErrorFrame = 'E';    // kind, code, where, sentence, each ended by NUL
inline constexpr char kBlockedFrame = 'B';  // number of a system call that seccomp stopped
inline constexpr char kDoneFrame = 'D';
inline constexpr std::size_t kFrameHead = 5;

/// Writes a whole frame; async-signal-safe. False: the parent is gone.
bool write_frame(int fd, char kind, std::string_view bytes);

}  // namespace planmerge::worker
