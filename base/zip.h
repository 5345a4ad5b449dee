// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace planmerge {

/// What a package may claim before anything is inflated; measured on public documents, whose
/// largest part had 11 MB and whose packages had under 3,000 members.
struct ZipLimits {
  std::size_t members = 20'000;
  std::size_t part_bytes = std::size_t{64} << 20U;
  std::size_t ratio = 200;  // inflated : stored, beyond `ratio_free_bytes`
  std::size_t ratio_free_bytes = std::size_t{1} << 20U;
};

/// Reads parts of an OOXML package (a zip) held in memory.
///
/// `bytes` must outlive the package. Errors: Error(Unreadable, "damaged" | "duplicate-part"),
/// Error(Encrypted), Error(Limit); located by the member's name.
class ZipPackage {
 public:
  explicit ZipPackage(std::string_view bytes, ZipLimits limits = {});
  ~ZipPackage();
  ZipPackage(const ZipPackage&) = delete;
  ZipPackage& operator=(const ZipPackage&) = delete;

  /// Names as stored; never a path to write to.
  const std::vector<std::string>& names() const;
  bool has(const std::string& name) const;

  /// Hands the inflated member over in pieces to `consume(read)`, where read(buffer, size) gives
  /// the bytes filled, 0 at the end. The limits hold for the bytes really inflated.
  using Read = std::function<std::size_t(char* buffer, std::size_t size)>;
  void stream(const std::string& name, const std::function<void(const Read&)>& consume) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The bytes begin like a zip.
bool looks_like_zip(std::string_view bytes);

}  // namespace planmerge
