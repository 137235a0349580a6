// What every use of libgit2 needs: its set-up, once and before its first use, from any thread; its last error; owners of what it
// makes; and the bound on what it may allocate for one object, because a packed kilobyte can declare gigabytes, also as a delta
// base of a small object.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace sluice::git {

void StartEngine();

// Why the last call on this thread failed. The next call may change it: ask at once.
std::string EngineMessage();

template <class T, void (*Free)(T*)>
struct HandleDeleter {
  void operator()(T* handle) const { Free(handle); }
};
template <class T, void (*Free)(T*)>
using Handle = std::unique_ptr<T, HandleDeleter<T, Free>>;

// While one lives, an allocation of libgit2 on this thread that is larger than `max_bytes` fails. Scopes do not nest.
class AllocationLimit {
 public:
  explicit AllocationLimit(uint64_t max_bytes);
  ~AllocationLimit();
  AllocationLimit(const AllocationLimit&) = delete;
  AllocationLimit& operator=(const AllocationLimit&) = delete;
  bool was_hit() const;
};

}  // namespace sluice::git
