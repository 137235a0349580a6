// BufferPool: memory of objects that went, for objects that come. Sizes are rounded up to one of four to each power of two, so that
// most buffers fit again: an allocator that sees thousands of large buffers come and go splits, joins and gives back pages all the
// time. At most 2 MiB wait to be taken again. One thread at a time, also for the buffers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace sluice::git {

class BufferPool : public std::enable_shared_from_this<BufferPool> {
 public:
  // Goes back to its pool at its end.
  class Buffer {
   public:
    Buffer() = default;
    Buffer(std::shared_ptr<BufferPool> pool, std::unique_ptr<char[]> data, size_t size_class)
        : pool_(std::move(pool)), data_(std::move(data)), size_class_(size_class) {}
    ~Buffer() {
      if (pool_ != nullptr) pool_->Give(std::move(data_), size_class_);
    }
    Buffer(Buffer&&) noexcept = default;
    Buffer& operator=(Buffer&& other) noexcept {
      std::swap(pool_, other.pool_);
      std::swap(data_, other.data_);
      std::swap(size_class_, other.size_class_);
      return *this;
    }
    char* data() const { return data_.get(); }
    size_t capacity_bytes() const { return pool_ == nullptr ? 0 : BytesOf(size_class_); }

   private:
    std::shared_ptr<BufferPool> pool_;
    std::unique_ptr<char[]> data_;
    size_t size_class_ = 0;
  };

  // Of at least so many bytes, not initialised. Requires: the pool is owned by a shared_ptr; size_bytes < 2^62.
  Buffer Take(size_t size_bytes);

 private:
  static constexpr size_t kClasses = 4 * 64;
  static size_t ClassOf(size_t size_bytes);
  static size_t BytesOf(size_t size_class);
  void Give(std::unique_ptr<char[]> data, size_t size_class);

  std::array<std::vector<std::unique_ptr<char[]>>, kClasses> free_;
  size_t free_bytes_ = 0;
};

}  // namespace sluice::git
