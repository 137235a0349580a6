// Interrupts: turns SIGINT, SIGTERM, SIGHUP and a deadline into a stop request, so that what was found is still reported.
//
// Make it before any other thread: it blocks the signals in this thread, and threads made later inherit that. A second signal ends
// the program at once.
#pragma once

#include <signal.h>

#include <atomic>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace sluice {

class Interrupts {
 public:
  explicit Interrupts(std::optional<int64_t> deadline_s);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  std::stop_token token() const { return stop_.get_token(); }
  std::string Why() const;  // "SIGINT", "the deadline of 60 s", empty before a stop

 private:
  void Watch(const std::stop_token& end);

  const std::optional<int64_t> deadline_s_;
  sigset_t before_{};
  std::stop_source stop_;
  std::atomic<int> signal_{0};
  std::jthread watcher_;  // last: it uses what stands above
};

}  // namespace sluice
