// The process-wide set-up of libgit2: once, before its first use, from any thread. Repo calls it; nothing else needs to.
// Also the bound on what libgit2 may allocate for one object: a packed kilobyte can declare gigabytes, also as a delta base of a
// small object.
#pragma once

#include <cstdint>

namespace sluice::git {

void StartEngine();

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
