#include "cli/interrupts.h"

#include <chrono>
#include <csignal>

namespace sluice {
namespace {

sigset_t WatchedSignals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

Interrupts::Interrupts(std::optional<int64_t> deadline_s) : deadline_s_(deadline_s) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write, reported as such
  const sigset_t set = WatchedSignals();
  pthread_sigmask(SIG_BLOCK, &set, &before_);
  watcher_ = std::jthread([this](const std::stop_token& end) { Watch(end); });
}

Interrupts::~Interrupts() {
  watcher_.request_stop();
  pthread_kill(watcher_.native_handle(), SIGHUP);  // wakes it
  watcher_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);  // what runs after the scan can be interrupted as usual
}

void Interrupts::Watch(const std::stop_token& end) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::seconds(deadline_s_.value_or(0));
  const sigset_t set = WatchedSignals();
  while (!end.stop_requested()) {
    timespec wait{1, 0};
    if (deadline_s_ && !stop_.stop_requested()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) stop_.request_stop();
      if (left < 1000) wait = {0, static_cast<long>(left > 0 ? left : 1) * 1'000'000};
    }
    const int signal = sigtimedwait(&set, nullptr, &wait);
    if (signal <= 0 || end.stop_requested()) continue;
    if (signal_.exchange(signal) != 0) _Exit(128 + signal);
    stop_.request_stop();
  }
}

std::string Interrupts::Why() const {
  switch (signal_.load()) {
    case SIGINT:
      return "SIGINT";
    case SIGTERM:
      return "SIGTERM";
    case SIGHUP:
      return "SIGHUP";
    default:
      break;
  }
  return stop_.stop_requested() && deadline_s_ ? "the deadline of " + std::to_string(*deadline_s_) + " s (--timeout)" : "";
}

}  // namespace sluice
