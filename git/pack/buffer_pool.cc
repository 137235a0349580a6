#include "git/pack/buffer_pool.h"

#include <algorithm>
#include <bit>

namespace sluice::git {
namespace {

constexpr size_t kMinBytes = 64;
// More is given back to the allocator at once.
constexpr size_t kMaxFreeBytes = size_t{2} << 20;

}  // namespace

// Class 4 n + i holds (4 + i) * 2^n bytes.
size_t BufferPool::BytesOf(size_t size_class) { return (4 + size_class % 4) << (size_class / 4); }

size_t BufferPool::ClassOf(size_t size_bytes) {
  const size_t last = std::max(size_bytes, kMinBytes) - 1;
  const auto shift = static_cast<size_t>(std::bit_width(last)) - 3;
  return 4 * shift + (last >> shift) - 4 + 1;
}

BufferPool::Buffer BufferPool::Take(size_t size_bytes) {
  const size_t size_class = ClassOf(size_bytes);
  std::vector<std::unique_ptr<char[]>>& free = free_[size_class];
  if (free.empty()) return Buffer(shared_from_this(), std::make_unique_for_overwrite<char[]>(BytesOf(size_class)), size_class);
  free_bytes_ -= BytesOf(size_class);
  Buffer buffer(shared_from_this(), std::move(free.back()), size_class);
  free.pop_back();
  return buffer;
}

void BufferPool::Give(std::unique_ptr<char[]> data, size_t size_class) {
  if (free_bytes_ + BytesOf(size_class) > kMaxFreeBytes) return;
  free_bytes_ += BytesOf(size_class);
  free_[size_class].push_back(std::move(data));
}

}  // namespace sluice::git
