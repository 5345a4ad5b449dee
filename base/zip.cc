// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/zip.h"

#include <zip.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/text.h"

namespace planmerge {
namespace {

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Error damaged(const std::string& where, const std::string& what) {
  return Error(Error::Kind::Unreadable, "damaged", where, what);
}

// Word asks for parts without regard to case, and some writers use backslashes.
std::string key_of(std::string name) {
  std::replace(name.begin(), name.end(), '\\', '/');
  name = text::lower_ascii(name);
  while (!name.empty() && name.front() == '/') name.erase(0, 1);
  return name;
}

}  // namespace

bool looks_like_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

struct ZipPackage::Impl {
  zip_t* archive = nullptr;
  ZipLimits limits;
  std::vector<std::string> names;
  std::map<std::string, zip_uint64_t> index;

  ~Impl() {
    if (archive != nullptr) zip_discard(archive);
  }

  void open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr) {
      const std::string reason = zip_error_strerror(&error);
      if (source != nullptr) zip_source_free(source);
      zip_error_fini(&error);
      throw damaged("", "the zip package cannot be read: " + reason);
    }
    zip_error_fini(&error);
  }

  void list() {
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count < 0 || static_cast<std::size_t>(count) > limits.members)
      throw Error(Error::Kind::Limit, "limit", "",
                  "the package has over " + std::to_string(limits.members) + " members");
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
      const char* name = zip_get_name(archive, i, ZIP_FL_ENC_GUESS);
      if (name == nullptr) continue;
      names.emplace_back(name);
      if (!index.emplace(key_of(name), i).second)
        throw Error(Error::Kind::Unreadable, "duplicate-part", name,
                    "the package has two parts of this name");
    }
  }

  void check(const std::string& name, const zip_stat_t& info) const {
    if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE)
      throw Error(Error::Kind::Encrypted, "encrypted", name, "the part is encrypted");
    if (info.size > limits.part_bytes) throw too_large(name);
    if (info.size > limits.ratio_free_bytes && info.comp_size < info.size / limits.ratio)
      throw too_large(name);
  }

  Error too_large(const std::string& name) const {
    return Error(Error::Kind::Limit, "limit", name,
                 "the part inflates beyond " + std::to_string(limits.part_bytes >> 20U) +
                     " MiB or " + std::to_string(limits.ratio) + " times its size");
  }
};

ZipPackage::ZipPackage(std::string_view bytes, ZipLimits limits) : impl_(std::make_unique<Impl>()) {
  impl_->limits = limits;
  impl_->open(bytes);
  impl_->list();
}

ZipPackage::~ZipPackage() = default;

const std::vector<std::string>& ZipPackage::names() const {
  return impl_->names;
}

bool ZipPackage::has(const std::string& name) const {
  return impl_->index.contains(key_of(name));
}

void ZipPackage::stream(const std::string& name,
                        const std::function<void(const Read&)>& consume) const {
  const auto found = impl_->index.find(key_of(name));
  if (found == impl_->index.end()) throw damaged(name, "the part is missing");
  zip_stat_t info;
  zip_stat_init(&info);
  if (zip_stat_index(impl_->archive, found->second, 0, &info) != 0)
    throw damaged(name, "the part cannot be looked up");
  impl_->check(name, info);
  const std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(impl_->archive, found->second, 0));
  if (!file)
    throw damaged(name, std::string("the part cannot be opened: ") + zip_strerror(impl_->archive));
  std::size_t total = 0;
  consume([&](char* buffer, std::size_t size) -> std::size_t {
    const zip_int64_t got = zip_fread(file.get(), buffer, size);
    if (got < 0) throw damaged(name, "the part is damaged");
    total += static_cast<std::size_t>(got);
    if (total > impl_->limits.part_bytes) throw impl_->too_large(name);
    return static_cast<std::size_t>(got);
  });
}

}  // namespace planmerge
