#include "git/tree.h"

#include <algorithm>
#include <bit>

namespace sluice::git {
namespace {

constexpr size_t kMaxModeDigits = 7;

uint32_t ParseMode(std::string_view digits) {
  if (digits.empty() || digits.size() > kMaxModeDigits) return kBadMode;
  uint32_t mode = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '7') return kBadMode;
    mode = mode * 8 + static_cast<uint32_t>(digit - '0');
  }
  return mode;
}

uint64_t Word(const char* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

static_assert(std::endian::native == std::endian::little, "CommonPrefix counts trailing zero bits");

}  // namespace

bool TreeCursor::Next(TreeEntry* entry) {
  if (rest_.empty() || is_malformed_) return false;
  const size_t end = rest_.find('\0');
  is_malformed_ = end == std::string_view::npos || rest_.size() - end - 1 < ObjectId::kSize;
  if (is_malformed_) return false;
  const std::string_view text = rest_.substr(0, end);
  const size_t space = std::min(text.find(' '), text.size());
  entry->mode = ParseMode(text.substr(0, space));
  entry->name = text.substr(std::min(space + 1, text.size()));
  entry->raw = rest_.substr(0, end + 1 + ObjectId::kSize);
  rest_.remove_prefix(entry->raw.size());
  return true;
}

size_t TreeCursor::SkipWithin(size_t bytes) {
  const char* const begin = rest_.data();
  size_t offset = 0;
  while (offset < bytes) {
    const void* nul = std::memchr(begin + offset, '\0', bytes - offset);
    if (nul == nullptr) break;
    const size_t end = static_cast<size_t>(static_cast<const char*>(nul) - begin) + 1 + ObjectId::kSize;
    if (end > bytes) break;
    offset = end;
  }
  rest_.remove_prefix(offset);
  return offset;
}

size_t CommonPrefix(std::string_view a, std::string_view b) {
  const size_t size = std::min(a.size(), b.size());
  size_t i = 0;
  for (; i + sizeof(uint64_t) <= size; i += sizeof(uint64_t)) {
    const uint64_t difference = Word(a.data() + i) ^ Word(b.data() + i);
    if (difference != 0) return i + static_cast<size_t>(std::countr_zero(difference)) / 8;
  }
  while (i < size && a[i] == b[i]) ++i;
  return i;
}

size_t CommonSuffix(std::string_view a, std::string_view b) {
  const size_t size = std::min(a.size(), b.size());
  size_t i = 0;
  for (; i + sizeof(uint64_t) <= size; i += sizeof(uint64_t)) {
    const uint64_t difference = Word(a.data() + a.size() - i - sizeof(uint64_t)) ^ Word(b.data() + b.size() - i - sizeof(uint64_t));
    if (difference != 0) return i + static_cast<size_t>(std::countl_zero(difference)) / 8;
  }
  while (i < size && a[a.size() - 1 - i] == b[b.size() - 1 - i]) ++i;
  return i;
}

int CompareEntries(const TreeEntry& a, const TreeEntry& b) {
  const size_t size = std::min(a.name.size(), b.name.size());
  const int order = std::memcmp(a.name.data(), b.name.data(), size);
  if (order != 0) return order;
  // Names hold no NUL, so it stands for a file's end.
  const auto tail = [size](const TreeEntry& entry) {
    return entry.name.size() > size ? static_cast<unsigned char>(entry.name[size]) : entry.is_tree() ? '/' : 0;
  };
  if (const int difference = tail(a) - tail(b); difference != 0) return difference;
  return static_cast<int>(a.name.size() > b.name.size()) - static_cast<int>(a.name.size() < b.name.size());
}

}  // namespace sluice::git
