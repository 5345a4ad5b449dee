// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace planmerge {
namespace {

constexpr std::size_t kMaxSentence = 400;  // one terminal line and a half: enough to act on

// Text from a hostile document must not reach a terminal or a log with its control characters.
std::string one_line(std::string text) {
  if (text.size() > kMaxSentence) {
    std::size_t cut = kMaxSentence;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    text.resize(cut);
    text += "…";
  }
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) c = ' ';
  }
  return text;
}

std::string joined(const std::string& where, const std::string& code, const std::string& what) {
  std::string line;
  if (!where.empty()) line += where + ": ";
  if (!code.empty()) line += code + ": ";
  return line + what;
}

}  // namespace

Error::Error(Kind kind, std::string code, std::string where, std::string what)
    : std::runtime_error(joined(one_line(where), code, one_line(what))),
      kind_(kind),
      code_(std::move(code)),
      where_(one_line(std::move(where))),
      sentence_(one_line(std::move(what))) {}

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
  return 130;
}

}  // namespace planmerge
