// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/zip_writer.h"

#include <zlib.h>

#include <limits>
#include <utility>

#include "base/error.h"

namespace planmerge {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50, kCentralHeader = 0x02014b50, kEnd = 0x06054b50;
constexpr std::uint32_t kVersion = 20;       // deflate
constexpr std::uint32_t kDeflated = 8;       // method
constexpr std::uint32_t kFirstDay = 0x0021;  // 1980-01-01 in DOS form
constexpr int kRawDeflate = -15;             // no zlib header, window of 32 KiB
constexpr int kMemoryLevel = 8;

void put16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xFFU);
  out += static_cast<char>(value >> 8U & 0xFFU);
}

void put32(std::string& out, std::uint32_t value) {
  put16(out, value & 0xFFFFU);
  put16(out, value >> 16U);
}

Error too_large() {
  return Error(Error::Kind::Limit, "limit", "",
               "the package would have over 4 GiB or 65,535 parts");
}

std::uint32_t size32(std::size_t size) {
  if (size > std::numeric_limits<std::uint32_t>::max()) throw too_large();
  return static_cast<std::uint32_t>(size);
}

std::string deflated(std::string_view content) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawDeflate, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error(Error::Kind::Internal, "internal", "", "zlib cannot be started");
  std::string out(deflateBound(&stream, content.size()), '\0');
  // zlib reads the input only; its interface is older than const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = size32(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = size32(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END)
    throw Error(Error::Kind::Internal, "internal", "", "zlib cannot finish a part");
  return out;
}

}  // namespace

void ZipWriter::add(std::string_view name, std::string_view content) {
  if (++members_ > std::numeric_limits<std::uint16_t>::max()) throw too_large();
  const std::string packed = deflated(content);
  std::string common;  // what local and central header share
  put16(common, kVersion);
  put16(common, 0);  // flags
  put16(common, kDeflated);
  put16(common, 0);  // midnight
  put16(common, kFirstDay);
  put32(common, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(content.data()),
                                                 static_cast<uInt>(size32(content.size())))));
  put32(common, size32(packed.size()));
  put32(common, size32(content.size()));
  put16(common, static_cast<std::uint32_t>(name.size()));
  put16(common, 0);  // no extra field

  put32(directory_, kCentralHeader);
  put16(directory_, kVersion);
  directory_ += common;
  put16(directory_, 0);  // no comment
  put16(directory_, 0);  // first disk
  put16(directory_, 0);  // internal attributes
  put32(directory_, 0);  // external attributes
  put32(directory_, size32(bytes_.size()));
  directory_ += name;

  put32(bytes_, kLocalHeader);
  bytes_ += common;
  bytes_ += name;
  bytes_ += packed;
}

std::string ZipWriter::finish() {
  const std::uint32_t start = size32(bytes_.size());
  bytes_ += directory_;
  put32(bytes_, kEnd);
  put16(bytes_, 0);
  put16(bytes_, 0);
  put16(bytes_, members_);
  put16(bytes_, members_);
  put32(bytes_, size32(directory_.size()));
  put32(bytes_, start);
  put16(bytes_, 0);
  directory_.clear();
  members_ = 0;
  return std::exchange(bytes_, {});
}

}  // namespace planmerge
