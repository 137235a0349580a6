// Counters and stage times for --stats and the progress bar. Each worker writes its own Stats; they are added at the end, so
// nothing is shared.
#pragma once

#include <chrono>
#include <cstdint>

namespace sluice {

struct Stats {
  uint64_t items = 0, bytes = 0, matches = 0;
  uint64_t commits = 0, tags = 0, blobs = 0, paths = 0, files = 0;         // items, by kind
  uint64_t texts = 0, text_bytes = 0;                                      // unpacked from items, and matched
  std::chrono::nanoseconds reading{}, matching{}, unpacking{}, sealing{};  // summed over the workers; unpacking matches, too
  void Add(const Stats& other);
};

// Adds the time from its construction to its end to `*total`.
class StageTimer {
 public:
  explicit StageTimer(std::chrono::nanoseconds* total) : total_(total), start_(std::chrono::steady_clock::now()) {}
  ~StageTimer() { *total_ += std::chrono::steady_clock::now() - start_; }
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  std::chrono::nanoseconds* total_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace sluice
