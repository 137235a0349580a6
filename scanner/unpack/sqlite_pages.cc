#include "scanner/unpack/sqlite_pages.h"

#include <algorithm>

#include "base/number.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

constexpr uint64_t kMinUsableBytes = 480, kMaxPageBytes = 65536;
constexpr uint64_t kLogHeaderBytes = 32, kFrameHeaderBytes = 24;

}  // namespace

bool IsSqliteDatabase(std::string_view bytes) { return bytes.starts_with("SQLite format 3\0"sv); }
bool IsSqliteLog(std::string_view bytes) { return bytes.starts_with("\x37\x7F\x06\x82") || bytes.starts_with("\x37\x7F\x06\x83"); }

SqlitePages::SqlitePages(std::string_view bytes) : bytes_(bytes), is_log_(IsSqliteLog(bytes)) {
  page_bytes_ = is_log_ ? BigEndian(bytes, 8, 4) : BigEndian(bytes, 16, 2);
  if (page_bytes_ == 1) page_bytes_ = kMaxPageBytes;
  if (page_bytes_ < kMinUsableBytes || page_bytes_ > kMaxPageBytes) return;
  if (is_log_) {
    IndexLog();
  } else {
    is_taken_.resize(static_cast<size_t>(bytes.size() / page_bytes_ + 1));
  }
  usable_bytes_ = page_bytes_ - ByteAt(BytesOf(IndexOf(1)), 20);
  if (usable_bytes_ < kMinUsableBytes) is_taken_.clear();
}

void SqlitePages::IndexLog() {
  for (uint64_t at = kLogHeaderBytes; at + kFrameHeaderBytes < bytes_.size(); at += kFrameHeaderBytes + page_bytes_) {
    const uint64_t number = BigEndian(bytes_, at, 4);
    indices_[number] = numbers_.size();
    numbers_.push_back(number);
  }
  is_taken_.resize(numbers_.size());
}

uint64_t SqlitePages::encoding() const { return BigEndian(BytesOf(IndexOf(1)), 56, 4); }

uint64_t SqlitePages::IndexOf(uint64_t number) const {
  if (!is_log_) return number == 0 ? kNowhere : number - 1;
  const auto found = indices_.find(number);
  return found == indices_.end() ? kNowhere : found->second;
}

std::string_view SqlitePages::BytesOf(uint64_t index) const {
  if (index >= is_taken_.size()) return {};
  const uint64_t at =
      is_log_ ? kLogHeaderBytes + index * (kFrameHeaderBytes + page_bytes_) + kFrameHeaderBytes : index * page_bytes_;
  return From(bytes_, at).substr(0, static_cast<size_t>(page_bytes_));
}

std::string_view SqlitePages::Take(uint64_t number) {
  const uint64_t index = IndexOf(number);
  if (index >= is_taken_.size() || is_taken_[static_cast<size_t>(index)]) return {};
  is_taken_[static_cast<size_t>(index)] = true;
  return BytesOf(index);
}

SqlitePages::Page SqlitePages::TakeLeft() {
  while (next_left_ < numbers_.size() && next_left_ < is_taken_.size() && is_taken_[static_cast<size_t>(next_left_)]) ++next_left_;
  if (next_left_ >= std::min(numbers_.size(), is_taken_.size())) return {};
  is_taken_[static_cast<size_t>(next_left_)] = true;
  return {std::max<uint64_t>(numbers_[static_cast<size_t>(next_left_)], 1), BytesOf(next_left_)};
}

}  // namespace sluice
